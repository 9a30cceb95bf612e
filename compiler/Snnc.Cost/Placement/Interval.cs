using System;
using System.Collections.Generic;
using System.Linq;

namespace Snnc.Cost.Placement;

/// <summary>Positions along an axis.</summary>
/// <param name="Start">The first.</param>
/// <param name="End">The one after the last.</param>
public readonly record struct Interval(int Start, int End)
{
    /// <summary>Gets the number of positions.</summary>
    public int Length => End - Start;

    /// <summary>All positions of an axis.</summary>
    public static Interval Of(int extent) => new(0, extent);

    /// <summary>Cuts an axis into parts whose lengths differ by one at most.</summary>
    public static IReadOnlyList<Interval> Cut(int extent, int parts) =>
        Enumerable.Range(0, parts).Select(i => new Interval(At(extent, parts, i), At(extent, parts, i + 1))).ToArray();

    /// <summary>Whether a position is among them.</summary>
    public bool Contains(int position) => position >= Start && position < End;

    private static int At(int extent, int parts, int index) => (int)((long)extent * index / parts);
}

/// <summary>A block of a population: what one core takes of it.</summary>
/// <param name="Rows">Of the image that the population is; one row where it is none.</param>
/// <param name="Columns">Likewise.</param>
/// <param name="Channels">Of the population; all neurons where it is no image.</param>
public sealed record Patch(Interval Rows, Interval Columns, Interval Channels)
{
    /// <summary>Gets the number of neurons.</summary>
    public int Neurons => Rows.Length * Columns.Length * Channels.Length;

    /// <summary>Whether the neuron is in it.</summary>
    public bool Contains(int row, int column, int channel) => Rows.Contains(row) && Columns.Contains(column) && Channels.Contains(channel);

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant(
        $"rows {Rows.Start}..{Rows.End - 1}, columns {Columns.Start}..{Columns.End - 1}, channels {Channels.Start}..{Channels.End - 1}");
}
