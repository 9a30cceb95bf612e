using System;
using System.Linq;

namespace Snnc.Tensors.Hdf5.Storage;

/// <summary>The part of a chunk that lies inside of its array.</summary>
internal sealed class Overlap
{
    private readonly ChunkGrid _grid;
    private readonly long[] _start;
    private readonly int[] _extents;

    private Overlap(ChunkGrid grid, long number)
    {
        _grid = grid;
        _start = grid.PlaceOf(number);
        _extents = new int[grid.Rank];
        for (var axis = 0; axis < grid.Rank; axis++)
        {
            _start[axis] *= grid.Chunk[axis];
            _extents[axis] = (int)Math.Min(grid.Chunk[axis], grid.Extents[axis] - _start[axis]);
        }
    }

    /// <summary>Gets the number of elements.</summary>
    public long Count => _extents.Aggregate(1L, (product, extent) => product * extent);

    public static Overlap Of(ChunkGrid grid, long number) => new(grid, number);

    /// <summary>Copies the part from the chunk to the array, both in C order.</summary>
    public void Copy(byte[] chunk, byte[] array, int elementBytes)
    {
        var last = _grid.Rank - 1;
        var index = new int[_grid.Rank];
        do
        {
            var (from, to) = (0L, 0L);
            for (var axis = 0; axis <= last; axis++)
            {
                from = (from * _grid.Chunk[axis]) + index[axis];
                to = (to * _grid.Extents[axis]) + _start[axis] + index[axis];
            }

            Buffer.BlockCopy(chunk, (int)(from * elementBytes), array, (int)(to * elementBytes), _extents[last] * elementBytes);
        }
        while (NextRow(index));
    }

    // Counts up all axes but the last like an odometer; false after the last row.
    private bool NextRow(int[] index)
    {
        for (var axis = index.Length - 2; axis >= 0; axis--)
        {
            if (++index[axis] < _extents[axis])
            {
                return true;
            }

            index[axis] = 0;
        }

        return false;
    }
}
