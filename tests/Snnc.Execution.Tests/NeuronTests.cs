using System;
using System.Collections.Generic;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Tests.Ir;
using Xunit;
using static Snnc.Compiler.Tests.Ir.GraphBuilder;
using static Snnc.Execution.Tests.Backends;
using static Snnc.Execution.Tests.Models;

namespace Snnc.Execution.Tests;

/// <summary>Bodies of neurons, as C# and interpreted: every operator, function and statement.</summary>
public sealed class NeuronTests
{
    private static readonly Expr U = new StateExpr(ExprType.Int, "u");
    private static readonly Expr J = new PortExpr(ExprType.Int, "j");
    private static readonly string[] Functions = ["exp", "expm1", "log", "log1p", "sqrt", "abs", "sign", "floor", "ceil", "round", "tanh", "sigmoid"];

    public static TheoryData<BinaryOp> RealOperators =>
        [BinaryOp.Add, BinaryOp.Subtract, BinaryOp.Multiply, BinaryOp.Divide, BinaryOp.Remainder, BinaryOp.Min, BinaryOp.Max];

    public static TheoryData<BinaryOp> IntOperators =>
    [
        BinaryOp.Add, BinaryOp.Subtract, BinaryOp.Multiply, BinaryOp.Divide, BinaryOp.Remainder, BinaryOp.Min, BinaryOp.Max,
        BinaryOp.ShiftLeft, BinaryOp.ShiftRight, BinaryOp.ShiftRightToZero,
    ];

    public static TheoryData<BinaryOp> Comparisons =>
        [BinaryOp.Equal, BinaryOp.NotEqual, BinaryOp.Less, BinaryOp.LessOrEqual, BinaryOp.Greater, BinaryOp.GreaterOrEqual];

    public static TheoryData<string> FunctionNames => [.. Functions];

    // v has a history, so that both operands vary; three spellings, so that parentheses are needed on either side.
    [Theory]
    [MemberData(nameof(RealOperators))]
    public void Binary_OfReals_IsTheSameOperation(BinaryOp op) => AgreeReal(
        Set("v", Real(op, V, I)), Set("w", Real(op, Real(BinaryOp.Subtract, W, V), Real(op, I, Real(BinaryOp.Add, V, Number(-3))))),
        new EmitStmt(new UnaryExpr(ExprType.Real, UnaryOp.Negate,
            new UnaryExpr(ExprType.Real, UnaryOp.Negate, Real(op, W, new FmaExpr(V, I, Number(-0.5f)))))));

    [Theory]
    [MemberData(nameof(IntOperators))]
    public void Binary_OfWholeNumbers_IsTheSameOperation(BinaryOp op) => AgreeInt(
        Overflow.Wrap, Set("u", Int(op, U, J)),
        Set("u", Int(op, Int(BinaryOp.Subtract, J, U), Int(op, new IntExpr(1000003), Int(BinaryOp.Add, U, new IntExpr(-3))))));

    [Theory]
    [MemberData(nameof(Comparisons))]
    public void Comparison_OfEitherType_TakesTheSameBranch(BinaryOp op) => AgreeReal(
        new IfStmt(Test(op, V, I), [Set("v", Real(BinaryOp.Add, I, Number(1)))], [Set("v", I)]),
        new LocalStmt("same", Test(op, new UnaryExpr(ExprType.Int, UnaryOp.ToInt, I), new UnaryExpr(ExprType.Int, UnaryOp.ToInt, V))),
        new EmitStmt(new SelectExpr(ExprType.Real, new LocalExpr(ExprType.Bool, "same"), Number(1),
            new SelectExpr(ExprType.Real, Test(op, W, V), V, W))));

    [Theory]
    [MemberData(nameof(FunctionNames))]
    public void Call_OfAReal_IsTheSameFunction(string function) => AgreeReal(
        Set("v", new CallExpr(ExprType.Real, function, I)), new EmitStmt(new CallExpr(ExprType.Real, function, Real(BinaryOp.Multiply, I, I))));

    [Fact]
    public void Logic_OfBools_KeepsItsPrecedence() => AgreeReal(
        new LocalStmt("a", Test(BinaryOp.Greater, I, Number(0))), new LocalStmt("b", Test(BinaryOp.Less, V, Number(1))),
        new AssignLocalStmt("a", Test(BinaryOp.And, Test(BinaryOp.Or, A, B),
            new UnaryExpr(ExprType.Bool, UnaryOp.Not, Test(BinaryOp.And, A, Test(BinaryOp.Equal, A, B))))),
        new IfStmt(Test(BinaryOp.Or, Test(BinaryOp.And, A, B), new BoolExpr(false)), [Set("v", Real(BinaryOp.Add, V, I))], []), new EmitStmt(V));

    [Theory]
    [InlineData(Overflow.Wrap)]
    [InlineData(Overflow.Saturate)]
    public void State_OfWholeNumbers_WrapsOrSaturates(Overflow overflow) => AgreeInt(
        overflow, Set("u", Int(BinaryOp.Add, Int(BinaryOp.Multiply, U, new IntExpr(7)), J)),
        new IfStmt(Test(BinaryOp.Greater, new CallExpr(ExprType.Int, "abs", U), new IntExpr(100)),
            [Set("u", new UnaryExpr(ExprType.Int, UnaryOp.Negate, new CallExpr(ExprType.Int, "sign", U)))], []));

