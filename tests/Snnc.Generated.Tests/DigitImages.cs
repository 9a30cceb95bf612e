using System.IO;
using System.Linq;
using Snnc.Tensors;
using Snnc.Tests;

namespace Snnc.Generated.Tests;

/// <summary>The images that are shipped with the sample, one after the other, and what they show.</summary>
internal static class DigitImages
{
    public const int Count = 500;

    private static readonly string Folder = Repository.PathOf("samples", "digits");

    public static float[] Pixels { get; } = [.. TensorFile.Open(Path.Combine(Folder, "digits.data.npz")).Read("image").ToDoubles().Select(x => (float)x)];

    public static long[] Labels { get; } = [.. TensorFile.Open(Path.Combine(Folder, "digits.data.npz")).Read("labels").ToDoubles().Select(x => (long)x)];
}
