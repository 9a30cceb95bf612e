namespace Snnc.Llvm.Emission;

/// <summary>
/// Where the lists of a tile's steps lie: row 0 is of the step before the tile, row k + 1 of its step k. Row r is entries <c>starts[r]</c> up to
/// <c>starts[r + 1]</c>.
/// </summary>
/// <param name="Starts">Offset of 64-bit numbers, one more than rows.</param>
/// <param name="Indices">Offset of 32-bit indices.</param>
/// <param name="Values">Offset of floats, or null where all are 1.</param>
internal readonly record struct ListPlace(long Starts, long Indices, long? Values)
{
    /// <summary>How many entries ahead a kernel looks.</summary>
    public const int Ahead = 16;
}
