using System;
using System.IO;
using System.Linq;
using Snnc.Compiler.Tensors;
using Snnc.Tensors;
using Snnc.Tests;

namespace Snnc.Conversion.Tests;

/// <summary>MNIST's images and labels as samples of a network of one input.</summary>
internal static class Mnist
{
    private const int Pixels = 784;

    private static readonly Lazy<SampleData> AllTraining = new(() => Read("train"));
    private static readonly Lazy<SampleData> AllTest = new(() => Read("t10k"));

    public static SampleData Training => AllTraining.Value;

    public static SampleData Test => AllTest.Value;

    private static SampleData Read(string set)
    {
        var images = File($"{set}-images-idx3-ubyte.gz");
        var labels = File($"{set}-labels-idx1-ubyte.gz");
        void CopyTo(int sample, float[][] inputs) => images.CopyTo((long)sample * Pixels, inputs[0], Pixels);
        return new SampleData(images.Shape[0], [Pixels], CopyTo, [.. labels.ToDoubles().Select(label => (int)label)]);
    }

    private static TensorData File(string name) => TensorFile.Open(Path.Combine(Repository.Data, "mnist", name)).Read("");
}
