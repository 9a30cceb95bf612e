using System.Linq;
using Shouldly;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Tensors;
using Snnc.Compiler.Tests.Ir;
using Xunit;

namespace Snnc.Compiler.Tests.Models;

/// <summary>What expressions and statements of a model become in the graph: contraction, folding, choices, whole numbers.</summary>
public sealed class ExpressionLoweringTests
{
    [Theory]
    [InlineData("i * j + v", "fma(i, j, v)")]
    [InlineData("v + i * j", "fma(i, j, v)")]
    [InlineData("i * j - v", "fma(i, j, -v)")]
    [InlineData("v - i * j", "fma(-i, j, v)")]
    [InlineData("i * j + v * v", "fma(i, j, v * v)")]
    [InlineData("i * j - v * v", "fma(i, j, -(v * v))")]
    [InlineData("(i * j) + v", "fma(i, j, v)")]
    [InlineData("i * j + v + i", "fma(i, j, v) + i")]
    [InlineData("v - i * 2", "fma(i, -2.0, v)")]
    [InlineData("v - g * i", "fma(-3.0, i, v)")]
    [InlineData("g * 2 * i + j", "fma(6.0, i, j)")]
    [InlineData("i * j - g", "fma(i, j, -3.0)")]
    [InlineData("-(i * j) + v", "-(i * j) + v")]
    [InlineData("i / j + v", "(i / j) + v")]
    [InlineData("one * i + v", "i + v")]
    [InlineData("v - one * i", "v - i")]
    [InlineData("i * 1 / 1", "i")]
    [InlineData("i + (g - 3)", "i")]
    [InlineData("1 / 255 * v", "0.003921569 * v")]
    [InlineData("exp(-1 step / tau) * v + i * j", "fma(0.95122945, v, i * j)")]
    [InlineData("g > 2 ? v + i : 0 / j", "v + i")]
    public void Expression_Real_IsFoldedThenContracted(string expression, string expected) =>
        Body($"update {{ v = {expression}; }}")[0].ShouldBe($"v = {expected}");

    [Theory]
    [InlineData("v -= n * g", "v = fma(n, -3.0, v)")]
    [InlineData("v += i", "v = v + i")]
    [InlineData("v *= i + j", "v = v * (i + j)")]
    public void CompoundAssignment_IsTheWholeExpression(string statement, string expected) =>
        ModelRun.Of("m()", Model($"update {{ v = i + j; }} spike n = floor(v) {{ {statement}; }}"), ports: ["i", "j"]).Body()[2].ShouldBe(expected);

    [Fact]
    public void Times_AreHeldInSteps_Exactly()
    {
        const string Model = "neuron m { param t = 5 ms, f = 50 Hz; state v = 0, left = 0.7 ms; input i; "
            + "update { v = i * t / 1 step + f * 1 step; left = 0.3 ms; left += 1 step; } spike when left > 0.1 ms { } }";
        var run = ModelRun.Of("m()", Model, step: "0.1 ms");

        run.Body().Take(3).ShouldBe(["v = fma(i, 50.0, 0.005)", "left = 3.0", "left = left + 1.0"]);
        run.RunConstant(0)["left"][0].ShouldBe(4);
    }

    [Fact]
    public void Times_BeyondDecimals_AreHeldAsDoubles()
    {
        const string Model = "neuron m { param t = 100000000000000000000 s, f = 0.0000000000000000001 Hz; state v = 0; input i; "
            + "update { v = i * (t / 1 step) + f * 1 step; } emit v; }";

        ModelRun.Of("m()", Model, step: "2 ps").Body()[0].ShouldBe("v = fma(i, 5E+31, 2E-31)", StringCompareShould.IgnoreCase);
    }

    [Fact]
    public void Choices_AreDecided_AndLeaveNothing()
    {
        const string Model = "neuron m { param r: {zero, value, subtract} = zero, k: {exact, euler} = exact, th = 1, other = 5; state v = 0; input i; "
            + "dynamics k { v' = (i - v) / 1 ms; } update when r == value { v -= other; } "
            + "spike when r != value ? v > th : v >= th { if r == subtract { v -= th; } else if r == zero { v = 0; } else { v = other; } } }";

        ModelRun.Of("m(k = euler)", Model).Body().ShouldBe(["v = v + (i - v)", "spike when v > 1.0 {", "v = 0.0", "}"]);
        ModelRun.Of("m(k = euler, r = value)", Model).Body()
            .ShouldBe(["v = v + (i - v)", "v = v - 5.0", "spike when v >= 1.0 {", "v = 5.0", "}"]);
    }

    [Fact]
    public void Vars_OfKnownValues_StandForThem_AndUnreadOnesAreGone() =>
        Body("update { var a = exp(-1 step / tau); var b = i * 2; var c = 7; v = a * v + (1 - a) * i; }")
            .First().ShouldBe("v = fma(0.95122945, v, 0.048770577 * i)");

