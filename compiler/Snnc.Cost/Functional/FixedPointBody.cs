using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Ir;

namespace Snnc.Cost.Functional;

/// <summary>
/// A neuron's body in whole numbers. Every real state gets a register, in which the body computes; the real state shows the register's value in its own
/// unit, for all that read it from outside.
/// <code>
/// before  state v;  v = fma(0.9, v, i);  spike when v > 1.0 { v = v - 1.0 }
/// after   state v, int24 v_register;  v_register = asr0(v_register * 3686, 12) + int(round(i));  v = real(v_register) / 8128;
///         spike when v_register > 8128 { ... }
/// </code>
/// </summary>
internal sealed class FixedPointBody
{
    // Larger numbers than any register holds, and small enough for products in 64 bits.
    private const double Largest = 1L << 40;

    private readonly FixedPointArithmetic _arithmetic;
    private readonly double _potential;
    private readonly Func<string, double, string> _addConstant;
    private readonly string _node;
    private readonly NeuronOp _neuron;
    private readonly FixedUnits _units;
    private readonly Dictionary<string, string> _registers = [];

    /// <param name="node">The population's name, for messages.</param>
    /// <param name="potential">How many units a potential of 1 has.</param>
    /// <param name="addConstant">Adds a whole constant that is a real one times a number; gives its name.</param>
    public FixedPointBody(string node, NeuronOp neuron, FixedPointArithmetic arithmetic, double potential, Func<string, double, string> addConstant)
    {
        (_node, _neuron, _arithmetic, _potential, _addConstant) = (node, neuron, arithmetic, potential, addConstant);
        _units = new FixedUnits(neuron);
        var taken = NamesOf(neuron);
        foreach (var state in neuron.States.Where(state => state.Element == ElementType.Real))
        {
            var name = state.Name + "_register";
            while (!taken.Add(name))
            {
                name += "_";
            }

            _registers[state.Name] = name;
        }
    }

    /// <summary>The largest potential that the body compares or adds as a plain number.</summary>
    public static double LargestPotential(NeuronOp neuron) =>
        Exprs.InBody(neuron.Body).OfType<RealExpr>().Select(number => Math.Abs((double)number.Value)).DefaultIfEmpty(1).Max();

    /// <summary>The population in whole numbers.</summary>
    /// <exception cref="UnsupportedArithmeticException">The body has something that whole numbers have no form for.</exception>
    public NeuronOp Rewrite() => _neuron with
    {
        States = _neuron.States.Concat(_neuron.States.Where(state => _registers.ContainsKey(state.Name)).Select(Register)).ToEquatableArray(),
        Body = Block(_neuron.Body),
    };

    private static HashSet<string> NamesOf(NeuronOp neuron) =>
    [
        .. neuron.Ports.Select(port => port.Name),
        .. neuron.States.Select(state => state.Name),
        .. Exprs.InBody(neuron.Body).OfType<LocalExpr>().Select(local => local.Name),
    ];

    private State Register(State state) => new(
        _registers[state.Name], _arithmetic.StateBits, Overflow.Saturate, _addConstant(state.Initial, Scale(_units.OfState(state.Name))));

    private double Scale(FixedUnit unit) => unit == FixedUnit.Potential ? _potential : 1L << _arithmetic.FactorBits;

    private EquatableArray<Stmt> Block(IEnumerable<Stmt> block) => block.SelectMany(Statement).ToEquatableArray();

    private IEnumerable<Stmt> Statement(Stmt statement) => statement switch
    {
        LocalStmt { Value.Type: ExprType.Real } local => [new LocalStmt(local.Name, Whole(local.Value, _units.OfLocal(local.Name)))],
        LocalStmt local => [new LocalStmt(local.Name, Plain(local.Value))],
        AssignLocalStmt { Value.Type: ExprType.Real } local => [new AssignLocalStmt(local.Name, Whole(local.Value, _units.OfLocal(local.Name)))],
        AssignLocalStmt local => [new AssignLocalStmt(local.Name, Plain(local.Value))],
        AssignStateStmt state when _registers.TryGetValue(state.Name, out var register) => Assign(state, register),
        AssignStateStmt state => [new AssignStateStmt(state.Name, Plain(state.Value))],
        IfStmt branch => [new IfStmt(Plain(branch.Condition), Block(branch.Then), Block(branch.Else))],
        SpikeStmt { Condition.Type: ExprType.Real } => throw Unsupported("fires a number of spikes that is computed from real numbers"),
        SpikeStmt spike => [new SpikeStmt(Plain(spike.Condition), spike.CountLocal, Block(spike.Body))],
        EmitStmt { Value.Type: ExprType.Real } emit => [Emit(emit.Value)],
        EmitStmt emit => [new EmitStmt(Plain(emit.Value))],
        _ => throw new ArgumentException($"There is no statement {statement.GetType()}.", nameof(statement)),
    };

    private IEnumerable<Stmt> Assign(AssignStateStmt state, string register)
    {
        var unit = _units.OfState(state.Name);
        return [new AssignStateStmt(register, Whole(state.Value, unit)), new AssignStateStmt(state.Name, Shown(new StateExpr(ExprType.Int, register), unit))];
    }

    private EmitStmt Emit(Expr value)
    {
        var unit = _units.Of(value) ?? FixedUnit.Potential;
        return new EmitStmt(Shown(Whole(value, unit), unit));
    }

