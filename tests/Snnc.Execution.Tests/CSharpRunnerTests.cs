using System;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Tests.Ir;
using Xunit;
using static Snnc.Compiler.Tests.Ir.GraphBuilder;
using static Snnc.Execution.Tests.Backends;
using static Snnc.Execution.Tests.Models;

namespace Snnc.Execution.Tests;

/// <summary>Whole networks, and how they are called.</summary>
public sealed class CSharpRunnerTests
{
    [Fact]
    public void Run_FramesOnly_AgreesWithTheInterpreter() => Agree(
        Frames().Input("x", Frame(6)).Real("w1", [5, 6], Weights(30, 1)).Real("b1", [5], Weights(5, 2)).Real("w2", [3, 5], Weights(15, 3))
            .Node("fc1", new DenseOp("w1", "b1"), Frame(5), "x").Node("relu", new ActivationOp(ActivationKind.Relu), Frame(5), "fc1")
            .Node("fc2", new DenseOp("w2", null), Frame(3), "relu").Node("label", new ArgMaxOp(), Whole(Frame([])), "fc2").Output("fc2", "label"));

    [Fact]
    public void Run_SpikingLayers_AgreesWithTheInterpreter() => Agree(Lif());

    [Fact]
    public void Run_ALoopAfterALoop_ReadsEachStepOfTheFirst()
    {
        // The second loop stands after the frame m; its delay closes a cycle within it, and it reads x of the same step.
        var graph = new GraphBuilder(3).Input("x", Signal(1)).Node("m", new DecodeOp(DecodeKind.Max, null), Frame(1), "x")
            .Node("d", new DelayOp(1, null, 1, 1), Signal(1), "y").Node("e", new EncodeConstantOp(), Signal(1), "m")
            .Node("y", new AddOp(), Signal(1), "e", "x", "d").Output("y", "x");
        var outputs = new Array[] { new float[3], new float[3] };

        Agree(graph).Run(0, [[1, 10, 2]], outputs);

        outputs[0].ShouldBe(new float[] { 11, 31, 43 });
        outputs[1].ShouldBe(new float[] { 1, 10, 2 });
    }

    [Fact]
    public void Step_Stream_GivesFramesAtTheEndOfTheirWindows()
    {
        var graph = Stream().Input("x", Signal(4)).Real("w", [3, 4], Weights(12, 1)).Real("beta", [], 0.5).Real("one", [], 1).Real("zero", [], 0)
            .Node("fc", new DenseOp("w", null), Signal(3), "x").Node("h", Leaky(), Spikes(3), "fc")
            .Node("m", new DecodeOp(DecodeKind.Mean, 2), Frame(3), "h:v").Node("c", new DecodeOp(DecodeKind.Sum, 3), Frame(3), "h")
            .Node("both", new AddOp(), Frame(3), "m", "c").Node("again", new EncodeConstantOp(), Signal(3), "m")
            .Node("out", new AddOp(), Signal(3), "again", "h:v")
            .Node("best", new ArgMaxOp(), Whole(Frame([])), "c").Output("m", "c", "both", "out", "best");
        var csharp = Agree(graph, streamSteps: 14);

        csharp.IsStream.ShouldBeTrue();
        csharp.Outputs.Select(output => output.Every).ShouldBe([2, 3, 6, null, 3]);
        Should.Throw<InvalidOperationException>(() => csharp.Run(0, [new float[4]], RunArguments.CreateOutputs(csharp)));
    }

