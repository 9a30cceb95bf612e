using System.Collections.Generic;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Ir.Interpretation;
using Xunit;
using static Snnc.Compiler.Tests.Ir.GraphBuilder;

namespace Snnc.Compiler.Tests.Ir;

/// <summary>Delays, decoders, loops after loops, streams.</summary>
public sealed class TimeTests
{
    [Fact]
    public void Delay_OneForAll_ReadsZeroBeforeTheStart() =>
        new GraphBuilder(4).Input("x", Signal(1)).Node("y", new DelayOp(2, null, 2, 2), Signal(1), "x").Output("y").Run([1, 2, 3, 4])
            .ShouldBe([0, 0, 1, 2]);

    [Fact]
    public void Delay_PerElement_MayBeZeroOrLongerThanTheRun() =>
        new GraphBuilder(3).Input("x", Signal(3)).Int("d", [3], 0, 1, 9).Node("y", new DelayOp(null, "d", 0, 9), Signal(3), "x").Output("y")
            .Run([1, 2, 3, 4, 5, 6, 7, 8, 9]).ShouldBe([1, 0, 0, 4, 2, 0, 7, 5, 0]);

    [Fact]
    public void Delay_NextInference_StartsAnew()
    {
        var interpreter = new GraphBuilder(2).Input("x", Signal(1)).Node("y", new DelayOp(1, null, 1, 1), Signal(1), "x").Output("y").Interpreter();
        interpreter.Run(0, [[5, 6]])["y"].Values.ShouldBe([0, 5]);
        interpreter.Run(1, [[7, 8]])["y"].Values.ShouldBe([0, 7]);
    }

    [Fact]
    public void Delay_ClosingACycle_StandsBeforeItsInput() =>

        // y(t) = x(t) + y(t-1): the delay reads a node that comes after it.
        new GraphBuilder(4).Input("x", Signal(1)).Node("d", new DelayOp(1, null, 1, 1), Signal(1), "y").Node("y", new AddOp(), Signal(1), "x", "d")
            .Output("y").Run([1, 2, 3, 4]).ShouldBe([1, 3, 6, 10]);

    [Fact]
    public void Dense_DelayPerSynapse_DelaysTheInputAndNotTheBias() =>
        new GraphBuilder(4).Input("x", Signal(2)).Real("w", [1, 2], 1, 10).Real("b", [1], 100).Int("d", [1, 2], 0, 2)
            .Node("y", new DenseOp("w", "b", new SynapseDelays("d", 0, 2)), Signal(1), "x").Output("y")
            .Run([1, 1, 2, 2, 3, 3, 4, 4]).ShouldBe([101, 102, 113, 124]);

    [Fact]
    public void Conv_DelayPerSynapse_IsPerKernelEntry() =>
        new GraphBuilder(2).Input("x", Signal(1, 3)).Real("w", [1, 1, 2], 1, 10).Int("d", [1, 1, 2], 0, 1)
            .Node("y", new ConvOp(1, 2, 1, 0, 1, 1, "w", null, new SynapseDelays("d", 0, 1)), Signal(1, 2), "x").Output("y")
            .Run([1, 2, 3, 4, 5, 6]).ShouldBe([1, 2, 24, 35]);

    [Fact]
    public void Delays_OutsideTheirRange_AreAnErrorOfTheTensor()
    {
        var graph = new GraphBuilder(2).Input("x", Signal(1)).Int("d", [1], 3).Node("y", new DelayOp(null, "d", 0, 2), Signal(1), "x").Output("y");
        Should.Throw<Snnc.Compiler.Tensors.TensorFormatException>(() => graph.Interpreter())
            .Message.ShouldBe("tensor 'd'[0] is 3, which is not in its range, 0 to 2");
    }

    [Theory]
    [InlineData(DecodeKind.Sum, new[] { 6.0, 2, 0 })]
    [InlineData(DecodeKind.Mean, new[] { 1.5, 0.5, 0 })]
    [InlineData(DecodeKind.Last, new[] { 3.0, 0, 0 })]
    [InlineData(DecodeKind.Max, new[] { 3.0, 1, 0 })]
    [InlineData(DecodeKind.FirstSpike, new[] { 1.0, 0, 4 })]
    public void Decode_FourSteps_IsTheKind(DecodeKind kind, double[] expected) =>
        new GraphBuilder(4).Input("x", Signal(3)).Node("y", new DecodeOp(kind, null), Frame(3), "x").Output("y")
            .Run([0, 1, 0, 1, 1, 0, 2, 0, 0, 3, 0, 0]).ShouldBe(expected);

    [Fact]
    public void DecodeMax_AllNegative_IsTheLargest() =>
        new GraphBuilder(2).Input("x", Signal(1)).Node("y", new DecodeOp(DecodeKind.Max, null), Frame(1), "x").Output("y").Run([-3, -2])
            .ShouldBe([-2]);

    [Fact]
    public void Stages_SecondLoop_StartsWhenTheFirstIsDecoded() =>
        new GraphBuilder(3).Input("x", Signal(1)).Node("sum", new DecodeOp(DecodeKind.Sum, null), Frame(1), "x")
            .Node("again", new EncodeConstantOp(), Signal(1), "sum").Node("late", new DelayOp(1, null, 1, 1), Signal(1), "again").Output("late")
            .Run([1, 2, 3]).ShouldBe([0, 6, 6]);

    [Fact]
    public void Stream_Windows_GiveAFrameAtTheirLastStep()
    {
        var stream = Stream().Input("x", Signal(1)).Node("m", new DecodeOp(DecodeKind.Mean, 2), Frame(1), "x")
            .Node("r", new ActivationOp(ActivationKind.Relu), Frame(1), "m").Node("d", new DelayOp(1, null, 1, 1), Signal(1), "x").Output("r", "d")
                .Interpreter();
        var given = new float[] { 1, 3, -5, -7, 2 }.Select(x => stream.Step([[x]])).ToList();
        given.Select(step => step[0]?.Values[0]).ShouldBe([null, 2, null, 0, null]);
        given.Select(step => step[1]!.Values[0]).ShouldBe([0.0, 1, 3, -5, -7]);
    }

    [Fact]
    public void Stream_Reset_ForgetsHalfAWindow()
    {
        var stream = Stream().Input("x", Signal(1)).Node("y", new DecodeOp(DecodeKind.Sum, 2), Frame(1), "x").Output("y").Interpreter();
        stream.Step([[5]]);
        stream.Reset();
        stream.Step([[1]])[0].ShouldBeNull();
        stream.Step([[2]])[0]!.Values.ShouldBe([3]);
    }

    [Fact]
    public void Observer_EveryNode_IsShownInEveryStep()
    {
        var seen = new List<string>();
        new GraphBuilder(2).Input("x", Signal(1)).Node("y", new DecodeOp(DecodeKind.Sum, null), Frame(1), "x").Output("y")
            .Interpreter().Run(0, [[1, 2]], new Recorder(seen));
        seen.ShouldBe(["x 0 1", "x 1 2", "y 3"]);
    }

    private sealed class Recorder(List<string> seen) : IInterpreterObserver
    {
        public void OnStep(Node node, string? state, int step, double[] values) => seen.Add($"{node.Name}{state} {step} {values[0]}");

        public void OnFrame(Node node, double[] values) => seen.Add($"{node.Name} {values[0]}");
    }
}
