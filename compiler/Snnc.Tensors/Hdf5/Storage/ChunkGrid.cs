using System.Collections.Generic;
using System.Linq;
using Snnc.Tensors.Hdf5.Format;

namespace Snnc.Tensors.Hdf5.Storage;

/// <summary>How an array is cut into chunks of one size; those at its far ends stick out.</summary>
internal sealed class ChunkGrid
{
    private readonly Dataspace _space;

    public ChunkGrid(Dataspace space, IReadOnlyList<int> chunk)
    {
        (_space, Chunk) = (space, chunk);
        Counts = [.. space.Extents.Select((extent, axis) => CountOf(extent, chunk[axis]))];
        Limits = [.. space.Limits.Select((limit, axis) => limit == Dataspace.Unlimited ? Dataspace.Unlimited : CountOf(limit, chunk[axis]))];
    }

    /// <summary>Gets the extents of the array.</summary>
    public IReadOnlyList<int> Extents => _space.Extents;

    /// <summary>Gets the extents of a chunk.</summary>
    public IReadOnlyList<int> Chunk { get; }

    /// <summary>Gets the number of chunks along each axis.</summary>
    public IReadOnlyList<long> Counts { get; }

    /// <summary>Gets how many there may become along each axis; <see cref="Dataspace.Unlimited"/> without limit.</summary>
    public IReadOnlyList<long> Limits { get; }

    /// <summary>Gets the number of chunks.</summary>
    public long Count => Counts.Aggregate(1L, (product, count) => product * count);

    public int Rank => Counts.Count;

    /// <summary>The number in C order of the chunk at a place, in chunks along each axis; null if it lies outside of the array.</summary>
    public long? NumberOf(IReadOnlyList<long> place)
    {
        var number = 0L;
        for (var axis = 0; axis < Rank; axis++)
        {
            if (place[axis] < 0 || place[axis] >= Counts[axis])
            {
                return null;
            }

            number = (number * Counts[axis]) + place[axis];
        }

        return number;
    }

    /// <summary>The number of a chunk where all are counted that there may become; no axis may be unlimited.</summary>
    public long LimitNumberOf(long number)
    {
        var result = 0L;
        foreach (var (limit, place) in Limits.Zip(PlaceOf(number), (limit, place) => (limit, place)))
        {
            result = unchecked((result * limit) + place);
        }

        return result;
    }

    /// <summary>The place of a chunk, in chunks along each axis.</summary>
    public long[] PlaceOf(long number) => PlaceOf(number, Counts);

    /// <summary>The place of the chunk that has this number where there are so many along each axis.</summary>
    public static long[] PlaceOf(long number, IReadOnlyList<long> counts)
    {
        var place = new long[counts.Count];
        for (var axis = counts.Count - 1; axis >= 0; axis--)
        {
            place[axis] = number % counts[axis];
            number /= counts[axis];
        }

        return place;
    }

    private static long CountOf(long extent, int chunk) => (extent / chunk) + (extent % chunk > 0 ? 1 : 0);
}
