using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Tensors;
using Snnc.Import.Layers;

namespace Snnc.Import.Onnx;

/// <summary>Operators with weights.</summary>
internal static class ConnectionOperators
{
    /// <summary>Gets them by name.</summary>
    public static IReadOnlyDictionary<string, Func<NodeView, Value>> All { get; } = new Dictionary<string, Func<NodeView, Value>>
    {
        ["Conv"] = Conv,
        ["Gemm"] = Gemm,
        ["MatMul"] = MatMul,
    };

    private static Value Conv(NodeView node)
    {
        var weight = node.Constant(1);
        var x = node.Input(0) as Flowing ?? throw new LayerException("its input is a constant");
        if (!x.IsBatched)
        {
            throw new LayerException($"its input {x.Full} has no batch axis of one; export the model for a batch of one, or of any size");
        }

        var rank = x.Full.Rank - 2;
        var kernel = node.Integers("kernel_shape") ?? [.. weight.Shape.Skip(2).Select(extent => (long)extent)];
        var windows = Windows.Of(node, kernel, x.Layer.Shape, x.Pads);
        var bias = node.Optional(2)?.ToSingles();
        var layer = node.Network.Convolution(x.Layer, weight.ToTensor(), bias, windows, NodeView.Extent(node.Integer("group", 1)));
        return new Flowing(layer, Shape.Of(layer.Shape.Prepend(1)), true);
    }

    // alpha A B + beta C
    private static Value Gemm(NodeView node)
    {
        var (alpha, beta) = (node.Real("alpha", 1), node.Real("beta", 1));
        if (node.Input(0) is Known || node.Input(1) is Flowing)
        {
            var product = Product(node, Turned(node, 0, "transA"), Turned(node, 1, "transB"));
            var scaled = product with { Layer = node.Network.Scale(product.Layer, alpha) };
            return node.Has(2) ? ArithmeticOperators.AddScaled(node.Network, scaled, node.Input(2), beta) : scaled;
        }

        var b = node.Constant(1);
        var weight = node.Integer("transB", 0) != 0 ? b : Transposed(b);
        var x = (Flowing)Turned(node, 0, "transA");
        var y = Dense(node, x, alpha == 1 ? weight : weight.Each(value => value * alpha));
        return node.Has(2) ? ArithmeticOperators.AddScaled(node.Network, y, node.Input(2), beta) : y;
    }

    private static Value MatMul(NodeView node) => Product(node, Turned(node, 0, null), Turned(node, 1, null));

    private static Value Turned(NodeView node, int index, string? attribute)
    {
        var isTurned = attribute is not null && node.Integer(attribute, 0) != 0;
        return node.Input(index) is Known known ? isTurned ? new Known(Transposed(known.Constant)) : known
            : isTurned ? Transposed(node, node.Flow(index)) : node.Flow(index);
    }

    private static Flowing Product(NodeView node, Value a, Value b) => (a, b) switch
    {
        (Flowing x, Known w) => Dense(node, x, Transposed(w.Constant)),
        (Known w, Flowing x) => Transposed(node, Dense(node, Transposed(node, x), Matrix(w.Constant))),
        (Flowing x, Flowing y) => Dynamic(node, x, y),
        _ => throw new LayerException("both its inputs are constants"),
    };

    private static Flowing Dense(NodeView node, Flowing x, Constant weight)
    {
        var layer = node.Network.Dense(x.Layer, weight.ToTensor(), null);
        return x with { Layer = layer, Full = Shape.Of(x.Full.SkipLast(1).Append(weight.Shape[0])), IsShared = false };
    }

    private static Flowing Dynamic(NodeView node, Flowing a, Flowing b)
    {
        var (x, y) = (WithMatrix(node, a), WithMatrix(node, b));
        var layer = node.Network.MatMul(x.Layer, y.Layer);
        var leading = Shape.Broadcast(Shape.Of(a.Full.SkipLast(2)), Shape.Of(b.Full.SkipLast(2)))!;
        var full = Shape.Of([.. leading, a.Full[^2], b.Full[^1]]);
        return new Flowing(layer, full, layer.Shape.Rank < full.Rank);
    }

    // A batch of one row is a matrix of one row.
    private static Flowing WithMatrix(NodeView node, Flowing x) => x.Full.Rank < 2 ? throw new LayerException($"{x.Full} is no matrix")
        : x.Layer.Shape.Rank >= 2 ? x : new Flowing(node.Network.Reshape(x.Layer, x.Full), x.Full, false);

    private static Flowing Transposed(NodeView node, Flowing x)
    {
        var matrix = WithMatrix(node, x);
        var rank = matrix.Layer.Shape.Rank;
        var layer = node.Network.Permute(matrix.Layer, [.. Enumerable.Range(0, rank - 2), rank - 1, rank - 2]);
        return matrix with { Layer = layer, Full = Shape.Of([.. x.Full.SkipLast(2), x.Full[^1], x.Full[^2]]), IsShared = false };
    }

    private static Constant Transposed(Constant constant) => Matrix(constant).Permute([1, 0]);

    private static Constant Matrix(Constant constant) => constant.Shape.Rank >= 2 && constant.Shape.SkipLast(2).All(extent => extent == 1)
        ? constant.As(Shape.Of(constant.Shape.TakeLast(2))) : throw new LayerException($"its weight of {constant.Shape} is no matrix");
}
