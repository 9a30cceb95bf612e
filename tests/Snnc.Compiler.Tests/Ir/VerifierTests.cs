using System.Linq;
using Shouldly;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Ir.Interpretation;
using Xunit;
using static Snnc.Compiler.Tests.Ir.GraphBuilder;

namespace Snnc.Compiler.Tests.Ir;

/// <summary>What no text can say wrongly, as its names carry their types.</summary>
public sealed class VerifierTests
{
    [Fact]
    public void Verify_StateReadAsAnotherType_IsAnError() =>
        Messages(new EmitStmt(new StateExpr(ExprType.Int, "v"))).ShouldContain("'n': the state 'v' is Real, not Int");

    [Fact]
    public void Verify_UnknownNames_AreErrors() =>
        Messages(
                new AssignStateStmt("v", new StateExpr(ExprType.Real, "w")),
                new AssignStateStmt("v", new PortExpr(ExprType.Real, "w")),
                new AssignStateStmt("v", new LocalExpr(ExprType.Real, "w")),
                new AssignStateStmt("v", new ConstantExpr(ExprType.Real, "w")),
                new AssignStateStmt("w", new RealExpr(0)))
            .ShouldBe(
            [
                "'n' names the constant 'w', which the graph does not have", "'n': there is no state 'w' here", "'n': there is no port 'w' here",
                "'n': there is no local 'w' here", "'n': 'w' is no state of the type Real",
            ]);

    [Fact]
    public void Verify_LocalOfTheCount_EndsWithItsBlock() =>
        Messages(
                new SpikeStmt(new PortExpr(ExprType.Real, "i"), "n", [new AssignStateStmt("v", new LocalExpr(ExprType.Real, "n"))]),
                new AssignStateStmt("v", new LocalExpr(ExprType.Real, "n")))
            .ShouldBe(["'n': there is no local 'n' here"]);

    [Fact]
    public void Verify_OperationOfWrongType_ShowsIt() =>
        Messages(new AssignStateStmt("v", new BinaryExpr(ExprType.Real, BinaryOp.Less, new RealExpr(1), new PortExpr(ExprType.Real, "i"))))
            .ShouldBe(["'n': '1.0 < i' is not well typed"]);

    [Fact]
    public void LoadedValue_Tensor_ReadsItsContainer()
    {
        var tensors = new MemoryTensors();
        tensors.Add("t", [2], [1, 2]);
        LoadExpr value = new LoadBinary([2], "mul", new LoadTensor([2], "w", "t"), new LoadNumber(0.1));
        LoadedValue.Evaluate(value, [2], [new Container("w", "memory.npz", null)], tensors).ShouldBe([0.1f, 0.2f]);
    }

    private static string[] Messages(params Stmt[] body)
    {
        var neuron = new NeuronOp("m", [new Port("i", ElementType.Real, 1)], [new State("v", 0, Overflow.None, "v0")], body.ToEquatableArray());
        var graph = new GraphBuilder(1).Input("x", Signal(1)).Real("v0", [], 0).Node("n", neuron, Spikes(1), "x").Graph;
        return IrVerifier.Verify(graph).Where(d => !d.Message.Contains("declared")).Select(d => d.Message).ToArray();
    }
}
