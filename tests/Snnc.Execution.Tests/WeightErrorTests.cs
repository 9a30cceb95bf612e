using System;
using Shouldly;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Ir.Interpretation;
using Snnc.Compiler.Tensors;
using Snnc.Compiler.Tests.Ir;
using Xunit;
using static Snnc.Compiler.Tests.Ir.GraphBuilder;

namespace Snnc.Execution.Tests;

/// <summary>Weights that do not fit are refused alike, whatever runs the network, and so are inputs.</summary>
public sealed class WeightErrorTests
{
    [Fact]
    public void Load_MissingTensor_IsAnErrorOfTheContainer() =>
        BothRefuse(Scaled(new LoadTensor([2], "w", "absent"))).ShouldBe("there is no tensor 'absent'");

    [Fact]
    public void Load_TensorOfAnotherShape_SaysBothShapes() =>
        BothRefuse(Scaled(new LoadTensor([3], "w", "k"))).ShouldBe("tensor 'k' has the shape [2], but the network was compiled for [3]");

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    public void Load_WeightThatIsNotFinite_SaysWhere(double value, string text) =>
        BothRefuse(Scaled(new LoadTensor([2], "w", "k"), value)).ShouldBe($"tensor 'k'[1] is {text}");

    [Fact]
    public void Load_WeightThatIsNotWhole_IsAnErrorOfTheContainer()
    {
        var graph = new GraphBuilder(1).Input("x", Spikes(1)).Int("k", [1, 1], 0.5).Node("y", new DenseOp("k", null), Whole(Signal(1)), "x")
            .Output("y");

        BothRefuse(graph).ShouldContain("not a whole number");
    }

    [Fact]
    public void Load_DelayOutOfRange_IsAnErrorOfTheContainer()
    {
        var graph = new GraphBuilder(2).Input("x", Signal(1)).Int("d", [1], 3).Node("y", new DelayOp(null, "d", 0, 2), Signal(1), "x").Output("y");

        BothRefuse(graph).ShouldContain("range");
    }

    [Fact]
    public void Run_InputOfAnotherLength_IsRefused()
    {
        var graph = Scaled(new LoadTensor([2], "w", "k"));
        INetworkRunner[] runners = [Backends.CSharp(graph), new InterpreterRunner(graph.Graph, graph.Tensors)];

        foreach (var runner in runners)
        {
            var outputs = RunArguments.CreateOutputs(runner);
            Should.Throw<RunException>(() => runner.Run(0, [new float[3]], outputs))
                .Message.ShouldBe("the input 'x' takes 2 numbers, but 3 are given");
            Should.Throw<RunException>(() => runner.Run(0, [], outputs)).Message.ShouldBe("'Test' takes 1 inputs, but 0 are given");
        }
    }

    [Fact]
    public void Run_EmbeddingOutOfRange_IsARunException()
    {
        var graph = Frames().Input("x", Frame(2)).Real("table", [3, 1], 1, 2, 3).Node("y", new EmbeddingOp("table"), Frame(2, 1), "x").Output("y");
        INetworkRunner[] runners = [Backends.CSharp(graph), new InterpreterRunner(graph.Graph, graph.Tensors)];

        foreach (var runner in runners)
        {
            Should.Throw<RunException>(() => runner.Run(0, [[1, 3]], RunArguments.CreateOutputs(runner)));
        }
    }

    private static GraphBuilder Scaled(LoadTensor tensor, double last = 2)
    {
        var graph = Frames().Input("x", Frame([.. tensor.Shape])).Constant("scale", ElementType.Real, tensor)
            .Node("y", new ScaleOp("scale"), Frame([.. tensor.Shape]), "x").Output("y");
        graph.Tensors.Add("k", [2], [1, last]);
        return graph;
    }

    // The message; the runtime's and the interpreter's need only agree in what they refuse.
    private static string BothRefuse(GraphBuilder graph)
    {
        Should.Throw<TensorFormatException>(() => new InterpreterRunner(graph.Graph, graph.Tensors)).Path.ShouldBe("memory.npz");
        var error = Should.Throw<TensorFormatException>(() => Backends.CSharp(graph));
        error.Path.ShouldBe("memory.npz");
        return error.Message;
    }
}
