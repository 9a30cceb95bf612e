using System.Collections.Generic;
using System.Linq;
using Snnc.Tensors.Hdf5.Format;

namespace Snnc.Tensors.Hdf5.Storage;

/// <summary>Gathers the chunks of an index whose elements are numbered.</summary>
/// <param name="form">What an element says of a chunk.</param>
/// <param name="grid">The array.</param>
/// <param name="counts">How many chunks along each axis the numbers count; of an unlimited first axis it does not matter.</param>
/// <param name="axes">Which axis of the array each of the counts is of; null if they are in order.</param>
internal sealed class ChunkList(ChunkForm form, ChunkGrid grid, IReadOnlyList<long> counts, IReadOnlyList<int>? axes = null)
{
    private readonly List<ChunkRecord> _found = [];

    public IReadOnlyList<ChunkRecord> Found => _found;

    /// <summary>Reads elements and the checksum behind them.</summary>
    public void Read(FieldReader fields, long first, long count)
    {
        ReadElements(fields, first, count);
        fields.Checksum();
    }

    public void ReadElements(FieldReader fields, long first, long count)
    {
        for (var i = 0L; i < count; i++)
        {
            if (form.Read(fields) is { } chunk && NumberOf(first + i) is { } number)
            {
                _found.Add(chunk with { Number = number });
            }
        }
    }

    private long? NumberOf(long index)
    {
        var place = ChunkGrid.PlaceOf(index, counts);
        return grid.NumberOf(axes is null ? place : [.. Enumerable.Range(0, place.Length).Select(axis => place[IndexOf(axis)])]);
    }

    private int IndexOf(int axis) => axes!.TakeWhile(other => other != axis).Count();
}
