using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using Snnc.Tests;

namespace Snnc.Compiler.Tests.Ir;

/// <summary>MNIST's test images as raw numbers.</summary>
internal static class Mnist
{
    public static IEnumerable<float[]> Images(int count)
    {
        foreach (var image in Records("mnist/t10k-images-idx3-ubyte.gz", header: 16, size: 784, count))
        {
            yield return System.Array.ConvertAll(image, pixel => (float)pixel);
        }
    }

    public static IEnumerable<int> Labels(int count)
    {
        foreach (var label in Records("mnist/t10k-labels-idx1-ubyte.gz", header: 8, size: 1, count))
        {
            yield return label[0];
        }
    }

    private static IEnumerable<byte[]> Records(string path, int header, int size, int count)
    {
        using var stream = new GZipStream(File.OpenRead(Path.Combine(Repository.Data, path)), CompressionMode.Decompress);
        stream.ReadExactly(new byte[header]);
        for (var i = 0; i < count; i++)
        {
            var record = new byte[size];
            stream.ReadExactly(record);
            yield return record;
        }
    }
}
