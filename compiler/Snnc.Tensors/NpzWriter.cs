using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using Snnc.Compiler.Tensors;
using Snnc.Tensors.Files;
using Snnc.Tensors.Npy;

namespace Snnc.Tensors;

/// <summary>Writes .npz files as numpy.savez_compressed does.</summary>
public static class NpzWriter
{
    // The first day of zip archives, so that the same arrays give the same bytes.
    private static readonly DateTimeOffset Date = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes the arrays in this order, compressed. The file takes its name only when it is complete.</summary>
    /// <exception cref="ArgumentException">
    /// Two arrays have the same key, or the values of one are not as many as its shape says or of no stored type.
    /// </exception>
    /// <exception cref="TensorFormatException">The file cannot be written.</exception>
    public static void Write(string path, IReadOnlyList<NamedArray> arrays)
    {
        var headers = arrays.Select(NpyEncoder.Header).ToList();
        if (arrays.Select(a => a.Key).Distinct().Count() < arrays.Count)
        {
            throw new ArgumentException("Two arrays have the same key.", nameof(arrays));
        }

        ContainerAccess.Write(path, file =>
        {
            using var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true);
            for (var i = 0; i < arrays.Count; i++)
            {
                var entry = archive.CreateEntry(arrays[i].Key + ".npy", CompressionLevel.Optimal);
                entry.LastWriteTime = Date;
                using var stream = entry.Open();
                NpyEncoder.Write(stream, headers[i], arrays[i].Values);
            }
        });
    }
}