    private BinaryExpr Shown(Expr whole, FixedUnit unit) => new(
        ExprType.Real, BinaryOp.Multiply, new UnaryExpr(ExprType.Real, UnaryOp.ToReal, whole), new RealExpr((float)(1 / Scale(unit))));

    // Conditions and whole numbers, inside of which there may be comparisons of real ones.
    private Expr Plain(Expr expression) => expression switch
    {
        BinaryExpr { Left.Type: ExprType.Real } comparison => Comparison(comparison),
        BinaryExpr binary => binary with { Left = Plain(binary.Left), Right = Plain(binary.Right) },
        UnaryExpr { Operand.Type: ExprType.Real } => throw Unsupported("takes the whole part of a real number"),
        UnaryExpr unary => unary with { Operand = Plain(unary.Operand) },
        SelectExpr select => select with { Condition = Plain(select.Condition), WhenTrue = Plain(select.WhenTrue), WhenFalse = Plain(select.WhenFalse) },
        CallExpr call => call with { Operand = Plain(call.Operand) },
        _ => expression,
    };

    private BinaryExpr Comparison(BinaryExpr comparison)
    {
        var unit = _units.Of(comparison.Left) ?? _units.Of(comparison.Right) ?? FixedUnit.Potential;
        return comparison with { Left = Whole(comparison.Left, unit), Right = Whole(comparison.Right, unit) };
    }

    // A real expression as a whole number of units.
    private Expr Whole(Expr expression, FixedUnit unit) => expression switch
    {
        RealExpr number => Number(number.Value * Scale(unit)),
        ConstantExpr constant => new ConstantExpr(ExprType.Int, _addConstant(constant.Name, Scale(unit))),
        PortExpr port when unit == FixedUnit.Potential => new UnaryExpr(ExprType.Int, UnaryOp.ToInt, new CallExpr(ExprType.Real, "round", port)),
        StateExpr state => Converted(new StateExpr(ExprType.Int, _registers[state.Name]), _units.OfState(state.Name), unit),
        LocalExpr local => Converted(new LocalExpr(ExprType.Int, local.Name), _units.OfLocal(local.Name), unit),
        UnaryExpr { Op: UnaryOp.Negate } negation => new UnaryExpr(ExprType.Int, UnaryOp.Negate, Whole(negation.Operand, unit)),
        UnaryExpr { Op: UnaryOp.ToReal } count => new BinaryExpr(ExprType.Int, BinaryOp.Multiply, Plain(count.Operand), Number(Scale(unit))),
        BinaryExpr { Op: BinaryOp.Multiply } product => Product(product.Left, product.Right, unit),
        BinaryExpr { Op: BinaryOp.Divide } quotient => Product(quotient.Left, Reciprocal(quotient.Right), unit),
        BinaryExpr { Op: BinaryOp.Add or BinaryOp.Subtract or BinaryOp.Min or BinaryOp.Max } sum =>
            new BinaryExpr(ExprType.Int, sum.Op, Whole(sum.Left, unit), Whole(sum.Right, unit)),
        FmaExpr fma => new BinaryExpr(ExprType.Int, BinaryOp.Add, Product(fma.X, fma.Y, unit), Whole(fma.Z, unit)),
        SelectExpr select => new SelectExpr(ExprType.Int, Plain(select.Condition), Whole(select.WhenTrue, unit), Whole(select.WhenFalse, unit)),
        CallExpr { Function: "abs" } call => new CallExpr(ExprType.Int, "abs", Whole(call.Operand, unit)),
        CallExpr call => throw Unsupported($"takes {call.Function}() of a real number"),
        RandExpr => throw Unsupported("draws random numbers"),
        _ => throw Unsupported("computes what has no form in whole numbers"),
    };

    private Expr Converted(Expr whole, FixedUnit from, FixedUnit to)
    {
        if (from == to)
        {
            return whole;
        }

        return to == FixedUnit.Potential ? Shifted(new BinaryExpr(ExprType.Int, BinaryOp.Multiply, whole, Number(_potential)))
            : throw Unsupported("multiplies two potentials, or uses one as a factor");
    }

    private BinaryExpr Product(Expr left, Expr right, FixedUnit unit)
    {
        var (value, factor) = unit == FixedUnit.Potential && _units.Of(right) == FixedUnit.Potential && _units.Of(left) != FixedUnit.Potential
            ? (right, left)
            : (left, right);
        return Shifted(new BinaryExpr(ExprType.Int, BinaryOp.Multiply, Whole(value, unit), Whole(factor, FixedUnit.Factor)));
    }

    private BinaryExpr Shifted(Expr product) => new(ExprType.Int, BinaryOp.ShiftRightToZero, product, new IntExpr(_arithmetic.FactorBits));

    private Expr Reciprocal(Expr divisor) => divisor is RealExpr number && number.Value != 0
        ? new RealExpr(1 / number.Value)
        : throw Unsupported("divides by what is not a plain number");

    private static IntExpr Number(double value) => new((long)Math.Round(Math.Clamp(value, -Largest, Largest)));

    private UnsupportedArithmeticException Unsupported(string what) => new(
        _node, $"the model '{_neuron.Model}' of '{_node}' {what}, for which the target's whole numbers have no form");
}
