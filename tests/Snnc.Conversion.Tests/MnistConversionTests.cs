using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using Shouldly;
using Snnc.Conversion.Evaluation;
using Snnc.Tests;
using Xunit;
using Xunit.Abstractions;

namespace Snnc.Conversion.Tests;

/// <summary>Conversions of trained MNIST networks against the accuracies recorded of a reference conversion with the same thresholds.</summary>
public sealed class MnistConversionTests(ITestOutputHelper output)
{
    private static int Images => FullRun.IsOn ? 10_000 : 1000;

    [DataTheory("mnist", "models")]
    [InlineData("mnist_mlp_bias")]
    [InlineData("mnist_mlp_nobias")]
    [InlineData("mnist_cnn_avgpool")]
    public void Network_Converted_IsAsAccurateAsTheReference(string model)
    {
        var converter = Load(model).Prepare(Mnist.Training, new ConversionOptions { Threads = Environment.ProcessorCount });
        var report = converter.Compare(converter.Convert(64), Mnist.Test.Take(Images));
        output.WriteLine($"{model}: ANN {report.AnnCorrect}, {string.Join(", ", report.ShownSteps.Select(t => $"T={t}: {report.CorrectAfter![t - 1]}"))}");

        converter.Warnings.ShouldBeEmpty();
        var last = report.AccuracyAfter(64)!.Value;
        last.ShouldBeGreaterThanOrEqualTo(report.AnnAccuracy!.Value - 0.003);
        using var recorded = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Data, "models", model, "model.json")));
        var reference = recorded.RootElement.GetProperty("reference_conversion");
        foreach (var steps in new[] { 8, 16, 32, 64 })
        {
            // Of fewer images what counts is how far it is from the trained network on them; four images of a thousand are chance.
            var expected = reference.GetProperty("accuracy_by_T").GetProperty(steps.ToString()).GetDouble();
            var trained = recorded.RootElement.GetProperty("test_accuracy").GetDouble();
            var least = FullRun.IsOn ? expected - 0.001 : report.AnnAccuracy.Value - (trained - expected) - 0.005;
            report.AccuracyAfter(steps)!.Value.ShouldBeGreaterThanOrEqualTo(least, $"T = {steps}");
        }
    }

    [DataTheory("mnist", "models")]
    [InlineData("mnist_mlp_bias")]
    [InlineData("mnist_cnn_avgpool")]
    public void Thresholds_OfTheFirstTrainingImages_AreTheReferences(string model)
    {
        var converter = Load(model).Prepare(Mnist.Training, new ConversionOptions { Readout = ReadoutKind.Count });
        var report = converter.Compare(converter.Convert(8), Mnist.Test.Take(2));

        using var recorded = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Data, "models", model, "model.json")));
        var expected = recorded.RootElement.GetProperty("reference_conversion").GetProperty("lambdas").EnumerateArray().Select(x => x.GetDouble()).ToList();
        report.Layers.Count.ShouldBe(expected.Count);
        report.Layers.Zip(expected).SkipLast(1).ToList().ForEach(pair => pair.First.Factor.ShouldBe(pair.Second, 1e-4 * pair.Second));
    }

    private static Trained Load(string model) => Trained.Load(
        Path.Combine(AppContext.BaseDirectory, "Programs", $"{model}.snn"), Path.Combine(Repository.Data, "models", model));
}
