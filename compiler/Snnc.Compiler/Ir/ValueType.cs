using Snnc.Compiler.Tensors;

namespace Snnc.Compiler.Ir;

/// <summary>What a value is in time.</summary>
public enum ValueKind
{
    /// <summary>A real array without time: one per inference (per window in a stream).</summary>
    Frame,

    /// <summary>An array that varies in time: one per step.</summary>
    Signal,

    /// <summary>Events in time: 0, 1 or a count per element and step.</summary>
    Spikes,
}

/// <summary>How the elements of a value or constant are held.</summary>
public enum ElementType
{
    /// <summary>IEEE single precision.</summary>
    Real,

    /// <summary>A whole number in 64 bits.</summary>
    Int,
}

/// <summary>The type of a value: <c>spikes[128]</c>, <c>signal int[240]</c>.</summary>
/// <param name="Kind">Frame, signal or spikes.</param>
/// <param name="Shape">Extents, channels first, without batch or time axis.</param>
/// <param name="Element">Int for connections with whole weights that lead to an int port, for int states and for argmax; operators that only move
/// elements keep that of their inputs. Spikes are held as Real always: counts are exact there, and an int port takes them as they are.</param>
public sealed record ValueType(ValueKind Kind, Shape Shape, ElementType Element = ElementType.Real)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"{Kind.ToString().ToLowerInvariant()}{(Element == ElementType.Int ? " int" : "")}{Shape}";
}

/// <summary>A use of a value: what a node gives, or one of a neuron node's states at the end of the step.</summary>
public sealed record ValueRef(string Node, string? State = null)
{
    /// <inheritdoc/>
    public override string ToString() => State is null ? $"%{Node}" : $"%{Node}:{State}";
}
