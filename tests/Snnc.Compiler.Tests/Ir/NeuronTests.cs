using System.Linq;
using Shouldly;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Ir.Interpretation;
using Snnc.Numerics;
using Xunit;
using static Snnc.Compiler.Tests.Ir.GraphBuilder;

namespace Snnc.Compiler.Tests.Ir;

public sealed class NeuronTests
{
    private static readonly Expr V = new StateExpr(ExprType.Real, "v");
    private static readonly Expr U = new StateExpr(ExprType.Int, "v");
    private static readonly Expr Current = new PortExpr(ExprType.Real, "i");
    private static readonly Expr Whole = new PortExpr(ExprType.Int, "i");

    [Fact]
    public void Body_ResetAfterTest_IsSeenInTheSameStep() =>

        // v = v + i, fires above 1, subtracts 1.
        RunReal([Set(Real(BinaryOp.Add, V, Current)), Spike(Compare(BinaryOp.Greater, V, 1), Set(Real(BinaryOp.Subtract, V, new RealExpr(1))))],
            [0.75f, 0.75f, 0.75f])
            .ShouldBe([0, 1, 1], [0.75, 0.5, 0.25]);

    [Fact]
    public void Body_TestBeforeUpdate_SeesTheOldState() =>
        RunReal([Spike(Compare(BinaryOp.Greater, V, 1)), Set(Real(BinaryOp.Add, V, Current))], [2, 2, 2]).ShouldBe([0, 1, 1], [2, 4, 6]);

    [Fact]
    public void If_Branches_RunOnTheirCondition() =>
        RunReal([new IfStmt(Compare(BinaryOp.GreaterOrEqual, Current, 0), [Set(Current)], [Set(new RealExpr(-1))])], [3, -3, 0])
            .ShouldBe([0, 0, 0], [3, -1, 0]);

    [Fact]
    public void Spike_Number_FiresThatOftenAndNamesIt()
    {
        var count = new CallExpr(ExprType.Real, "floor", V);
        var body = Set(Real(BinaryOp.Subtract, V, new LocalExpr(ExprType.Real, "n")));
        RunReal([Set(Real(BinaryOp.Add, V, Current)), new SpikeStmt(count, "n", [body])], [2.5f, 0.75f, -3]).ShouldBe([2, 1, 0], [0.5, 0.25, -2.75]);
    }

    [Fact]
    public void Emit_Conditional_IsZeroWhereItDoesNotRun() =>
        RunReal([new IfStmt(Compare(BinaryOp.Greater, Current, 0), [new EmitStmt(Current)], [])], [3, -3, 4], ValueKind.Signal)
            .Output.ShouldBe([3, 0, 4]);

    [Fact]
    public void Local_Assigned_KeepsItsLastValue() =>
        RunReal(
            [
                new LocalStmt("a", Current), new AssignLocalStmt("a", Real(BinaryOp.Multiply, new LocalExpr(ExprType.Real, "a"), new RealExpr(2))),
                new LocalStmt("isLarge", Compare(BinaryOp.Greater, new LocalExpr(ExprType.Real, "a"), 3)),
                new IfStmt(new LocalExpr(ExprType.Bool, "isLarge"), [Set(new LocalExpr(ExprType.Real, "a"))], []),
            ],
            [1, 2]).State.ShouldBe([0, 4]);

    [Fact]
    public void Fma_Single_IsRoundedOnce_AndAProductAndASumTwice()
    {
        const float X = 1 + (1f / 4096);
        Expr x = new RealExpr(X), minus = new RealExpr(-1 - (1f / 2048));
        var fused = RunReal([Set(new FmaExpr(x, x, minus))], [0]).State[0];
        var split = RunReal([Set(Real(BinaryOp.Add, Real(BinaryOp.Multiply, x, x), minus))], [0]).State[0];
        fused.ShouldBe(System.Math.Pow(2, -24));
        split.ShouldBe(0);
    }

    [Theory]
    [InlineData(Overflow.Wrap, 100, 100, -56)]
    [InlineData(Overflow.Wrap, -100, -100, 56)]
    [InlineData(Overflow.Saturate, 100, 100, 127)]
    [InlineData(Overflow.Saturate, -100, -100, -128)]
    public void IntState_Assignment_WrapsOrSaturates(Overflow overflow, double first, double second, double expected) =>
        RunInt(8, overflow, Int(BinaryOp.Add, U, Whole), first, second).ShouldBe([first, expected]);

