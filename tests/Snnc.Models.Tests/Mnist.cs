using System.IO;
using System.Linq;
using Snnc.Compiler.Tensors;
using Snnc.Tensors;
using Snnc.Tests;

namespace Snnc.Models.Tests;

/// <summary>The 10,000 test images and their labels.</summary>
internal static class Mnist
{
    private static readonly System.Lazy<TensorData> Images = new(() => Read("t10k-images-idx3-ubyte.gz"));
    private static readonly System.Lazy<TensorData> Answers = new(() => Read("t10k-labels-idx1-ubyte.gz"));

    /// <summary>An image, 784 numbers from 0 to 255.</summary>
    public static float[] Image(int index)
    {
        var image = new float[784];
        Images.Value.CopyTo(index * 784L, image, 784);
        return image;
    }

    public static int Label(int index) => (int)Answers.Value.GetDouble(index);

    /// <summary>
    /// The image as an event camera sees it while it moves along a closed path: frame k holds what rises (channel 0) or falls (channel 1) by more
    /// than 40 from one position to the next.
    /// </summary>
    public static float[] Events(int index)
    {
        (int X, int Y)[] path = [(0, 0), (1, 0), (2, 1), (1, 2), (0, 2), (-1, 1), (-2, 0), (-1, -1), (0, -2), (1, -2), (2, -1), (1, 0), (0, 0)];
        var image = Image(index);
        float At(int y, int x) => y is >= 0 and < 28 && x is >= 0 and < 28 ? image[(y * 28) + x] : 0;
        var events = new float[12 * 2 * 784];
        for (var k = 0; k < 12; k++)
        {
            for (var i = 0; i < 784; i++)
            {
                int y = i / 28, x = i % 28;
                var change = At(y - path[k + 1].Y, x - path[k + 1].X) - At(y - path[k].Y, x - path[k].X);
                events[(k * 2 * 784) + i] = change > 40 ? 1 : 0;
                events[(k * 2 * 784) + 784 + i] = change < -40 ? 1 : 0;
            }
        }

        return events;
    }

    private static TensorData Read(string name) => TensorFile.Open(Path.Combine(Repository.Data, "mnist", name)).Read("");
}
