using System.IO;
using Snnc.Tensors.Elements;

namespace Snnc.Tensors.Npy;

/// <summary>A .npy file: one array.</summary>
internal static class NpyFormat
{
    public static TensorListing List(Stream file)
    {
        var header = NpyHeader.Read(file);
        var held = file.Length - header.Length;
        header.Layout.CheckHeld(held);

        return TensorListing.Single(header.Layout, stream => header.ReadValues(new SectionStream(stream, header.Length, held)));
    }
}
