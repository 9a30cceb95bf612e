using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Tensors;

namespace Snnc.Import.Layers;

/// <summary>
/// A network without time that is being put together: each method adds a layer that does what its name says in terms of the language's operators, and
/// says what cannot be said. Shapes are channels first and have no batch axis.
/// </summary>
internal sealed partial class FrameNetwork
{
    // What one array of a program may hold, as for the tensors of files.
    private const long MaxElements = 1 << 28;

    private readonly List<Layer> _layers = [];
    private readonly List<(string Name, Layer Layer)> _outputs = [];

    /// <summary>Gets all layers; each comes after what it takes.</summary>
    public IReadOnlyList<Layer> Layers => _layers;

    /// <summary>Gets what the network gives, with the other system's names.</summary>
    public IReadOnlyList<(string Name, Layer Layer)> Outputs => _outputs;

    /// <summary>An input.</summary>
    public Layer Input(string name, Shape shape)
    {
        var layer = Add("input", shape, []);
        layer.Name = name;
        return layer;
    }

    /// <summary>An output.</summary>
    public void Output(string name, Layer layer) => _outputs.Add((name, layer));

    /// <summary>An operator that works on each element by itself.</summary>
    public Layer Map(string op, Layer x) => Add(op, x.Shape, [x]);

    /// <summary>The softmax along an axis.</summary>
    public Layer Softmax(Layer x, int axis) => Add("softmax", x.Shape, [x], axis == x.Shape.Rank - 1 ? [] : [$"axis = {axis}"]);

    /// <summary>The index of the largest element along the last axis. Outputs read it, and nothing else.</summary>
    public Layer ArgMax(Layer x) => Add("argmax", Shape.Of(x.Shape.SkipLast(1)), [x]);

    private Layer Add(string op, Shape shape, IReadOnlyList<Layer> inputs, params IReadOnlyList<string> arguments)
    {
        Check(shape);
        var layer = new Layer(op, shape, inputs, arguments);
        _layers.Add(layer);
        return layer;
    }

    // Step by step, because a product of many extents wraps around.
    private static void Check(Shape shape)
    {
        var size = 1L;
        foreach (var extent in shape)
        {
            size *= extent;
            if (extent < 1 || size > MaxElements)
            {
                throw new LayerException(extent < 1 ? $"a value of shape {shape} has no elements" : $"a value of shape {shape} is too large");
            }
        }
    }

    private static Shape Replace(Shape shape, int axis, int extent) => Shape.Of(shape.Select((e, i) => i == axis ? extent : e));

    private static float[] Ones(int count)
    {
        var ones = new float[count];
        System.Array.Fill(ones, 1);
        return ones;
    }
}
