using System.Collections.Generic;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;
using Snnc.Compiler.Targets;
using Snnc.Compiler.Tests.Ir;
using Xunit;
using static Snnc.Compiler.Tests.Ir.GraphBuilder;

namespace Snnc.Compiler.Tests.Targets;

public sealed class ActivityEstimateTests
{
    [Fact]
    public void Density_ThroughPooling_Rises()
    {
        var graph = new GraphBuilder(2).Input("x", Spikes(1, 4, 4)).Node("p", new PoolOp(PoolKind.Average, 2, 2, 0), Signal(1, 2, 2), "x")
            .Node("f", new ReshapeOp(), Signal(4), "p").Graph;

        var estimate = Estimate(WithActivity(graph, "x", 0.1));

        estimate.Of(Value("p")).Density.ShouldBe(0.3439, 1e-9);
        estimate.Of(Value("f")).ShouldBe(new Activity(estimate.Of(Value("p")).Density, "activity block, pooled"));
    }

    [Fact]
    public void Density_MeasuredOfANode_GoesBeforeAllElse()
    {
        var graph = WithActivity(new GraphBuilder(2).Input("x", Spikes(4)).Graph, "x", 0.1);

        var estimate = Estimate(graph, new Dictionary<string, double> { ["x"] = 0.02 });

        estimate.Of(Value("x")).ShouldBe(new Activity(0.02, "measured"));
    }

    [Fact]
    public void Density_OfWhatNothingIsKnownOf_IsStatedAsAssumed()
    {
        var graph = new GraphBuilder(2).Input("x", Spikes(4)).Input("s", Signal(4))
            .Node("r", new ActivationOp(ActivationKind.Relu), Signal(4), "s").Graph;

        var estimate = Estimate(graph);

        estimate.Of(Value("x")).ShouldBe(new Activity(0.1, "assumed of spikes"));
        estimate.Of(Value("s")).Density.ShouldBe(1);
        estimate.Of(Value("r")).ShouldBe(new Activity(0.5, "assumed of relu"));
    }

    [Fact]
    public void Density_OfCounts_IsAtMostAll() =>
        Estimate(WithActivity(new GraphBuilder(2).Input("x", Spikes(4)).Graph, "x", 7)).Of(Value("x")).Density.ShouldBe(1);

    [Fact]
    public void Density_OfADelayBeforeItsSource_IsThatOfTheSource()
    {
        var graph = new GraphBuilder(2).Input("x", Spikes(4)).Node("back", new DelayOp(1, null, 1, 1), Spikes(4), "y")
            .Node("y", new AddOp(), Spikes(4), "x").Graph;

        Estimate(WithActivity(graph, "x", 0.25)).Of(Value("back")).Density.ShouldBe(0.25);
    }

    [Fact]
    public void Density_OfSumsProductsAndParts_FollowsFromTheTerms()
    {
        var graph = new GraphBuilder(2).Input("a", Spikes(1)).Input("b", Spikes(3)).Node("add", new AddOp(), Spikes(3), "a", "b")
            .Node("mul", new MulOp(), Spikes(3), "a", "b").Node("cat", new ConcatOp(0), Spikes(4), "a", "b").Graph;

        var estimate = Estimate(graph, new Dictionary<string, double> { ["a"] = 0.5, ["b"] = 0.1 });

        estimate.Of(Value("add")).Density.ShouldBe(0.55, 1e-9);
        estimate.Of(Value("mul")).Density.ShouldBe(0.05, 1e-9);
        estimate.Of(Value("cat")).Density.ShouldBe(0.2, 1e-9);
    }

    private static ActivityEstimate Estimate(Graph graph, Dictionary<string, double>? measured = null) =>
        new(graph, new GraphValues(graph), measured is null ? null : new ActivityProfile("Test", measured));

    private static Graph WithActivity(Graph graph, string name, double rate) =>
        graph with { Nodes = graph.Nodes.Select(node => node.Name == name ? node with { Activity = rate } : node).ToEquatableArray() };
}
