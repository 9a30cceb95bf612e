using Snnc.Import.Layers;

namespace Snnc.Import.Keras;

/// <summary>Functions of each element, by the names that Keras has for them.</summary>
internal static class KerasActivations
{
    /// <summary>A function on a value.</summary>
    public static KerasValue Apply(KerasLayer layer, KerasValue x, string name)
    {
        var network = layer.Network;
        return name switch
        {
            "linear" => x,
            "relu" or "sigmoid" or "tanh" or "gelu" => On(x, network.Map(name, x.Layer)),
            "relu6" => On(x, network.Clip(network.Map("relu", x.Layer), null, 6)),
            "softmax" => Softmax(layer, x, -1),
            "swish" or "silu" => On(x, network.Fold("mul", x.Layer, network.Map("sigmoid", x.Layer))),
            "hard_sigmoid" => On(x, network.Clip(network.Shift(x.Layer, 0.2, 0.5), 0, 1)),
            _ => throw new LayerException($"its activation '{name}' cannot be said"),
        };
    }

    /// <summary>The softmax along an axis of Keras.</summary>
    public static KerasValue Softmax(KerasLayer layer, KerasValue x, long axis) => On(x, layer.Network.Softmax(x.Layer, x.Axis(axis)));

    /// <summary>ReLU with a slope below 0, or an upper bound.</summary>
    public static KerasValue ReLU(KerasLayer layer)
    {
        if ((layer.Config.NumberOr("threshold", 0) ?? 0) != 0)
        {
            throw new LayerException("its threshold cannot be said");
        }

        var slope = layer.Config.NumberOr("negative_slope", 0) ?? 0;
        var x = slope == 0 ? On(layer.X, layer.Network.Map("relu", layer.X.Layer)) : Leaky(layer, slope);
        return On(x, layer.Network.Clip(x.Layer, null, layer.Config.NumberOr("max_value", null)));
    }

    /// <summary>ReLU with a slope below 0.</summary>
    public static KerasValue Leaky(KerasLayer layer, double slope) =>
        On(layer.X, layer.Network.LeakyRelu(layer.X.Layer, Broadcast.Of(layer.X.Layer.Shape, slope)));

    private static KerasValue On(KerasValue x, Layer result) => x with { Layer = result, IsShared = false };
}
