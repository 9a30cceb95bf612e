using System.Collections.Generic;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;

namespace Snnc.Compiler.CSharp;

/// <summary>An array of the emitted class that holds a value of one step.</summary>
/// <param name="Field">The field's name.</param>
/// <param name="Size">The number of elements.</param>
/// <param name="Element">What they are.</param>
/// <param name="IsLaneState">Whether the field is a <c>LaneState</c> and no array.</param>
/// <param name="Offset">Of a value in the arena where in it; the field is an <c>ArenaArray</c>.</param>
internal sealed record Storage(string Field, int Size, ElementType Element, bool IsLaneState = false, long? Offset = null)
{
    /// <summary>Gets a value indicating whether the field is an array.</summary>
    public bool IsArray => !IsLaneState && Offset is null;

    /// <summary>Gets the elements: an array, or a span of them.</summary>
    public string Values => IsArray ? Field : $"{Field}.Values";

    /// <summary>Gets the place of the first element, for vectors.</summary>
    public string Start => IsArray ? $"Lanes.Start({Field})" : $"{Field}.Start";

    /// <summary>Gets the elements as a span.</summary>
    public string Span => IsArray ? $"{Field}.AsSpan(0, {Size})" : Values;

    /// <summary>Gets the type of an element.</summary>
    public string ElementName => Element == ElementType.Int ? "long" : "float";
}

/// <summary>States that lie beside each other, since synapses of joined connections go into them.</summary>
/// <param name="Memory">The field, an <c>AlignedArray</c>.</param>
/// <param name="Size">The number of elements.</param>
/// <param name="Parts">The connections, with the places at which their states begin.</param>
internal sealed record JoinedStates(string Memory, int Size, IReadOnlyList<JoinedConnection> Parts);

/// <summary>What the emitted class keeps of a value for the steps of a tile; null for what it does not.</summary>
/// <param name="Rows">Rows in the order in which the value is kept.</param>
/// <param name="Natural">Rows in natural order; the same field where the value is kept so.</param>
/// <param name="Lists">Lists of what is not 0.</param>
/// <param name="Channels">Of a value kept with its channels innermost how many there are; else 1.</param>
internal sealed record KeptFields(string? Rows, string? Natural, string? Lists, int Channels)
{
    /// <summary>Gets the bits of the spikes, or null.</summary>
    public string? Bits { get; init; }

    /// <summary>Gets the rows of a state with channels last that those in natural order are made of, or null.</summary>
    public string? ChannelsLast { get; init; }

    /// <summary>Gets a value indicating whether the rows hold one row of pixels, which is turned into natural order before the next is made.</summary>
    public bool IsTurnedByPixels { get; init; }
}
