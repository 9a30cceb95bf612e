using System.Collections.Generic;
using System.Linq;
using Snnc.Tensors.Elements;
using Snnc.Tensors.Hdf5.Storage;

namespace Snnc.Tensors.Hdf5.Format;

/// <summary>What its other messages say of a dataset while its layout is read.</summary>
/// <param name="ElementBytes">The bytes of an element.</param>
/// <param name="Space">The extents.</param>
/// <param name="Fill">The bytes of the fill value, or none for zeros.</param>
/// <param name="Filters">What was done to its chunks.</param>
internal sealed record DatasetForm(int ElementBytes, Dataspace Space, byte[] Fill, FilterPipeline Filters)
{
    /// <summary>The values in chunks.</summary>
    /// <param name="extents">The extents of a chunk and, behind them, the bytes of an element.</param>
    /// <param name="fields">The message that says it.</param>
    /// <param name="index">Where the chunks are.</param>
    public ChunkedData Chunked(IReadOnlyList<long> extents, FieldReader fields, IChunkIndex index) =>
        new(this, new ChunkGrid(Space, ChunkExtents(extents, fields)), index);

    /// <summary>The bytes of an unpacked chunk.</summary>
    /// <param name="extents">The extents of a chunk and, behind them, the bytes of an element.</param>
    /// <param name="fields">The message that says it.</param>
    public static long ChunkBytes(IReadOnlyList<long> extents, FieldReader fields)
    {
        var bytes = 1L;
        foreach (var extent in extents)
        {
            bytes = extent > 0 && extent <= Layout.MaxBytes / bytes ? bytes * extent
                : throw fields.Damaged($"tells of chunks of {string.Join(" x ", extents)} bytes");
        }

        return bytes;
    }

    private IReadOnlyList<int> ChunkExtents(IReadOnlyList<long> extents, FieldReader fields)
    {
        ChunkBytes(extents, fields);
        return extents.Count == Space.Extents.Count + 1 && extents[extents.Count - 1] == ElementBytes
            ? [.. extents.Take(Space.Extents.Count).Select(extent => (int)extent)]
            : throw fields.Damaged("tells of chunks that are not as the extents and the type");
    }
}
