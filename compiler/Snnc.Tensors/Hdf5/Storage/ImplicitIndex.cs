using System.Collections.Generic;
using System.Linq;
using Snnc.Tensors.Elements;
using Snnc.Tensors.Hdf5.Format;

namespace Snnc.Tensors.Hdf5.Storage;

/// <summary>All chunks one behind the other, as many as there may become.</summary>
internal sealed class ImplicitIndex(long address, int elementBytes) : IChunkIndex
{
    public IEnumerable<ChunkRecord> Read(Hdf5Source source, ChunkGrid grid)
    {
        if (address == FieldReader.Undefined)
        {
            yield break;
        }

        var bytes = grid.Chunk.Aggregate((long)elementBytes, (product, extent) => product * extent);
        for (var number = 0L; number < grid.Count; number++)
        {
            var chunk = address + (grid.LimitNumberOf(number) * bytes);
            if (chunk < 0 || chunk > source.Length)
            {
                throw new MalformedException("its chunks would lie outside of the file", "copy or download it again");
            }

            yield return new ChunkRecord(number, chunk);
        }
    }
}
