using System.Collections.Generic;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Passes;
using Snnc.Compiler.Tests.Ir;
using Xunit;
using static Snnc.Compiler.Tests.Ir.GraphBuilder;

namespace Snnc.Compiler.Tests.Passes;

public sealed class PassPipelineTests
{
    [Fact]
    public void Canonicalise_DeadNodes_GoWithTheirConstants()
    {
        // `silent` hears itself, but nobody hears it.
        var graph = new GraphBuilder(2).Input("x", Signal(2)).Input("unused", Signal(2)).Real("k", [], 1).Real("dead", [], 2)
            .Node("y", new ScaleOp("k"), Signal(2), "x").Node("back", new DelayOp(1, null, 1, 1), Signal(2), "silent")
            .Node("silent", new AddOp(), Signal(2), "y", "back").Node("z", new ScaleOp("dead"), Signal(2), "silent").Output("y").Graph;

        var result = Canonicalisation.Run(graph);

        result.Nodes.Select(node => node.Name).ShouldBe(["x", "unused", "y"]);
        result.Constants.Select(constant => constant.Name).ShouldBe(["k"]);
        result.Containers.ShouldBe(graph.Containers);
        IrVerifier.Verify(result).ShouldBeEmpty();
        Canonicalisation.Run(result).ShouldBe(result);
    }

    [Fact]
    public void Canonicalise_PastOfALiveNode_Stays()
    {
        var graph = new GraphBuilder(2).Input("x", Signal(2)).Node("back", new DelayOp(1, null, 1, 1), Signal(2), "y")
            .Node("y", new AddOp(), Signal(2), "x", "back").Output("y").Graph;

        Canonicalisation.Run(graph).Nodes.ShouldBe(graph.Nodes);
    }

    [Fact]
    public void Canonicalise_ContainerThatNothingReads_Goes()
    {
        var graph = new GraphBuilder(2).Input("x", Signal(2)).Constant("k", ElementType.Real, new LoadNumber(2))
            .Node("y", new ScaleOp("k"), Signal(2), "x").Output("y").Graph;

        Canonicalisation.Run(graph).Containers.ShouldBeEmpty();
    }

    [Fact]
    public void Hoist_ConstantChain_IsComputedBeforeTheLoop()
    {
        var graph = new GraphBuilder(2).Input("x", Frame(2)).Real("k", [], 3).Node("e", new EncodeConstantOp(), Signal(2), "x")
            .Node("twice", new AddOp(), Signal(2), "e", "e").Node("y", new ScaleOp("k"), Signal(2), "twice").Output("y").Graph;

        var result = Hoisting.Run(graph);

        result.Nodes.Select(IrPrinter.Node).ShouldBe(
        [
            "%x = input : frame[2]", "%e = encode.constant %x : signal[2]", "%twice.once = add %x, %x : frame[2]", "%twice = encode.constant %twice.once : signal[2]",
            "%y.once = scale %twice.once {by = $k} : frame[2]", "%y = encode.constant %y.once : signal[2]",
        ]);
        IrVerifier.Verify(result).ShouldBeEmpty();
        Hoisting.Run(Canonicalisation.Run(result)).ShouldBe(Canonicalisation.Run(result));
    }

    [Fact]
    public void Hoist_WhatKeepsThePastOrMeetsASignal_StaysInTheLoop()
    {
        var graph = new GraphBuilder(2).Input("x", Frame(2)).Input("s", Signal(2)).Node("e", new EncodeConstantOp(), Signal(2), "x")
            .Node("late", new DelayOp(1, null, 1, 1), Signal(2), "e").Node("met", new AddOp(), Signal(2), "e", "s").Output("late").Output("met").Graph;

        Hoisting.Run(graph).Nodes.ShouldBe(graph.Nodes);
    }

    [Fact]
    public void Hoist_Network_KeepsItsMeaning()
    {
        var builder = new GraphBuilder(3).Input("x", Frame(2)).Real("k", [], 3).Node("e", new EncodeConstantOp(), Signal(2), "x")
            .Node("y", new ScaleOp("k"), Signal(2), "e").Output("y");

        new Compiler.Ir.Interpretation.Interpreter(Hoisting.Run(builder.Graph), builder.Tensors, Compiler.Ir.Interpretation.Precision.Single)
            .Run(0, [[1, 2]])["y"].Values.ShouldBe(builder.Interpreter().Run(0, [[1, 2]])["y"].Values);
    }

