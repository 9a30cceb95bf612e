using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Tensors;
using Snnc.Import.Layers;
using Snnc.Tensors.Onnx;

namespace Snnc.Import.Onnx;

/// <summary>A node whose inputs are there: what an operator needs of it.</summary>
/// <param name="node">The node.</param>
/// <param name="inputs">What its inputs stand for; null where an optional one is left out.</param>
/// <param name="network">The network that is being put together.</param>
/// <param name="opset">The version of ONNX's operators.</param>
internal sealed class NodeView(OnnxNode node, IReadOnlyList<Value?> inputs, FrameNetwork network, long opset)
{
    /// <summary>Gets the network that is being put together.</summary>
    public FrameNetwork Network => network;

    /// <summary>Gets the version of ONNX's operators.</summary>
    public long Opset => opset;

    /// <summary>Gets the operator.</summary>
    public string Op => node.OpType;

    /// <summary>Gets the number of inputs.</summary>
    public int Count => inputs.Count;

    /// <summary>Gets the number of outputs.</summary>
    public int Results => node.Outputs.Count;

    /// <summary>Gets whether all inputs are known before the model runs.</summary>
    public bool IsKnown => inputs.All(input => input is null or Known);

    /// <summary>Gets the first input, with what is put around it.</summary>
    public Flowing X => Flow(0);

    /// <summary>Whether an input is given.</summary>
    public bool Has(int index) => index < inputs.Count && inputs[index] is not null;

    /// <summary>An input that must be there.</summary>
    public Value Input(int index) => Has(index) ? inputs[index]! : throw new LayerException($"its input {index} is missing");

    /// <summary>An input that follows from the network's inputs.</summary>
    public Flowing Flow(int index) => Input(index) is not Flowing flowing
        ? throw new LayerException($"its input {index} is a constant, and cannot be one here")
        : flowing.Pads is { } pads ? flowing with { Layer = network.Pad(flowing.Layer, pads), Pads = null, IsShared = false } : flowing;

    /// <summary>An input that is known before the model runs.</summary>
    public Constant Constant(int index) => Input(index) is Known known ? known.Constant
        : throw new LayerException($"its input {index} depends on the network's input, and must be a constant here");

    /// <summary>An input that is known before the model runs, or null.</summary>
    public Constant? Optional(int index) => Has(index) ? Constant(index) : null;

    /// <summary>A whole number.</summary>
    public long Integer(string name, long absent) => node.Attributes.TryGetValue(name, out var attribute) ? attribute.Integer ?? absent : absent;

    /// <summary>A real number.</summary>
    public double Real(string name, double absent) => node.Attributes.TryGetValue(name, out var attribute) ? attribute.Real ?? absent : absent;

    /// <summary>A text.</summary>
    public string Text(string name, string absent) => node.Attributes.TryGetValue(name, out var attribute) ? attribute.Text ?? absent : absent;

    /// <summary>Whole numbers, or null.</summary>
    public long[]? Integers(string name) => node.Attributes.TryGetValue(name, out var attribute) && attribute.Integers.Count > 0
        ? [.. attribute.Integers] : null;

    /// <summary>Whole numbers that later versions take as an input.</summary>
    public long[]? IntegersOrInput(string name, int index) => Has(index) ? Constant(index).ToIntegers() : Integers(name);

    /// <summary>A setting as it stands, or null.</summary>
    public OnnxAttribute? Attribute(string name) => node.Attributes.TryGetValue(name, out var attribute) ? attribute : null;

    /// <summary>A result of the same shape as the first input, by another layer.</summary>
    public Flowing Same(Layer layer) => new(layer, X.Full, X.IsBatched);

    /// <summary>A result of a shape of the model.</summary>
    public Flowing As(Layer layer, Shape full) => Flowing.Of(network, layer, full);

    /// <summary>An axis of a shape, counted from its start.</summary>
    /// <exception cref="LayerException">There is none.</exception>
    public static int Axis(long axis, int rank) => axis >= -rank && axis < rank ? (int)(axis < 0 ? axis + rank : axis)
        : throw new LayerException($"a value of {rank} axes has no axis {axis}");

    /// <summary>An entry of an axis, counted from its start.</summary>
    /// <exception cref="LayerException">There is none.</exception>
    public static int Entry(long index, int extent) => index >= -extent && index < extent ? (int)(index < 0 ? index + extent : index)
        : throw new LayerException($"an axis of {extent} has no entry {index}");

    /// <summary>A number as an extent.</summary>
    /// <exception cref="LayerException">It is none.</exception>
    public static int Extent(long extent) => extent is >= 0 and <= int.MaxValue ? (int)extent : throw new LayerException($"{extent} is no extent");

    /// <summary>A shape of these extents.</summary>
    public static Shape ShapeOf(IEnumerable<long> extents) => Shape.Of(extents.Select(Extent));
}
