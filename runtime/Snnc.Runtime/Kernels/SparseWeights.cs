using System;
using System.Collections.Generic;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace Snnc.Runtime.Kernels;

/// <summary>Packs the weights of sparse connections.</summary>
public static class SparseWeights
{
    /// <summary>Packs real weights.</summary>
    /// <param name="weight">One number for all, or one per synapse in the list's order (for non-zeros: the matrix).</param>
    /// <param name="bias">One per target, or null for none.</param>
    public static SparseWeights<float> Pack(SynapseList synapses, float[] weight, float[]? bias) => new(synapses, weight, bias);

    /// <summary>Packs whole weights, whose sums are made in 64 bits.</summary>
    /// <inheritdoc cref="Pack(SynapseList, float[], float[])"/>
    public static SparseWeights<long> Pack(SynapseList synapses, long[] weight, long[]? bias) => new(synapses, weight, bias);

    /// <summary>Joins connections of one population, without biases, so that each source has one row of targets.</summary>
    /// <param name="targets">The numbers that targets have; there may be some that no synapse leads to.</param>
    /// <param name="parts">The connections, and the number of the first target of each.</param>
    /// <exception cref="ArgumentException">They differ in their sources.</exception>
    public static SparseWeights<float> Join(int targets, params (SparseWeights<float> Weights, int FirstTarget)[] parts) => new(targets, parts);
}

/// <summary>Synapses by source: a spike walks one contiguous list of targets and weights.</summary>
/// <typeparam name="T">Single precision, or 64-bit whole numbers.</typeparam>
public sealed class SparseWeights<T>
    where T : unmanaged, INumber<T>
{
    private readonly Lazy<ushort[]?> _near;

    internal SparseWeights(SynapseList synapses, T[] weight, T[]? bias)
    {
        Sources = synapses.Sources;
        Targets = synapses.Targets;
        Bias = new T[Targets];
        if (bias is not null)
        {
            Guard.Length(bias.Length, Targets, nameof(bias));
            bias.CopyTo(Bias, 0);
        }

        (Starts, var order) = BySource(synapses);
        To = Array.ConvertAll(order, synapse => synapses.To[synapse]);
        Weight = Array.ConvertAll(order, synapse => PerSynapse(synapses, weight, synapse));
        Order = order;
        _near = new Lazy<ushort[]?>(FindNear);
        Constant = ConstantOf(Weight);
    }

    internal SparseWeights(int targets, (SparseWeights<T> Weights, int FirstTarget)[] parts)
    {
        Sources = parts[0].Weights.Sources;
        Targets = targets;
        Bias = new T[Targets];
        Starts = new int[Sources + 1];
        var (to, weight) = (new List<int>(), new List<T>());
        for (var source = 0; source < Sources; source++)
        {
            foreach (var (weights, firstTarget) in parts)
            {
                Guard.Length(weights.Sources, Sources, nameof(parts));
                var synapses = weights.Starts[source]..weights.Starts[source + 1];
                to.AddRange(Array.ConvertAll(weights.To[synapses], target => target + firstTarget));
                weight.AddRange(weights.Weight[synapses]);
            }

            Starts[source + 1] = to.Count;
        }

        (To, Weight, Order) = ([.. to], [.. weight], []);
        _near = new Lazy<ushort[]?>(FindNear);
        Constant = ConstantOf(Weight);
    }

    /// <summary>Gets the size of the population they come from.</summary>
    public int Sources { get; }

    /// <summary>Gets the size of the population they lead to.</summary>
    public int Targets { get; }

    /// <summary>Gets where each source's synapses start; Sources + 1 entries.</summary>
    internal int[] Starts { get; }

    internal int[] To { get; }

    /// <summary>Gets <see cref="To"/> in half the memory; null where 16 bits do not hold a target, or a source has two synapses to one.</summary>
    internal ushort[]? Near => _near.Value;

    /// <summary>How many numbers follow the last target of <see cref="Near"/>: rows are copied by vectors.</summary>
    internal static int Beyond => Vector256<ushort>.Count - 1;

    internal T[] Weight { get; }

    internal T[] Bias { get; }

    /// <summary>Gets the number that every synapse has, or null where they differ.</summary>
    internal T? Constant { get; }

    /// <summary>Gets each synapse's number in the list that this was made from; none of joined connections.</summary>
    internal int[] Order { get; }

    /// <summary>The entry of one synapse in an array that holds one for all, one each, or a matrix of the connection's shape.</summary>
    internal static TValue PerSynapse<TValue>(SynapseList synapses, TValue[] values, int synapse) => values.Length switch
    {
        1 => values[0],
        var n when n == synapses.Count => values[synapse],
        var n when synapses.Places is { } places && n == synapses.Sources * synapses.Targets => values[places[synapse]],
        var n => throw new SnncRunException($"A sparse connection of {synapses.Count} synapses was given {n} numbers for them."),
    };

    private static T? ConstantOf(T[] weight) => weight.Length > 0 && weight.AsSpan().IndexOfAnyExcept(weight[0]) < 0 ? weight[0] : null;

    private ushort[]? FindNear()
    {
        if (Targets > ushort.MaxValue + 1)
        {
            return null;
        }

        var last = new int[Targets];
        for (var source = 1; source <= Sources; source++)
        {
            foreach (var target in To.AsSpan(Starts[source - 1]..Starts[source]))
            {
                if (last[target] == source)
                {
                    return null;
                }

                last[target] = source;
            }
        }

        var near = new ushort[To.Length + Beyond];
        for (var synapse = 0; synapse < To.Length; synapse++)
        {
            near[synapse] = (ushort)To[synapse];
        }

        return near;
    }

    private static (int[] Starts, int[] Order) BySource(SynapseList synapses)
    {
        var starts = new int[synapses.Sources + 1];
        foreach (var source in synapses.From)
        {
            starts[source + 1]++;
        }

        for (var source = 0; source < synapses.Sources; source++)
        {
            starts[source + 1] += starts[source];
        }

        var next = starts.AsSpan(0, synapses.Sources).ToArray();
        var order = new int[synapses.Count];
        for (var synapse = 0; synapse < order.Length; synapse++)
        {
            order[next[synapses.From[synapse]]++] = synapse;
        }

        return (starts, order);
    }
}