    [Fact]
    public void Merge_SameOperatorOfSameInputs_IsComputedOnce()
    {
        var graph = new GraphBuilder(2).Input("x", Signal(2)).Node("a", new DecodeOp(DecodeKind.Last, null), Frame(2), "x")
            .Node("b", new DecodeOp(DecodeKind.Last, null), Frame(2), "x").Node("c", new DecodeOp(DecodeKind.Max, null), Frame(2), "x")
            .Node("y", new AddOp(), Frame(2), "a", "b").Node("z", new AddOp(), Frame(2), "b", "a").Output("y").Output("z").Output("c").Graph;

        var result = Merging.Run(graph);

        result.Nodes.Select(IrPrinter.Node).ShouldBe(
            ["%x = input : signal[2]", "%a = decode.last %x : frame[2]", "%c = decode.max %x : frame[2]", "%y = add %a, %a : frame[2]"]);
        result.Outputs.Select(output => output.Value.Node).ShouldBe(["y", "y", "c"]);
        IrVerifier.Verify(result).ShouldBeEmpty();
        Merging.Run(result).ShouldBe(result);
    }

    [Fact]
    public void Spread_FirstSumOfAPort_BecomesEdgesOfIt_ALaterOneStays()
    {
        var neuron = new NeuronOp("n", [new Port("i", ElementType.Real, 2)], [], [new EmitStmt(new PortExpr(ExprType.Real, "i"))]);
        var builder = new GraphBuilder(3).Input("x", Signal(1)).Input("y", Signal(1)).Node("inner", new AddOp(), Signal(1), "x", "y")
            .Node("first", new AddOp(), Signal(1), "inner", "x").Node("later", new AddOp(), Signal(1), "y", "y")
            .Node("n", neuron, Signal(1), "first", "later").Output("n");
        float[][] inputs = [[0.1f, 0.7f, 3], [0.3f, 1e-9f, 5]];

        var result = Canonicalisation.Run(Spreading.Run(builder.Graph));

        result.Nodes.Select(node => node.Name).ShouldBe(["x", "y", "later", "n"]);
        result.Nodes[3].Inputs.Select(input => input.Node).ShouldBe(["x", "y", "x", "later"]);
        IrVerifier.Verify(result).ShouldBeEmpty();
        new Compiler.Ir.Interpretation.Interpreter(result, builder.Tensors, Compiler.Ir.Interpretation.Precision.Single).Run(0, inputs)["n"].Values
            .ShouldBe(builder.Interpreter().Run(0, inputs)["n"].Values);
    }

    [Fact]
    public void Spread_SumThatIsReadElsewhere_Stays()
    {
        var neuron = new NeuronOp("n", [new Port("i", ElementType.Real, 1)], [], [new EmitStmt(new PortExpr(ExprType.Real, "i"))]);
        var graph = new GraphBuilder(3).Input("x", Signal(1)).Node("sum", new AddOp(), Signal(1), "x", "x")
            .Node("n", neuron, Signal(1), "sum").Output("n").Output("sum").Graph;

        Spreading.Run(graph).ShouldBe(graph);
    }

    [Fact]
    public void Canonicalise_Network_KeepsItsMeaning()
    {
        var builder = new GraphBuilder(3).Input("x", Signal(1)).Real("k", [], 2).Node("y", new ScaleOp("k"), Signal(1), "x")
            .Node("z", new AddOp(), Signal(1), "y", "x").Output("y");
        var before = builder.Interpreter().Run(0, [[1, 2, 3]])["y"].Values;

        new Compiler.Ir.Interpretation.Interpreter(Canonicalisation.Run(builder.Graph), builder.Tensors, Compiler.Ir.Interpretation.Precision.Single)
            .Run(0, [[1, 2, 3]])["y"].Values.ShouldBe(before);
    }

    [Fact]
    public void Pipeline_Observer_SeesEachPassAround()
    {
        var observer = new Recorder();
        var graph = new GraphBuilder(2).Input("x", Signal(2)).Output("x").Graph;

        PassPipeline.Run(graph, new PassOptions(StopAfter: "canonicalise"), observer).Nodes.ShouldBe(graph.Nodes);

        observer.Seen.ShouldBe(PassPipeline.Passes.SelectMany(pass => new[] { $"before {pass.Name}", $"after {pass.Name}" }));
    }

    [Fact]
    public void Stages_LoopAfterAFrame_HoldsTheDelayOfItsOwnCycle()
    {
        var graph = new GraphBuilder(3).Input("x", Signal(1)).Node("m", new DecodeOp(DecodeKind.Max, null), Frame(1), "x")
            .Node("d", new DelayOp(1, null, 1, 1), Signal(1), "y")
            .Node("e", new EncodeConstantOp(), Signal(1), "m").Node("y", new AddOp(), Signal(1), "e", "d").Output("y").Graph;

        Stage.Of(graph).Select(stage => string.Join(" ", stage.Nodes.Select(node => node.Name))).ShouldBe(["x", "m", "d e y"]);
    }

    private sealed class Recorder : IPassObserver
    {
        public List<string> Seen { get; } = [];

        public void Before(string pass, Graph graph) => Seen.Add($"before {pass}");

        public void After(string pass, Graph graph) => Seen.Add($"after {pass}");
    }
}
