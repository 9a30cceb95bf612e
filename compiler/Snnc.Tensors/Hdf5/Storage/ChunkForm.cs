using Snnc.Tensors.Hdf5.Format;

namespace Snnc.Tensors.Hdf5.Storage;

/// <summary>What the newer indexes say of a chunk: its address and, if it was filtered, its length and which filters it was spared.</summary>
/// <param name="LengthBytes">The bytes of the length; 0 if chunks are not filtered.</param>
internal sealed record ChunkForm(int LengthBytes)
{
    private const int MostLengthBytes = 8;

    /// <summary>A length has room for one byte more than the length of a chunk takes: filters may make it longer.</summary>
    public static ChunkForm Of(bool isUnfiltered, long chunkBytes) => new(isUnfiltered ? 0
        : System.Math.Min(MostLengthBytes, BTreeV2.BytesFor((ulong)chunkBytes) + 1));

    /// <summary>The bytes of what is said of a chunk.</summary>
    public int ElementBytes(FieldSizes sizes) => sizes.Address + (LengthBytes == 0 ? 0 : LengthBytes + 4);

    /// <summary>The chunk, whose number is not yet known; null if it was never written.</summary>
    public ChunkRecord? Read(FieldReader fields)
    {
        var address = fields.Address();
        var chunk = LengthBytes == 0 ? new ChunkRecord(0, address) : new ChunkRecord(0, address, fields.Count(LengthBytes), fields.Int());
        return address == FieldReader.Undefined ? null : chunk;
    }
}
