using System;
using System.IO;
using System.Linq;
using Shouldly;
using Snnc.Import.Onnx;
using Snnc.Tensors;
using Snnc.Tensors.Onnx;
using Snnc.Tests;
using Xunit;

namespace Snnc.Import.Tests.Onnx;

/// <summary>Models of others and of this project's training, against outputs that were computed elsewhere.</summary>
public sealed class OnnxModelTests
{
    private static readonly ImportOptions Options = new("Net", "net.npz");

    [DataFact("onnx", "mnist")]
    public void MnistOfCntk_ImagesAndIntermediates_AreTheExpected()
    {
        var expected = TensorFile.Open(PathOf("onnx/mnist-7-cntk_expected.npz"));
        var model = OnnxFile.Open(PathOf("onnx/mnist-7-cntk.onnx"));
        OnnxValue[] outputs = [.. model.Graph.Outputs, new("ReLU32_Output_0", null), new("Pooling160_Output_0", null)];
        var program = new ImportedProgram(OnnxImporter.Import(model with { Graph = model.Graph with { Outputs = outputs } }, Options));
        var (images, logits) = (Singles("mnist/t10k-images-idx3-ubyte.gz", ""), expected.Read("logits_f64").ToDoubles());

        var runner = program.OnCSharp();
        for (var image = 0; image < 32; image++)
        {
            var results = ImportedProgram.Outputs(runner, images[(image * 784)..((image + 1) * 784)]);
            ShouldAgree(results[0], logits[(image * 10)..((image + 1) * 10)], 1e-5);
            if (image == 0)
            {
                ShouldAgree(results[1], expected.Read("conv1_relu_img0").ToDoubles(), 1e-5);
                ShouldAgree(results[2], expected.Read("pool2_img0").ToDoubles(), 1e-5);
            }
        }
    }

    [DataFact("onnx", "mnist")]
    public void MnistOfCntk_Predictions_AreTheExpected()
    {
        var predictions = TensorFile.Open(PathOf("onnx/mnist-7-cntk_expected.npz")).Read("predictions_all").ToDoubles();
        var labels = TensorFile.Open(PathOf("mnist/t10k-labels-idx1-ubyte.gz")).Read("").ToDoubles();
        var images = Singles("mnist/t10k-images-idx3-ubyte.gz", "");
        var runner = Import("onnx/mnist-7-cntk.onnx").OnCSharp();

        var found = Enumerable.Range(0, FullRun.IsOn ? 10_000 : 500).Select(i => (double)Largest(ImportedProgram.Outputs(runner, images[(i * 784)..((i + 1) * 784)])[0])).ToList();

        found.ShouldBe(predictions.Take(found.Count));
        if (FullRun.IsOn)
        {
            found.Zip(labels).Count(pair => pair.First == pair.Second).ShouldBe(9891);
        }
    }

    [DataFact("onnx")]
    public void Iris_AllRows_AreTheExpected()
    {
        var expected = TensorFile.Open(PathOf("onnx/iris_mlp_expected.npz"));
        var (rows, labels, logits) = (expected.Read("x").ToDoubles(), expected.Read("labels").ToDoubles(), expected.Read("logits_f64").ToDoubles());
        var program = Import("onnx/iris_mlp.onnx");
        var runner = program.OnCSharp();

        var right = 0;
        for (var i = 0; i < 150; i++)
        {
            var result = ImportedProgram.Outputs(runner, [.. rows[(i * 4)..((i + 1) * 4)].Select(x => (float)x)])[0];
            ShouldAgree(result, logits[(i * 3)..((i + 1) * 3)], 1e-5);
            right += Largest(result) == labels[i] ? 1 : 0;
        }

        right.ShouldBe(147);
        program.Text.ShouldContain("x -> layer1: dense(24) -> relu -> layer2: dense(24) -> relu -> layer3: dense(3);");
    }

    [DataTheory("models", "mnist")]
    [InlineData("mnist_cnn_avgpool")]
    [InlineData("mnist_mlp_bias")]
    public void OwnExports_GiveTheLogitsOfTheReference(string model)
    {
        var logits = TensorFile.Open(PathOf($"models/{model}/reference.npz")).Read("logits_f64").ToDoubles();
        var images = Array.ConvertAll(Singles("mnist/t10k-images-idx3-ubyte.gz", ""), pixel => pixel / 255f);
        var runner = Import($"models/{model}/model.onnx").OnCSharp();

        for (var i = 0; i < 32; i++)
        {
            ShouldAgree(ImportedProgram.Outputs(runner, images[(i * 784)..((i + 1) * 784)])[0], logits[(i * 10)..((i + 1) * 10)], 1e-4);
        }
    }

    private static ImportedProgram Import(string path) => new(ModelFile.Import(PathOf(path), Options));

    // Relative to the largest of a sample's outputs.
    private static void ShouldAgree(double[] values, double[] expected, double tolerance)
    {
        values.Length.ShouldBe(expected.Length);
        values.Zip(expected, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThanOrEqualTo(tolerance * Math.Max(1, expected.Max(Math.Abs)));
    }

    private static int Largest(double[] values) => Array.IndexOf(values, values.Max());

    private static float[] Singles(string path, string key) => Array.ConvertAll(TensorFile.Open(PathOf(path)).Read(key).ToDoubles(), x => (float)x);

    private static string PathOf(string path) => Path.Combine(Repository.Data, path);
}
