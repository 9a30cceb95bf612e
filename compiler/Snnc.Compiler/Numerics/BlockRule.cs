namespace Snnc.Numerics;

/// <summary>When a dense connection is gone through in blocks of inputs: what the cost function says of C# and native code, and what both do.</summary>
internal static class BlockRule
{
    /// <summary>The bytes of weights that are not gone through in blocks: a core's own cache, as the shipped costs have it.</summary>
    public const long NearBytes = 512 << 10;

    /// <summary>Inputs of a block whose weights are numbers of single precision: their rows of 64 are 16 KB.</summary>
    public const int Inputs = 64;

    /// <summary>How many blocks further on those lie whose rows are asked for.</summary>
    public const int BlocksAhead = 2;

    /// <summary>In fewer steps little is read twice.</summary>
    public const int FewestSteps = 8;

    /// <summary>Entries that a block has in a step on average: below, going through the blocks takes longer than waiting for weights.</summary>
    public const int FewestEntries = 3;

    /// <summary>What a core gets of a shared cache, as the shipped costs have it.</summary>
    public const double FarBytes = 12 << 20;

    /// <summary>
    /// Times that a row is read on average, of those that are never read too: below, little comes from the nearest cache that the one behind would not bring
    /// as soon. Memory is waited for longer, and blocks ask for their rows ahead.
    /// </summary>
    /// <param name="bytes">Of all weights.</param>
    public static int FewestReads(double bytes) => bytes > FarBytes ? 1 : 3;
}
