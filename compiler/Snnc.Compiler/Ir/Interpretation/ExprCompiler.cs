using System;
using Snnc.Numerics;

namespace Snnc.Compiler.Ir.Interpretation;

/// <summary>Turns expressions into functions of the element's index, so that no name is looked up while running.</summary>
internal sealed class ExprCompiler(BodyScope scope)
{
    private Rounding Rounding => scope.Rounding;

    /// <summary>A real expression.</summary>
    public Func<int, double> Real(Expr expression) => expression switch
    {
        RealExpr real => Always((double)real.Value),
        ConstantExpr constant => Constant(constant.Name),
        StateExpr state => Element(scope.RealState(state.Name)),
        PortExpr port => Element(scope.Port(port.Name)),
        LocalExpr local => Slot(scope.Local<double>(local.Name)),
        UnaryExpr unary => RealUnary(unary),
        BinaryExpr binary => Rounding.Round(RealBinary(binary.Op, Real(binary.Left), Real(binary.Right))),
        FmaExpr fma => MultiplyAdd(Real(fma.X), Real(fma.Y), Real(fma.Z)),
        SelectExpr select => Select(Bool(select.Condition), Real(select.WhenTrue), Real(select.WhenFalse)),
        CallExpr call => Rounding.Round(Then(Real(call.Operand), RealFunctions.Of(call.Function))),
        RandExpr rand => Rand(rand.Seed),
        _ => throw Unknown(expression),
    };

    /// <summary>An int expression.</summary>
    public Func<int, long> Int(Expr expression) => expression switch
    {
        IntExpr whole => Always(whole.Value),
        ConstantExpr constant => Then(Constant(constant.Name), x => (long)x),
        StateExpr state => Element(scope.IntState(state.Name)),
        PortExpr port => Then(Element(scope.Port(port.Name)), x => (long)x),
        LocalExpr local => Slot(scope.Local<long>(local.Name)),
        UnaryExpr { Op: UnaryOp.ToInt } unary => Then(Real(unary.Operand), WholeFunctions.FromReal),
        UnaryExpr { Op: UnaryOp.Negate } unary => Then(Int(unary.Operand), x => unchecked(-x)),
        BinaryExpr binary => IntBinary(binary.Op, Int(binary.Left), Int(binary.Right)),
        SelectExpr select => Select(Bool(select.Condition), Int(select.WhenTrue), Int(select.WhenFalse)),
        CallExpr call => Then(Int(call.Operand), WholeFunctions.Of(call.Function)),
        _ => throw Unknown(expression),
    };

    /// <summary>A condition.</summary>
    public Func<int, bool> Bool(Expr expression) => expression switch
    {
        BoolExpr truth => Always(truth.Value),
        LocalExpr local => Slot(scope.Local<bool>(local.Name)),
        UnaryExpr { Op: UnaryOp.Not } unary => Then(Bool(unary.Operand), x => !x),
        BinaryExpr { Left.Type: ExprType.Bool } binary => BoolBinary(binary.Op, Bool(binary.Left), Bool(binary.Right)),
        BinaryExpr { Left.Type: ExprType.Int } binary => Compare(binary.Op, Int(binary.Left), Int(binary.Right)),
        BinaryExpr binary => Compare(binary.Op, Real(binary.Left), Real(binary.Right)),
        SelectExpr select => Select(Bool(select.Condition), Bool(select.WhenTrue), Bool(select.WhenFalse)),
        _ => throw Unknown(expression),
    };

    private static Func<int, T> Always<T>(T value) => _ => value;

    private static Func<int, T> Element<T>(T[] values) => i => values[i];

    private static Func<int, T> Slot<T>(T[] slot) => _ => slot[0];

    private static Func<int, TResult> Then<T, TResult>(Func<int, T> operand, Func<T, TResult> function) => i => function(operand(i));

    private static Func<int, T> Select<T>(Func<int, bool> condition, Func<int, T> whenTrue, Func<int, T> whenFalse) =>
        i => condition(i) ? whenTrue(i) : whenFalse(i);

