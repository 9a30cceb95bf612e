using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Tensors;
using Snnc.Import.Layers;

namespace Snnc.Import.Onnx;

/// <summary>The windows of convolutions and poolings: kernel_shape, strides, dilations, pads and auto_pad.</summary>
internal static class Windows
{
    /// <summary>Those of a node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="kernel">The extents of its kernel.</param>
    /// <param name="frame">The shape of what it takes, channels first.</param>
    /// <param name="more">Zeros that are around it besides.</param>
    public static IReadOnlyList<Window> Of(NodeView node, long[] kernel, Shape frame, (int Before, int After)[]? more = null)
    {
        var rank = frame.Rank - 1;
        var (strides, dilations) = (node.Integers("strides"), node.Integers("dilations"));
        var pads = node.Integers("pads");
        if (rank < 1 || kernel.Length != rank || (strides?.Length ?? rank) != rank || (dilations?.Length ?? rank) != rank
            || (pads?.Length ?? 2 * rank) != 2 * rank)
        {
            throw new LayerException($"its kernel, strides, dilations or pads are not as many as the axes of {frame}");
        }

        return [.. Enumerable.Range(0, rank).Select(axis =>
        {
            var (stride, dilation) = (NodeView.Extent(strides?[axis] ?? 1), NodeView.Extent(dilations?[axis] ?? 1));
            var plain = new Window(NodeView.Extent(kernel[axis]), stride, Dilation: dilation);
            var (before, after) = more?[axis] ?? (0, 0);
            return Padded(node, plain, pads?[axis] ?? 0, pads?[axis + rank] ?? 0, frame[axis + 1], before, after);
        })];
    }

    private static Window Padded(NodeView node, Window plain, long before, long after, int extent, int moreBefore, int moreAfter)
    {
        _ = (plain with { Kernel = 1 }).Extent(1);
        var mode = node.Text("auto_pad", "NOTSET");
        var window = mode switch
        {
            "SAME_UPPER" => plain.Same(extent + moreBefore + moreAfter, upper: true),
            "SAME_LOWER" => plain.Same(extent + moreBefore + moreAfter, upper: false),
            "VALID" => plain,
            "NOTSET" or "" => before < 0 || after < 0 ? throw new LayerException("pads below 0 cannot be said")
                : plain with { Before = NodeView.Extent(before), After = NodeView.Extent(after) },
            _ => throw new LayerException($"there is no auto_pad '{mode}'"),
        };
        return window with { Before = Sum(window.Before, moreBefore), After = Sum(window.After, moreAfter) };
    }

    private static int Sum(int a, int b) => NodeView.Extent((long)a + b);
}
