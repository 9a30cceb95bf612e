using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
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

/// <summary>A program may call its states as it likes: also as emitted C# calls what it needs itself.</summary>
public sealed class NameTests
{
    // One population runs step by step and leaves bits, one in tiles; a plan of few lanes has both neuron by neuron.
    [Theory]
    [InlineData(true, 96)]
    [InlineData(true, 90)]
    [InlineData(false, 90)]
    public void Run_StatesAreNamedAsLocalsOfEmittedCode_AgreesWithTheInterpreter(bool isFused, int neurons)
    {
        var plain = Recurrent(neurons, []);
        var words = Words(CSharpRunner.Compile(PlanOf(plain, isFused), plain.Tensors).Source);
        words.ShouldContain("k");

        var graph = Recurrent(neurons, words);
        Agree(graph, PlanOf(graph, isFused));
    }

    private static ExecutionPlan PlanOf(GraphBuilder graph, bool isFused) =>
        isFused ? Planner.Plan(graph.Graph, PassOptions.Default) : PlainPlanner.Plan(graph.Graph);

    // Locals and parameters: what fields and members are called cannot meet them.
    private static List<string> Words(string source) =>
        [.. Regex.Matches(source, @"\b(?:var|int|long|float|bool|double|TLanes) ([a-z]\w*)").Select(word => word.Groups[1].Value).Distinct().Except(["v", "i"])];

    private static GraphBuilder Recurrent(int neurons, List<string> states) => new GraphBuilder(5).Input("x", Signal(20))
        .Real("win", [neurons, 20], Weights(neurons * 20, 1)).Real("wrec", [neurons, neurons], [.. Weights(neurons * neurons, 2).Select(weight => weight / 8)])
        .Real("wout", [10, neurons], Weights(neurons * 10, 3)).Real("one", [], 1).Real("zero", [], 0)
        .Node("in", new DenseOp("win", null), Signal(neurons), "x").Node("back", new DelayOp(1, null, 1, 1), Spikes(neurons), "h")
        .Node("rec", new DenseOp("wrec", null), Signal(neurons), "back").Node("h", Following(states, edges: 2), Spikes(neurons), "in", "rec")
        .Node("fc", new DenseOp("wout", null), Signal(10), "h").Node("o", Following(states, edges: 1), Spikes(10), "fc").Output("o", "o:v");

    // Each state follows the input in its own measure.
    private static NeuronOp Following(List<string> states, int edges) => Neuron(
        [new Port("i", ElementType.Real, edges)],
        [new State("v", 0, Overflow.None, "zero"), .. states.Select(state => new State(state, 0, Overflow.None, "zero"))],
        [
            .. states.Select((state, k) => Set(state, new FmaExpr(I, Number(k % 8), Real(BinaryOp.Multiply, new StateExpr(ExprType.Real, state), Number(0.5f))))),
            Set("v", Real(BinaryOp.Add, V, I)),
            new SpikeStmt(Test(BinaryOp.Greater, V, Constant("one")), null, [Set("v", Real(BinaryOp.Subtract, V, Constant("one")))]),
        ]);
}
