using System;
using System.IO;
using System.Linq;
using Snnc.Tensors.Elements;
using Snnc.Tensors.Npy;
using Snnc.Tensors.Zip;

namespace Snnc.Tensors.Npz;

/// <summary>A .npz file: a zip archive of .npy files, whose names without the ending are the keys.</summary>
internal static class NpzFormat
{
    public static TensorListing List(Stream file)
    {
        var entries = ZipDirectory.Read(file);
        var listing = new TensorListing();
        foreach (var entry in entries.Where(e => e.Name.EndsWith(".npy", StringComparison.Ordinal)))
        {
            Add(listing, entry, file);
        }

        if (listing.Count > 0)
        {
            return listing;
        }

        throw entries.Any(e => e.Name.EndsWith("data.pkl", StringComparison.Ordinal))
            ? new MalformedException("this is a checkpoint of PyTorch, which cannot be read", "save the tensors with numpy.savez or as .safetensors")
            : new MalformedException("the archive holds no array (.npy)", "write it with numpy.savez");
    }

    private static void Add(TensorListing listing, ZipEntry entry, Stream file)
    {
        var key = entry.Name.Substring(0, entry.Name.Length - ".npy".Length);
        try
        {
            var header = ReadHeader(entry, file);
            listing.Add(key, header.Layout, f => ReadValues(entry, header, f));
        }
        catch (UnsupportedTypeException e)
        {
            listing.AddUnreadable(key, e);
        }
    }

    private static NpyHeader ReadHeader(ZipEntry entry, Stream file)
    {
        using var stream = entry.Open(file);
        var header = NpyHeader.Read(stream);
        var held = entry.Length - header.Length;
        return held == header.Layout.Bytes ? header
            : throw new MalformedException($"the header of '{entry.Name}' tells of {header.Layout.Bytes} bytes of values, but {held} follow");
    }

    private static Array ReadValues(ZipEntry entry, NpyHeader header, Stream file)
    {
        using var stream = entry.Open(file);
        stream.ReadBytes(header.Length);
        return header.ReadValues(stream);
    }
}
