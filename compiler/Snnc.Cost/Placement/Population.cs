using System.Collections.Generic;
using Snnc.Compiler.Text;

namespace Snnc.Cost.Placement;

/// <summary>Neurons of one kind, as a chip sees them: an image of <c>[Channels, Rows, Columns]</c>, or a row of Channels neurons.</summary>
/// <param name="Name">As in the program.</param>
/// <param name="Channels">Channels, or all neurons.</param>
/// <param name="Rows">Rows, or 1.</param>
/// <param name="Columns">Columns, or 1.</param>
/// <param name="Compartments">That one neuron takes.</param>
public sealed record Population(string Name, int Channels, int Rows = 1, int Columns = 1, int Compartments = 1)
{
    /// <summary>Gets a value indicating whether its spikes come from outside the chip.</summary>
    public bool IsOutside { get; init; }

    /// <summary>Gets where a text says it, or null.</summary>
    public Location? Location { get; init; }

    /// <summary>Gets the number of neurons.</summary>
    public int Neurons => Channels * Rows * Columns;

    /// <summary>Gets the patch that is all of it.</summary>
    public Patch Whole => new(Interval.Of(Rows), Interval.Of(Columns), Interval.Of(Channels));

    /// <summary>Where a neuron, numbered in C order of <c>[Channels, Rows, Columns]</c>, stands.</summary>
    public (int Channel, int Row, int Column) PlaceOf(int neuron) => (neuron / (Rows * Columns), neuron / Columns % Rows, neuron % Columns);

    /// <summary>The neurons of a patch, channel by channel.</summary>
    public IEnumerable<int> NeuronsIn(Patch patch)
    {
        for (var channel = patch.Channels.Start; channel < patch.Channels.End; channel++)
        {
            for (var row = patch.Rows.Start; row < patch.Rows.End; row++)
            {
                for (var column = patch.Columns.Start; column < patch.Columns.End; column++)
                {
                    yield return (((channel * Rows) + row) * Columns) + column;
                }
            }
        }
    }
}
