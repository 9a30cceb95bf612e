using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Tensors;
using Snnc.Import.Layers;

namespace Snnc.Import.Onnx;

/// <summary>Operators on elements: with each other, with constants, by themselves.</summary>
internal static class ArithmeticOperators
{
    /// <summary>Gets them by name.</summary>
    public static IReadOnlyDictionary<string, Func<NodeView, Value>> All { get; } = new Dictionary<string, Func<NodeView, Value>>
    {
        ["Add"] = node => Sum(node, 1),
        ["Sub"] = node => Sum(node, -1),
        ["Sum"] = Sums,
        ["Mul"] = Product,
        ["Div"] = Quotient,
        ["Neg"] = node => node.Same(node.Network.Scale(node.X.Layer, -1)),
        ["Pow"] = Power,
        ["Relu"] = node => node.Same(node.Network.Map("relu", node.X.Layer)),
        ["Sigmoid"] = node => node.Same(node.Network.Map("sigmoid", node.X.Layer)),
        ["Tanh"] = node => node.Same(node.Network.Map("tanh", node.X.Layer)),
        ["Gelu"] = Gelu,
        ["LeakyRelu"] = node => Leaky(node, Broadcast.Of(node.X.Layer.Shape, node.Real("alpha", 0.01))),
        ["PRelu"] = node => Leaky(node, On(node.X, node.Constant(1))),
        ["Clip"] = Clip,
        ["HardSigmoid"] = node => HardSigmoid(node, node.Real("alpha", 0.2), node.Real("beta", 0.5)),
        ["HardSwish"] = node => node.Same(node.Network.Fold("mul", node.X.Layer, HardSigmoid(node, 1.0 / 6, 0.5).Layer)),
        ["Abs"] = node => node.Same(node.Network.Fold("add", Relu(node, node.X.Layer), Relu(node, node.Network.Scale(node.X.Layer, -1)))),
    };

    /// <summary>x + factor * term, for a term of any kind.</summary>
    public static Flowing AddScaled(FrameNetwork network, Flowing x, Value term, double factor)
    {
        if (term is Known known)
        {
            return Affine(network, x, Broadcast.Of(x.Layer.Shape, 1), On(x, known.Constant.Each(value => value * factor)));
        }

        var other = (Flowing)term;
        return Joined(network, "add", x, other with { Layer = network.Scale(other.Layer, factor) });
    }

    private static Value Sum(NodeView node, double sign) => (node.Input(0), node.Input(1)) switch
    {
        (Flowing, Known constant) => AddScaled(node.Network, node.X, constant, sign),
        (Known { Constant: var constant }, Flowing) => Affine(
            node.Network, node.Flow(1), Broadcast.Of(node.Flow(1).Layer.Shape, sign), On(node.Flow(1), constant)),
        _ => AddScaled(node.Network, node.X, node.Flow(1), sign),
    };

    private static Value Sums(NodeView node) => Enumerable.Range(1, node.Count - 1)
        .Aggregate((Value)node.X, (sum, i) => AddScaled(node.Network, (Flowing)sum, node.Input(i) is Known known ? known : node.Flow(i), 1));

    private static Value Product(NodeView node) => (node.Input(0), node.Input(1)) switch
    {
        (Flowing, Known constant) => Times(node, node.X, constant.Constant),
        (Known constant, Flowing) => Times(node, node.Flow(1), constant.Constant),
        _ => Joined(node.Network, "mul", node.X, node.Flow(1)),
    };

    private static Value Quotient(NodeView node) => node.Input(1) is Known known
        ? Times(node, node.X, known.Constant.Each(value => value == 0 ? throw new LayerException("it divides by 0") : 1 / value))
        : throw new LayerException("only division by constants can be said");

    private static Value Power(NodeView node)
    {
        if (node.Constant(1).Values is [2])
        {
            return node.Same(node.Network.Fold("mul", node.X.Layer, node.X.Layer));
        }

        return node.Constant(1).Values is [1] ? node.X : throw new LayerException("only the first and second power can be said");
    }

    private static Flowing Times(NodeView node, Flowing x, Constant factor) =>
        Affine(node.Network, x, On(x, factor), Broadcast.Of(x.Layer.Shape, 0));

    private static Value Gelu(NodeView node) => node.Text("approximate", "none") == "none" ? node.Same(node.Network.Map("gelu", node.X.Layer))
        : throw new LayerException("the approximate form of gelu cannot be said");

    private static Value Leaky(NodeView node, Broadcast slope) => node.Same(node.Network.LeakyRelu(node.X.Layer, slope));

    private static Value Clip(NodeView node)
    {
        var low = node.Opset < 11 ? node.Real("min", double.NegativeInfinity) : Scalar(node, 1, double.NegativeInfinity);
        var high = node.Opset < 11 ? node.Real("max", double.PositiveInfinity) : Scalar(node, 2, double.PositiveInfinity);
        return node.Same(node.Network.Clip(node.X.Layer, low, high));
    }

    private static double Scalar(NodeView node, int index, double absent) => node.Optional(index) is not { } constant ? absent
        : constant.Values is [var value] ? value : throw new LayerException("its bound is no single number");

    private static Flowing HardSigmoid(NodeView node, double alpha, double beta) =>
        node.Same(node.Network.Clip(node.Network.Shift(node.X.Layer, alpha, beta), 0, 1));

    private static Layer Relu(NodeView node, Layer x) => node.Network.Map("relu", x);

    private static Broadcast On(Flowing x, Constant constant)
    {
        // Where a constant has the batch axis too, the layer has not.
        var shape = x.IsBatched && constant.Shape.Rank == x.Full.Rank && constant.Shape[0] == 1 ? Shape.Of(constant.Shape.Skip(1)) : constant.Shape;
        return new Broadcast(x.Layer.Shape, shape, constant.Values);
    }

    private static Flowing Affine(FrameNetwork network, Flowing x, Broadcast factor, Broadcast term) =>
        x with { Layer = network.Affine(x.Layer, factor, term, x.IsShared), IsShared = false };

    private static Flowing Joined(FrameNetwork network, string op, Flowing a, Flowing b)
    {
        var full = Shape.Broadcast(a.Full, b.Full) ?? throw new LayerException($"{a.Full} and {b.Full} do not broadcast");
        var layer = network.Fold(op, a.Layer, b.Layer);
        return new Flowing(layer, full, layer.Shape.Rank < full.Rank);
    }
}
