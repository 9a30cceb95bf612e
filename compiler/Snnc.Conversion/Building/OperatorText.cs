using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Text;

namespace Snnc.Conversion.Building;

/// <summary>Operators as the language writes them, without the tensors of connections, which their names find.</summary>
internal static class OperatorText
{
    /// <summary>The operator of a node and its arguments.</summary>
    /// <param name="outputs">The number of outputs or output channels, of a connection.</param>
    /// <exception cref="ConversionException">It has tensors that are not written.</exception>
    public static (string Op, IReadOnlyList<string> Arguments) Of(Node node, int outputs, Location place) => node.Op switch
    {
        DenseOp => ("dense", [Text(outputs)]),
        ConvOp conv => ($"conv{conv.Rank}d", ArgumentsOf(conv, outputs)),
        PoolOp pool => (NameOf(pool.Kind), ArgumentsOf(pool)),
        ReshapeOp => node.Type.Shape.Rank == 1 ? ("flatten", []) : ("reshape", [.. node.Type.Shape.Select(Text)]),
        PermuteOp permute => ("permute", [.. permute.Axes.Select(Text)]),
        SliceOp slice => ("slice", [Text(slice.Start), Text(slice.End), .. Given("axis", slice.Axis, 0)]),
        ConcatOp concat => ("concat", [.. Given("axis", concat.Axis, 0)]),
        AddOp => ("add", []),
        MulOp => ("mul", []),
        MatMulOp => ("matmul", []),
        PairsOp => ("pairs", []),
        ArgMaxOp => ("argmax", []),
        ReduceOp reduce => (reduce.Mean ? "reduce_mean" : "reduce_sum", [Text(reduce.Axis)]),
        SoftmaxOp softmax => ("softmax", [.. Given("axis", softmax.Axis, node.Type.Shape.Rank - 1)]),
        ActivationOp activation => (activation.Kind.ToString().ToLowerInvariant(), []),
        _ => throw new ConversionException(Catalog.CannotConvert(
            node.Location ?? place, node.Name, $"{Networks.NodeRoles.NameOf(node.Op)}, which is not written into converted networks",
            "take it out, and do what it does to the data or to the answer")),
    };

    /// <summary>How the language calls a kind of pooling.</summary>
    public static string NameOf(PoolKind kind) => kind switch
    {
        PoolKind.Sum => "sumpool2d",
        PoolKind.Average => "avgpool2d",
        _ => "maxpool2d",
    };

    private static IReadOnlyList<string> ArgumentsOf(ConvOp conv, int outputs) =>
    [
        Text(outputs),
        $"kernel = {Text(conv.Kernel)}",
        .. Given("stride", conv.Stride, 1),
        .. Given("padding", conv.Padding, 0),
        .. Given("dilation", conv.Dilation, 1),
        .. Given("groups", conv.Groups, 1),
    ];

    private static IReadOnlyList<string> ArgumentsOf(PoolOp pool) =>
        [Text(pool.Kernel), .. Given("stride", pool.Stride, pool.Kernel), .. Given("padding", pool.Padding, 0)];

    private static IEnumerable<string> Given(string name, int value, int absent) => value == absent ? [] : [$"{name} = {Text(value)}"];

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
