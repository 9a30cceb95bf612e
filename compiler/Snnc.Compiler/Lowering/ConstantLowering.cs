using System;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Semantics;
using Snnc.Compiler.Symbols;
using Snnc.Compiler.Tensors;

namespace Snnc.Compiler.Lowering;

/// <summary>
/// Turns expressions of numbers, tensors and parameters into what is computed when the network is loaded. Times come out in steps, all else in SI.
/// </summary>
public static class ConstantLowering
{
    /// <summary>The value as a load-time expression.</summary>
    /// <param name="expr">Made of numbers and tensors.</param>
    /// <param name="scale">The network's step.</param>
    /// <param name="target">The shape that it is for: <c>uniform</c> and tensors that come at load time take it.</param>
    /// <exception cref="ArgumentException">It depends on a neuron's state or port.</exception>
    public static LoadExpr ToLoadExpr(BoundExpr expr, TimeScale scale, Shape target) => ToLoadExpr(expr, scale, target, _ => null);

    /// <summary>The value of a scalar that is known when compiling, or null.</summary>
    public static double? TryNumber(BoundExpr expr, TimeScale scale) => ConstantEvaluator.TryEvaluate(expr, scale);

    /// <summary>As <see cref="ToLoadExpr(BoundExpr, TimeScale, Shape)"/>, where parameters and choices may occur.</summary>
    internal static LoadExpr ToLoadExpr(BoundExpr expr, TimeScale scale, Shape target, Func<BoundExpr, LoadExpr?> resolve)
    {
        LoadExpr Lower(BoundExpr part) => ToLoadExpr(part, scale, target, resolve);
        return resolve(expr) ?? expr switch
        {
            BoundNumber number => Number(number, scale),
            BoundBool boolean => boolean.Value ? LoadMath.One : LoadMath.Zero,
            BoundUnary { Operator: "-" } unary => LoadMath.Negate(Lower(unary.Operand)),
            BoundUnary unary => LoadMath.Not(Lower(unary.Operand)),
            BoundBinary binary => LoadMath.Binary(binary.Operator, Lower(binary.Left), Lower(binary.Right), binary.Left.Type == BoundType.Int),
            BoundSelect select => LoadMath.Select(Lower(select.Condition), Lower(select.WhenTrue), Lower(select.WhenFalse)),
            BoundCall call => Call(call.Function, [.. call.Arguments.Select(Lower)]),
            BoundTensor tensor => new LoadTensor(tensor.IsKnown ? tensor.Shape : target, tensor.Container, tensor.Key),
            BoundTranspose transpose => Transpose(transpose, scale, target, resolve),
            BoundPerChannel perChannel => PerChannel(perChannel, scale, target, resolve),
            BoundUniform uniform => Uniform(uniform, target, Lower(uniform.Low), Lower(uniform.High)),
            _ => throw new ArgumentException($"{expr.GetType().Name} is no constant.", nameof(expr)),
        };
    }

    /// <summary>A number in steps and SI. Where the network has no step (which is reported) a second counts as one.</summary>
    internal static LoadNumber Number(BoundNumber number, TimeScale scale) =>
        new(ConstantEvaluator.TryEvaluate(number, scale) ?? number.Value);

    private static LoadExpr Call(string function, LoadExpr[] arguments) => function switch
    {
        "min" or "max" or "asr0" => LoadMath.Binary(function, arguments[0], arguments[1]),
        "clip" => LoadMath.Binary("min", LoadMath.Binary("max", arguments[0], arguments[1]), arguments[2]),
        _ => LoadMath.Unary(function, arguments[0]),
    };

    private static LoadExpr Transpose(BoundTranspose transpose, TimeScale scale, Shape target, Func<BoundExpr, LoadExpr?> resolve)
    {
        var operand = ToLoadExpr(transpose.Operand, scale, Shape.Of(target.Reverse()), resolve);
        return new LoadTranspose(Shape.Of(operand.Shape.Reverse()), operand);
    }

    private static LoadExpr PerChannel(BoundPerChannel perChannel, TimeScale scale, Shape target, Func<BoundExpr, LoadExpr?> resolve)
    {
        var operand = ToLoadExpr(perChannel.Operand, scale, Shape.Of(target.Take(1)), resolve);
        return new LoadReshape(Shape.Of([.. operand.Shape, 1, 1]), operand);
    }

    private static LoadExpr Uniform(BoundUniform uniform, Shape target, LoadExpr low, LoadExpr high) =>
        low is LoadNumber a && high is LoadNumber b
            ? new LoadUniform(target, a.Value, b.Value, uniform.Seed)
            : LoadMath.Binary("+", low, LoadMath.Binary("*", LoadMath.Binary("-", high, low), new LoadUniform(target, 0, 1, uniform.Seed)));
}
