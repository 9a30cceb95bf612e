using System;
using System.Collections.Generic;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Passes;
using Snnc.Execution;
using Snnc.Runtime;
using Snnc.Tensors;
using Snnc.Tests;
using Xunit;

namespace Snnc.Models.Tests;

/// <summary>The samples with passes off, on both back ends, against the interpreter on the graph before all passes: spikes equal, numbers close.</summary>
public sealed class SamplePassTests
{
    private const double Tolerance = 1e-4;

    private static readonly string[] Samples = ["digits", "ahp", "cuba", "residual"];

    [Fact]
    public void Digits_WithPassesOff_GivesTheSame()
    {
        var images = TensorFile.Open(Repository.PathOf("samples", "digits", "digits.data.npz")).Read("image");
        var pixels = new float[784];
        images.CopyTo(0, pixels, pixels.Length);
        ShouldAgree("digits", null, pixels);
    }

    [Fact]
    public void Ahp_WithPassesOff_GivesTheSame() =>
        ShouldAgree("ahp", null, [.. Enumerable.Range(0, 500).SelectMany(_ => new[] { 1.25f, 1.5f, 2.0f })]);

    [Fact]
    public void Cuba_WithPassesOff_GivesTheSame() => ShouldAgree("cuba", 400);

    [Fact]
    public void Residual_WithPassesOff_GivesTheSame()
    {
        var events = TensorFile.Open(Repository.PathOf("samples", "residual", "sample0.npz")).Read("events");
        var input = new float[events.Shape.Size];
        events.CopyTo(0, input, input.Length);
        ShouldAgree("residual", null, input);
    }

    // Each pass off alone, and all of them, spread over the samples; in the full run for each sample, and every two as well.
    private static IEnumerable<PassOptions> Combinations(string sample) => FullRun.IsOn
        ? PassCombinations.OneOffAndNone().Concat(PassCombinations.TwoOff())
        : PassCombinations.OneOffAndNone().Where((_, i) => i % Samples.Length == Array.IndexOf(Samples, sample));

    private static void ShouldAgree(string sample, int? steps, params float[][] inputs)
    {
        var program = ModelProgram.Load(Repository.PathOf("samples", sample, $"{sample}.snn"));
        program = steps is { } count ? program.WithSteps(count) : program;
        var expected = program.OnInterpreter().Outputs(0, inputs);
        foreach (var options in Combinations(sample))
        {
            Check(program.OnCSharp(options), expected, inputs, options);
            if (LlvmLibrary.Absence is null)
            {
                Check(program.OnNative(options), expected, inputs, options);
            }
        }
    }

    private static void Check(INetworkRunner runner, double[][] expected, float[][] inputs, PassOptions options)
    {
        var given = runner.Outputs(0, inputs);
        for (var i = 0; i < expected.Length; i++)
        {
            var tolerance = runner.Outputs[i].Kind == ValueKind.Spikes ? 0 : Tolerance;
            given[i].Zip(expected[i]).Max(pair => Math.Abs(pair.First - pair.Second) / Math.Max(1, Math.Abs(pair.Second)))
                .ShouldBeLessThanOrEqualTo(tolerance, $"{runner.Backend} without {options.Disabled}: {runner.Outputs[i].Name}");
        }
    }
}