    [Fact]
    public void Vars_OfSeveralBodies_HaveNamesOfTheirOwn() =>
        Body("update { var d = i + j; v += d; } update { var d = i * j; v += d; }").Take(4)
            .ShouldBe(["local d = i + j", "v = v + d", "local d_2 = i * j", "v = v + d_2"]);

    [Fact]
    public void Parameters_OfThePopulation_BecomeConstantsThatFold()
    {
        var tensors = new MemoryTensors();
        tensors.Add("g", Shape.Of([2]), [2, 4]);
        var run = ModelRun.Of("m(g = w[\"g\"])", Model("update { v = (g - 1) / 2 * i + j; }"), size: 2, steps: 1, ports: ["i", "j"], tensors: tensors);

        run.Body()[0].ShouldBe("v = fma($n.p1, i, j)");
        run.Run([1, 1], [0, 1])["v"].ShouldBe([0.5, 2.5]);
    }

    [Theory]
    [InlineData("u / 2", 7, 3)]
    [InlineData("u / -2", 7, -3)]
    [InlineData("u % 4", -7, -3)]
    [InlineData("asr0(u, 1)", -7, -3)]
    [InlineData("u >> 1", -7, -4)]
    [InlineData("u << 2", -7, -28)]
    [InlineData("u * m", 7, 21)]
    [InlineData("u * (2 / 2)", 7, 7)]
    [InlineData("int(u * 0.5)", 7, 3)]
    [InlineData("int(u * 0.5)", -7, -3)]
    [InlineData("clip(u, -2, 3)", 7, 3)]
    [InlineData("min(u, 5) + max(u, 9)", 7, 14)]
    [InlineData("sign(u) * abs(u)", -7, -7)]
    [InlineData("u == 7 ? 0x10 : -1", 7, 16)]
    [InlineData("u + 125", 7, -124)]
    public void Expression_Whole_FollowsTheRulesOfIntegers(string expression, int u, double expected)
    {
        var model = $"neuron m {{ param m: int = 3; state u: int8 = {u}; input i; update {{ u = {expression}; }} spike when i > m {{ }} }}";
        ModelRun.Of("m()", model, steps: 1).RunConstant(0)["u"].ShouldBe([expected]);
    }

    // What is known when compiling follows the rules that hold in a step.
    [Theory]
    [InlineData("int(1e300)", 9223372036854775807)]
    [InlineData("int(-1e300)", -9223372036854775808)]
    [InlineData("int(log(-1))", 0)]
    [InlineData("int(2.9e15) * 2", 5800000000000000)]
    [InlineData("asr0(-5, 65)", -2)]
    public void Constant_Whole_IsThatOfTheSameExpressionInAStep(string expression, long expected)
    {
        var model = $"neuron m {{ state v = 0; input i; update {{ v = i * ({expression} == {expected} ? 1 : 0); }} emit v; }}";
        ModelRun.Of("m()", model, steps: 1).RunConstant(1).Output.ShouldBe([1]);
    }

    [Theory]
    [InlineData("sign(log(-1))", 0)]
    [InlineData("min(log(-1), 1)", 1)]
    [InlineData("max(log(-1), 1)", 1)]
    [InlineData("sigmoid(-800)", 0)]
    public void Constant_NotANumber_FollowsTheRulesOfAStep(string expression, double expected)
    {
        var folded = $"neuron m {{ param p = {expression}; state v = 0; input i; update {{ v = i * ({expression}) + p; }} emit v; }}";
        var run = $"neuron m {{ state v = 0; input i; update {{ v = {expression.Replace("-1", "-i").Replace("-800", "-800 * i")}; }} emit v; }}";

        ModelRun.Of("m()", folded, steps: 1).RunConstant(1).Output.ShouldBe([2 * expected]);
        ModelRun.Of("m()", run, steps: 1).RunConstant(1).Output.ShouldBe([expected]);
    }

    [Fact]
    public void RealConstants_AreRoundedOnce()
    {
        var run = ModelRun.Of("m()", Model("update { v = i * (0.1 + 0.2); }"), ports: ["i", "j"]);
        run.Op.Body[0].ShouldBe(new AssignStateStmt("v",
            new BinaryExpr(ExprType.Real, BinaryOp.Multiply, new PortExpr(ExprType.Real, "i"), new RealExpr((float)0.3))));
    }

    private static string[] Body(string clauses) => ModelRun.Of("m()", Model(clauses), ports: ["i", "j"]).Body();

    private static string Model(string clauses) =>
        $"neuron m {{ param g = 3, one = 1, tau = 20 ms; state v = 0; input i, j; {clauses}"
        + (clauses.Contains("spike") ? " }" : " spike when v > g { v = 0; } }");
}
