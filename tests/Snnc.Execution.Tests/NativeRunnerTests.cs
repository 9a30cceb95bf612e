using System;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Ir.Interpretation;
using Snnc.Compiler.Tests.Ir;
using Snnc.Runtime;
using Snnc.Tests;
using Xunit;
using static Snnc.Compiler.Tests.Ir.GraphBuilder;
using static Snnc.Execution.Tests.Backends;
using static Snnc.Execution.Tests.Models;

namespace Snnc.Execution.Tests;

/// <summary>How native code is called; that it computes what the interpreter does, every test of <see cref="Backends.Agree"/> shows.</summary>
public sealed class NativeRunnerTests
{
    [LlvmFact]
    public void SaveState_InTheMiddleOfAStream_GoesOnFromThere()
    {
        var graph = Echo();
        var (whole, part) = (Native(graph), Native(graph));
        var inputs = Enumerable.Range(0, 12).Select(step => Dyadic(2, step)).ToArray();

        var expected = inputs.Select(input => StepOf(whole, input)).ToArray();
        inputs.Take(6).ToList().ForEach(input => StepOf(part, input));
        var other = part.CreateAnother();
        other.LoadState(part.SaveState());

        inputs.Skip(6).Select(input => StepOf(other, input)).ShouldBe(expected.Skip(6));
        Should.Throw<SnncRunException>(() => Native(Table()).LoadState(part.SaveState()));
    }

    [LlvmFact]
    public void Reset_OfAStream_StartsAnew()
    {
        var native = Native(Echo());
        var first = Enumerable.Range(0, 5).Select(step => StepOf(native, Dyadic(2, step))).ToArray();

        native.Reset();

        Enumerable.Range(0, 5).Select(step => StepOf(native, Dyadic(2, step))).ShouldBe(first);
    }

    [LlvmFact]
    public void Run_OfAStream_IsRefused() =>
        Should.Throw<InvalidOperationException>(() => Native(Echo()).Run(0, [new float[2]], [new float[2]]));

    [LlvmFact]
    public void Run_AnIndexThatIsNotThere_SaysWhatTheInterpreterSays()
    {
        var (native, interpreter) = (Native(Table()), new InterpreterRunner(Table().Graph, Table().Tensors));
        var outputs = new Array[] { new float[4] };

        var expected = Should.Throw<RunException>(() => interpreter.Run(0, [[1, 2.5f]], outputs)).Message;
        Should.Throw<RunException>(() => native.Run(0, [[1, 2.5f]], outputs)).Message.ShouldBe(expected);
        Should.Throw<RunException>(() => native.Run(0, [[1, float.NaN]], outputs));
        Should.Throw<RunException>(() => native.Run(0, [[3, 1]], outputs));

        native.Run(0, [[2, 0]], outputs);
        outputs[0].ShouldBe(new float[] { 5, 6, 1, 2 });
    }

    [LlvmFact]
    public void Observer_ThatThrows_EndsTheRunWithItsException()
    {
        var native = Native(Table());
        native.Observer = new Thrower();

        Should.Throw<TimeoutException>(() => native.Run(0, [[0, 0]], [new float[4]]));
    }

    [LlvmFact]
    public void CreateAnother_OnOtherThreads_GivesTheSame()
    {
        var native = Native(Table());
        var runs = Enumerable.Range(0, 4).Select(_ => native.CreateAnother()).AsParallel().Select(another =>
        {
            var output = new float[4];
            another.Run(3, [[1, 2]], [output]);
            return output;
        }).ToList();

        runs.ShouldAllBe(output => output.SequenceEqual(new float[] { 3, 4, 5, 6 }));
    }

    private static GraphBuilder Echo() => Stream().Input("x", Signal(2)).Real("beta", [], 0.5).Real("one", [], 1).Real("zero", [], 0)
        .Node("d", new DelayOp(3, null, 3, 3), Signal(2), "x").Node("h", Leaky(edges: 2), Spikes(2), "x", "d")
        .Node("m", new DecodeOp(DecodeKind.Sum, 4), Frame(2), "h:v").Node("relu", new ActivationOp(ActivationKind.Relu), Frame(2), "m")
        .Node("e", new EncodeConstantOp(), Signal(2), "relu").Node("y", new AddOp(), Signal(2), "e", "h:v").Output("y");

    private static GraphBuilder Table() => Frames().Input("x", Frame(2)).Real("table", [3, 2], 1, 2, 3, 4, 5, 6)
        .Node("y", new EmbeddingOp("table"), Frame(2, 2), "x").Output("y");

    private static float[] StepOf(INetworkRunner runner, float[] input)
    {
        var output = new float[2];
        runner.Step([input], [output], new bool[1]).ShouldBeTrue();
        return output;
    }

    private sealed class Thrower : IStepObserver
    {
        public void OnValues(int node, int step, ReadOnlySpan<float> values) => throw new TimeoutException();

        public void OnValues(int node, int step, ReadOnlySpan<long> values) => throw new TimeoutException();

        public void OnStates(int node, int state, int step, ReadOnlySpan<float> values) => throw new TimeoutException();

        public void OnStates(int node, int state, int step, ReadOnlySpan<long> values) => throw new TimeoutException();
    }
}
