using System;
using System.Numerics;

namespace Snnc.Cost.Placement;

/// <summary>What a synapse of a connection has to hold.</summary>
/// <param name="WeightBits">Bits of the magnitude; the sign belongs to the format.</param>
/// <param name="DelayBits">Bits of the delay, 0 where all are at once.</param>
/// <param name="Exponent">By which power of two the weights are scaled.</param>
public sealed record SynapseSize(int WeightBits, int DelayBits = 0, int Exponent = 0)
{
    /// <summary>Gets the bits of one synapse without its target.</summary>
    public int Bits => WeightBits + DelayBits;
}

/// <summary>How the targets of a list of synapses are written.</summary>
public enum SynapseCoding
{
    /// <summary>Each synapse has its target.</summary>
    Sparse,

    /// <summary>Each run of targets has its first one.</summary>
    Dense,
}

/// <summary>A format of synapses; a core has a few of them.</summary>
/// <param name="Coding">How targets are written.</param>
/// <param name="WeightBits">Bits of a weight.</param>
/// <param name="DelayBits">Bits of a delay.</param>
/// <param name="IndexBits">Bits of a target.</param>
/// <param name="Exponent">The weights' power of two.</param>
public readonly record struct SynapseFormat(SynapseCoding Coding, int WeightBits, int DelayBits, int IndexBits, int Exponent);

/// <summary>
/// The memory that a list of synapses takes, in words: entries of up to so many synapses, each with its number of synapses and its format in front
/// (10 bits), rounded up to whole words. A sparse entry has the target with each synapse; a dense one holds a run of targets and says the first.
/// </summary>
/// <param name="Size">Of a synapse.</param>
/// <param name="Compartments">Among which a target is told, of one core.</param>
/// <param name="MostPerEntry">Synapses of an entry.</param>
public sealed record SynapseCode(SynapseSize Size, int Compartments, int MostPerEntry)
{
    private const int WordBits = 64;
    private const int PrefixBits = 4 + 6;
    private const int LeastIndexBits = 6;

    /// <summary>Gets the bits that tell a target.</summary>
    public int IndexBits => Math.Max(LeastIndexBits, BitOperations.Log2((uint)Math.Max(1, Compartments - 1)) + 1);

    /// <summary>The words of a list of runs of targets that all have the same length.</summary>
    /// <param name="runs">How many runs.</param>
    /// <param name="length">Targets of each.</param>
    /// <param name="coding">How targets are written.</param>
    public int Words(int runs, int length, SynapseCoding coding) => coding == SynapseCoding.Dense
        ? runs * Entries(length, Size.Bits, PrefixBits + IndexBits)
        : Entries(runs * length, Size.Bits + IndexBits, PrefixBits);

    /// <summary>The format that a coding makes.</summary>
    public SynapseFormat Format(SynapseCoding coding) => new(coding, Size.WeightBits, Size.DelayBits, IndexBits, Size.Exponent);

    private int Entries(int synapses, int bits, int prefix)
    {
        var (full, rest) = Math.DivRem(synapses, MostPerEntry);
        return (full * WordsOf((MostPerEntry * bits) + prefix)) + (rest > 0 ? WordsOf((rest * bits) + prefix) : 0);
    }

    private static int WordsOf(int bits) => (bits + WordBits - 1) / WordBits;
}
