using System;
using System.IO;
using System.Linq;
using Snnc.Tensors.Elements;
using Snnc.Tensors.Hdf5.Format;

namespace Snnc.Tensors.Hdf5;

/// <summary>An HDF5 file as a container of tensors.</summary>
internal static class Hdf5Format
{
    public static bool IsMagic(ReadOnlySpan<byte> start) => Superblock.IsMagic(start);

    public static TensorListing List(Stream file)
    {
        var listing = new TensorListing();
        foreach (var (key, dataset) in TensorKeys.Of(Hdf5File.Open("", file)))
        {
            Add(listing, key, dataset);
        }

        return listing.Count > 0 ? listing : throw new MalformedException("the file holds no array");
    }

    private static void Add(TensorListing listing, string key, Hdf5Dataset dataset)
    {
        if (dataset.Problem is { } problem)
        {
            listing.AddUnreadable(key, problem);
        }
        else if (dataset.Number is { } number)
        {
            listing.Add(key, Layout.Create(number, [.. dataset.Shape.Select(extent => (long)extent)]), dataset.ReadNumbers);
        }
        else
        {
            listing.AddUnreadable(key, new UnsupportedTypeException("it holds texts, and only numbers can be weights or data"));
        }
    }
}
