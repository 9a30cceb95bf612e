using System;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Tensors;

namespace Snnc.Compiler.Passes;

/// <summary>What a scale or batch norm does to each element of a value of real numbers.</summary>
/// <param name="Factor">It is multiplied by this; broadcasts to the value's shape.</param>
/// <param name="Shift">Then this is added, or null; broadcasts likewise.</param>
internal sealed record Affine(LoadExpr Factor, LoadExpr? Shift)
{
    // Beyond this, weights of ordinary size could leave the range of normal numbers.
    private const int MostBits = 24;

    /// <summary>Gets a value indicating whether weights times the factor are exact, whatever they are: it is a power of two.</summary>
    public bool IsExact => Shift is null && Factor is LoadNumber number
        && Enumerable.Range(-MostBits, (2 * MostBits) + 1).Any(bits => Math.Abs(number.Value) == Math.Pow(2, bits));

    /// <summary>What a node does, or null where it does something else, to whole numbers, or makes more elements of few.</summary>
    public static Affine? Of(Node node, GraphEditor graph)
    {
        if (node.Type.Element != ElementType.Real || node.Op is not (ScaleOp or BatchNormOp)
            || graph.TypeOf(node.Inputs[0]) is not { Element: ElementType.Real } x || x.Shape != node.Type.Shape)
        {
            return null;
        }

        return node.Op is BatchNormOp norm ? OfNorm(norm, x.Shape, graph)
            : graph.Constant(((ScaleOp)node.Op).By) is { Element: ElementType.Real } by ? new Affine(by.Value, null)
            : null;
    }

    private static Affine OfNorm(BatchNormOp norm, Shape shape, GraphEditor graph)
    {
        LoadExpr Value(string? constant, double absent) => constant is null ? new LoadNumber(absent) : graph.Constant(constant).Value;
        var factor = Loads.Divide(Value(norm.Weight, 1), Loads.SquareRoot(Loads.Add(Value(norm.Variance, 1), new LoadNumber(norm.Eps))));
        var shift = Loads.Subtract(Value(norm.Bias, 0), Loads.Multiply(Value(norm.Mean, 0), factor));
        var along = Shape.Of(Enumerable.Repeat(1, shape.Rank - 1 - norm.Axis).Prepend(shape[norm.Axis]));
        return new Affine(Loads.Reshape(factor, along), Loads.Reshape(shift, along));
    }
}