    [Theory]
    [InlineData(BinaryOp.Divide, -7, 2, -3)]
    [InlineData(BinaryOp.Divide, 7, 0, 0)]
    [InlineData(BinaryOp.Divide, 7, -1, -7)]
    [InlineData(BinaryOp.Remainder, -7, 2, -1)]
    [InlineData(BinaryOp.Remainder, 7, 0, 0)]
    [InlineData(BinaryOp.ShiftLeft, 3, 2, 12)]
    [InlineData(BinaryOp.ShiftLeft, 3, 66, 12)]
    [InlineData(BinaryOp.ShiftRight, -7, 1, -4)]
    [InlineData(BinaryOp.ShiftRightToZero, -7, 1, -3)]
    [InlineData(BinaryOp.ShiftRightToZero, 7, 1, 3)]
    [InlineData(BinaryOp.Min, -7, 1, -7)]
    [InlineData(BinaryOp.Max, -7, 1, 1)]
    public void IntBinary_Values_AreAsTheOperatorSays(BinaryOp op, double x, long y, double expected) =>
        RunInt(48, Overflow.Wrap, Int(op, Whole, new IntExpr(y)), x).ShouldBe([expected]);

    [Fact]
    public void IntArithmetic_SmallestNumber_DoesNotTrap()
    {
        var least = new IntExpr(long.MinValue);
        RunInt(8, Overflow.Saturate, Int(BinaryOp.Divide, least, new IntExpr(-1)), 0).ShouldBe([-128]);
        RunInt(8, Overflow.Saturate, Int(BinaryOp.Remainder, least, new IntExpr(-1)), 0).ShouldBe([0]);
        RunInt(8, Overflow.Saturate, Int(BinaryOp.ShiftRightToZero, least, new IntExpr(62)), 0).ShouldBe([-2]);
        RunInt(8, Overflow.Saturate, new CallExpr(ExprType.Int, "abs", least), 0).ShouldBe([-128]);
    }

    [Theory]
    [InlineData(2.9f, 2)]
    [InlineData(-2.9f, -2)]
    [InlineData(float.NaN, 0)]
    [InlineData(1e30f, 127)]
    [InlineData(-1e30f, -128)]
    public void ToInt_Real_IsTruncatedAndSaturates(float x, double expected) =>
        RunInt(8, Overflow.Saturate, new UnaryExpr(ExprType.Int, UnaryOp.ToInt, new RealExpr(x)), 0).ShouldBe([expected]);

    [Fact]
    public void ToReal_LargeInt_IsRoundedOnce()
    {
        // By way of a double (2^62 + 2^38) the tie would go to even, down.
        var x = new IntExpr((1L << 62) + (1L << 38) + 1);
        RunReal([Set(new UnaryExpr(ExprType.Real, UnaryOp.ToReal, x))], [0]).State[0].ShouldBe((1L << 62) + (1L << 39));
    }

    [Theory]
    [InlineData("round", 2.5f, 2)]
    [InlineData("round", -3.5f, -4)]
    [InlineData("sign", float.NaN, 0)]
    [InlineData("ceil", 1.25f, 2)]
    [InlineData("abs", -1.5f, 1.5)]
    [InlineData("exp", 1, 2.7182817459106445)]
    [InlineData("sigmoid", 0, 0.5)]
    public void Call_Real_IsRoundedToSingle(string function, float x, double expected) =>
        RunReal([Set(new CallExpr(ExprType.Real, function, Current))], [x]).State[0].ShouldBe(expected);

    [Fact]
    public void Rand_Element_CountsSamplesStepsAndElements()
    {
        var neuron = new NeuronOp("noise", [], [], [new EmitStmt(new RandExpr(11))]);
        var interpreter = new GraphBuilder(3).Node("n", neuron, Signal(4)).Output("n").Interpreter();
        var expected = Enumerable.Range(0, 12).Select(k => CounterHash.Uniform(11, (7 * 12) + k));
        interpreter.Run(7, [])["n"].Values.ShouldBe(expected.ToArray());
    }

