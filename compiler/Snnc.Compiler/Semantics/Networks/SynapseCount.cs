using Snnc.Numerics;

namespace Snnc.Compiler.Semantics.Networks;

/// <summary>How many synapses a pattern makes between two populations.</summary>
internal static class SynapseCount
{
    /// <summary>The most pairs of neurons that a rule may draw from.</summary>
    public const long MostPairs = 1L << 32;

    /// <summary>About how many: exact but for <c>probability</c>, of which it is the expected number.</summary>
    public static double Expected(BoundPattern pattern, long from, long to) => pattern.Rule switch
    {
        "one_to_one" => to,
        "fixed_fan_in" => to * pattern.Number,
        "probability" => from * pattern.Number * to,
        _ => pattern.Tensor!.Columns?.Shape.Size ?? (double)from * to,
    };

    /// <summary>The exact number; for <c>probability</c> each pair is drawn.</summary>
    public static int Exact(BoundPattern pattern, long from, long to) => pattern.Rule == "probability"
        ? DrawnSynapses.Of((int)from, (int)to, pattern.Number, pattern.Seed).Targets.Length : (int)Expected(pattern, from, to);
}
