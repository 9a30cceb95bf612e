using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Snnc.Runtime;

/// <summary>Writes weights files.</summary>
internal static class WeightFileWriter
{
    /// <summary>Writes one.</summary>
    public static void Write(Stream stream, IReadOnlyList<(string Container, string Key, WeightTensor Tensor)> tensors)
    {
        // Places depend on the directory's length, and that does not depend on them.
        var unplaced = tensors.Select(t => new WeightFileEntry(t.Container, t.Key, t.Tensor.Type, [.. t.Tensor.Shape], 0)).ToArray();
        var directoryLength = Directory(unplaced).Length;
        var entries = Place(unplaced, tensors, WeightFile.HeaderLength + directoryLength);
        using var writer = new BinaryWriter(stream, WeightFileEntry.Names, leaveOpen: true);
        writer.Write(WeightFile.Magic);
        writer.Write(WeightFile.Version);
        writer.Write(tensors.Count);
        writer.Write(directoryLength);
        writer.Write(Directory(entries));
        var at = (long)WeightFile.HeaderLength + directoryLength;
        for (var i = 0; i < entries.Length; i++)
        {
            writer.Write(new byte[entries[i].Offset - at]);
            var bytes = tensors[i].Tensor.Bytes;
            writer.Write(bytes);
            at = entries[i].Offset + bytes.Length;
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

    private static WeightFileEntry[] Place(WeightFileEntry[] entries, IReadOnlyList<(string, string, WeightTensor Tensor)> tensors, long at)
    {
        var placed = new WeightFileEntry[entries.Length];
        for (var i = 0; i < entries.Length; i++)
        {
            at = (at + WeightFile.Alignment - 1) / WeightFile.Alignment * WeightFile.Alignment;
            placed[i] = entries[i] with { Offset = at };
            at += tensors[i].Tensor.Bytes.Length;
        }

        return placed;
    }
}
