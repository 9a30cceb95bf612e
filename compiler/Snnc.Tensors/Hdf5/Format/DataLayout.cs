using System.Collections.Generic;
using System.Linq;
using Snnc.Tensors.Elements;
using Snnc.Tensors.Hdf5.Storage;

namespace Snnc.Tensors.Hdf5.Format;

/// <summary>Where a dataset's values are, versions 1 to 4 (section IV.A.2.i).</summary>
internal static class DataLayout
{
    private const int Compact = 0;
    private const int Contiguous = 1;
    private const int Chunked = 2;

    /// <param name="header">The dataset's header.</param>
    /// <param name="fields">Its message of the layout.</param>
    /// <param name="type">The type of its elements.</param>
    /// <param name="space">Its extents.</param>
    /// <returns>The place of the values, and why they cannot be read, if so.</returns>
    public static (IRawData Data, UnsupportedTypeException? Problem) Read(ObjectHeader header, FieldReader fields, Datatype type, Dataspace space)
    {
        var dataset = new DatasetForm(type.Bytes, space, FillValue.Read(header), FilterPipeline.Read(header));
        if (header.Has(MessageType.ExternalFiles))
        {
            return Problem("its values are in other files", "write it as a single file");
        }

        var version = fields.Byte();
        var (data, problem) = version switch
        {
            1 or 2 => (ReadOld(fields, dataset), null),
            3 or 4 => ReadNew(fields, version, dataset),
            _ => Problem($"its layout is of version {version}, which is not known", "write it with an earlier version of the HDF5 library"),
        };
        return (data, problem ?? dataset.Filters.Problem);
    }

    private static IRawData ReadOld(FieldReader fields, DatasetForm dataset)
    {
        var (rank, layout) = (fields.Byte(), fields.Byte());
        fields.Skip(5);
        var address = layout == Compact ? 0 : fields.Address();
        var extents = ReadExtents(fields, rank, 4);
        return layout switch
        {
            Compact => new InlineData(fields.Bytes(fields.Int())),
            Contiguous => new ContiguousData(address, null, dataset.Fill),
            Chunked => dataset.Chunked(extents, fields, new BTreeV1Index(address)),
            _ => throw fields.Damaged("is of no known class"),
        };
    }

    private static (IRawData Data, UnsupportedTypeException? Problem) ReadNew(FieldReader fields, int version, DatasetForm dataset) =>
        (fields.Byte(), version) switch
        {
            (Compact, _) => (new InlineData(fields.Bytes(fields.Short())), null),
            (Contiguous, _) => (new ContiguousData(fields.Address(), fields.Length(), dataset.Fill), null),
            (Chunked, 3) => (ReadChunked(fields, dataset), null),
            (Chunked, 4) => ChunkIndex.Read(fields, dataset),
            _ => Problem("its values are put together from other datasets", "write them as one dataset"),
        };

    // The last extent is the length of an element.
    private static IRawData ReadChunked(FieldReader fields, DatasetForm dataset)
    {
        var rank = fields.Byte();
        var address = fields.Address();
        return dataset.Chunked(ReadExtents(fields, rank, 4), fields, new BTreeV1Index(address));
    }

    private static IReadOnlyList<long> ReadExtents(FieldReader fields, int rank, int bytes) =>
        [.. Enumerable.Range(0, rank).Select(_ => fields.Count(bytes))];

    private static (IRawData Data, UnsupportedTypeException? Problem) Problem(string message, string hint) =>
        (new InlineData([]), new UnsupportedTypeException(message, hint));
}
