using System;
using System.Collections.Generic;
using System.Linq;

namespace Snnc.Cost.Placement;

/// <summary>A convolution along one axis: which positions of the source reach which of the target, and with which of the kernel's weights.</summary>
/// <param name="From">Positions of the source.</param>
/// <param name="To">Positions of the target.</param>
/// <param name="Kernel">Weights.</param>
/// <param name="Stride">Positions of the source between two of the target.</param>
/// <param name="Padding">Positions before the first of the source.</param>
/// <param name="Dilation">Positions of the source between two weights.</param>
/// <param name="Repeats">How many neighbouring weights are equal: those of a pooling window that stands before the convolution.</param>
public sealed record AxisTaps(int From, int To, int Kernel, int Stride, int Padding, int Dilation, int Repeats = 1)
{
    private readonly Dictionary<Interval, AxisReach> _reaches = [];

    /// <summary>What reaches an interval of the target.</summary>
    public AxisReach Into(Interval target)
    {
        if (!_reaches.TryGetValue(target, out var reach))
        {
            _reaches[target] = reach = AxisReach.Of(Enumerable.Range(0, From).Select(i => TapsOf(i, target)).ToArray());
        }

        return reach;
    }

    /// <summary>Of a position of the source the targets in an interval that it reaches, and the first weight that it meets.</summary>
    private Taps TapsOf(int position, Interval target)
    {
        var last = Math.Min(target.End - 1, (position + Padding) / Stride);
        var taps = default(Taps);
        for (var to = last; to >= target.Start && position + Padding - (to * Stride) <= (Kernel - 1) * Dilation; to--)
        {
            var offset = position + Padding - (to * Stride);
            if (offset % Dilation == 0)
            {
                taps = new Taps(taps.Count == 0 ? offset / Dilation / Repeats : taps.FirstWeight, to, taps.Count + 1);
            }
        }

        return taps;
    }
}

/// <summary>Of one position of the source what it reaches.</summary>
/// <param name="FirstWeight">The first weight of the kernel.</param>
/// <param name="FirstTarget">The first position of the target.</param>
/// <param name="Count">How many.</param>
public readonly record struct Taps(int FirstWeight, int FirstTarget, int Count);

/// <summary>What reaches an interval of the target.</summary>
/// <param name="Sum">Pairs of source and target.</param>
/// <param name="Lists">By the number of targets that a source reaches: how many different lists of weights there are.</param>
/// <param name="Groups">Groups of targets that do not overlap, each begun where the one before ends (what NxTF lets axons begin at).</param>
public sealed record AxisReach(int Sum, IReadOnlyDictionary<int, int> Lists, int Groups)
{
    private readonly int[] _before = [];

    private AxisReach(Taps[] taps, int groups)
        : this(
            taps.Sum(t => t.Count),
            taps.Where(t => t.Count > 0).Select(t => (t.FirstWeight, t.Count)).Distinct().GroupBy(t => t.Count).ToDictionary(g => g.Key, g => g.Count()),
            groups)
    {
        _before = new int[taps.Length + 1];
        for (var i = 0; i < taps.Length; i++)
        {
            _before[i + 1] = _before[i] + (taps[i].Count > 0 ? 1 : 0);
        }
    }

    /// <summary>Gets the number of positions that reach it.</summary>
    public int Touched => _before[^1];

    /// <summary>Makes it of what each position of the source reaches.</summary>
    public static AxisReach Of(Taps[] taps) => new(taps, GroupsOf(taps));

    /// <summary>How many positions of an interval of the source reach it.</summary>
    public int TouchedIn(Interval source) => _before[source.End] - _before[source.Start];

    private static int GroupsOf(Taps[] taps)
    {
        var (groups, end) = (0, -1);
        foreach (var reach in taps.Where(t => t.Count > 0))
        {
            if (groups == 0 || reach.FirstTarget >= end)
            {
                (groups, end) = (groups + 1, reach.FirstTarget + reach.Count);
            }
        }

        return groups;
    }
}
