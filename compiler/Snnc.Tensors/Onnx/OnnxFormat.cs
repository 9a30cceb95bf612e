using System;
using System.IO;
using Snnc.Tensors.Elements;

namespace Snnc.Tensors.Onnx;

/// <summary>A model seen as a container: its initialisers by name.</summary>
internal static class OnnxFormat
{
    private static readonly byte[] LaterFields = [0x12, 0x1A, 0x22, 0x28, 0x32, 0x3A, 0x42];

    /// <summary>There is no magic number, but every model begins with the version of its format (field 1), and another field follows.</summary>
    public static bool IsMagic(ReadOnlySpan<byte> start) =>
        start.Length > 2 && start[0] == 0x08 && start[1] is > 0 and < 0x80 && Array.IndexOf(LaterFields, start[2]) >= 0;

    public static TensorListing List(Stream file)
    {
        var listing = new TensorListing();
        foreach (var tensor in new ModelReader("").Read(file).Graph.Initializers)
        {
            if (tensor.Problem is { } problem)
            {
                listing.AddUnreadable(tensor.Name, problem);
            }
            else
            {
                listing.Add(tensor.Name, tensor.Layout, tensor.ReadValues);
            }
        }

        return listing;
    }
}
