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

/// <summary>What lanes select by a condition, of which some forms are one operation, is what the interpreter selects.</summary>
public sealed class LaneSelectionTests
{
    private static readonly Expr W = new StateExpr(ExprType.Real, "w");

    // A choice of two numbers is asked for once more by a comparison: it holds for the one, for the other, for both or for neither.
    [Theory]
    [InlineData(BinaryOp.Greater, 1, 0, "holds")]
    [InlineData(BinaryOp.GreaterOrEqual, 2, 0, "holds")]
    [InlineData(BinaryOp.Less, 1, 0, "~holds")]
    [InlineData(BinaryOp.LessOrEqual, 0, 3, "holds")]
    [InlineData(BinaryOp.Equal, 0.5f, -1, "holds")]
    [InlineData(BinaryOp.NotEqual, 0.5f, 0, "~holds")]
    [InlineData(BinaryOp.Greater, 1, 2, "TLanes.GreaterThan(w, TLanes.Of(0.5f))")]
    [InlineData(BinaryOp.Equal, 1, 2, "TLanes.AreEqual(w, TLanes.Of(0.5f))")]
    public void Comparison_OfAChoiceOfTwoNumbers_FiresWithTheInterpreter(BinaryOp op, float whenTrue, float whenFalse, string expected)
    {
        var source = AgreeInLanes(
            Set("v", new FmaExpr(Constant("half"), V, I)),
            Set("w", new SelectExpr(ExprType.Real, Test(BinaryOp.Greater, V, Number(0.25f)), Number(whenTrue), Number(whenFalse))),
            new SpikeStmt(Test(op, W, Number(0.5f)), null, [Set("v", Real(BinaryOp.Subtract, V, Number(1)))]));

        source.ShouldContain($"= {expected};");
    }

    // Once it is set anew, under a condition or not, it is no longer that choice.
    [Fact]
    public void Comparison_OfWhatWasSetAfterTheChoice_FiresWithTheInterpreter()
    {
        SelectExpr Choice(float than) => new(ExprType.Real, Test(BinaryOp.Greater, I, Number(than)), Number(1), Number(0));
        AgreeInLanes(
            Set("w", Choice(0)),
            new IfStmt(Test(BinaryOp.Less, I, Number(-1)), [Set("w", Number(1))], []),
            new SpikeStmt(Test(BinaryOp.Greater, W, Number(0)), null, [Set("v", Number(0))]));
        AgreeInLanes(
            Set("w", Choice(0)), Set("w", Choice(1)), new SpikeStmt(Test(BinaryOp.Greater, W, Number(0)), null, [Set("v", Real(BinaryOp.Add, V, W))]));
    }

    // What is subtracted is infinite or no number in some lanes, what it is subtracted from is -0 in others.
    [Fact]
    public void SubtractionAndZero_UnderACondition_LeaveOtherLanesAsTheyAre() => AgreeInLanes(
        Set("w", Real(BinaryOp.Divide, I, V)),
        Set("v", new UnaryExpr(ExprType.Real, UnaryOp.Negate, I)),
        new IfStmt(Test(BinaryOp.Greater, I, Number(2)), [Set("w", Number(0))], [Set("v", Real(BinaryOp.Subtract, V, W))]),
        new IfStmt(Test(BinaryOp.Less, I, Number(-2)), [Set("v", Number(-0f))], []),
        new SpikeStmt(Test(BinaryOp.Greater, V, Number(0)), null, [Set("v", Real(BinaryOp.Subtract, V, W))]));

    // A width that has sixteens and an eight over.
    private static string AgreeInLanes(params Stmt[] body)
    {
        var neuron = new NeuronOp(
            "chooser", [new Port("i", ElementType.Real, 1)], [new State("v", 0, Overflow.None, "zero"), new State("w", 0, Overflow.None, "half")], [.. body]);
        var graph = new GraphBuilder(9).Input("x", Signal(40)).Real("zero", [], 0).Real("half", [], 0.5)
            .Node("n", neuron, Spikes(40), "x").Output("n", "n:v", "n:w");
        var plan = Planner.Plan(graph.Graph, PassOptions.Default);
        plan.Stages.SelectMany(stage => stage.Nodes).Single(node => node.Node.Name == "n").Kernel.ShouldBe(Kernel.Lanes);
        return Agree(graph, plan).Source;
    }
}
