using System.Collections.Generic;
using Snnc.Tensors.Hdf5.Format;

namespace Snnc.Tensors.Hdf5.Storage;

/// <summary>The index of a dataset that is one chunk.</summary>
internal sealed class SingleChunk(long address, long? length, uint skippedFilters) : IChunkIndex
{
    public IEnumerable<ChunkRecord> Read(Hdf5Source source, ChunkGrid grid) =>
        address == FieldReader.Undefined ? [] : [new ChunkRecord(0, address, length, skippedFilters)];
}
