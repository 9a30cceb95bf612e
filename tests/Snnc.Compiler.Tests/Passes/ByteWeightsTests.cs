using System.Linq;
using Shouldly;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Passes;
using Snnc.Compiler.Plan;
using Snnc.Compiler.Targets;
using Snnc.Compiler.Tests.Ir;
using Xunit;
using static Snnc.Compiler.Tests.Ir.GraphBuilder;

namespace Snnc.Compiler.Tests.Passes;

public sealed class ByteWeightsTests
{
    [Fact]
    public void Round_WhatSpikesFeed_HasRoundedWeights()
    {
        var graph = ByteWeights.Round(Network());

        IrVerifier.Verify(graph).ShouldBeEmpty();
        ((DenseOp)graph.Nodes.Single(node => node.Name == "fc").Op).ShouldBe(new DenseOp("w.int8", "fc.bias.int8"));
        ((DenseOp)graph.Nodes.Single(node => node.Name == "pooled").Op).ShouldBe(new DenseOp("w.int8", null));
        ((DenseOp)graph.Nodes.Single(node => node.Name == "signals").Op).ShouldBe(new DenseOp("w", "b"));
        RowRounding.IsRounded(graph.Constants.Single(constant => constant.Name == "w.int8")).ShouldBeTrue();
        RowRounding.IsRounded(graph.Constants.Single(constant => constant.Name == "w")).ShouldBeFalse();
    }

    [Fact]
    public void Round_APrintedGraph_IsReadBack()
    {
        var graph = ByteWeights.Round(Network());

        var (read, found) = IrReader.Read(new Compiler.Text.SourceText("a.snnir", IrPrinter.Print(graph)));

        found.ShouldBeEmpty();
        IrPrinter.Print(read!).ShouldBe(IrPrinter.Print(graph));
        RowRounding.IsRounded(read!.Constants.Single(constant => constant.Name == "w.int8")).ShouldBeTrue();
    }

    [Fact]
    public void Work_OfRoundedWeights_HasBytes()
    {
        var graph = ByteWeights.Round(Network());
        ConnectionWork Of(string name) => Works.Of(graph.Nodes.Single(node => node.Name == name), graph, new GraphValues(graph));

        Of("fc").WeightBytes.ShouldBe(1);
        Of("signals").WeightBytes.ShouldBe(4);
    }

    private static Graph Network() => new GraphBuilder(2).Input("x", Spikes(4)).Input("y", Signal(4)).Input("image", Spikes(1, 4, 4))
        .Real("w", [2, 4], 1, 2, 3, 4, 5, 6, 7, 8).Real("b", [2], 1, 2)
        .Node("fc", new DenseOp("w", "b"), Signal(2), "x").Node("signals", new DenseOp("w", "b"), Signal(2), "y")
        .Node("p", new PoolOp(PoolKind.Average, 2, 2, 0), Signal(1, 2, 2), "image").Node("flat", new ReshapeOp(), Signal(4), "p")
        .Node("pooled", new DenseOp("w", null), Signal(2), "flat").Output("fc", "signals", "pooled").Graph;
}
