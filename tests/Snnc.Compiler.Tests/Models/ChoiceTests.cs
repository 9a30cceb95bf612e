using System;
using System.Linq;
using Shouldly;
using Xunit;

namespace Snnc.Compiler.Tests.Models;

/// <summary>
/// Every choice of every model of the prelude with every other one, against one loop: advance, compare, reset. The input meets the threshold
/// exactly in some steps, so that <c>above</c> and <c>reached</c> differ.
/// </summary>
public sealed class ChoiceTests
{
    private const int Steps = 300;
    private const double Close = 1e-5;

    private static readonly float[] Wave = [.. Enumerable.Range(0, Steps).Select(t => (float)(Math.Round(6 * Math.Sin(t * 0.31)) / 4) + 1.25f)];

    private static readonly string[] Resets = ["subtract", "zero", "value"];
    private static readonly string[] Compares = ["above", "reached"];
    private static readonly string[] Methods = ["exact", "euler"];

    private delegate void Advance(double[] s, double x, bool isExact);

    public static TheoryData<string, string, string> Combinations()
    {
        var data = new TheoryData<string, string, string>();
        foreach (var reset in Resets)
        {
            foreach (var compare in Compares)
            {
                Array.ForEach(Methods, method => data.Add(reset, compare, method));
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Combinations))]
    public void Models_WithEachChoice_DoWhatItSays(string reset, string compare, string method)
    {
        Check("if_neuron", "i", "r = 0.5", reset, compare, null, (s, x, _) => s[0] += 0.5 * x);
        Check("leaky", "i", "beta = 0.5", reset, compare, null, (s, x, _) => s[0] = (0.5 * s[0]) + x);
        Check("lif", "i", "tau = 4 ms, r = 2, v_leak = 0.25", reset, compare, method,
            (s, x, exact) => s[0] += Rate(4, exact) * (0.25 - s[0] + (2 * x)));
        Check("cuba_lif", "x", "tau_syn = 2 ms, tau_mem = 4 ms, r = 2, w_in = 0.5, v_leak = 0.25", reset, compare, method, (s, x, exact) =>
        {
            s[1] += Rate(2, exact) * ((0.5 * x) - s[1]);
            s[0] += Rate(4, exact) * (0.25 - s[0] + (2 * s[1]));
        });
        Check("alif", "i", "tau = 4 ms, tau_adapt = 16 ms, beta = 0.5, r = 2, v_leak = 0.25", reset, compare, method, (s, x, exact) =>
        {
            s[0] += Rate(4, exact) * (0.25 - s[0] + (2 * x));
            s[1] -= Rate(16, exact) * s[1];
        }, kick: 1, rise: 0.5);
        Check("ahp", "i", "tau = 4 ms, tau_ahp = 16 ms, beta = 0.5, r = 2, v_leak = 0.25", reset, compare, method, (s, x, exact) =>
        {
            // What a, decaying meanwhile, takes from v: the convolution of both exponentials.
            var taken = exact ? (Math.Exp(-1 / 16.0) - Math.Exp(-1 / 4.0)) / (1 - (4 / 16.0)) : 1 / 4.0;
            s[0] += (Rate(4, exact) * (0.25 - s[0] + (2 * x))) - (taken * s[1]);
            s[1] -= Rate(16, exact) * s[1];
        }, kick: 0.5);
        Check("lif_refractory", "i", "tau = 4 ms, r = 2, v_leak = 0.25, t_ref = 3 ms", reset, compare, method,
            (s, x, exact) => s[0] += Rate(4, exact) * (0.25 - s[0] + (2 * x)), rest: 3);
    }

    [Theory]
    [InlineData("exact")]
    [InlineData("euler")]
    public void Readouts_WithEachMethod_DoWhatItSays(string method)
    {
        var v = 0.0;
        var li = ModelRun.Of($"li(tau = 4 ms, r = 2, v_leak = 0.25, integrate = {method})", steps: Steps).Run(Wave);
        li.Output.ShouldBe(Wave.Select(x => v += Rate(4, method == "exact") * (0.25 - v + (2 * x))).ToArray(), Close);

        var (current, u) = (0.0, 0.0);
        var cuba = ModelRun.Of($"cuba_li(tau_syn = 2 ms, tau_mem = 4 ms, w_in = 3, integrate = {method})", steps: Steps, ports: ["x"]).Run(Wave);
        cuba.Output.ShouldBe(Wave.Select(x =>
        {
            current += Rate(2, method == "exact") * ((3 * x) - current);
            return u += Rate(4, method == "exact") * (current - u);
        }).ToArray(), Close);
    }

