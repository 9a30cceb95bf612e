using System.Linq;
using Snnc.Tensors.Elements;
using Snnc.Tensors.Hdf5.Storage;

namespace Snnc.Tensors.Hdf5.Format;

/// <summary>The newer ways to say where chunks are, version 4 of the layout (sections IV.A.2.i and VII).</summary>
internal static class ChunkIndex
{
    private const int SpareEdges = 1;
    private const int IsFiltered = 2;

    public static (IRawData Data, UnsupportedTypeException? Problem) Read(FieldReader fields, DatasetForm dataset)
    {
        var (flags, rank, extentBytes) = (fields.Byte(), fields.Byte(), fields.Byte());
        var extents = Enumerable.Range(0, rank).Select(_ => fields.Count(extentBytes)).ToList();
        var form = ChunkForm.Of(dataset.Filters.IsEmpty, DatasetForm.ChunkBytes(extents, fields));
        IChunkIndex? index = fields.Byte() switch
        {
            1 => ReadSingle(fields, (flags & IsFiltered) != 0),
            2 => new ImplicitIndex(fields.Address(), dataset.ElementBytes),
            3 => ReadFixed(fields, form),
            4 => ReadExtensible(fields, form),
            5 => ReadTree(fields, form),
            _ => null,
        };
        var problem = index is null ? new UnsupportedTypeException("its chunks are indexed in an unknown way", "write it with libver='earliest'")
            : (flags & SpareEdges) == 0 || dataset.Filters.IsEmpty ? null
            : new UnsupportedTypeException("only the chunks inside of it are packed, not those at its edges", "write it with all chunks packed");
        return (index is null ? new InlineData([]) : dataset.Chunked(extents, fields, index), problem);
    }

    private static SingleChunk ReadSingle(FieldReader fields, bool isFiltered)
    {
        long? length = isFiltered ? fields.Length() : null;
        var skipped = isFiltered ? fields.Int() : 0;
        return new SingleChunk(fields.Address(), length, skipped);
    }

    private static FixedArray ReadFixed(FieldReader fields, ChunkForm form)
    {
        fields.Skip(1);
        return new FixedArray(form, fields.Address());
    }

    private static ExtensibleArray ReadExtensible(FieldReader fields, ChunkForm form)
    {
        fields.Skip(5);
        return new ExtensibleArray(form, fields.Address());
    }

    // The length of a node and when nodes are split and merged.
    private static BTreeV2Index ReadTree(FieldReader fields, ChunkForm form)
    {
        fields.Skip(6);
        return new BTreeV2Index(form, fields.Address());
    }
}
