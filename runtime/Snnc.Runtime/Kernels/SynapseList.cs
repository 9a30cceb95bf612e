using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Snnc.Numerics;

namespace Snnc.Runtime.Kernels;

/// <summary>Which synapses a sparse connection has, in the order in which its weights and delays are given.</summary>
public sealed class SynapseList
{
    private SynapseList(int sources, int targets, int[] from, int[] to, int[]? places = null)
    {
        Sources = sources;
        Targets = targets;
        From = from;
        To = to;
        Places = places;
    }

    /// <summary>Gets the size of the population they come from.</summary>
    public int Sources { get; }

    /// <summary>Gets the size of the population they lead to.</summary>
    public int Targets { get; }

    /// <summary>Gets the number of synapses.</summary>
    public int Count => From.Length;

    internal int[] From { get; }

    internal int[] To { get; }

    /// <summary>Gets where each synapse's number stands in a tensor of the shape [targets, sources], if that is how they are given.</summary>
    internal int[]? Places { get; }

    /// <summary>i to i.</summary>
    public static SynapseList OneToOne(int size)
    {
        var indices = new int[size];
        for (var i = 0; i < size; i++)
        {
            indices[i] = i;
        }

        return new SynapseList(size, size, indices, indices);
    }

    /// <summary>Every source to every target; ordered by to, then from, as a dense connection's weights are.</summary>
    public static SynapseList All(int sources, int targets)
    {
        var from = new int[checked(sources * targets)];
        var to = new int[from.Length];
        for (var synapse = 0; synapse < from.Length; synapse++)
        {
            (to[synapse], from[synapse]) = Math.DivRem(synapse, sources);
        }

        return new SynapseList(sources, targets, from, to);
    }

    /// <summary>A synapse iff <c>hash(seed, from*targets + to) &lt; p * 2^24</c>; ordered by from, then to.</summary>
    public static SynapseList Probability(int sources, int targets, double p, long seed)
    {
        List<int> from = [], to = [];
        var bound = CounterHash.BoundOf(p);
        for (var source = 0; source < sources; source++)
        {
            var pair = (long)source * targets;
            var target = 0;
            for (; target <= targets - Vector512<ulong>.Count; target += Vector512<ulong>.Count)
            {
                for (var drawn = DrawnAt(seed, pair + target, bound); drawn != 0; drawn &= drawn - 1)
                {
                    to.Add(target + BitOperations.TrailingZeroCount(drawn));
                }
            }

            for (; target < targets; target++)
            {
                if (CounterHash.Hash(seed, pair + target) < bound)
                {
                    to.Add(target);
                }
            }

            from.AddRange(Enumerable.Repeat(source, to.Count - from.Count));
        }

        return new SynapseList(sources, targets, [.. from], [.. to]);
    }

    /// <summary>For each target the sources of least <c>hash(seed, from*targets + to)</c>, then least index; ordered by to, then from.</summary>
    /// <param name="count">Sources per target.</param>
    public static SynapseList FixedFanIn(int sources, int targets, int count, long seed)
    {
        if (count < 0 || count > sources)
        {
            throw new SnncRunException($"A fan-in of {count} cannot be drawn from {sources} sources.");
        }

        var from = new int[checked(targets * count)];
        var to = new int[from.Length];
        var keys = new ulong[sources];
        for (var target = 0; target < targets; target++)
        {
            var chosen = from.AsSpan(target * count, count);
            Draw(keys, target, targets, seed, chosen);
            to.AsSpan(target * count, count).Fill(target);
        }

        return new SynapseList(sources, targets, from, to);
    }

    /// <summary>Compressed rows of a [to, from] matrix; ordered as stored.</summary>
    /// <param name="rowStarts">targets + 1 positions in <paramref name="columns"/>.</param>
    /// <param name="columns">The source of each synapse.</param>
    public static SynapseList Csr(int sources, int targets, long[] rowStarts, long[] columns)
    {
        if (rowStarts.Length != targets + 1 || rowStarts[0] != 0 || rowStarts[^1] != columns.Length)
        {
            throw new SnncRunException($"The row starts of a sparse matrix do not run from 0 to {columns.Length} in {targets + 1} entries.");
        }

        var to = new int[columns.Length];
        for (var target = 0; target < targets; target++)
        {
            if (rowStarts[target + 1] < rowStarts[target] || rowStarts[target + 1] > columns.Length)
            {
                throw new SnncRunException($"The row starts of a sparse matrix go down after row {target}.");
            }

            to.AsSpan((int)rowStarts[target], (int)(rowStarts[target + 1] - rowStarts[target])).Fill(target);
        }

        return new SynapseList(sources, targets, Indices(columns, sources, "source"), to);
    }

    /// <summary>Coordinates; ordered as stored.</summary>
    /// <param name="rows">The target of each synapse.</param>
    /// <param name="columns">The source of each synapse.</param>
    public static SynapseList Coo(int sources, int targets, long[] rows, long[] columns)
    {
        if (rows.Length != columns.Length)
        {
            throw new SnncRunException($"A sparse matrix has {rows.Length} row indices and {columns.Length} column indices.");
        }

        return new SynapseList(sources, targets, Indices(columns, sources, "source"), Indices(rows, targets, "target"));
    }

    /// <summary>The non-zeros of a [to, from] matrix; ordered by to, then from. Weights and delays are given in the matrix's shape.</summary>
    public static SynapseList NonZero(int sources, int targets, float[] matrix) => NonZero(sources, targets, matrix, value => value != 0);

    /// <inheritdoc cref="NonZero(int, int, float[])"/>
    public static SynapseList NonZero(int sources, int targets, long[] matrix) => NonZero(sources, targets, matrix, value => value != 0);

    private static SynapseList NonZero<T>(int sources, int targets, T[] matrix, Func<T, bool> isSynapse)
    {
        Guard.Length(matrix.Length, checked(sources * targets), nameof(matrix));
        List<int> from = [], to = [], places = [];
        for (var place = 0; place < matrix.Length; place++)
        {
            if (isSynapse(matrix[place]))
            {
                from.Add(place % sources);
                to.Add(place / sources);
                places.Add(place);
            }
        }

        return new SynapseList(sources, targets, [.. from], [.. to], [.. places]);
    }

    // A bit for each of the pairs from one on: whether it is a synapse. The hashes are those of CounterHash.Hash.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong DrawnAt(long seed, long pair, uint bound)
    {
        var z = Vector512.CreateSequence((ulong)(seed << 40) + (ulong)pair + 0x9E3779B97F4A7C15, 1UL);
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EB;
        return Vector512.LessThan<ulong>((z ^ (z >>> 31)) >>> 40, Vector512.Create((ulong)bound)).ExtractMostSignificantBits();
    }

    // Hash above index in one key: sorting orders by hash, then by index.
    private static void Draw(ulong[] keys, int target, int targets, long seed, Span<int> chosen)
    {
        for (var source = 0; source < keys.Length; source++)
        {
            keys[source] = ((ulong)CounterHash.Hash(seed, ((long)source * targets) + target) << 32) | (uint)source;
        }

        Array.Sort(keys);
        for (var i = 0; i < chosen.Length; i++)
        {
            chosen[i] = (int)(uint)keys[i];
        }

        chosen.Sort();
    }

    private static int[] Indices(long[] values, int bound, string what)
    {
        var indices = new int[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] < 0 || values[i] >= bound)
            {
                throw new SnncRunException($"Synapse {i} of a sparse matrix has {what} {values[i]}, outside 0 .. {bound - 1}.");
            }

            indices[i] = (int)values[i];
        }

        return indices;
    }
}