    private static Func<int, double> RealBinary(BinaryOp op, Func<int, double> x, Func<int, double> y) => op switch
    {
        BinaryOp.Add => i => x(i) + y(i),
        BinaryOp.Subtract => i => x(i) - y(i),
        BinaryOp.Multiply => i => x(i) * y(i),
        BinaryOp.Divide => i => x(i) / y(i),
        BinaryOp.Remainder => i => x(i) % y(i),
        BinaryOp.Min => Both(x, y, (a, b) => a < b ? a : b),
        BinaryOp.Max => Both(x, y, (a, b) => a > b ? a : b),
        _ => throw Unknown(op),
    };

    private static Func<int, long> IntBinary(BinaryOp op, Func<int, long> x, Func<int, long> y) => op switch
    {
        BinaryOp.Add => i => unchecked(x(i) + y(i)),
        BinaryOp.Subtract => i => unchecked(x(i) - y(i)),
        BinaryOp.Multiply => i => unchecked(x(i) * y(i)),
        BinaryOp.Divide => Both(x, y, WholeFunctions.Divide),
        BinaryOp.Remainder => Both(x, y, WholeFunctions.Remainder),
        BinaryOp.Min => Both(x, y, Math.Min),
        BinaryOp.Max => Both(x, y, Math.Max),
        BinaryOp.ShiftLeft => i => x(i) << WholeFunctions.ShiftCount(y(i)),
        BinaryOp.ShiftRight => i => x(i) >> WholeFunctions.ShiftCount(y(i)),
        BinaryOp.ShiftRightToZero => Both(x, y, WholeFunctions.ShiftRightToZero),
        _ => throw Unknown(op),
    };

    private static Func<int, bool> BoolBinary(BinaryOp op, Func<int, bool> x, Func<int, bool> y) => op switch
    {
        BinaryOp.And => i => x(i) && y(i),
        BinaryOp.Or => i => x(i) || y(i),
        BinaryOp.Equal => i => x(i) == y(i),
        BinaryOp.NotEqual => i => x(i) != y(i),
        _ => throw Unknown(op),
    };

    private static Func<int, bool> Compare(BinaryOp op, Func<int, double> x, Func<int, double> y) => op switch
    {
        BinaryOp.Equal => i => x(i) == y(i),
        BinaryOp.NotEqual => i => x(i) != y(i),
        BinaryOp.Less => i => x(i) < y(i),
        BinaryOp.LessOrEqual => i => x(i) <= y(i),
        BinaryOp.Greater => i => x(i) > y(i),
        BinaryOp.GreaterOrEqual => i => x(i) >= y(i),
        _ => throw Unknown(op),
    };

    private static Func<int, bool> Compare(BinaryOp op, Func<int, long> x, Func<int, long> y) => op switch
    {
        BinaryOp.Equal => i => x(i) == y(i),
        BinaryOp.NotEqual => i => x(i) != y(i),
        BinaryOp.Less => i => x(i) < y(i),
        BinaryOp.LessOrEqual => i => x(i) <= y(i),
        BinaryOp.Greater => i => x(i) > y(i),
        BinaryOp.GreaterOrEqual => i => x(i) >= y(i),
        _ => throw Unknown(op),
    };

    private static Func<int, T> Both<T>(Func<int, T> x, Func<int, T> y, Func<T, T, T> function) => i => function(x(i), y(i));

    private static ArgumentException Unknown(object what) => new($"A neuron's body cannot hold {what} here.");

    private Func<int, double> RealUnary(UnaryExpr unary)
    {
        if (unary.Op == UnaryOp.Negate)
        {
            return Then(Real(unary.Operand), x => -x);
        }

        // Straight from 64 bits to single: by way of a double it would be rounded twice.
        return Rounding.IsSingle ? Then(Int(unary.Operand), x => (double)(float)x) : Then(Int(unary.Operand), x => (double)x);
    }

    private Func<int, double> MultiplyAdd(Func<int, double> x, Func<int, double> y, Func<int, double> z)
    {
        var rounding = Rounding;
        return i => rounding.MultiplyAdd(x(i), y(i), z(i));
    }

    private Func<int, double> Constant(string name)
    {
        var values = scope.Wiring.Constants.Values(name);
        return values.Length == 1 ? Always(values[0]) : Element(scope.Wiring.Constants.Values(name, scope.Wiring.Node.Type.Shape));
    }

    private Func<int, double> Rand(long seed)
    {
        var (clock, size) = (scope.Wiring.Clock, scope.Wiring.Result.LongLength);
        return i => CounterHash.Uniform(seed, unchecked(clock.FirstCounter(size) + i));
    }
}