    [Fact]
    public void SaveState_InTheMiddleOfAStream_GoesOnFromThere()
    {
        var graph = Stream().Input("x", Signal(2)).Real("beta", [], 0.5).Real("one", [], 1).Real("zero", [], 0)
            .Node("d", new DelayOp(3, null, 3, 3), Signal(2), "x").Node("h", Leaky(edges: 2), Spikes(2), "x", "d")
            .Node("m", new DecodeOp(DecodeKind.Sum, 4), Frame(2), "h:v").Node("relu", new ActivationOp(ActivationKind.Relu), Frame(2), "m")
            .Node("e", new EncodeConstantOp(), Signal(2), "relu").Node("y", new AddOp(), Signal(2), "e", "h:v").Output("y");
        var (whole, part) = (CSharp(graph), CSharp(graph));
        var inputs = Enumerable.Range(0, 12).Select(step => Dyadic(2, step)).ToArray();

        var expected = inputs.Select(input => StepOf(whole, input)).ToArray();
        inputs.Take(6).ToList().ForEach(input => StepOf(part, input));
        var other = (CSharpRunner)part.CreateAnother();
        other.LoadState(part.SaveState());

        inputs.Skip(6).Select(input => StepOf(other, input)).ShouldBe(expected.Skip(6));
        Should.Throw<Runtime.SnncRunException>(() => CSharp(Lif()).LoadState(part.SaveState()));
    }

    [Fact]
    public void Run_Twice_StartsAnewAndAllocatesNothing()
    {
        var csharp = CSharp(Lif());
        var inputs = new[] { Dyadic(8, 1) };
        var (first, second) = (RunArguments.CreateOutputs(csharp), RunArguments.CreateOutputs(csharp));
        csharp.Run(0, inputs, first);
        var before = GC.GetAllocatedBytesForCurrentThread();
        csharp.Run(0, inputs, second);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        second.ShouldBe(first);
        allocated.ShouldBe(0);
    }

    [Fact]
    public void Compile_NamesThatAreNoIdentifiers_AreMadeSuch()
    {
        var graph = new GraphBuilder(3).Input("class", Signal(2)).Real("1.w-x", [2, 2], Weights(4, 1)).Real("beta", [], 0.5).Real("one", [], 1)
            .Real("zero", [], 0)
            .Node("r.0.n", new DenseOp("1.w-x", null), Signal(2), "class").Node("r_0_n", Leaky(), Spikes(2), "r.0.n").Output("r_0_n", "r.0.n");
        Agree(graph);
    }

    [Fact]
    public void CreateAnother_OnOtherThreads_GivesTheSame()
    {
        var csharp = CSharp(Lif());
        var inputs = new[] { Dyadic(8, 5) };
        var expected = RunArguments.CreateOutputs(csharp);
        csharp.Run(3, inputs, expected);

        var runs = Enumerable.Range(0, 4).Select(_ => csharp.CreateAnother()).AsParallel().Select(another =>
        {
            var outputs = RunArguments.CreateOutputs(another);
            another.Run(3, inputs, outputs);
            return outputs;
        }).ToList();

        runs.ShouldAllBe(outputs => outputs.Zip(expected).All(pair => ((float[])pair.First).SequenceEqual((float[])pair.Second)));
    }

    private static GraphBuilder Lif() => new GraphBuilder(12).Input("image", Frame(2, 4)).Real("fc1.weight", [16, 8], Weights(128, 1))
        .Real("fc1.bias", [16], Weights(16, 2))
        .Real("fc2.weight", [3, 16], Weights(48, 3)).Real("beta", [16], Weights(16, 4)).Constant("one", ElementType.Real, new LoadNumber(1))
        .Constant("zero", ElementType.Real, new LoadNumber(0)).Node("e", new EncodeConstantOp(), Signal(2, 4), "image")
        .Node("flat", new ReshapeOp(), Signal(8), "e")
        .Node("fc1", new DenseOp("fc1.weight", "fc1.bias"), Signal(16), "flat").Node("h", Leaky(), Spikes(16), "fc1")
        .Node("fc2", new DenseOp("fc2.weight", null), Signal(3), "h").Node("o", Integrator(), Signal(3), "fc2")
        .Node("scores", new DecodeOp(DecodeKind.Last, null), Frame(3), "o:v").Node("counts", new DecodeOp(DecodeKind.Sum, null), Frame(16), "h")
        .Output("scores", "counts", "h");

    private static float[] StepOf(CSharpRunner runner, float[] input)
    {
        var outputs = RunArguments.CreateOutputs(runner);
        runner.Step([input], outputs, new bool[outputs.Length]);
        return (float[])outputs[0];
    }
}