    [Fact]
    public void Ports_SeveralEdges_AreSummedEachAtItsPort()
    {
        var sum = new FmaExpr(new PortExpr(ExprType.Real, "g"), new RealExpr(10), Current);
        var neuron = new NeuronOp("two", [new Port("i", ElementType.Real, 2), new Port("g", ElementType.Real, 1)], [], [new EmitStmt(sum)]);
        new GraphBuilder(1).Input("a", Signal(1)).Input("b", Signal(1)).Input("c", Signal(1)).Node("n", neuron, Signal(1), "a", "b", "c").Output("n")
            .Run([1], [2], [3]).ShouldBe([33]);
    }

    [Fact]
    public void Parameters_ScalarsAndArrays_BroadcastOverThePopulation()
    {
        var body = Real(BinaryOp.Add, Real(BinaryOp.Multiply, Current, new ConstantExpr(ExprType.Real, "k")), new ConstantExpr(ExprType.Real, "c"));
        var neuron = new NeuronOp("p", [new Port("i", ElementType.Real, 1)], [], [new EmitStmt(body)]);
        new GraphBuilder(1).Input("x", Signal(2, 2)).Real("k", [2, 1], 1, 10).Real("c", [], 0.5).Node("n", neuron, Signal(2, 2), "x").Output("n")
            .Run([1, 2, 3, 4]).ShouldBe([1.5, 2.5, 30.5, 40.5]);
    }

    [Fact]
    public void States_NextInference_StartAtTheirInitialValues()
    {
        var neuron = new NeuronOp("n", [new Port("i", ElementType.Real, 1)], [new State("v", 0, Overflow.None, "v0")],
            [Set(Real(BinaryOp.Add, V, Current))]);
        var interpreter = new GraphBuilder(2).Input("x", Signal(1)).Real("v0", [1], 5).Node("n", neuron, Signal(1), "x").Output("n:v").Interpreter();
        interpreter.Run(0, [[1, 1]])["n:v"].Values.ShouldBe([6, 7]);
        interpreter.Run(0, [[2, 2]])["n:v"].Values.ShouldBe([7, 9]);
    }

    private static BinaryExpr Real(BinaryOp op, Expr x, Expr y) => new(ExprType.Real, op, x, y);

    private static BinaryExpr Int(BinaryOp op, Expr x, Expr y) => new(ExprType.Int, op, x, y);

    private static BinaryExpr Compare(BinaryOp op, Expr x, float y) => new(ExprType.Bool, op, x, new RealExpr(y));

    private static AssignStateStmt Set(Expr value) => new("v", value);

    private static SpikeStmt Spike(Expr condition, params Stmt[] body) => new(condition, null, body.ToEquatableArray());

    // One neuron with a real state v from 0 and a port i.
    private static Trace RunReal(Stmt[] body, float[] current, ValueKind kind = ValueKind.Spikes)
    {
        var neuron = new NeuronOp("n", [new Port("i", ElementType.Real, 1)], [new State("v", 0, Overflow.None, "v0")], body.ToEquatableArray());
        var result = new GraphBuilder(current.Length).Input("x", Signal(1)).Real("v0", [], 0)
            .Node("n", neuron, Signal(1) with { Kind = kind }, "x").Output("n", "n:v").Interpreter().Run(0, [current]);
        return new Trace(result["n"].Values, result["n:v"].Values);
    }

    // One neuron with an int state v that is set to a value in each step.
    private static double[] RunInt(int bits, Overflow overflow, Expr value, params double[] current)
    {
        var neuron = new NeuronOp("n", [new Port("i", ElementType.Int, 1)], [new State("v", bits, overflow, "v0")], [Set(value)]);
        return new GraphBuilder(current.Length).Input("x", Spikes(1)).Int("v0", [], 0).Node("n", neuron, Spikes(1), "x").Output("n:v")
            .Run(current.Select(x => (float)x).ToArray());
    }

    private sealed record Trace(double[] Output, double[] State)
    {
        public void ShouldBe(double[] output, double[] state)
        {
            Output.ShouldBe(output);
            State.ShouldBe(state);
        }
    }
}
