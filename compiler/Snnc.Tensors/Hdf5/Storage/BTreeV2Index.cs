using System.Collections.Generic;
using System.Linq;
using Snnc.Tensors.Hdf5.Format;

namespace Snnc.Tensors.Hdf5.Storage;

/// <summary>The chunks in a newer tree: what is said of a chunk, then its place counted in chunks (section III.A.2, types 10 and 11).</summary>
/// <param name="form">What is said of a chunk.</param>
/// <param name="tree">The address of the tree, or <see cref="FieldReader.Undefined"/> if there are no chunks.</param>
internal sealed class BTreeV2Index(ChunkForm form, long tree) : IChunkIndex
{
    private const int Unfiltered = 10;
    private const int Filtered = 11;

    public IEnumerable<ChunkRecord> Read(Hdf5Source source, ChunkGrid grid)
    {
        var chunks = new List<ChunkRecord>();
        if (tree != FieldReader.Undefined)
        {
            BTreeV2.Walk(source, tree, form.LengthBytes == 0 ? Unfiltered : Filtered, record =>
            {
                var chunk = form.Read(record);
                var place = Enumerable.Range(0, grid.Rank).Select(_ => record.Count(8)).ToList();
                if (chunk is not null && grid.NumberOf(place) is { } number)
                {
                    chunks.Add(chunk with { Number = number });
                }
            });
        }

        return chunks;
    }
}
