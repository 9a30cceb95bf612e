using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Snnc.Runtime.Kernels;

/// <content>Sparse connections of which little fires: what they add up goes into a state.</content>
public static unsafe partial class EventRows
{
    // Sources of a step whose synapses are counted, and the targets of all of them.
    private const int MostCounted = 32, MostTargets = 4096;

    /// <summary>A sparse connection without a bias.</summary>
    /// <param name="step">Of the tile, or -1 for the step before it.</param>
    /// <param name="sums">[targets]; 0, and 0 again after.</param>
    /// <param name="state">[targets].</param>
    [MethodImpl(Hot)]
    public static void AddInto(SpikeLists lists, int step, SparseWeights<float> weights, Span<float> sums, Span<float> state)
    {
        Guard.Length(lists.Size, weights.Sources, nameof(lists));
        Guard.Length(sums.Length, weights.Targets, nameof(sums));
        Guard.Length(state.Length, weights.Targets, nameof(state));
        var (start, count) = lists.Of(step);
        if (count == 0)
        {
            return;
        }

        if (weights.Near is { } near && weights.Constant is { } constant && !lists.HasValues)
        {
            fixed (int* indices = lists.Indices, starts = weights.Starts)
            fixed (ushort* targets = near)
            fixed (float* from = sums, to = state)
            {
                AddInto(indices + start, count, starts, targets, constant, from, to);
            }

            return;
        }

        Scatter(lists, step, weights, sums);
        fixed (int* indices = lists.Indices, starts = weights.Starts, targets = weights.To)
        fixed (float* from = sums, to = state)
        {
            Move(indices + start, count, starts, targets, from, to);
        }
    }

    // The first source finds no sums, the last one completes those it adds to; what a single one gives are its sums.
    [MethodImpl(Hot)]
    private static void AddInto(int* indices, int count, int* starts, ushort* targets, float weight, float* sums, float* state)
    {
        if (count == 1)
        {
            Add(targets + starts[*indices], targets + starts[*indices + 1], weight, state);
            return;
        }

        if (count <= MostCounted && TryCount(indices, count, starts, targets, weight, (byte*)sums, state))
        {
            return;
        }

        Set(targets + starts[*indices], targets + starts[*indices + 1], weight, sums);
        var last = count - 1;
        for (var k = 1; k < last; k++)
        {
            Add(targets + starts[indices[k]], targets + starts[indices[k] + 1], weight, sums);
        }

        Move(targets + starts[indices[last]], targets + starts[indices[last] + 1], weight, sums, state);
        for (var k = 0; k < last; k++)
        {
            Move(targets + starts[indices[k]], targets + starts[indices[k] + 1], 0, sums, state);
        }
    }

    // The targets of all sources one after the other, so that two loops go through them whatever the sources are; counts take a quarter of the cache that
    // sums do. What so many synapses add up to comes about one by one, as sums do.
    [SkipLocalsInit]
    [MethodImpl(Hot)]
    private static bool TryCount(int* indices, int count, int* starts, ushort* targets, float weight, byte* counts, float* state)
    {
        ushort* all = stackalloc ushort[MostTargets + Vector256<ushort>.Count], end = all;
        var sums = stackalloc float[MostCounted + 1];
        sums[0] = 0;
        for (var k = 0; k < count; k++)
        {
            var (first, length) = (starts[indices[k]], starts[indices[k] + 1] - starts[indices[k]]);
            if (length > all + MostTargets - end)
            {
                return false;
            }

            for (var next = 0; next < length; next += Vector256<ushort>.Count)
            {
                Vector256.Load(targets + first + next).Store(end + next);
            }

            end += length;
            sums[k + 1] = k == 0 ? weight : sums[k] + weight;
        }

        if (end > all)
        {
            Count(all, end, counts);
            Move(all, end, sums, counts, state);
        }

        return true;
    }

    // The last turn is filled up with the first target, which is counted too often.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Count(ushort* all, ushort* end, byte* counts)
    {
        end[0] = end[1] = end[2] = end[3] = *all;
        var next = all;
        for (; next < end; next += 4)
        {
            counts[next[0]]++;
            counts[next[1]]++;
            counts[next[2]]++;
            counts[next[3]]++;
        }

        counts[*all] -= (byte)(next - end);
    }

    // A target that is met again finds no count, and adds 0.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Move(ushort* all, ushort* end, float* sums, byte* counts, float* state)
    {
        for (var next = all; next < end; next += 4)
        {
            for (var k = 0; k < 4; k++)
            {
                var target = next[k];
                state[target] += sums[counts[target]];
                counts[target] = 0;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Set(ushort* next, ushort* end, float weight, float* y)
    {
        for (; next < end; next++)
        {
            y[*next] = weight;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(ushort* next, ushort* end, float weight, float* y)
    {
        for (; next <= end - 4; next += 4)
        {
            y[next[0]] += weight;
            y[next[1]] += weight;
            y[next[2]] += weight;
            y[next[3]] += weight;
        }

        for (; next < end; next++)
        {
            y[*next] += weight;
        }
    }

    // Sums are made before they are added, as they are where a population reads them.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Move(ushort* next, ushort* end, float weight, float* sums, float* state)
    {
        for (; next < end; next++)
        {
            var target = *next;
            state[target] += sums[target] + weight;
            sums[target] = 0;
        }
    }

    [MethodImpl(Hot)]
    private static void Move(int* indices, int count, int* starts, int* targets, float* sums, float* state)
    {
        for (var k = 0; k < count; k++)
        {
            var end = starts[indices[k] + 1];
            for (var synapse = starts[indices[k]]; synapse < end; synapse++)
            {
                state[targets[synapse]] += sums[targets[synapse]];
                sums[targets[synapse]] = 0;
            }
        }
    }
}
