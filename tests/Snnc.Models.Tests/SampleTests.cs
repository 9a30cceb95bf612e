using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Passes;
using Snnc.Compiler.Tensors;
using Snnc.Execution;
using Snnc.Tensors;
using Snnc.Tests;
using Xunit;

namespace Snnc.Models.Tests;

/// <summary>The samples of this repository, against what their READMEs say.</summary>
public sealed class SampleTests
{
    [Theory]
    [InlineData("csharp")]
    [InlineData("interpreter")]
    public void Digits_ShippedImages_AnswersAsComputedIndependently(string backend)
    {
        var runner = Runner("digits", backend);
        var data = TensorFile.Open(Sample("digits", "digits.data.npz"));
        TensorData images = data.Read("image"), labels = data.Read("labels");
        var expected = TensorFile.Open(Sample("digits", "expected.npz"));
        TensorData scores = expected.Read("scores"), counts = expected.Read("h_counts");
        var right = 0;
        for (var image = 0; image < 500; image++)
        {
            var pixels = new float[784];
            images.CopyTo(image * 784L, pixels, 784);
            var outputs = runner.Outputs(image, pixels);
            right += outputs[1][0] == labels.GetDouble(image) ? 1 : 0;
            if (image < 32)
            {
                outputs[0].Select((score, i) => Math.Abs(score - scores.GetDouble((image * 10) + i))).Max().ShouldBeLessThan(1e-4, $"image {image}");
                Enumerable.Range(0, 128).Select(n => Enumerable.Range(0, 25).Sum(t => outputs[2][(t * 128) + n]))
                    .ShouldBe(Enumerable.Range(0, 128).Select(n => counts.GetDouble((image * 128) + n)), $"image {image}");
            }
        }

        right.ShouldBe(499);
    }

    [DataFact("mnist")]
    public void Digits_MnistTestImages_AtLeast96PercentRight()
    {
        var runner = Runner("digits", "csharp");
        var images = FullRun.IsOn ? 10_000 : 1_000;
        Enumerable.Range(0, images).Count(i => (int)runner.Outputs(i, Mnist.Image(i))[1][0] == Mnist.Label(i)).ShouldBeGreaterThanOrEqualTo(images * 96 / 100);
    }

    [Fact]
    public void Cuba_OneSecond_RateOfTheBenchmark()
    {
        var runner = Runner("cuba", "csharp");
        var rate = runner.Outputs(0)[0];
        (rate.Average() / 0.1e-3).ShouldBeInRange(4.8, 6.5);
    }

    [LlvmFact]
    public void Cuba_OneSecondInNativeCode_FiresAsInCSharp()
    {
        var program = ModelProgram.Load(Sample("cuba", "cuba.snn"));
        program.OnNative(PassOptions.Default).Outputs(0)[0].ShouldBe(program.OnCSharp(PassOptions.Default).Outputs(0)[0]);
    }

    [Fact]
    public void Cuba_OneSecond_AsMuchWorkAsForTheHandWrittenKernel() => ShouldDoTheWorkOfTheKernel(program => program.OnCSharp(PassOptions.Default));

    [LlvmFact]
    public void Cuba_OneSecondInNativeCode_AsMuchWorkAsForTheHandWrittenKernel() =>
        ShouldDoTheWorkOfTheKernel(program => program.OnNative(PassOptions.Default));

    [Fact]
    public void Cuba_BothBackEnds_EverySpikeEqual()
    {
        // The whole second is in the full run; in a fifth of it every neuron has fired about once.
        var program = ModelProgram.Load(Sample("cuba", "cuba.snn"));
        if (!FullRun.IsOn)
        {
            program = program.WithSteps(2_000);
        }

        var csharp = new SpikeDigest(program.OnCSharp());
        var interpreter = new SpikeDigest(program.OnInterpreter());
        csharp.Spikes.ShouldBeGreaterThan(3_000);
        csharp.Spikes.ShouldBe(interpreter.Spikes);
        csharp.Digest.ShouldBe(interpreter.Digest);
    }

