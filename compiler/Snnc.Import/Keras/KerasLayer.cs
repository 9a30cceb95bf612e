using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Tensors;
using Snnc.Import.Layers;
using Snnc.Tensors.Hdf5;

namespace Snnc.Import.Keras;

/// <summary>A layer whose inputs are there: what an import needs of it.</summary>
/// <param name="kind">Its class.</param>
/// <param name="config">Its configuration.</param>
/// <param name="inputs">What it reads.</param>
/// <param name="weights">Its group in the file, or null.</param>
/// <param name="network">The network that is being put together.</param>
internal sealed class KerasLayer(string kind, KerasConfig config, IReadOnlyList<KerasValue> inputs, Hdf5Group? weights, FrameNetwork network)
{
    /// <summary>Gets its class.</summary>
    public string Kind => kind;

    /// <summary>Gets its configuration.</summary>
    public KerasConfig Config => config;

    /// <summary>Gets the network that is being put together.</summary>
    public FrameNetwork Network => network;

    /// <summary>Gets what it reads as it is.</summary>
    public KerasValue Raw => inputs.Count == 1 ? inputs[0] : throw new LayerException($"it reads {inputs.Count} values, and not one");

    /// <summary>Gets what it reads, in the order that its shape says.</summary>
    public KerasValue X => InOrder(Raw);

    /// <summary>Gets all that it reads, in the order that their shapes say.</summary>
    public IReadOnlyList<KerasValue> All => [.. inputs.Select(InOrder)];

    /// <summary>A result.</summary>
    public static KerasValue Gives(Layer layer, Shape shape) => new(layer, shape, false);

    /// <summary>A result that is channels first.</summary>
    public static KerasValue Gives(Layer layer) => new(layer, Shape.Of(layer.Shape.Skip(1).Append(layer.Shape[0])), false);

    /// <summary>A value in Keras's order of axes.</summary>
    public Layer ChannelsLast(KerasValue x)
    {
        var rank = x.Shape.Rank;
        return rank < 2 ? x.Layer : network.Permute(x.Layer, [.. Enumerable.Range(1, rank - 1), 0]);
    }

    /// <summary>A result that is in Keras's order of axes.</summary>
    public KerasValue FromChannelsLast(Layer layer)
    {
        var rank = layer.Shape.Rank;
        return Gives(rank < 2 ? layer : network.Permute(layer, [rank - 1, .. Enumerable.Range(0, rank - 1)]), layer.Shape);
    }

    /// <summary>Refuses a layer that has its channels elsewhere.</summary>
    public void CheckChannels()
    {
        if (config.TextOr("data_format", "channels_last") != "channels_last")
        {
            throw new LayerException("its channels are not the last axis");
        }
    }

    /// <summary>An array of the file.</summary>
    public LayerTensor Weight(string name, int rank) => Find(name) is not { } found ? throw new LayerException($"the file has no '{name}' for it")
        : found.Shape.Count == rank ? found : throw new LayerException($"its '{name}' of {found.Shape} has not {rank} axes");

    /// <summary>A list of the file, or null where the configuration says that there is none.</summary>
    public float[]? Vector(string name, string flag, bool isDefault = true) => config.FlagOr(flag, isDefault) ? Weight(name, 1).Values : null;

    /// <summary>The array with its axes in another order.</summary>
    public static LayerTensor Permuted(LayerTensor tensor, params int[] axes)
    {
        var permuted = new Onnx.Constant(tensor.Shape, Array.ConvertAll(tensor.Values, value => (double)value), false).Permute(axes);
        return permuted.ToTensor();
    }

    private KerasValue InOrder(KerasValue value)
    {
        if (value.Flattened is not { } shape)
        {
            return value;
        }

        var image = network.Reshape(value.Layer, KerasValue.ChannelsFirst(shape));
        return value with { Layer = network.Reshape(ChannelsLast(new KerasValue(image, shape, false)), value.Shape), Flattened = null };
    }

    // Under the names that the group lists: block/kernel:0.
    private LayerTensor? Find(string name)
    {
        var dataset = weights is null ? null : Datasets(weights, 0).FirstOrDefault(d => d.Name == name || d.Name == name + ":0");
        if (dataset is null)
        {
            return null;
        }

        var values = dataset.ReadSingles();
        return values.All(float.IsFinite) ? new LayerTensor(Shape.Of(dataset.Shape), values)
            : throw new LayerException("its weights are not all finite");
    }

    private static IEnumerable<Hdf5Dataset> Datasets(Hdf5Group group, int depth) => group.Children.SelectMany(child => child switch
    {
        Hdf5Dataset dataset => [dataset],
        Hdf5Group inner when depth < 16 => Datasets(inner, depth + 1),
        _ => [],
    });
}
