using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Snnc.Tensors.Elements;
using Snnc.Tensors.Hdf5.Format;
using Snnc.Tensors.Zip;

namespace Snnc.Tensors.Hdf5.Storage;

/// <summary>Values in chunks, each somewhere in the file.</summary>
internal sealed class ChunkedData(DatasetForm dataset, ChunkGrid grid, IChunkIndex index) : IRawData
{
    private int ChunkBytes => grid.Chunk.Aggregate(dataset.ElementBytes, (product, extent) => product * extent);

    public Stream Open(Hdf5Source source, long length)
    {
        if (length == 0)
        {
            return new MemoryStream([]);
        }

        var chunks = index.Read(source, grid).ToList();
        Check(chunks, source);
        var written = chunks.Sum(chunk => Overlap.Of(grid, chunk.Number).Count) * dataset.ElementBytes;
        var values = Filling.Create(length, dataset.Fill, length - written);
        foreach (var chunk in chunks)
        {
            var stored = source.ReadValues("chunk of values", chunk.Address, chunk.Bytes ?? ChunkBytes);
            var decoded = dataset.Filters.Decode(stored, chunk.SkippedFilters, ChunkBytes);
            Overlap.Of(grid, chunk.Number).Copy(decoded, values, dataset.ElementBytes);
        }

        return new MemoryStream(values);
    }

    // Chunks do not overlap in the file, so that what they unpack to is in proportion to its length.
    private void Check(List<ChunkRecord> chunks, Hdf5Source source)
    {
        if (chunks.Sum(chunk => chunk.Bytes ?? ChunkBytes) > source.Length)
        {
            throw new MalformedException("its chunks are more bytes than the file", "copy or download it again");
        }

        if (chunks.GroupBy(chunk => chunk.Number).Any(same => same.Count() > 1))
        {
            throw new MalformedException("one of its chunks is there twice", "copy or download the file again");
        }

        var least = chunks.Select(chunk => chunk.Bytes ?? ChunkBytes).DefaultIfEmpty(ChunkBytes).Min();
        if (ChunkBytes / ZipEntry.MaxExpansion > least)
        {
            throw new MalformedException($"one of its chunks of {ChunkBytes} bytes cannot be packed into {least}", "copy or download the file again");
        }
    }
}
