using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Snnc.Compiler.Tensors;
using Snnc.Tensors.Elements;

namespace Snnc.Tensors.Safetensors;

/// <summary>A .safetensors file: the length of a JSON header in eight bytes, the header, and the values that it points into.</summary>
internal static class SafetensorsFormat
{
    /// <summary>The longest header that is read.</summary>
    public const int MaxHeaderLength = 1 << 24;

    private const int PrefixLength = 8;

    private static readonly Dictionary<string, DType> Types = new()
    {
        ["BOOL"] = DType.Bool,
        ["I8"] = DType.Int8, ["I16"] = DType.Int16, ["I32"] = DType.Int32, ["I64"] = DType.Int64,
        ["U8"] = DType.UInt8, ["U16"] = DType.UInt16, ["U32"] = DType.UInt32, ["U64"] = DType.UInt64,
        ["F16"] = DType.Float16, ["BF16"] = DType.BFloat16, ["F32"] = DType.Float32, ["F64"] = DType.Float64,
    };

    /// <summary>There is no magic number, but every header is an object and no header has 2^40 bytes.</summary>
    public static bool IsMagic(ReadOnlySpan<byte> start) =>
        start.Length > PrefixLength && start[PrefixLength] == '{' && start[5] == 0 && start[6] == 0 && start[7] == 0;

    public static TensorListing List(Stream file)
    {
        var length = BinaryPrimitives.ReadUInt64LittleEndian(file.ReadBytes(PrefixLength));
        if (length > (ulong)(file.Length - PrefixLength) || length > MaxHeaderLength)
        {
            throw new MalformedException($"its header claims {length} bytes, which is more than the file holds or than {MaxHeaderLength}");
        }

        var entries = SafetensorsHeader.Parse(file.ReadBytes((int)length));
        var dataStart = PrefixLength + (long)length;
        CheckCoverage(entries, file.Length - dataStart);
        var listing = new TensorListing();
        foreach (var entry in entries)
        {
            Add(listing, entry, dataStart);
        }

        return listing;
    }

    private static void Add(TensorListing listing, SafetensorsEntry entry, long dataStart)
    {
        if (!Types.TryGetValue(entry.DType, out var type))
        {
            var message = $"the tensor has the type {entry.DType}, which cannot be read";
            listing.AddUnreadable(entry.Key, new UnsupportedTypeException(message, "save it as F32 or as whole numbers"));
            return;
        }

        var layout = Layout.Create(type, entry.Extents);
        var length = entry.End - entry.Begin;
        if (layout.Bytes != length)
        {
            throw new MalformedException(
                $"the tensor '{entry.Key}' of shape {layout.Shape} takes {layout.Bytes} bytes, but the header gives it {length}");
        }

        listing.Add(entry.Key, layout, file => new ElementReader(new SectionStream(file, dataStart + entry.Begin, length), layout).Read());
    }

    // The format asks that the tensors cover the data without a hole; so a file that was cut off is noticed before values are read.
    private static void CheckCoverage(IEnumerable<SafetensorsEntry> entries, long dataLength)
    {
        var covered = 0L;
        foreach (var entry in entries.OrderBy(e => e.Begin).ThenBy(e => e.End))
        {
            if (entry.Begin != covered || entry.End < entry.Begin || entry.End > dataLength)
            {
                throw new MalformedException($"the tensor '{entry.Key}' lies outside of the file, over another one or behind a gap "
                    + $"(bytes {entry.Begin} to {entry.End} of {dataLength})");
            }

            covered = entry.End;
        }

        if (covered != dataLength)
        {
            throw new MalformedException($"its tensors take {covered} bytes, but the file holds {dataLength}");
        }
    }
}
