using System;
using System.Linq;
using Snnc.Compiler.Symbols;
using Snnc.Compiler.Tensors;

namespace Snnc.Compiler.Semantics.Networks;

/// <summary>The least and greatest value that an expression of tensors takes, by interval arithmetic; times in steps.</summary>
internal static class TensorBounds
{
    /// <summary>A closed interval.</summary>
    public readonly record struct Interval(double Low, double High);

    /// <summary>The bounds, or null where they are unknown.</summary>
    public static Interval? Of(BoundExpr expr, TimeScale scale, BodyScope scope) => expr switch
    {
        _ when ConstantEvaluator.TryEvaluate(expr, scale) is { } number => new Interval(number, number),
        BoundTensor tensor => Stored(tensor, scope),
        BoundUniform uniform => Hull(ConstantEvaluator.TryEvaluate(uniform.Low, scale), ConstantEvaluator.TryEvaluate(uniform.High, scale)),
        BoundUnary { Operator: "-" } unary => Of(unary.Operand, scale, scope) is { } x ? new Interval(-x.High, -x.Low) : null,
        BoundBinary binary => Combine(binary.Operator, Of(binary.Left, scale, scope), Of(binary.Right, scale, scope)),
        BoundTranspose transpose => Of(transpose.Operand, scale, scope),
        BoundPerChannel channel => Of(channel.Operand, scale, scope),
        BoundCall { Function: "real" } call => Of(call.Arguments[0], scale, scope),
        _ => null,
    };

    /// <summary>Whether a unit of time other than <c>step</c> occurs.</summary>
    public static bool NeedsStep(BoundExpr expr) =>
        BoundTree.All(expr).Any(part => part is BoundNumber { InSteps: false } number && number.Dimension.Time2 != 0);

    private static Interval? Hull(double? a, double? b) => a is { } x && b is { } y ? new Interval(Math.Min(x, y), Math.Max(x, y)) : null;

    private static Interval? Combine(string op, Interval? left, Interval? right)
    {
        if (left is not { } a || right is not { } b || (op == "/" && b.Low <= 0 && b.High >= 0))
        {
            return null;
        }

        double[] corners = [Apply(op, a.Low, b.Low), Apply(op, a.Low, b.High), Apply(op, a.High, b.Low), Apply(op, a.High, b.High)];
        return corners.Any(double.IsNaN) ? null : new Interval(corners.Min(), corners.Max());
    }

    private static double Apply(string op, double a, double b) => op is "+" or "-" or "*" or "/"
        ? ConstantEvaluator.Apply(op, a, b, whole: false) ?? double.NaN : double.NaN;

    private static Interval? Stored(BoundTensor tensor, BodyScope scope)
    {
        var source = tensor.IsKnown ? scope.Containers().FirstOrDefault(weights => weights.Name == tensor.Container)?.Source : null;
        if (source is ITensorStatistics known)
        {
            return known.StatisticsOf(tensor.Key) is { } found ? new Interval(found.Least, found.Greatest) : null;
        }

        try
        {
            var values = source?.Read(tensor.Key).ToDoubles();
            return values is { Length: > 0 } ? new Interval(values.Min(), values.Max()) : null;
        }
        catch (TensorFormatException)
        {
            // Damage is reported where the tensor is loaded.
            return null;
        }
    }
}
