using System.Linq;
using Shouldly;
using Snnc.Compiler.Passes;
using Snnc.Cost.Workloads;
using Xunit;

namespace Snnc.Cost.Tests.Workloads;

public sealed class WorkloadBuilderTests
{
    [Fact]
    public void From_Convolution_HasItsGeometry()
    {
        var workload = NetworkFile.WorkloadOf("""
            network N { time { steps = 7; } input x: spikes[3, 32, 24];
              x -> c: conv2d(64, kernel = 3, stride = 2, padding = 1) -> h: if_neuron; output y = count(h); }
            """);

        var c = workload.Layers.Single(layer => layer.Name == "c");
        (c.Kind, c.Height, c.Width, c.Channels, c.Filters).ShouldBe((LayerKind.Convolution, 32, 24, 3, 64));
        (c.KernelHeight, c.KernelWidth, c.Stride, c.Padding, c.Groups).ShouldBe((3, 3, 2, 1, 1));
        (c.OutHeight, c.OutWidth, c.Steps, c.Synapses, c.Biases).ShouldBe((16, 12, 7, 64 * 3 * 9, 64));
        c.Products.ShouldBe(16 * 12 * 64 * 27);
        c.TakesSpikes.ShouldBeTrue();
        workload.PopulationsOf(c).Single().Neurons.ShouldBe(64 * 16 * 12);
        workload.PopulationsOf(c).Single().StateBytes.ShouldBe(64 * 16 * 12 * 4);
        workload.Steps.ShouldBe(7);
        workload.Inputs.Single().Elements.ShouldBe(3 * 32 * 24);
    }

    [Fact]
    public void From_Dense_IsAConvolutionOverOnePixel()
    {
        var fc = NetworkFile.WorkloadOf("network N { input x: frame[784]; x -> fc: dense(10); output y = fc; }").Layers.Single();

        (fc.Kind, fc.Height, fc.Width, fc.Channels, fc.Filters, fc.OutHeight, fc.OutWidth, fc.Steps).ShouldBe((
            LayerKind.Dense, 1, 1, 784, 10, 1, 1, 1));
        fc.Products.ShouldBe(7840);
        fc.TakesSpikes.ShouldBeFalse();
    }

    [Fact]
    public void From_FlattenBetweenLayers_ReadsWhatIsFlattened()
    {
        var workload = NetworkFile.WorkloadOf("""
            network N { time { steps = 2; } input x: spikes[2, 4, 4];
              x -> c: conv2d(3, kernel = 3) -> h: if_neuron -> flatten -> fc: dense(5) -> o: if_neuron; output y = count(o); }
            """);

        workload.Layers.Single(layer => layer.Name == "fc").Sources.ShouldBe(["h"]);
        workload.Layers.Select(layer => layer.Name).ShouldNotContain("flatten");
    }

    [Fact]
    public void From_FrameShownEachStep_ComputesItsFirstLayerOnce()
    {
        const string Text = """
            network N { time { steps = 9; } input x: frame[16];
              x -> encode.constant -> fc: dense(8) -> h: if_neuron; output y = count(h); }
            """;

        NetworkFile.WorkloadOf(Text).Layers.Single(layer => layer.Name == "fc").Steps.ShouldBe(1);
        var unhoisted = PassOptions.Default with { Disabled = ["hoist"] };
        NetworkFile.WorkloadOf(Text, passes: unhoisted).Layers.Single(layer => layer.Name == "fc").Steps.ShouldBe(9);
    }

    [Fact]
    public void From_EqualLayersOfDifferentWeights_KeepsAll()
    {
        var workload = NetworkFile.Workload("vgg9");

        workload.Connections.Select(layer => layer.Filters).ShouldBe([64, 64, 128, 128, 256, 256, 256, 1024, 512]);
        workload.Connections.ShouldAllBe(layer => layer.Steps == 20);
    }

    [Fact]
    public void From_ARate_GivesItToEverySpikingNode()
    {
        var workload = NetworkFile.Workload("vgg9", WorkloadActivity.AtRate(0.25));

        workload.Layers.Where(layer => layer.Kind == LayerKind.Population).ShouldAllBe(layer => layer.OutputRate == 0.25);
        workload.Inputs.Single().Activity.Density.ShouldBe(0.25);
        workload.Connections.First().InputDensity.ShouldBe(0.25);
    }

    [Fact]
    public void From_TheWorstCase_HasEverythingActive()
    {
        NetworkFile.Workload("vgg9", WorkloadActivity.Worst).Layers.ShouldAllBe(layer => layer.InputDensity == 1 && layer.OutputRate == 1);
    }

    [Theory]
    [InlineData("leaky", 2, 1, 1)]
    [InlineData("leaky(reset = zero)", 1, 1, 1)]
    [InlineData("if_neuron", 2, 0, 1)]
    public void From_NeuronModel_CountsItsOperations(string model, int additions, int multiplications, int comparisons)
    {
        var h = NetworkFile.WorkloadOf($"network N {{ time {{ steps = 1; }} input x: signal[4]; x -> h: {model}; output y = count(h); }}")
            .Layers.Single(layer => layer.Name == "h");

        var (step, spike) = (h.NeuronWork.EachStep, h.NeuronWork.EachSpike);
        (step.Additions + spike.Additions, step.Multiplications, step.Comparisons).ShouldBe((additions, multiplications, comparisons));
        (h.NeuronWork.StateReads, h.NeuronWork.StateWrites).ShouldBe((1, 1));
    }

    [Fact]
    public void IsRecurrent_OfALoop_IsTrue()
    {
        NetworkFile.WorkloadOf("""
            network N { time { steps = 3; } input x: spikes[4]; x -> a: dense(5) -> h: leaky -> r: dense(5, delay = 1 step) -> h; output y = count(h); }
            """).IsRecurrent.ShouldBeTrue();
        NetworkFile.Workload("vgg9").IsRecurrent.ShouldBeFalse();
    }
}
