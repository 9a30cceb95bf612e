using System.Linq;
using Snnc.Compiler.Tensors;
using Snnc.Import.Layers;

namespace Snnc.Import.Onnx;

/// <summary>What a name of the model stands for.</summary>
internal abstract record Value
{
    /// <summary>Gets the shape that the model gives it, with the batch axis.</summary>
    public abstract Shape Shape { get; }
}

/// <summary>A value that is known before the model runs.</summary>
internal sealed record Known(Constant Constant) : Value
{
    /// <inheritdoc/>
    public override Shape Shape => Constant.Shape;
}

/// <summary>A value that follows from the inputs.</summary>
/// <param name="Layer">What gives it.</param>
/// <param name="Full">Its shape in the model, for a batch of one.</param>
/// <param name="IsBatched">Whether the first axis is the batch, which the layer does not have.</param>
internal sealed record Flowing(Layer Layer, Shape Full, bool IsBatched) : Value
{
    /// <inheritdoc/>
    public override Shape Shape => Full;

    /// <summary>Gets whether several read the layer.</summary>
    public bool IsShared { get; init; }

    /// <summary>Gets the zeros that are to be put around the last axes before anything but a convolution reads it.</summary>
    public (int Before, int After)[]? Pads { get; init; }

    /// <summary>The layer's axis for one of the model's.</summary>
    /// <exception cref="LayerException">It is the batch axis, or there is none.</exception>
    public int Axis(long axis)
    {
        var counted = axis < 0 ? axis + Full.Rank : axis;
        return counted < 0 || counted >= Full.Rank ? throw new LayerException($"{Full} has no axis {axis}")
            : counted == 0 && IsBatched ? throw new LayerException("it works along the batch axis")
            : (int)counted - (IsBatched ? 1 : 0);
    }

    /// <summary>A value of a shape of the model: a first axis of one entry, before others, is the batch.</summary>
    public static Flowing Of(FrameNetwork network, Layer layer, Shape full)
    {
        var isBatched = full.Rank >= 2 && full[0] == 1;
        return new Flowing(network.Reshape(layer, isBatched ? Shape.Of(full.Skip(1)) : full), full, isBatched);
    }
}

/// <summary>What a node that cannot be imported would have given.</summary>
internal sealed record Broken : Value
{
    /// <inheritdoc/>
    public override Shape Shape => Shape.Scalar;
}
