using System;

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

    /// <summary>What a core gets of a shared cache, as the shipped costs have it.</summary>
    public const double FarBytes = 12 << 20;

    /// <summary>
    /// Entries that a block has in a step on average: below, going through the blocks takes longer than waiting for weights. Memory is waited for longer,
    /// and blocks ask for their rows ahead.
    /// </summary>
    /// <param name="bytes">Of all weights.</param>
    public static int FewestEntries(double bytes) => bytes > FarBytes ? 1 : 3;

    /// <summary>
    /// Times that a row is read on average, of those that are never read too: below, little comes from the nearest cache that the one behind would not bring
    /// as soon. Of rows from memory, all in order come as soon as a choice of a third of them.
    /// </summary>
    /// <inheritdoc cref="FewestEntries"/>
    public static double FewestReads(double bytes) => bytes > FarBytes ? 0.45 : 3;

    /// <summary>Outputs whose sums are made together where whole rows are added: as many as wide registers hold.</summary>
    public const int RowOutputs = 256;

    /// <summary>Entries of a block of whole rows, of all steps: what they pick for so many outputs a core's own cache holds twice.</summary>
    public const int RowEntries = 256;

    /// <summary>Inputs of a block of whole rows, where lists have so many entries.</summary>
    public static int InputsOfRows(int inputs, long entries) => (int)Math.Min(inputs, ((long)inputs * RowEntries / Math.Max(entries, 1)) + 1);
}
