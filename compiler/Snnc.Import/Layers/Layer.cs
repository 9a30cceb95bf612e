using System.Collections.Generic;
using Snnc.Compiler.Tensors;

namespace Snnc.Import.Layers;

/// <summary>One operator of a network of frames, and the value that it gives.</summary>
/// <param name="op">The operator's name in the language; "input" for an input.</param>
/// <param name="shape">The shape of what it gives.</param>
/// <param name="inputs">What it takes.</param>
/// <param name="arguments">Its arguments, as text.</param>
internal sealed class Layer(string op, Shape shape, IReadOnlyList<Layer> inputs, IReadOnlyList<string> arguments)
{
    /// <summary>Gets the operator's name in the language; "input" for an input.</summary>
    public string Operator => op;

    /// <summary>Gets the shape of what it gives.</summary>
    public Shape Shape => shape;

    /// <summary>Gets what it takes.</summary>
    public IReadOnlyList<Layer> Inputs => inputs;

    /// <summary>Gets its arguments, but for its tensors.</summary>
    public IReadOnlyList<string> Arguments => arguments;

    /// <summary>Gets or sets what the other system calls it, or null.</summary>
    public string? Name { get; set; }

    /// <summary>Gets its tensors, by the names that the language has for them.</summary>
    public SortedDictionary<string, LayerTensor> Tensors { get; } = new(System.StringComparer.Ordinal);

    /// <summary>Gets whether it has a weight, and a bias if one is wanted: what follows may be computed by other weights.</summary>
    public bool IsConnection => op is "dense" or "conv1d" or "conv2d";

    /// <summary>Gets the axis of its result that its weights, or their first axis, go along.</summary>
    public int ChannelAxis => op is "dense" or "layernorm" ? shape.Rank - 1 : 0;

    /// <summary>Gets whether it gives its elements in another shape and does nothing else.</summary>
    public bool IsReshape => op is "reshape" or "flatten";
}

/// <summary>A tensor of a layer.</summary>
/// <param name="Shape">Its extents.</param>
/// <param name="Values">Its elements, in C order.</param>
internal sealed record LayerTensor(Shape Shape, float[] Values)
{
    /// <summary>A list of numbers.</summary>
    public static LayerTensor Vector(float[] values) => new([values.Length], values);
}
