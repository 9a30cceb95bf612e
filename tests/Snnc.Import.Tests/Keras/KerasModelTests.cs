using System;
using System.IO;
using System.Linq;
using Shouldly;
using Snnc.Import.Keras;
using Snnc.Tensors;
using Snnc.Tensors.Hdf5;
using Snnc.Tests;
using Xunit;

namespace Snnc.Import.Tests.Keras;

/// <summary>The MNIST network that was published with NxTF.</summary>
public sealed class KerasModelTests
{
    private const string Model = "nxtf-mnist/a_minist_model_99pct.h5";
    private static readonly ImportOptions Options = new("Net", "net.npz");

    [DataFact("nxtf-mnist", "mnist")]
    public void MnistOfNxtf_ImagesAndLogits_AreTheExpected()
    {
        var root = Hdf5File.Open(PathOf(Model));
        var configuration = root.Attributes["model_config"].ReadTexts()[0];
        var expected = TensorFile.Open(PathOf("nxtf-mnist/expected.npz"));
        var images = Images();
        var logits = new ImportedProgram(KerasImporter.Import(configuration.Replace("\"activation\": \"softmax\"", "\"activation\": \"linear\""), root, Options)).OnCSharp();
        var shares = new ImportedProgram(ModelFile.Import(PathOf(Model), Options)).OnCSharp();

        for (var i = 0; i < 32; i++)
        {
            var image = images[(i * 784)..((i + 1) * 784)];
            ShouldAgree(ImportedProgram.Outputs(logits, image)[0], expected.Read("logits_32").ToDoubles()[(i * 10)..((i + 1) * 10)]);
            ShouldAgree(ImportedProgram.Outputs(shares, image)[0], expected.Read("softmax_32").ToDoubles()[(i * 10)..((i + 1) * 10)]);
        }
    }

    [DataFact("nxtf-mnist", "mnist")]
    public void MnistOfNxtf_Predictions_AreTheExpected()
    {
        var predictions = TensorFile.Open(PathOf("nxtf-mnist/expected.npz")).Read("pred_10000").ToDoubles();
        var labels = TensorFile.Open(PathOf("mnist/t10k-labels-idx1-ubyte.gz")).Read("").ToDoubles();
        var images = Images();
        var runner = new ImportedProgram(ModelFile.Import(PathOf(Model), Options)).OnCSharp();

        var found = Enumerable.Range(0, FullRun.IsOn ? 10_000 : 500).Select(i => (double)Largest(ImportedProgram.Outputs(runner, images[(i * 784)..((i + 1) * 784)])[0])).ToList();

        found.ShouldBe(predictions.Take(found.Count));
        if (FullRun.IsOn)
        {
            found.Zip(labels).Count(pair => pair.First == pair.Second).ShouldBe(9860);
        }
    }

    [DataFact("nxtf-mnist")]
    public void MnistOfNxtf_Program_IsOneChain()
    {
        var network = ModelFile.Import(PathOf(Model), Options);

        network.Text.ShouldContain("input_1 -> conv2d_1: conv2d(16, kernel = 5, stride = 2) -> relu -> conv2d_2: conv2d(32, kernel = 3) -> relu");
        network.Readings.ShouldHaveSingleItem().ShouldContain("[1, 28, 28], channels first");
    }

    private static void ShouldAgree(double[] values, double[] expected) =>
        values.Zip(expected, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThanOrEqualTo(1e-5 * Math.Max(1, expected.Max(Math.Abs)));

    private static int Largest(double[] values) => Array.IndexOf(values, values.Max());

    private static float[] Images() =>
        Array.ConvertAll(TensorFile.Open(PathOf("mnist/t10k-images-idx3-ubyte.gz")).Read("").ToDoubles(), pixel => (float)(pixel / 255));

    private static string PathOf(string path) => Path.Combine(Repository.Data, path);
}
