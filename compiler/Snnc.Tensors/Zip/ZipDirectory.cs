using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Snnc.Tensors.Elements;

namespace Snnc.Tensors.Zip;

/// <summary>
/// Reads the central directory of a zip archive (APPNOTE 6.3, zip64 included). Done here and not by the runtime's archive class, because that
/// one verifies no checksums, does not tell how an entry is packed and lets entries overlap, which is how small files unpack to petabytes.
/// </summary>
internal static class ZipDirectory
{
    /// <summary>The most entries that are read.</summary>
    public const int MaxEntries = 1 << 14;

    private const int MaxDirectoryLength = 1 << 24;
    private const int EntryLength = 46;

    public static bool IsMagic(ReadOnlySpan<byte> start) =>
        start.Length >= 4 && BinaryPrimitives.ReadUInt32LittleEndian(start) is 0x04034B50 or ZipEnd.Signature;

    /// <exception cref="MalformedException">The archive is damaged, or larger than what is read.</exception>
    public static IReadOnlyList<ZipEntry> Read(Stream file)
    {
        var end = ZipEnd.Find(file);
        if (end.EntryCount > MaxEntries || end.DirectoryLength > MaxDirectoryLength)
        {
            throw new MalformedException($"the archive has {end.EntryCount} entries, and at most {MaxEntries} are read", "save it as several archives");
        }

        file.Position = end.DirectoryOffset;
        ReadOnlySpan<byte> directory = file.ReadBytes((int)end.DirectoryLength);
        var entries = new List<ZipEntry>();
        while (entries.Count < end.EntryCount)
        {
            entries.Add(ReadEntry(ref directory));
        }

        CheckOverlap(entries, end.DirectoryOffset);
        return entries;
    }

    private static ZipEntry ReadEntry(ref ReadOnlySpan<byte> directory)
    {
        if (directory.Length < EntryLength || BinaryPrimitives.ReadUInt32LittleEndian(directory) != 0x02014B50)
        {
            throw Damaged();
        }

        var (nameLength, extraLength, commentLength) = (UInt16(directory, 28), UInt16(directory, 30), UInt16(directory, 32));
        var whole = EntryLength + nameLength + extraLength + commentLength;
        if (directory.Length < whole)
        {
            throw Damaged();
        }

        var name = Encoding.UTF8.GetString(directory.Slice(EntryLength, nameLength).ToArray());
        var entry = ReadEntry(directory, name, directory.Slice(EntryLength + nameLength, extraLength));
        directory = directory.Slice(whole);
        return entry;
    }

    private static ZipEntry ReadEntry(ReadOnlySpan<byte> record, string name, ReadOnlySpan<byte> extra)
    {
        var method = UInt16(record, 10);
        var isEncrypted = (UInt16(record, 8) & 1) != 0;
        if (isEncrypted || method is not (0 or 8))
        {
            var cause = isEncrypted ? "is encrypted" : $"is packed by method {method}, and only deflate (8) and none (0) can be read";
            throw new MalformedException($"the entry '{name}' {cause}", "write the archive with numpy.savez");
        }

        var wide = Zip64Extra(extra);
        var length = Wide(BinaryPrimitives.ReadUInt32LittleEndian(record.Slice(24)), ref wide);
        var compressed = Wide(BinaryPrimitives.ReadUInt32LittleEndian(record.Slice(20)), ref wide);
        var offset = Wide(BinaryPrimitives.ReadUInt32LittleEndian(record.Slice(42)), ref wide);
        if (method == 0 ? length != compressed : length / ZipEntry.MaxExpansion > compressed)
        {
            throw new MalformedException($"the entry '{name}' claims {length} bytes, which {compressed} bytes in the file cannot hold");
        }

        return new ZipEntry(name, method == 8, BinaryPrimitives.ReadUInt32LittleEndian(record.Slice(16)), compressed, length, offset);
    }

    private static void CheckOverlap(IEnumerable<ZipEntry> entries, long directoryOffset)
    {
        var free = 0L;
        foreach (var entry in entries.OrderBy(e => e.Offset))
        {
            var room = directoryOffset - ZipEntry.LocalHeaderLength - entry.Offset;
            if (entry.Offset < free || room < 0 || entry.CompressedLength > room)
            {
                throw new MalformedException($"the entry '{entry.Name}' lies outside of the archive or over another entry");
            }

            free = entry.Offset + ZipEntry.LocalHeaderLength + entry.CompressedLength;
        }
    }

    // The field 1 of the extra data holds those of length, compressed length and offset that 32 bits cannot, in this order.
    private static ReadOnlySpan<byte> Zip64Extra(ReadOnlySpan<byte> extra)
    {
        while (extra.Length >= 4)
        {
            var length = Math.Min(UInt16(extra, 2), extra.Length - 4);
            if (UInt16(extra, 0) == 1)
            {
                return extra.Slice(4, length);
            }

            extra = extra.Slice(4 + length);
        }

        return default;
    }

    private static long Wide(uint narrow, ref ReadOnlySpan<byte> wide)
    {
        if (narrow != uint.MaxValue)
        {
            return narrow;
        }

        if (wide.Length < 8 || BinaryPrimitives.ReadInt64LittleEndian(wide) is var value && value < 0)
        {
            throw Damaged();
        }

        wide = wide.Slice(8);
        return value;
    }

    private static int UInt16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.Slice(at));

    private static MalformedException Damaged() => new("the directory of the archive is damaged", "copy or download it again");
}
