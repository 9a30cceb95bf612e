using System.Collections.Generic;
using System.Linq;
using Snnc.Tensors.Hdf5.Format;

namespace Snnc.Tensors.Hdf5.Storage;

/// <summary>
/// The chunks in the leaves of an old tree, whose keys are the length, the filters that were spared, and the first element (section III.A.1).
/// </summary>
/// <param name="root">The address of the tree, or <see cref="FieldReader.Undefined"/> if there are no chunks.</param>
internal sealed class BTreeV1Index(long root) : IChunkIndex
{
    private const int ChunkNodes = 1;

    public IEnumerable<ChunkRecord> Read(Hdf5Source source, ChunkGrid grid)
    {
        var chunks = new List<ChunkRecord>();
        if (root != FieldReader.Undefined)
        {
            // The last coordinate is the byte within an element.
            var tree = new BTreeV1(source, ChunkNodes, 8 + (8 * (grid.Rank + 1)));
            tree.Walk(root, (key, address) => Add(chunks, key, address, grid));
        }

        return chunks;
    }

    // Chunks that the array had once, before it became smaller, may still be there.
    private static void Add(List<ChunkRecord> chunks, FieldReader key, long address, ChunkGrid grid)
    {
        var (bytes, skipped) = (key.Int(), key.Int());
        var place = grid.Chunk.Select(extent => Place(key, extent)).ToList();
        if (grid.NumberOf(place) is { } number)
        {
            chunks.Add(new ChunkRecord(number, address, bytes, skipped));
        }
    }

    private static long Place(FieldReader key, int extent) =>
        key.Count(8) is var element && element % extent == 0 ? element / extent : throw key.Damaged("is not the corner of a chunk");
}
