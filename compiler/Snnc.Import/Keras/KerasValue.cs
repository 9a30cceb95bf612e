using System.Linq;
using Snnc.Compiler.Tensors;
using Snnc.Import.Layers;

namespace Snnc.Import.Keras;

/// <summary>What a layer of Keras gives. Its channels are its last axis; those of the program's layer are the first.</summary>
/// <param name="Layer">What gives it, channels first.</param>
/// <param name="Shape">Its shape in Keras, without the batch axis.</param>
/// <param name="IsShared">Whether several layers read it.</param>
internal sealed record KerasValue(Layer Layer, Shape Shape, bool IsShared)
{
    /// <summary>
    /// Gets, after Flatten, the shape that was flattened: the program's elements are still in the order of its channels first. Null elsewhere.
    /// </summary>
    public Shape? Flattened { get; init; }

    /// <summary>The program's axis for one of Keras, counted from 1 as there is a batch axis before.</summary>
    public int Axis(long axis)
    {
        var rank = Shape.Rank;
        var counted = axis < 0 ? axis + rank : axis - 1;
        return counted < 0 || counted >= rank ? throw new LayerException($"{Shape} has no axis {axis}") : (int)((counted + 1) % rank);
    }

    /// <summary>The shape with the last axis first.</summary>
    public static Shape ChannelsFirst(Shape shape) => shape.Rank == 0 ? shape : Shape.Of(shape.SkipLast(1).Prepend(shape[^1]));
}
