using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Tensors;

namespace Snnc.Compiler.Passes;

/// <summary>Weight and bias of a connection that does itself what stood before or behind it.</summary>
/// <param name="Bias">Null for none.</param>
internal sealed record FoldedWeights(LoadExpr Weight, LoadExpr? Bias)
{
    /// <summary>
    /// A connection, then an affine map of what it gives: W' = f W, b' = f b + t along the axis of the outputs. Null where it has no such weights.
    /// </summary>
    /// <param name="y">The shape that it gives.</param>
    public static FoldedWeights? After(ConnectionOp op, FoldedWeights own, Affine affine, Shape y)
    {
        var axis = op is DenseOp ? y.Rank - 1 : 0;
        var (factor, shift) = (Loads.AlongAxis(affine.Factor, y, axis), affine.Shift is null ? null : Loads.AlongAxis(affine.Shift, y, axis));
        if (factor is null || (affine.Shift is not null && shift is null) || !IsKnownPerOutput(op, factor, shift, y))
        {
            return null;
        }

        var isMatrix = op is not SparseOp || op is SparseOp { Pattern: NonZeroPattern };
        var perOutput = factor.Shape.Rank == 1 && isMatrix
            ? Loads.Reshape(factor, Shape.Of(Enumerable.Repeat(1, own.Weight.Shape.Rank - 1).Prepend(factor.Shape[0]))) : factor;
        var bias = own.Bias is null ? null : Loads.Multiply(own.Bias, factor);
        return new FoldedWeights(Loads.Multiply(own.Weight, perOutput), bias is null ? shift : shift is null ? bias : Loads.Add(bias, shift));
    }

    /// <summary>
    /// An affine map of what a connection reads: W' = W f along the axis of the inputs, b' = b + W t. Null where it has no such weights.
    /// </summary>
    /// <param name="x">The shape that it reads.</param>
    public static FoldedWeights? Before(ConnectionOp op, FoldedWeights own, Affine affine, Shape x)
    {
        var axis = op is DenseOp ? x.Rank - 1 : 0;
        var (factor, shift) = (Loads.AlongAxis(affine.Factor, x, axis), affine.Shift is null ? null : Loads.AlongAxis(affine.Shift, x, axis));
        if (factor is null || (affine.Shift is not null && shift is null))
        {
            return null;
        }

        return op switch
        {
            // Where the window hangs over the edge there is no shift, and before a delay is over there is none either.
            ConvOp { Padding: > 0 } or { Delays: not null } when shift is not null => null,
            ConvOp conv => BeforeConv(conv, own, factor, shift),
            DenseOp => new FoldedWeights(Loads.Multiply(own.Weight, factor), Shifted(own, shift, 1)),
            SparseOp when shift is null && IsKnownPerInput((SparseOp)op, factor, x) => own with { Weight = Loads.Multiply(own.Weight, factor) },
            _ => null,
        };
    }

    // Channels of a group are told apart by another axis, so that factors stand along the channels of every group.
    private static FoldedWeights BeforeConv(ConvOp conv, FoldedWeights own, LoadExpr factor, LoadExpr? shift)
    {
        var shape = own.Weight.Shape;
        var channels = shape[1];
        var grouped = own with
        {
            Weight = Loads.Reshape(own.Weight, Shape.Of(shape.Skip(1).Prepend(shape[0] / conv.Groups).Prepend(conv.Groups))),
            Bias = own.Bias,
        };
        LoadExpr Along(LoadExpr x) => x.Shape.Rank == 0 ? x
            : Loads.Reshape(x, Shape.Of(Enumerable.Repeat(1, conv.Rank).Prepend(channels).Prepend(1).Prepend(conv.Groups)));
        var weight = Loads.Reshape(Loads.Multiply(grouped.Weight, Along(factor)), shape);
        if (shift is null)
        {
            return own with { Weight = weight };
        }

        var sums = Loads.Reshape(Loads.Sum(Loads.Multiply(grouped.Weight, Along(shift)), conv.Rank + 1), [shape[0]]);
        return new FoldedWeights(weight, own.Bias is null ? sums : Loads.Add(own.Bias, sums));
    }

    private static LoadExpr? Shifted(FoldedWeights own, LoadExpr? shift, int axes)
    {
        if (shift is null)
        {
            return own.Bias;
        }

        var sums = Loads.Sum(Loads.Multiply(own.Weight, shift), axes);
        return own.Bias is null ? sums : Loads.Add(own.Bias, sums);
    }

    // Of sparse connections a weight belongs to one output where the pattern is a matrix or joins i to i.
    private static bool IsKnownPerOutput(ConnectionOp op, LoadExpr factor, LoadExpr? shift, Shape y) => op is not SparseOp sparse
        || (shift is null && (factor.Shape.Rank == 0 || (y.Rank == 1 && sparse.Pattern is NonZeroPattern or OneToOnePattern)));

    private static bool IsKnownPerInput(SparseOp op, LoadExpr factor, Shape x) =>
        factor.Shape.Rank == 0 || (x.Rank == 1 && op.Pattern is NonZeroPattern or OneToOnePattern);
}