    [Fact]
    public void WholeNumbers_Extremes_DoNotTrap() => AgreeInt(
        Overflow.Saturate,
        Set("u", Int(BinaryOp.Divide, new IntExpr(long.MinValue), new IntExpr(-1))),
        Set("u", Int(BinaryOp.Add, U, Int(BinaryOp.Remainder, new IntExpr(long.MinValue), new IntExpr(-1)))),
        Set("u", Int(BinaryOp.Add, U, Int(BinaryOp.Add, new IntExpr(long.MaxValue), new IntExpr(long.MaxValue)))),
        Set("u", new CallExpr(ExprType.Int, "abs", new IntExpr(long.MinValue))));

    [Fact]
    public void Spike_OfANumber_FiresThatOften()
    {
        var csharp = AgreeReal(
            ValueKind.Spikes, Set("v", Real(BinaryOp.Add, V, I)),
            new SpikeStmt(new CallExpr(ExprType.Real, "floor", V), "n",
                [Set("v", Real(BinaryOp.Subtract, V, new LocalExpr(ExprType.Real, "n"))),
                new IfStmt(Test(BinaryOp.Greater, W, V), [Set("w", V)], [Set("w", I)])]));
        csharp.Source.ShouldContain("Neuron.Max(Neuron.Floor(v), 0f)");
    }

    [Fact]
    public void Spike_OfAWholeNumber_FiresThatOften() => AgreeInt(
        Overflow.Wrap, Set("u", Int(BinaryOp.Add, U, J)), new SpikeStmt(Int(BinaryOp.Divide, U, new IntExpr(3)), "n",
            [Set("u", Int(BinaryOp.Subtract, U, new LocalExpr(ExprType.Int, "n")))]));

    [Fact]
    public void Rand_IsThatOfTheSampleStepAndNeuron() =>
        AgreeReal(Set("v", new RandExpr(5)), Set("w", new RandExpr(6)), new EmitStmt(Real(BinaryOp.Subtract, W, V)));

    [Fact]
    public void Names_ThatMeanSomethingInCSharp_AreKeptApart()
    {
        Expr state = new StateExpr(ExprType.Real, "float"), port = new PortExpr(ExprType.Real, "n"), local = new LocalExpr(ExprType.Real, "spikes");
        var neuron = Neuron(
            [new Port("n", ElementType.Real, 1), new Port("value", ElementType.Real, 0)],
            [new State("float", 0, Overflow.None, "zero"), new State("_x", 0, Overflow.None, "zero")],
            Set("float", Real(BinaryOp.Add, state, port)), new LocalStmt("spikes", Real(BinaryOp.Multiply, state, Number(2))), Set("_x", local),
            new EmitStmt(Real(BinaryOp.Add, local, new PortExpr(ExprType.Real, "value"))));
        Agree(new GraphBuilder(4).Input("x", Signal(3)).Real("zero", [], 0).Node("t", neuron, Signal(3), "x").Output("t", "t:float", "t:_x"));
    }

    [Fact]
    public void Ports_OfSeveralEdges_AreSummed()
    {
        var neuron = Neuron(
            [new Port("i", ElementType.Real, 2), new Port("k", ElementType.Real, 1), new Port("j", ElementType.Int, 2)],
            [new State("v", 0, Overflow.None, "start")],
            Set("v", new FmaExpr(new PortExpr(ExprType.Real, "k"), new ConstantExpr(ExprType.Real, "gain"), I)),
            new EmitStmt(Real(BinaryOp.Add, V, new UnaryExpr(ExprType.Real, UnaryOp.ToReal, J))));
        Agree(new GraphBuilder(4).Input("a", Signal(2, 3)).Input("b", Signal(2, 3)).Input("s", Spikes(2, 3)).Real("start", [3], 1, 2, 3)
            .Real("gain", [2, 1], 0.5, 2)
            .Int("w", [3, 3], 1, 0, -2, 3, 0, 1, 0, 0, 5).Node("whole", new DenseOp("w", null), Whole(Signal(2, 3)), "s")
            .Node("n", neuron, Signal(2, 3), "a", "b", "s", "s", "whole").Output("n"));
    }

    [Fact]
    public void Body_ConstantBranches_CompileWithoutWarnings() => AgreeReal(
        new IfStmt(new BoolExpr(false), [Set("v", Number(1))], [Set("v", I)]),
        new IfStmt(Test(BinaryOp.Greater, Number(1), Number(2)), [Set("w", V)], []), new EmitStmt(V));

    private static Expr W => new StateExpr(ExprType.Real, "w");

    private static Expr A => new LocalExpr(ExprType.Bool, "a");

    private static Expr B => new LocalExpr(ExprType.Bool, "b");

    private static CSharpRunner AgreeReal(params Stmt[] body) => AgreeReal(ValueKind.Signal, body);

    // Reals that come near each other, are equal, and are negative and 0 at times; NaN and infinities come of them.
    private static CSharpRunner AgreeReal(ValueKind kind, params Stmt[] body)
    {
        var neuron = Neuron([new Port("i", ElementType.Real, 1)],
            [new State("v", 0, Overflow.None, "zero"), new State("w", 0, Overflow.None, "half")], body);
        return Agree(new GraphBuilder(9).Input("x", Signal(21)).Constant("zero", ElementType.Real, new LoadNumber(0)).Real("half", [], 0.5)
            .Node("n", neuron, Signal(21) with { Kind = kind }, "x").Output("n", "n:v", "n:w"));
    }

    private static void AgreeInt(Overflow overflow, params Stmt[] body)
    {
        var neuron = Neuron([new Port("j", ElementType.Int, 1)], [new State("u", 12, overflow, "start")], body);
        Agree(
            new GraphBuilder(9).Input("x", Spikes(5)).Int("start", [], 5000).Node("n", neuron, Spikes(5), "x").Output("n", "n:u"),
            (_, length, seed) => [.. Dyadic(length, seed).Select(value => MathF.Round(value * 4))]);
    }
}
