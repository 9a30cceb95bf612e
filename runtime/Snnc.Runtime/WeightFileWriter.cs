using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Snnc.Runtime;

/// <summary>Writes weights files; values are asked for one tensor after the other. Compiled into the build task too, for netstandard2.0.</summary>
internal static class WeightFileWriter
{
    /// <summary>Writes one.</summary>
    /// <param name="items">No name twice.</param>
    public static void Write(Stream stream, IReadOnlyList<WeightFileItem> items)
    {
        // Places depend on the directory's length, and that does not depend on them.
        var unplaced = items.Select(item => new WeightFileEntry(item.Container, item.Key, item.Type, item.Shape, 0)).ToArray();
        var directoryLength = Directory(unplaced).Length;
        var entries = Place(unplaced, WeightFileFormat.HeaderLength + directoryLength);
        using var writer = new BinaryWriter(stream, WeightFileEntry.Names, leaveOpen: true);
        writer.Write(WeightFileFormat.Magic);
        writer.Write(WeightFileFormat.Version);
        writer.Write(items.Count);
        writer.Write(directoryLength);
        writer.Write(Directory(entries));
        var at = (long)WeightFileFormat.HeaderLength + directoryLength;
        for (var i = 0; i < entries.Length; i++)
        {
            writer.Write(new byte[entries[i].Offset - at]);
            writer.Flush();
            items[i].WriteValues(stream);
            at = entries[i].Offset + entries[i].ByteLength;
        }
    }

    private static byte[] Directory(WeightFileEntry[] entries)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        foreach (var entry in entries)
        {
            entry.WriteTo(writer);
        }

        writer.Flush();
        return stream.ToArray();
    }

    private static WeightFileEntry[] Place(WeightFileEntry[] entries, long at)
    {
        var placed = new WeightFileEntry[entries.Length];
        for (var i = 0; i < entries.Length; i++)
        {
            at = (at + WeightFileFormat.Alignment - 1) / WeightFileFormat.Alignment * WeightFileFormat.Alignment;
            placed[i] = entries[i] with { Offset = at };
            at += entries[i].ByteLength;
        }

        return placed;
    }
}
