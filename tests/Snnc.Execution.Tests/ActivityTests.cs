using System.Collections.Generic;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Passes;
using Snnc.Compiler.Plan;
using Snnc.Compiler.Targets;
using Snnc.Compiler.Tests.Ir;
using Snnc.Runtime;
using Xunit;
using static Snnc.Compiler.Tests.Ir.GraphBuilder;
using static Snnc.Execution.Tests.Backends;
using static Snnc.Execution.Tests.Models;

namespace Snnc.Execution.Tests;

/// <summary>Planned code counts how active its layers are, and tells what its plan expected.</summary>
public sealed class ActivityTests
{
    private const int Steps = 21;
    private const int Inputs = 70;

    [Theory]
    [InlineData(0.02, Kernel.EventTiles)]
    [InlineData(0.25, Kernel.EventTiles)]
    [InlineData(0.9, Kernel.DenseTiles)]
    public void Activity_OfAProfile_IsToldBesideWhatWasCounted(double expected, string kernel)
    {
        var plan = PlanFor(expected);
        plan.Stages.SelectMany(stage => stage.Nodes).First(node => node.Node.Name == "fc1").Kernel.ShouldBe(kernel);
        var inputs = new[] { SpikeTrain(Inputs * Steps, 1, 0.25) };
        foreach (var runner in Planned(plan, Layers()))
        {
            var outputs = RunArguments.CreateOutputs(runner);
            runner.Activity.ShouldAllBe(layer => double.IsNaN(layer.Measured));
            runner.Run(0, inputs, outputs);

            runner.Activity.Select(layer => (layer.Node, layer.Input)).ShouldBe([("fc1", "x"), ("fc2", "h1")], runner.Backend);
            runner.Activity[0].Planned.ShouldBe(expected);
            runner.Activity[0].Measured.ShouldBe(inputs[0].Sum() / (double)inputs[0].Length);
            runner.Activity[1].Measured.ShouldBe(((float[])outputs[1]).Sum() / (150.0 * Steps), 1e-9);
        }
    }

    [Fact]
    public void Activity_AfterManyRuns_FollowsWhatIsRunNow()
    {
        float[][] rare = [SpikeTrain(Inputs * Steps, 1, 0.1)], common = [SpikeTrain(Inputs * Steps, 2, 0.6)];
        foreach (var runner in Planned(PlanFor(0.1), Layers()))
        {
            var outputs = RunArguments.CreateOutputs(runner);
            var first = Enumerable.Repeat(rare, CountedLayers.First);
            foreach (var inputs in first.Concat(Enumerable.Repeat(common, 3 * CountedLayers.Every)))
            {
                runner.Run(0, inputs, outputs);
            }

            var shares = new[] { rare, common }.Select(inputs => inputs[0].Sum() / (double)inputs[0].Length).ToArray();
            var counted = ((CountedLayers.First * shares[0]) + (3 * shares[1])) / (CountedLayers.First + 3);
            runner.Activity[0].Measured.ShouldBe(counted, 1e-9, runner.Backend);
        }
    }

    [Fact]
    public void Activity_OfAPlanWithoutChoices_IsEmpty() =>
        Planned(PlainPlanner.Plan(Layers().Graph), Layers()).ShouldAllBe(runner => runner.Activity.Count == 0);

    private static ExecutionPlan PlanFor(double rate)
    {
        var graph = Layers().Graph;
        var profile = new ActivityProfile(graph.Name, new Dictionary<string, double> { ["x"] = rate, ["h1"] = 0.1 });
        return Planner.Plan(graph, PassOptions.Default with { Activity = profile });
    }

    private static GraphBuilder Layers() => new GraphBuilder(Steps).Input("x", Spikes(Inputs)).Real("w1", [150, Inputs], Weights(150 * Inputs, 1))
        .Real("w2", [20, 150], Weights(20 * 150, 3)).Real("beta", [150], Weights(150, 5)).Real("half", [], 0.5).Real("one", [], 1).Real("zero", [], 0)
        .Node("fc1", new DenseOp("w1", null), Signal(150), "x").Node("h1", Leaky(), Spikes(150), "fc1")
        .Node("fc2", new DenseOp("w2", null), Signal(20), "h1").Node("h2", Leaky(decay: "half"), Spikes(20), "fc2")
        .Node("counts", new DecodeOp(DecodeKind.Sum, null), Frame(20), "h2")
        .Output("counts", "h1");
}