    [Theory]
    [InlineData("csharp")]
    [InlineData("interpreter")]
    public void Ahp_ConstantCurrents_FewerSpikesWithHyperpolarisation(string backend)
    {
        var current = Enumerable.Range(0, 500).SelectMany(_ => new[] { 1.25f, 1.5f, 2.0f }).ToArray();
        var outputs = Runner("ahp", backend).Outputs(0, current);
        outputs[0].ShouldBe([5, 8, 14]);
        outputs[1].ShouldBe([15, 22, 35]);
        for (var i = 0; i < 3; i++)
        {
            outputs[2][i].ShouldBe(new[] { 0.30706689, 0.45697819, 0.85046070 }[i], 1e-5);
        }
    }

    [Theory]
    [InlineData("csharp")]
    [InlineData("interpreter")]
    public void Residual_RecordedSample_ScoresAsComputedIndependently(string backend)
    {
        var sample = TensorFile.Open(Sample("residual", "sample0.npz"));
        var events = sample.Read("events");
        var input = new float[events.Shape.Size];
        events.CopyTo(0, input, input.Length);
        var scores = Runner("residual", backend).Outputs(0, input)[0];
        for (var i = 0; i < 10; i++)
        {
            scores[i].ShouldBe(sample.Read("scores").GetDouble(i), 1e-4);
        }
    }

    [DataTheory("nir/03_rnn")]
    [InlineData("braille.snn")]
    [InlineData("profile.snn")]
    public void Braille_SamplePrograms_AreTheNetworkThatTheRecordedActivityIsOf(string file)
    {
        var program = ModelProgram.Load(Sample("braille", file), Path.Combine(Repository.Data, "nir/03_rnn"));
        var sample = TensorFile.Open(Path.Combine(Repository.Data, "nir/03_rnn/braille_sample0.npz")).Read("input");
        var input = new float[sample.Shape.Size];
        sample.CopyTo(0, input, input.Length);
        program.OnCSharp().Outputs(0, input)[0].ShouldBe([10, 160, 112, 113, 103, 68, 121]);
    }

    // Connections and starts are draws of our own: times are comparable while synapses and spikes are as many as those of the kernel, within a tenth.
    private static void ShouldDoTheWorkOfTheKernel(Func<ModelProgram, INetworkRunner> compile)
    {
        const int KernelSynapses = 319_619, KernelSpikes = 21_430;
        var text = File.ReadAllText(Sample("cuba", "cuba.snn"));
        const string Output = "output rate = mean(e);";
        text.ShouldContain(Output);
        var program = ModelProgram.Of(text.Replace(Output, "output excitatory = sum(e); output inhibitory = sum(i);", StringComparison.Ordinal));

        var spikes = compile(program).Outputs(0).Sum(counts => counts.Sum());
        var synapses = SynapsesOf(program, compile).ToList();

        spikes.ShouldBeInRange(0.9 * KernelSpikes, 1.1 * KernelSpikes);
        synapses.Sum().ShouldBeInRange(0.9 * KernelSynapses, 1.1 * KernelSynapses);

        // 4,000 by 4,000 pairs at 2 %, each for itself, within four standard deviations.
        synapses.Count.ShouldBe(4);
        synapses.Sum().ShouldBe(0.02 * 16e6, 4 * Math.Sqrt(16e6 * 0.02 * 0.98));
    }

    // Where every neuron fires once and every weight is 1, the synapses are what arrives.
    private static IEnumerable<double> SynapsesOf(ModelProgram program, Func<ModelProgram, INetworkRunner> compile) =>
        from node in program.Graph.Nodes
        let rule = (node.Op as SparseOp)?.Pattern as ProbabilityPattern
        where rule is not null
        let sources = (int)program.Graph.Nodes.Single(source => source.Name == node.Inputs[0].Node).Type.Shape.Size
        let counted = ModelProgram.Of(FormattableString.Invariant(
            $$"""
            neuron heard { input i; emit i; }
            network Count {
                time { step = 1 ms; steps = 1; }
                input x: spikes[{{sources}}];
                x -> sparse(probability({{rule.P}}, seed = {{rule.Seed}}), weight = 1) -> n[{{node.Type.Shape.Size}}]: heard;
                output degree = sum(n);
            }
            """))
        select compile(counted).Outputs(0, [.. Enumerable.Repeat(1f, sources)])[0].Sum();

    private static string Sample(string name, string file) => Repository.PathOf("samples", name, file);

    private static INetworkRunner Runner(string sample, string backend)
    {
        var program = ModelProgram.Load(Sample(sample, $"{sample}.snn"));
        return backend == "csharp" ? program.OnCSharp() : program.OnInterpreter();
    }
}
