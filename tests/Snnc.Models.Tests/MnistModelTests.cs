using System;
using System.IO;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Tensors;
using Snnc.Execution;
using Snnc.Tensors;
using Snnc.Tests;
using Xunit;

namespace Snnc.Models.Tests;

/// <summary>The trained MNIST networks against the answers recorded with them: labels, outputs, spike trains; and both back ends against each other.</summary>
public sealed class MnistModelTests
{
    private const double SurelyOffThreshold = 1e-5;

    private static int Images => FullRun.IsOn ? 10_000 : 500;

    [DataTheory("mnist", "models")]
    [InlineData("mnist_mlp_bias", 9822)]
    [InlineData("mnist_mlp_nobias", 9818)]
    [InlineData("mnist_cnn_avgpool", 9901)]
    [InlineData("mnist_snn_lif_direct", 9745)]
    [InlineData("mnist_snn_lif_bernoulli", 9702)]
    [InlineData("mnist_lsnn_ahp_rows", 9648)]
    [InlineData("mnist_lsnn_alif_rows", 9523)]
    [InlineData("mnist_hybrid_convsnn_ann", 9672)]
    public void CSharp_TestImages_LabelsAsRecorded(string model, int correctOfAll)
    {
        var runner = Program(model).OnCSharp();
        var recorded = Reference(model).Read("predictions_all");
        var labels = Enumerable.Range(0, Images).Select(i => (int)runner.Outputs(i, Input(model, i))[1][0]).ToList();
        labels.Where((label, i) => label != (int)recorded.GetDouble(i)).Count().ShouldBeLessThanOrEqualTo(5);
        if (FullRun.IsOn)
        {
            labels.Where((label, i) => label == Mnist.Label(i)).Count().ShouldBeInRange(correctOfAll - 5, correctOfAll + 5);
        }
    }

    [DataTheory("mnist", "models")]
    [InlineData("mnist_mlp_bias", "logits_f64")]
    [InlineData("mnist_mlp_nobias", "logits_f64")]
    [InlineData("mnist_cnn_avgpool", "logits_f64")]
    [InlineData("mnist_snn_lif_direct", "output_f64")]
    [InlineData("mnist_snn_lif_bernoulli", "output_f64")]
    [InlineData("mnist_lsnn_ahp_rows", "output_f64")]
    [InlineData("mnist_lsnn_alif_rows", "output_f64")]
    [InlineData("mnist_hybrid_convsnn_ann", "output_f64")]
    public void BothBackEnds_FirstImages_OutputsAsRecorded(string model, string array)
    {
        var expected = Reference(model).Read(array);
        var program = Program(model);
        foreach (var runner in new[] { program.OnCSharp(), program.OnInterpreter() })
        {
            for (var image = 0; image < 32; image++)
            {
                var outputs = runner.Outputs(image, Input(model, image))[0];
                for (var i = 0; i < 10; i++)
                {
                    var value = expected.GetDouble((image * 10) + i);
                    outputs[i].ShouldBe(value, 1e-4 + (1e-4 * Math.Abs(value)), $"{runner.Backend}, image {image}, output {i}");
                }
            }
        }
    }

    [DataTheory("mnist", "models")]
    [InlineData("mnist_snn_lif_direct", "s1")]
    [InlineData("mnist_snn_lif_direct", "s2")]
    [InlineData("mnist_snn_lif_bernoulli", "s1")]
    [InlineData("mnist_snn_lif_bernoulli", "s2")]
    [InlineData("mnist_lsnn_ahp_rows", "s1")]
    [InlineData("mnist_lsnn_alif_rows", "s1")]
    [InlineData("mnist_hybrid_convsnn_ann", "s1")]
    [InlineData("mnist_hybrid_convsnn_ann", "s2")]
    public void BothBackEnds_FirstImages_SpikesAsRecorded(string model, string node)
    {
        var reference = Reference(model);
        var margin = reference.Read("min_threshold_margin_f64");
        var packed = (byte[])reference.Read($"spikes_{node}_img0_7_f64_packed").Values;
        var program = Program(model);
        var compared = 0;
        foreach (var runner in new[] { program.OnCSharp(), program.OnInterpreter() })
        {
            for (var image = 0; image < 8; image++)
            {
                if (margin.GetDouble(image) <= SurelyOffThreshold)
                {
                    continue;
                }

                var spikes = runner.Record(image, Input(model, image)).Of(node).SelectMany(step => step).ToList();
                var first = image * spikes.Count;
                var differing = spikes.Where((spike, i) => spike != Bit(packed, first + i)).Count();
                differing.ShouldBe(0, $"{runner.Backend}, image {image}");
                compared++;
            }
        }

        compared.ShouldBeGreaterThanOrEqualTo(8);
    }

