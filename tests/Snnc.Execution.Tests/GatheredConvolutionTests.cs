using System;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Passes;
using Snnc.Compiler.Plan;
using Snnc.Compiler.Tests.Ir;
using Snnc.Tests;
using Xunit;
using static Snnc.Compiler.Tests.Ir.GraphBuilder;
using static Snnc.Execution.Tests.Backends;
using static Snnc.Execution.Tests.Models;

namespace Snnc.Execution.Tests;

/// <summary>Convolutions of images of full vectors of channels: windows with few events, whose weights are spread, and with many, which are gathered.</summary>
public class GatheredConvolutionTests
{
    private const int Steps = 11;

    private static readonly double[] Rates = [0.3, 0, 0.02, 1, 0.1];

    // Outputs of half a vector, of vectors that go together and some left over; windows of one pixel and beyond all edges; rows of one pixel.
    [Theory]
    [InlineData(16, 8, 6, 5, 3, 1, 1, false)]
    [InlineData(16, 16, 7, 19, 3, 1, 1, true)]
    [InlineData(32, 24, 6, 9, 2, 2, 0, false)]
    [InlineData(48, 40, 5, 6, 3, 2, 1, true)]
    [InlineData(16, 80, 4, 17, 5, 3, 4, false)]
    [InlineData(32, 112, 3, 4, 1, 1, 0, true)]
    [InlineData(64, 144, 4, 4, 3, 1, 1, false)]
    [InlineData(16, 32, 9, 1, 3, 1, 1, true)]
    [InlineData(80, 16, 1, 33, 2, 1, 1, false)]
    public void Run_StepsOfManyRates_AgreesWithTheInterpreter(
        int channels, int outputs, int height, int width, int kernel, int stride, int padding, bool hasValues)
    {
        var graph = Convolutions(Steps, (channels, height, width), outputs, new ConvOp(2, kernel, stride, padding, 1, 1, "k1", "b1"), hasValues, last: 16);
        foreach (var steps in new[] { Steps, 3 })
        {
            Agree(graph, Plans.WithSteps(Planned(graph), steps), draw: (_, length, seed) => Draw(length, seed, hasValues));
        }
    }

    private static ExecutionPlan Planned(GraphBuilder graph)
    {
        var plan = Planner.Plan(graph.Graph, PassOptions.Default);
        plan.Stages.SelectMany(stage => stage.Regions).Count(region => region.Kind == RegionKind.Tiled).ShouldBe(2);
        return Plans.Change(Plans.With(plan, Kernel.EventTiles), node => node with { Switch = null });
    }

    private static float[] Draw(int length, int seed, bool hasValues)
    {
        var (size, random) = (length / Steps, new Random(seed));
        return [.. Enumerable.Range(0, length).Select(i =>
            random.NextDouble() >= Rates[i / size % Rates.Length] ? 0 : hasValues ? random.Next(-64, 65) / 64f : 1)];
    }
}