    [Fact]
    public void Adex_Euler_FollowsItsEquations()
    {
        double v = -70.6, w = 0;
        var trace = ModelRun.Of("adex(integrate = euler)", step: "0.1 ms", steps: 2000).RunConstant(1);
        for (var t = 0; t < 2000; t++)
        {
            var held = Math.Min(v, 20);
            var dv = (-70.6 - v + (2 * Math.Exp((held + 50.4) / 2)) + (33.333333 * (1 - w))) / 93.66667;
            (v, w) = (v + dv, w + (((0.004 * (held + 70.6)) - w) / 1440));
            trace.Output[t].ShouldBe(v > 20 ? 1 : 0, $"step {t}");
            (v, w) = v > 20 ? (-70.6, w + 0.0805) : (v, w);
        }

        trace.Spikes.Length.ShouldBeGreaterThan(3);
    }

    [Fact]
    public void Izhikevich_RungeKutta_FollowsItsEquations()
    {
        double v = -65, u = -13;
        var trace = ModelRun.Of("izhikevich(integrate = rk4)", step: "0.25 ms", steps: 1200).RunConstant(10);
        (double V, double U) Slope(double x, double y) => (0.25 * ((0.04 * x * x) + (5 * x) + 140 - y + 10), 0.25 * 0.02 * ((0.2 * x) - y));
        for (var t = 0; t < 1200; t++)
        {
            var k1 = Slope(v, u);
            var k2 = Slope(v + (k1.V / 2), u + (k1.U / 2));
            var k3 = Slope(v + (k2.V / 2), u + (k2.U / 2));
            var k4 = Slope(v + k3.V, u + k3.U);
            v += (k1.V + (2 * k2.V) + (2 * k3.V) + k4.V) / 6;
            u += (k1.U + (2 * k2.U) + (2 * k3.U) + k4.U) / 6;
            trace.Output[t].ShouldBe(v >= 30 ? 1 : 0, $"step {t}");
            (v, u) = v >= 30 ? (-65, u + 8) : (v, u);
        }

        trace.Spikes.Length.ShouldBeGreaterThan(3);
    }

    // What of the way to its goal a state goes in a step.
    private static double Rate(double tau, bool isExact) => isExact ? 1 - Math.Exp(-1 / tau) : 1 / tau;

    // s: the membrane, and the other state. kick: what a spike adds to that; rise: what that adds to the threshold; rest: steps of silence.
    private static void Check(
        string model, string port, string arguments, string reset, string compare, string? method, Advance advance,
        double kick = 0, double rise = 0, int rest = 0)
    {
        var integrate = method is null ? "" : $", integrate = {method}";
        var use = $"{model}({arguments}, threshold = 1.5, v_reset = -0.5, reset = {reset}, compare = {compare}{integrate})";
        var trace = ModelRun.Of(use, steps: Steps, ports: [port]).Run(Wave);
        var s = new double[2];
        var silentUntil = 0;
        for (var t = 0; t < Steps; t++)
        {
            if (t >= silentUntil)
            {
                advance(s, Wave[t], method == "exact");
            }

            var threshold = 1.5 + (rise * s[1]);
            var fires = t >= silentUntil && (compare == "above" ? s[0] > threshold : s[0] >= threshold);
            trace.Output[t].ShouldBe(fires ? 1 : 0, $"{use}, step {t}");
            if (fires)
            {
                s[0] = reset == "subtract" ? s[0] - 1.5 : reset == "zero" ? 0 : -0.5;
                s[1] += kick;
                silentUntil = t + 1 + rest;
            }

            trace["v"][t].ShouldBe(s[0], Close, $"{use}, step {t}");
        }

        trace.Spikes.Length.ShouldBeGreaterThan(5, use);
    }
}
