using System.Linq;
using Snnc.Compiler.Tensors;

namespace Snnc.Compiler.Ir;

/// <summary>
/// The rule of every operator: from the types of its operands and the shapes of its constants to the type of its result. Pure functions, for
/// whoever builds a graph and for the verifier. A linear operator turns spikes into a signal; one that only moves elements keeps kind and element.
/// </summary>
public static partial class ShapeRules
{
    /// <summary>The type that an operator gives, or why it gives none. The number of operands is right (see <see cref="OperandCounts"/>).</summary>
    public static Inferred Infer(Op op, RuleContext context) => op switch
    {
        InputOp => context.Declared,
        NeuronOp neuron => Neuron(neuron, context),
        ConnectionOp connection => Connection(connection, context),
        EncodeConstantOp or EncodeRateOp or EncodeLatencyOp or EncodeRowsOp or EncodeDeltaOp => Encode(op, context),
        DecodeOp decode => Decode(decode, context),
        DelayOp delay => Delay(delay, context),
        ThresholdOp threshold => Threshold(threshold, context),
        ReshapeOp or PermuteOp or SliceOp or ConcatOp or PairsOp => Movement(op, context),
        PoolOp pool => Pool(pool, context),
        _ => Arithmetic(op, context),
    };

    /// <summary>The extent of a sliding window's result: <c>(extent + 2 padding - dilation (kernel - 1) - 1) / stride + 1</c>; below 1 if it does
    /// not fit.</summary>
    public static long WindowExtent(int extent, int kernel, int stride, int padding, int dilation)
    {
        var room = extent + (2L * padding) - ((long)dilation * (kernel - 1)) - 1;
        return room < 0 ? 0 : (room / stride) + 1;
    }

    private static Inferred Movement(Op op, RuleContext context)
    {
        var x = context.X;
        return op switch
        {
            ReshapeOp => x.Shape.Size == context.Declared.Shape.Size
                ? x with { Shape = context.Declared.Shape }
                : $"a reshape keeps the number of elements, and {x.Shape} has {x.Shape.Size}, {context.Declared.Shape} {context.Declared.Shape.Size}",
            PermuteOp permute => permute.Axes.OrderBy(axis => axis).SequenceEqual(Enumerable.Range(0, x.Shape.Rank))
                ? x with { Shape = Shape.Of(permute.Axes.Select(axis => x.Shape[axis])) }
                : $"{permute.Axes} is no order of the axes of {x.Shape}",
            SliceOp slice => Slice(slice, x),
            ConcatOp concat => Concat(concat, context),
            _ => x.Shape.Rank == 2
                ? new ValueType(context.LinearKind, [x.Shape[0] * (x.Shape[0] + 1) / 2, 2 * x.Shape[1]], x.Element)
                : $"pairs are of the rows of an [N, D] matrix, not of {x.Shape}",
        };
    }

    private static Inferred Slice(SliceOp slice, ValueType x)
    {
        if (!IsAxis(slice.Axis, x.Shape))
        {
            return NoAxis(slice.Axis, x.Shape);
        }

        return slice.Start >= 0 && slice.Start < slice.End && slice.End <= x.Shape[slice.Axis]
            ? x with { Shape = Replace(x.Shape, slice.Axis, slice.End - slice.Start) }
            : $"{slice.Start} up to {slice.End} is no range of an axis of {x.Shape[slice.Axis]}";
    }

    private static Inferred Concat(ConcatOp concat, RuleContext context)
    {
        var first = context.X.Shape;
        if (!IsAxis(concat.Axis, first))
        {
            return NoAxis(concat.Axis, first);
        }

        var odd = context.Inputs.FirstOrDefault(x =>
            x.Shape.Rank != first.Rank || Replace(x.Shape, concat.Axis, 1) != Replace(first, concat.Axis, 1));
        if (odd is not null)
        {
            return $"{first} and {odd.Shape} differ in other axes than {concat.Axis}";
        }

        var shape = Replace(first, concat.Axis, context.Inputs.Sum(x => x.Shape[concat.Axis]));
        var kind = context.IsAllSpikes ? ValueKind.Spikes : context.LinearKind;
        return context.IsOfOneTime ? new ValueType(kind, shape, context.JoinedElement) : MixedTime;
    }

    private static Inferred Pool(PoolOp op, RuleContext context)
    {
        var x = context.X;
        if (x.Shape.Rank != 3)
        {
            return $"pooling is of [C, H, W], not of {x.Shape}";
        }

        if (op.Kernel < 1 || op.Stride < 1 || op.Padding < 0 || op.Padding >= op.Kernel)
        {
            return $"kernel {op.Kernel}, stride {op.Stride}, padding {op.Padding}: the padding must be less than the kernel, the others at least 1";
        }

        var extents = new[] { 1, 2 }.Select(axis => WindowExtent(x.Shape[axis], op.Kernel, op.Stride, op.Padding, 1)).ToArray();
        if (extents.Any(extent => extent < 1))
        {
            return $"a window of {op.Kernel} does not fit into {x.Shape} with padding {op.Padding}";
        }

        Shape shape = [x.Shape[0], (int)extents[0], (int)extents[1]];
        return op.Kind == PoolKind.Average ? new ValueType(context.LinearKind, shape) : x with { Shape = shape };
    }

    private const string MixedTime = "some operands are frames and others vary in time: an encoder or decoder must stand between";

    private static bool IsAxis(int axis, Shape shape) => axis >= 0 && axis < shape.Rank;

    private static string NoAxis(int axis, Shape shape) => $"{shape} has no axis {axis}";

    private static Shape Replace(Shape shape, int axis, int extent) => Shape.Of(shape.Select((e, i) => i == axis ? extent : e));

    private static Shape Without(Shape shape, int axis) => Shape.Of(shape.Where((_, i) => i != axis));
}
