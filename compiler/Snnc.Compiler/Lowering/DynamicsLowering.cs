using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Semantics;

namespace Snnc.Compiler.Lowering;

/// <summary>
/// Integrates the equations of a clause over one step. All right sides see the values at the start of the clause; ports and the states of other
/// clauses are held. The order of operations is part of the language's meaning:
/// <code>
/// exact      x_i = P_ii * x_i + c_i + P_ij * x_j + ... + G_ik * u_k + ...     x_j in the order of the equations, u_k in that of their occurrence
/// exp_euler  x = phi * f + x,   phi = expm1(a) / a,  a = df/dx
/// euler      x = x + f
/// rk4        x = 1/6 * (k1 + 2 * k2 + 2 * k3 + k4) + x
/// </code>
/// summed from the left and contracted like any other expression. P, G and c are entries of one matrix exponential. u_k is what is left of an
/// equation when the clause's states are taken away, as written, without its constant factor; c_i comes of what is left of it that is constant.
/// </summary>
internal sealed class DynamicsLowering(ExpressionLowering expressions, NodeConstants constants, BodyNames names)
{
    private readonly Arithmetic _arithmetic = expressions.Arithmetic;

    public List<Stmt> Lower(BoundDynamics dynamics)
    {
        var method = dynamics.Method ?? expressions.Values.Choice(dynamics.MethodParameter!);
        var statements = new List<Stmt>();
        var values = method switch
        {
            "exact" => Exact(dynamics.Equations),
            "exp_euler" => [.. dynamics.Equations.Select(equation => ExponentialEuler(equation, statements))],
            "euler" => [.. dynamics.Equations.Select(equation => _arithmetic.Add(State(equation), expressions.Lower(equation.Derivative)))],
            _ => RungeKutta(dynamics.Equations, statements),
        };
        statements.AddRange(Assign([.. dynamics.Equations.Select(equation => equation.State)], [.. values.Select(_arithmetic.ToExpr)]));
        return statements;
    }

    private static Operand State(BoundEquation equation) => Operand.Of(new StateExpr(ExprType.Real, equation.State));

    // A value that would change before a later equation has read it waits in a local.
    private List<Stmt> Assign(string[] states, Expr[] values)
    {
        var now = new List<Stmt>();
        var later = new List<Stmt>();
        for (var i = 0; i < states.Length; i++)
        {
            if (!values.Skip(i + 1).Any(value => IrReads.States(value).Contains(states[i])))
            {
                now.Add(new AssignStateStmt(states[i], values[i]));
                continue;
            }

            var local = names.Unique($"{states[i]}_next");
            now.Add(new LocalStmt(local, values[i]));
            later.Add(new AssignStateStmt(states[i], new LocalExpr(ExprType.Real, local)));
        }

        return [.. now, .. later];
    }

    private Operand[] Exact(IReadOnlyList<BoundEquation> equations)
    {
        var states = equations.Select(equation => equation.State).ToList();
        var system = new LinearSystem(states.Count);
        for (var i = 0; i < states.Count; i++)
        {
            for (var j = 0; j < states.Count; j++)
            {
                system.SetCoefficient(i, j, expressions.Slope(equations[i].Derivative, states[j]).Load!);
            }

            AddDrive(system, i, expressions.Lower(equations[i].Derivative, name => states.Contains(name) ? Operand.Vanished : null));
        }

        return [.. Enumerable.Range(0, states.Count).Select(i => Propagate(system, states, i))];
    }

    private void AddDrive(LinearSystem system, int row, Operand drive)
    {
        if (drive.Load is { } constant)
        {
            system.SetConstant(row, constant);
            return;
        }

        var (factor, rest) = drive.Scaled ?? (LoadMath.One, drive);
        system.SetDrive(row, _arithmetic.ToExpr(rest), factor);
    }

