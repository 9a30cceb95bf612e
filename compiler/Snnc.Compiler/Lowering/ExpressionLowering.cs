using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Semantics;

namespace Snnc.Compiler.Lowering;

/// <summary>Lowers a neuron's expressions, with the values of one use of the model.</summary>
internal sealed class ExpressionLowering(ModelValues values, Arithmetic arithmetic)
{
    /// <summary>Gets the vars in sight.</summary>
    public Dictionary<string, Operand> Locals { get; } = [];

    public ModelValues Values => values;

    public Arithmetic Arithmetic => arithmetic;

    /// <summary>The expression of a value of each step.</summary>
    public Expr ToExpr(BoundExpr expr) => arithmetic.ToExpr(Lower(expr));

    public Operand Lower(BoundExpr expr) => Lower(expr, _ => null);

    /// <summary>
    /// Lowers an expression with other values in the place of states: those of a stage of a method, or none (<see cref="Operand.Vanished"/>).
    /// </summary>
    public Operand Lower(BoundExpr expr, Func<string, Operand?> state) => expr switch
    {
        BoundNumber number => Number(number),
        BoundBool boolean => Bool(boolean.Value),
        BoundChoiceTest test => Bool(values.Holds(test)),
        BoundParameter parameter => Operand.Of(values.Parameter(parameter.Name), TypeOf(parameter)),
        BoundState read => state(read.Name) ?? Operand.Of(new StateExpr(TypeOf(read), read.Name)),
        BoundPort port => Operand.Of(new PortExpr(TypeOf(port), port.Name)),
        BoundLocal local => Locals[local.Name],
        BoundRand random => Operand.Of(new RandExpr(random.Seed)),
        BoundUnary { Operator: "-" } unary => arithmetic.Negate(Lower(unary.Operand, state)),
        BoundUnary unary => arithmetic.Not(Lower(unary.Operand, state)),
        BoundBinary binary => Binary(binary.Operator, Lower(binary.Left, state), Lower(binary.Right, state)),
        BoundSelect select => Select(select, state),
        BoundCall call => Call(call.Function, [.. call.Arguments.Select(argument => Lower(argument, state))]),
        _ => throw new ArgumentException($"{expr.GetType().Name} cannot stand in a neuron.", nameof(expr)),
    };

    /// <summary>The factor of a state in an expression that is linear in it.</summary>
    public Operand Slope(BoundExpr expr, string state)
    {
        bool Holds(BoundExpr part) => BoundTree.All(part).Any(p => p is BoundState read && read.Name == state);
        return expr switch
        {
            BoundState read when read.Name == state => Operand.Of(LoadMath.One),
            BoundUnary { Operator: "-" } unary => arithmetic.Negate(Slope(unary.Operand, state)),
            BoundBinary { Operator: "+" } sum => arithmetic.Add(Slope(sum.Left, state), Slope(sum.Right, state)),
            BoundBinary { Operator: "-" } difference => arithmetic.Subtract(Slope(difference.Left, state), Slope(difference.Right, state)),
            BoundBinary { Operator: "*" } product when Holds(product.Left) => arithmetic.Multiply(Slope(product.Left, state), Lower(product.Right)),
            BoundBinary { Operator: "*" } product when Holds(product.Right) => arithmetic.Multiply(Lower(product.Left), Slope(product.Right, state)),
            BoundBinary { Operator: "/" } quotient when Holds(quotient.Left) => arithmetic.Divide(Slope(quotient.Left, state), Lower(quotient.Right)),
            BoundSelect select => arithmetic.Select(Lower(select.Condition), Slope(select.WhenTrue, state), Slope(select.WhenFalse, state)),
            _ => Operand.Vanished,
        };
    }

    public static ExprType TypeOf(BoundExpr expr) => expr.Type switch
    {
        BoundType.Int => ExprType.Int,
        BoundType.Bool => ExprType.Bool,
        _ => ExprType.Real,
    };

    private static Operand Bool(bool value) => Operand.Of(value ? LoadMath.One : LoadMath.Zero, ExprType.Bool);

    private Operand Number(BoundNumber number) =>
        number.Type == BoundType.Int && Arithmetic.IsTooLarge(number.Value)
            ? Operand.Of(new IntExpr((long)number.Exact!.Value))
            : Operand.Of(values.Number(number), TypeOf(number));

    // The branch that is not taken need not make sense with these parameters.
    private Operand Select(BoundSelect select, Func<string, Operand?> state)
    {
        var condition = Lower(select.Condition, state);
        return condition.Number is { } number
            ? Lower(number != 0 ? select.WhenTrue : select.WhenFalse, state)
            : arithmetic.Select(condition, Lower(select.WhenTrue, state), Lower(select.WhenFalse, state));
    }

    private Operand Binary(string op, Operand x, Operand y) => op switch
    {
        "+" => arithmetic.Add(x, y),
        "-" => arithmetic.Subtract(x, y),
        "*" => arithmetic.Multiply(x, y),
        "/" => arithmetic.Divide(x, y),
        "&&" => arithmetic.And(x, y),
        "||" => arithmetic.Or(x, y),
        "%" or "<<" or ">>" => arithmetic.Other(op, x, y),
        _ => arithmetic.Compare(op, x, y),
    };

    private Operand Call(string function, Operand[] arguments) => function switch
    {
        "real" => arithmetic.ToReal(arguments[0]),
        "int" => arithmetic.ToInt(arguments[0]),
        "min" or "max" or "asr0" => arithmetic.Other(function, arguments[0], arguments[1]),
        "clip" => arithmetic.Other("min", arithmetic.Other("max", arguments[0], arguments[1]), arguments[2]),
        _ => arithmetic.Call(function, arguments[0]),
    };
}
