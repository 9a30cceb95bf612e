using System.Collections.Generic;
using System.Linq;
using Snnc.Tensors.Elements;
using Snnc.Tensors.Hdf5.Filters;

namespace Snnc.Tensors.Hdf5.Format;

/// <summary>What was done to each chunk before it was written, in this order; versions 1 and 2 (section IV.A.2.l).</summary>
internal sealed class FilterPipeline
{
    private const int MaxFilters = 32;
    private const int FirstNamed = 256;
    private readonly List<IFilter?> _filters = [];

    /// <summary>Gets whether chunks stand in the file as they are in memory.</summary>
    public bool IsEmpty => _filters.Count == 0;

    /// <summary>Gets why the chunks cannot be read, or null.</summary>
    public UnsupportedTypeException? Problem { get; private set; }

    public static FilterPipeline Read(ObjectHeader header)
    {
        var pipeline = new FilterPipeline();
        if (header.Find(MessageType.Filters) is not { } message)
        {
            return pipeline;
        }

        var version = message.Fields.Version(1, 2);
        var count = message.Fields.Byte();
        message.Fields.Skip(version == 1 ? 6 : 0);
        if (count > MaxFilters)
        {
            throw message.Fields.Damaged($"tells of {count} filters");
        }

        for (; count > 0; count--)
        {
            pipeline.Add(message.Fields, version);
        }

        return pipeline;
    }

    /// <summary>The bytes of a chunk as they were before it was written.</summary>
    /// <param name="stored">As they stand in the file.</param>
    /// <param name="skipped">A bit for each filter that this chunk was spared.</param>
    /// <param name="length">How many bytes there were.</param>
    public byte[] Decode(byte[] stored, uint skipped, int length)
    {
        for (var i = _filters.Count - 1; i >= 0; i--)
        {
            if (!IsSkipped(skipped, i))
            {
                var earlier = _filters.Where((_, filter) => filter < i && !IsSkipped(skipped, filter));
                stored = _filters[i]!.Decode(stored, length + earlier.Sum(filter => filter!.AddedBytes));
            }
        }

        return stored.Length == length ? stored : throw new MalformedException($"a chunk has {stored.Length} bytes instead of {length}");
    }

    private static bool IsSkipped(uint skipped, int filter) => (skipped >> filter & 1) != 0;

    // Number, length of the name, flags, number of parameters, name, parameters of four bytes. Version 2 leaves out what the number tells.
    private void Add(FieldReader fields, int version)
    {
        var number = fields.Short();
        var nameLength = version == 1 || number >= FirstNamed ? fields.Short() : 0;
        fields.Skip(2);
        var count = fields.Short();
        var name = fields.Text(nameLength);
        fields.Skip(version == 1 ? (8 - (nameLength % 8)) % 8 : 0);
        var parameters = Enumerable.Range(0, count).Select(_ => fields.Int()).ToList();
        fields.Skip(version == 1 && count % 2 != 0 ? 4 : 0);
        var filter = Filter.Of(number, parameters);
        if (filter is null || (filter is ICompression && _filters.Any(earlier => earlier is ICompression)))
        {
            Problem ??= Unsupported(number, name);
        }

        _filters.Add(filter);
    }

    private static UnsupportedTypeException Unsupported(int number, string name) => new(
        $"it was packed by the filter {Filter.NameOf(number) ?? (name.Length > 0 ? $"'{name}'" : $"{number}")}, which cannot be undone here",
        "write it with gzip or without compression");
}