    private Operand Propagate(LinearSystem system, List<string> states, int i)
    {
        Operand Term(int column, string name, Operand value)
        {
            if (system.Propagator(i, column) is not { } propagator)
            {
                return Operand.Vanished;
            }

            constants.Name(propagator, name);
            return _arithmetic.Multiply(Operand.Of(propagator), value);
        }

        Operand OfState(int j) => Term(j, i == j ? $"p_{states[i]}" : $"p_{states[i]}_{states[j]}", Operand.Of(new StateExpr(ExprType.Real, states[j])));
        var sum = OfState(i);
        if (system.ConstantColumn is { } column)
        {
            sum = _arithmetic.Add(sum, Term(column, $"c_{states[i]}", Operand.Of(LoadMath.One)));
        }

        foreach (var j in Enumerable.Range(0, states.Count).Where(j => j != i))
        {
            sum = _arithmetic.Add(sum, OfState(j));
        }

        foreach (var drive in system.Drives)
        {
            sum = _arithmetic.Add(sum, Term(drive.Value, $"g_{states[i]}", Operand.Of(drive.Key)));
        }

        return sum;
    }

    private Operand ExponentialEuler(BoundEquation equation, List<Stmt> statements)
    {
        var derivative = expressions.Lower(equation.Derivative);
        var (factor, rest) = derivative.Scaled ?? (LoadMath.One, derivative);
        var phi = Phi(expressions.Slope(equation.Derivative, equation.State), equation.State, statements);
        if (phi.Load is not { } known)
        {
            (factor, rest) = (LoadMath.One, derivative);
        }

        var weight = phi.Load is { } constant ? Operand.Of(LoadMath.Binary("*", constant, factor)) : phi;
        return _arithmetic.Add(_arithmetic.Multiply(weight, rest), State(equation));
    }

    // expm1(a) / a, which is 1 where a is 0.
    private Operand Phi(Operand slope, string state, List<Stmt> statements)
    {
        if (slope.Load is { } known)
        {
            var isZero = LoadMath.Binary("==", known, LoadMath.Zero);
            return Operand.Of(LoadMath.Select(isZero, LoadMath.One, LoadMath.Binary("/", LoadMath.Unary("expm1", known), known)));
        }

        var a = Local($"{state}_slope", slope, statements);
        var quotient = _arithmetic.Divide(_arithmetic.Call("expm1", a), a);
        return Local($"{state}_phi", _arithmetic.Select(_arithmetic.Compare("==", a, Operand.Of(LoadMath.Zero)), Operand.Of(LoadMath.One), quotient),
            statements);
    }

    private Operand[] RungeKutta(IReadOnlyList<BoundEquation> equations, List<Stmt> statements)
    {
        var states = equations.Select(equation => equation.State).ToList();
        var now = equations.Select(State).ToArray();
        Operand[] Slopes(string stage, Operand[] at) =>
            [.. equations.Select(e => Local($"{e.State}_{stage}", expressions.Lower(e.Derivative, name => At(states, at, name)), statements))];
        Operand[] Ahead(string stage, double part, Operand[] slopes) =>
            [.. slopes.Select((k, i) => Local($"{states[i]}_{stage}", _arithmetic.Add(_arithmetic.Multiply(Number(part), k), now[i]), statements))];

        var k1 = Slopes("k1", now);
        var k2 = Slopes("k2", Ahead("at2", 0.5, k1));
        var k3 = Slopes("k3", Ahead("at3", 0.5, k2));
        var k4 = Slopes("k4", Ahead("at4", 1, k3));
        return [.. now.Select((x, i) => _arithmetic.Add(_arithmetic.Multiply(Number(1.0 / 6), Weighted(k1[i], k2[i], k3[i], k4[i])), x))];
    }

    private static Operand? At(List<string> states, Operand[] values, string name) => states.IndexOf(name) is >= 0 and var i ? values[i] : null;

    private static Operand Number(double value) => Operand.Of(new LoadNumber(value));

    private Operand Weighted(Operand k1, Operand k2, Operand k3, Operand k4)
    {
        var inner = _arithmetic.Add(_arithmetic.Add(k1, _arithmetic.Multiply(Number(2), k2)), _arithmetic.Multiply(Number(2), k3));
        return _arithmetic.Add(inner, k4);
    }

    private Operand Local(string name, Operand value, List<Stmt> statements)
    {
        if (value.IsKnown)
        {
            return value;
        }

        var unique = names.Unique(name);
        statements.Add(new LocalStmt(unique, _arithmetic.ToExpr(value)));
        return Operand.Of(new LocalExpr(value.Type, unique));
    }
}
