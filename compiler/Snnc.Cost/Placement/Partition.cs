using System.Collections.Generic;
using System.Linq;

namespace Snnc.Cost.Placement;

/// <summary>A population cut into patches along its axes, each for a core.</summary>
/// <param name="Rows">The cuts along rows.</param>
/// <param name="Columns">The cuts along columns.</param>
/// <param name="Channels">The cuts along channels.</param>
public sealed record Partition(IReadOnlyList<Interval> Rows, IReadOnlyList<Interval> Columns, IReadOnlyList<Interval> Channels)
{
    private Patch[]? _parts;

    /// <summary>Gets the patches: channels vary fastest, then columns.</summary>
    public IReadOnlyList<Patch> Parts => _parts ??=
        [.. from rows in Rows from columns in Columns from channels in Channels select new Patch(rows, columns, channels)];

    /// <summary>Cuts a population into so many almost equal parts along each axis.</summary>
    public static Partition Cut(Population population, int rows, int columns, int channels) => new(
        Interval.Cut(population.Rows, rows),
        Interval.Cut(population.Columns, columns),
        Interval.Cut(population.Channels, channels));
}
