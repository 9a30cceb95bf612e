using System;
using System.Collections.Generic;
using System.Linq;

namespace Snnc.Cost.Placement;

/// <summary>
/// A convolution. Sources that meet the same weights share a list of synapses, which is written relative to where their axons begin; so a core holds,
/// of each channel that it reads, one list for each combination of rows and columns of the kernel that some source meets.
/// </summary>
/// <param name="Rows">Along rows.</param>
/// <param name="Columns">Along columns.</param>
/// <param name="SourceChannels">Channels of the source.</param>
/// <param name="TargetChannels">Channels of the target.</param>
/// <param name="Channels">Groups of channels that do not mix.</param>
public sealed record ConvolutionProjection(
    string Name, int Source, int Target, SynapseSize Size, AxisTaps Rows, AxisTaps Columns, int SourceChannels, int TargetChannels, int Channels = 1)
    : Projection(Name, Source, Target, Size)
{
    private int PerGroup => SourceChannels / Channels;

    private int TargetsPerGroup => TargetChannels / Channels;

    /// <inheritdoc/>
    public override long Synapses =>
        (long)Rows.Into(Interval.Of(Rows.To)).Sum * Columns.Into(Interval.Of(Columns.To)).Sum * PerGroup * TargetChannels;

    /// <inheritdoc/>
    public override int GreatestFanIn => Math.Min(Rows.Kernel, Rows.From) * Math.Min(Columns.Kernel, Columns.From) * PerGroup;

    /// <inheritdoc/>
    public override SynapseDemand Demand(Patch target, int compartments, ChipLimits limits)
    {
        var (rows, columns) = (Rows.Into(target.Rows), Columns.Into(target.Columns));
        if (rows.Touched == 0 || columns.Touched == 0)
        {
            return SynapseDemand.None;
        }

        var code = new SynapseCode(Size, compartments, limits.SynapsesPerEntry);
        var groups = ChannelGroups(target.Channels).ToList();
        var coding = new[] { SynapseCoding.Dense, SynapseCoding.Sparse }.MinBy(c => groups.Sum(g => Words(g, c)));
        return new SynapseDemand(
            (long)rows.Touched * columns.Touched * PerGroup * groups.Count,
            groups.Sum(g => Words(g, coding)),
            (long)rows.Sum * columns.Sum * PerGroup * target.Channels.Length,
            groups.Max(g => Lists(rows, columns).Max(list => WordsOfList(list.Runs, list.Length, g, coding))),
            rows.Groups,
            new HashSet<SynapseFormat> { code.Format(coding) });

        long Words(int channels, SynapseCoding coding) =>
            PerGroup * Lists(rows, columns).Sum(list => (long)list.Count * WordsOfList(list.Runs, list.Length, channels, coding));

        int WordsOfList(int down, int across, int channels, SynapseCoding coding) => IsWholeRow(across, channels, target)
            ? code.Words(1, down * across * channels, coding)
            : Columns.Dilation == 1 || coding == SynapseCoding.Sparse
                ? code.Words(down, across * channels, coding)
                : code.Words(down * across, channels, coding);
    }

    /// <inheritdoc/>
    public override long Senders(Patch source, Patch target) =>
        (long)Rows.Into(target.Rows).TouchedIn(source.Rows)
        * Columns.Into(target.Columns).TouchedIn(source.Columns)
        * ChannelsThatReach(source.Channels, target.Channels);

    /// <inheritdoc/>
    public override long AxonsFrom(Patch source, Partition target) =>
        target.Rows.Sum(part => (long)Rows.Into(part).TouchedIn(source.Rows))
        * target.Columns.Sum(part => (long)Columns.Into(part).TouchedIn(source.Columns))
        * target.Channels.Sum(part => (long)ChannelsThatReach(source.Channels, part));

    /// <inheritdoc/>
    public override int GreatestFanOut(Partition target) =>
        MostReached(Rows, target.Rows) * MostReached(Columns, target.Columns)
        * (Channels == 1 ? target.Channels.Count : Math.Min(target.Channels.Count, TargetsPerGroup));

    private static int MostReached(AxisTaps axis, IReadOnlyList<Interval> parts) => parts.Count == 1 ? 1
        : Enumerable.Range(0, axis.From).Max(i => parts.Count(part => axis.Into(part).TouchedIn(new Interval(i, i + 1)) > 0));

    private static IEnumerable<(int Runs, int Length, int Count)> Lists(AxisReach rows, AxisReach columns) =>
        from down in rows.Lists from across in columns.Lists select (down.Key, across.Key, down.Value * across.Value);

    private static bool IsWholeRow(int across, int channels, Patch target) => across == target.Columns.Length && channels == target.Channels.Length;

    /// <summary>Of each group of channels that the target has some of: how many.</summary>
    private IEnumerable<int> ChannelGroups(Interval target) =>
        from g in Enumerable.Range(target.Start / TargetsPerGroup, ((target.End - 1) / TargetsPerGroup) - (target.Start / TargetsPerGroup) + 1)
        select Math.Min(target.End, (g + 1) * TargetsPerGroup) - Math.Max(target.Start, g * TargetsPerGroup);

    private int ChannelsThatReach(Interval source, Interval target)
    {
        var first = target.Start / TargetsPerGroup * PerGroup;
        var end = (((target.End - 1) / TargetsPerGroup) + 1) * PerGroup;
        return Math.Max(0, Math.Min(source.End, end) - Math.Max(source.Start, first));
    }
}
