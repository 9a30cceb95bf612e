using System;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Tensors;
using Snnc.Compiler.Tests.Ir;
using Xunit;

namespace Snnc.Compiler.Tests.Models;

/// <summary>Methods of integration against analytic solutions, and the operations that they become.</summary>
public sealed class DynamicsTests
{
    private const string Tail = " spike when v > 1e9 { v = 0; } }";
    private const double Close = 1e-6;

    // v' = (w - v) / a, w' = -w / b: v's part of w is (q - p) / (1 - a / b) with p = e^(-t/a), q = e^(-t/b).
    [Fact]
    public void Exact_TwoDistinctTimeConstants_IsTheAnalyticSolution()
    {
        var trace = Run("param a = 10 ms, b = 4 ms; state v = 1, w = 2; input i; dynamics { v' = (w - v) / a; w' = (i - w) / b; }", steps: 30);
        for (var t = 1; t <= 30; t++)
        {
            var (p, q) = (Math.Exp(-t / 10.0), Math.Exp(-t / 4.0));
            trace["w"][t - 1].ShouldBe(2 * q, Close);
            trace["v"][t - 1].ShouldBe(p + (2 * (q - p) / (1 - (10 / 4.0))), Close);
        }
    }

    [Fact]
    public void Exact_EqualTimeConstants_IsTheAnalyticSolution()
    {
        var trace = Run("param a = 8 ms; state v = 1, w = 2; input i; dynamics { v' = (w - v) / a; w' = (i - w) / a; }", steps: 30);
        for (var t = 1; t <= 30; t++)
        {
            trace["v"][t - 1].ShouldBe(Math.Exp(-t / 8.0) * (1 + (2 * t / 8.0)), Close);
        }
    }

    [Fact]
    public void Exact_ChainOfIntegrators_IsAPolynomial()
    {
        var trace = Run("param g = 2; state v = 0, w = 3; input i; dynamics { v' = w / 1 ms; w' = (g + i) / 1 ms; }", steps: 10);
        trace["v"].ShouldBe(Enumerable.Range(1, 10).Select(t => (3.0 * t) + (t * t)), Close);
    }

    [Fact]
    public void Exact_Oscillator_Turns()
    {
        var trace = Run("param w0 = 100 Hz; state v = 1, u = 0; input i; dynamics { v' = -w0 * u; u' = w0 * (v + i); }", steps: 50);
        trace["v"].Select((v, t) => Math.Abs(v - Math.Cos(0.1 * (t + 1)))).Max().ShouldBeLessThan(Close);
    }

    [Fact]
    public void Exact_PerNeuronTimeConstants_AreThoseOfEachNeuron()
    {
        var tensors = new MemoryTensors();
        tensors.Add("tau", Shape.Of([3]), [2, 5, 8]);
        tensors.Add("tau_a", Shape.Of([3]), [5, 5, 3]);
        const string Model = "neuron m { param a = 8 ms, b = 8 ms; state v = 1, w = 2; input i; dynamics { v' = (w - v) / a; w' = (i - w) / b; }" + Tail;
        var trace = ModelRun.Of("m(a = w[\"tau\"] * 1 ms, b = w[\"tau_a\"] * 1 ms)", Model, steps: 4, size: 3, tensors: tensors).Run(new float[12]);
        for (var n = 0; n < 3; n++)
        {
            var (a, b) = (new[] { 2, 5, 8 }[n], new[] { 5, 5, 3 }[n]);
            var alone = Run($"param a = {a} ms, b = {b} ms; state v = 1, w = 2; input i; dynamics {{ v' = (w - v) / a; w' = (i - w) / b; }}", steps: 4);
            Enumerable.Range(0, 4).Select(t => trace["v"][(t * 3) + n]).ShouldBe(alone["v"], Close);
        }
    }

    [Fact]
    public void Rk4_OfASine_IsAccurateToFourthOrder()
    {
        const string Body = "param w0 = 100 Hz; state v = 1, u = 0; input i; dynamics rk4 { v' = -w0 * u; u' = w0 * (v + i); }";
        Run(Body, steps: 50)["v"].Select((v, t) => Math.Abs(v - Math.Cos(0.1 * (t + 1)))).Max().ShouldBeInRange(1e-6, 1e-5);
    }

    [Fact]
    public void ExpEuler_Conductance_RelaxesToItsReversal()
    {
        // g varies in time and may be 0: v' = g (3 - v) has the solution 3 - (3 - v) e^-g in each step.
        const string Model = "neuron m { state v = 1; input g; dynamics exp_euler { v' = g * (3 - v) / 1 ms; }" + Tail;
        float[] input = [0.5f, 0, 2, 0.125f];
        var v = 1.0;
        var expected = input.Select(g => v = 3 - ((3 - v) * Math.Exp(-g))).ToArray();
        ModelRun.Of("m()", Model, steps: 4, ports: ["g"]).Run(input)["v"].ShouldBe(expected, Close);
    }

    [Fact]
    public void Equations_OfOneClause_SeeTheValuesAtItsStart()
    {
        Run("state v = 1, w = 2; input i; dynamics euler { v' = (w + i) / 1 ms; w' = v / 1 ms; }", steps: 2)["w"].ShouldBe([3, 6]);
        Run("state v = 1, w = 2; input i; dynamics euler { v' = (w + i) / 1 ms; } dynamics euler { w' = v / 1 ms; }", steps: 2)["w"].ShouldBe([5, 13]);
    }

    [Fact]
    public void When_OfAClause_DecidesItEachStep() =>
        Run("state v = 0, left = 2 ms; input i; dynamics euler when left <= 0 ms { v' = (1 + i) / 1 ms; } update { left -= 1 step; }", steps: 5)["v"]
            .ShouldBe([0, 0, 1, 2, 3]);

    [Theory]
    [InlineData("dynamics { v' = (i - v) / 20 ms; }", "v = fma(0.95122945, v, 0.048770577 * i)")]
    [InlineData("dynamics { v' = i / 1 ms; }", "v = v + i")]
    [InlineData("dynamics { v' = (2 - v) / 20 ms; } update { v += i; }", "v = fma(0.95122945, v, 0.09754115)")]
    [InlineData("dynamics { v' = (2 - v + 3 * i) / 20 ms; }", "v = fma(0.95122945, v, 0.048770577 * fma(3.0, i, 2.0))")]
    [InlineData("dynamics { v' = (3 * i - v) / 20 ms; }", "v = fma(0.95122945, v, 0.14631173 * i)")]
    [InlineData("dynamics euler { v' = (i - v) / 20 ms; }", "v = v + ((i - v) / 20.0)")]
    [InlineData("dynamics exp_euler { v' = (i - v) / 20 ms; }", "v = fma(0.048770577, i - v, v)")]
    public void Clause_BecomesTheOperations_ThatTheDecisionRecordStates(string clause, string expected) =>
        ModelRun.Of("m()", $"neuron m {{ state v = 0; input i; {clause}{Tail}").Body()[0].ShouldBe(expected);

    private static Trace Run(string body, int steps) => ModelRun.Of("m()", $"neuron m {{ {body}{Tail}", steps: steps).RunConstant(0);
}
