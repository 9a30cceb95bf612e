using System.Collections.Generic;
using System.Linq;
using Snnc.Tensors.Hdf5.Format;

namespace Snnc.Tensors.Hdf5.Storage;

/// <summary>
/// The chunks of an array that grows along one axis (section VII.D, "Extensible Array"): some in the index block itself, the others in data blocks
/// whose sizes double, and whose addresses are in the index block and, later ones, in super blocks.
/// </summary>
/// <param name="form">What is said of a chunk.</param>
/// <param name="address">The address of the header, or <see cref="FieldReader.Undefined"/> if there are no chunks.</param>
internal sealed class ExtensibleArray(ChunkForm form, long address) : IChunkIndex
{
    public IEnumerable<ChunkRecord> Read(Hdf5Source source, ChunkGrid grid)
    {
        if (address == FieldReader.Undefined)
        {
            return [];
        }

        // The axis that grows comes first, so that it may grow without end.
        var growing = System.Math.Max(0, grid.Limits.ToList().IndexOf(Dataspace.Unlimited));
        var axes = Enumerable.Range(0, grid.Rank).OrderBy(axis => axis == growing ? -1 : axis).ToList();
        var counts = axes.ConvertAll(axis => axis == growing ? long.MaxValue : grid.Limits[axis]);
        var chunks = new ChunkList(form, grid, counts, axes);
        var array = ExtensibleArrayForm.Read(source, address, form.ElementBytes(source.Sizes));
        if (array.IndexBlock != FieldReader.Undefined)
        {
            new ExtensibleArrayBlocks(source, array, chunks).Read();
        }

        return chunks.Found;
    }
}
