using System.Collections.Generic;

namespace Snnc.Numerics;

/// <summary>The synapses of <c>probability(p, seed)</c> between two populations, by source and then by target.</summary>
internal sealed class DrawnSynapses
{
    /// <summary>The most synapses that are kept, of all draws together: 64 MiB.</summary>
    private const int MostKept = 1 << 24;

    // The synapses of a network are asked for when they are counted, and by all that runs or prices it: they are drawn once.
    private static readonly Dictionary<(int From, int To, double P, long Seed), DrawnSynapses> Kept = [];
    private static int _kept;

    private DrawnSynapses(int[] firstOfSource, int[] targets) => (FirstOfSource, Targets) = (firstOfSource, targets);

    /// <summary>Gets where the synapses of each source begin; one more entry than there are sources.</summary>
    public int[] FirstOfSource { get; }

    /// <summary>Gets the target of each synapse.</summary>
    public int[] Targets { get; }

    /// <summary>Draws them, or gives those that were drawn before.</summary>
    public static DrawnSynapses Of(int from, int to, double p, long seed)
    {
        lock (Kept)
        {
            if (!Kept.TryGetValue((from, to, p, seed), out var drawn))
            {
                drawn = Draw(from, to, CounterHash.BoundOf(p), seed);
                Keep((from, to, p, seed), drawn);
            }

            return drawn;
        }
    }

    private static void Keep((int From, int To, double P, long Seed) rule, DrawnSynapses drawn)
    {
        var size = drawn.FirstOfSource.Length + drawn.Targets.Length;
        if (size > MostKept)
        {
            return;
        }

        if (_kept + size > MostKept)
        {
            Kept.Clear();
            _kept = 0;
        }

        Kept[rule] = drawn;
        _kept += size;
    }

    private static DrawnSynapses Draw(int from, int to, uint bound, long seed)
    {
        var (first, targets) = (new int[from + 1], new List<int>());
        for (var source = 0; source < from; source++)
        {
            var pair = (long)source * to;
            for (var target = 0; target < to; target++)
            {
                if (CounterHash.Hash(seed, pair + target) < bound)
                {
                    targets.Add(target);
                }
            }

            first[source + 1] = targets.Count;
        }

        return new DrawnSynapses(first, [.. targets]);
    }
}
