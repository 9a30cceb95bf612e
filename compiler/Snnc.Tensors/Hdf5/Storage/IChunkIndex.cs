using System.Collections.Generic;
using Snnc.Tensors.Hdf5.Format;

namespace Snnc.Tensors.Hdf5.Storage;

/// <summary>Says where the chunks of a dataset are.</summary>
internal interface IChunkIndex
{
    /// <summary>The chunks that were written, in any order; each place at most once is not yet made sure.</summary>
    IEnumerable<ChunkRecord> Read(Hdf5Source source, ChunkGrid grid);
}