    [DataTheory("mnist", "models")]
    [InlineData("mnist_snn_lif_direct")]
    [InlineData("mnist_snn_lif_bernoulli")]
    [InlineData("mnist_lsnn_ahp_rows")]
    [InlineData("mnist_lsnn_alif_rows")]
    [InlineData("mnist_hybrid_convsnn_ann")]
    public void Interpreter_TestImages_SpikesAsOnCSharp(string model)
    {
        var program = Program(model);
        var csharp = program.OnCSharp();
        var interpreter = program.OnInterpreter();
        var comparison = new RunComparison(1e-4);
        var images = FullRun.IsOn ? 10_000 : 40;
        var different = Enumerable.Range(0, images)
            .Select(image => comparison.Compare(csharp, interpreter, image, [Input(model, image)])).Where(difference => difference is not null).ToList();

        // The order of a sum is free: a membrane within rounding of its threshold may fall on either side.
        different.Count.ShouldBeLessThanOrEqualTo(images / 1000, string.Join("\n", different.Take(5)));
    }

    [LlvmDataTheory("mnist", "models")]
    [InlineData("mnist_mlp_bias")]
    [InlineData("mnist_mlp_nobias")]
    [InlineData("mnist_cnn_avgpool")]
    [InlineData("mnist_snn_lif_direct")]
    [InlineData("mnist_snn_lif_bernoulli")]
    [InlineData("mnist_lsnn_ahp_rows")]
    [InlineData("mnist_lsnn_alif_rows")]
    [InlineData("mnist_hybrid_convsnn_ann")]
    public void Native_TestImages_LabelsAsRecordedAndSpikesAsInterpreted(string model)
    {
        var program = Program(model);
        var (native, interpreter) = (program.OnNative(), program.OnInterpreter());
        var recorded = Reference(model).Read("predictions_all");
        var comparison = new RunComparison(1e-4);

        var labels = Enumerable.Range(0, Images).Select(i => (int)native.Outputs(i, Input(model, i))[1][0]).ToList();
        labels.Where((label, i) => label != (int)recorded.GetDouble(i)).Count().ShouldBeLessThanOrEqualTo(5);
        for (var image = 0; image < 10; image++)
        {
            comparison.Compare(native, interpreter, image, [Input(model, image)])?.ToString().ShouldBeNull();
        }
    }

    [DataFact("mnist", "models/encoder_check.json")]
    public void Events_FirstImages_AsManyAsRecorded()
    {
        using var check = System.Text.Json.JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Data, "models", "encoder_check.json")));
        var expected = check.RootElement.GetProperty("events").GetProperty("total_events").GetInt32();
        Enumerable.Range(0, 32).Sum(i => Mnist.Events(i).Sum()).ShouldBe(expected);
    }

    private static int Bit(byte[] packed, int index) => (packed[index / 8] >> (7 - (index % 8))) & 1;

    private static ModelProgram Program(string model) => ModelProgram.WithData($"{model}.snn", $"models/{model}");

    private static ITensorSource Reference(string model) => TensorFile.Open(Path.Combine(Repository.Data, "models", model, "reference.npz"));

    private static float[] Input(string model, int image) => model == "mnist_hybrid_convsnn_ann" ? Mnist.Events(image) : Mnist.Image(image);
}
