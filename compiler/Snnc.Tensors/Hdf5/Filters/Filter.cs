using System.Collections.Generic;

namespace Snnc.Tensors.Hdf5.Filters;

/// <summary>The filters by their registered numbers.</summary>
internal static class Filter
{
    private const int Lzf = 32000;

    /// <summary>The filter of a number, or null if it cannot be undone.</summary>
    public static IFilter? Of(int number, IReadOnlyList<uint> parameters) => number switch
    {
        1 => new DeflateFilter(),
        2 when parameters.Count > 0 && parameters[0] is > 0 and <= int.MaxValue => new ShuffleFilter((int)parameters[0]),
        3 => new Fletcher32Filter(),
        Lzf => new LzfFilter(),
        _ => null,
    };

    public static string? NameOf(int number) => number switch
    {
        1 => "deflate",
        2 => "shuffle",
        4 => "szip",
        5 => "nbit",
        6 => "scale-offset",
        Lzf => "lzf",
        _ => null,
    };
}
