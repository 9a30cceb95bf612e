using System;
using System.Numerics;

namespace Snnc.Runtime.Kernels;

/// <summary>Packs the weights of dense and sparse connections whose synapses have delays of their own.</summary>
public static class DelayedWeights
{
    /// <summary>Packs real weights. For a dense connection the list is <see cref="SynapseList.All"/>.</summary>
    /// <param name="weight">One number for all, or one per synapse in the list's order (for non-zeros: the matrix).</param>
    /// <param name="bias">One per target, or null for none.</param>
    /// <param name="delays">In steps, given as the weights are.</param>
    public static DelayedWeights<float> Pack(SynapseList synapses, float[] weight, float[]? bias, long[] delays) => new(synapses, weight, bias, delays);

    /// <summary>Packs whole weights, whose sums are made in 64 bits.</summary>
    /// <inheritdoc cref="Pack(SynapseList, float[], float[], long[])"/>
    public static DelayedWeights<long> Pack(SynapseList synapses, long[] weight, long[]? bias, long[] delays) => new(synapses, weight, bias, delays);
}

/// <summary>Synapses by source, each with its delay.</summary>
/// <typeparam name="T">Single precision, or 64-bit whole numbers.</typeparam>
public sealed class DelayedWeights<T>
    where T : unmanaged, INumber<T>
{
    internal DelayedWeights(SynapseList synapses, T[] weight, T[]? bias, long[] delays)
    {
        Synapses = new SparseWeights<T>(synapses, weight, bias);
        Delays = Array.ConvertAll(Synapses.Order, synapse => DelaySteps.Checked(SparseWeights<T>.PerSynapse(synapses, delays, synapse)));
    }

    internal SparseWeights<T> Synapses { get; }

    internal int[] Delays { get; }

    /// <summary>Makes the ring for an input of this many rows that share the weights.</summary>
    public FutureSums<T> CreateSums(int rows = 1) => new(checked(rows * Synapses.Targets), DelaySteps.Greatest(Delays));
}
