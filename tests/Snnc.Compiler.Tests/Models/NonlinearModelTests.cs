using System;
using System.Linq;
using Shouldly;
using Xunit;

namespace Snnc.Compiler.Tests.Models;

/// <summary>AdEx and Izhikevich's model against integrators of a few lines, in doubles.</summary>
public sealed class NonlinearModelTests
{
    [Fact]
    public void Adex_RungeKutta_FiresWithAnIndependentOne()
    {
        var trace = ModelRun.Of("adex()", step: "0.1 ms", steps: 3000).RunConstant(1);
        double v = -70.6, w = 0;
        var spikes = 0;
        (double V, double W) Slope(double x, double y)
        {
            var held = Math.Min(x, 20);
            return ((-70.6 - x + (2 * Math.Exp((held + 50.4) / 2)) + (33.333333 * (1 - y))) / 93.66667, ((0.004 * (held + 70.6)) - y) / 1440);
        }

        for (var t = 0; t < 3000; t++)
        {
            var k1 = Slope(v, w);
            var k2 = Slope(v + (k1.V / 2), w + (k1.W / 2));
            var k3 = Slope(v + (k2.V / 2), w + (k2.W / 2));
            var k4 = Slope(v + k3.V, w + k3.W);
            v += (k1.V + (2 * k2.V) + (2 * k3.V) + k4.V) / 6;
            w += (k1.W + (2 * k2.W) + (2 * k3.W) + k4.W) / 6;
            if (v > 20)
            {
                (v, w) = (-70.6, w + 0.0805);
                spikes++;
            }

            if (spikes == 0)
            {
                trace["v"][t].ShouldBe(v, 1e-2, $"step {t}");
            }
        }

        spikes.ShouldBeGreaterThan(4);
        trace.Spikes.Length.ShouldBe(spikes);

        // 1 nA makes the paper's neuron adapt: intervals grow.
        var intervals = trace.Spikes.Zip(trace.Spikes.Skip(1), (first, second) => second - first).ToArray();
        intervals[^1].ShouldBeGreaterThan(intervals[0]);
    }

    [Theory]
    [InlineData("izhikevich()", 0.02, 0.2, -65, 8)]
    [InlineData("izhikevich(a = 0.1, d = 2)", 0.1, 0.2, -65, 2)]
    [InlineData("izhikevich(v_reset = -50, d = 2)", 0.02, 0.2, -50, 2)]
    public void Izhikevich_Euler_FiresWithAnIndependentOne(string use, double a, double b, double c, double d)
    {
        var trace = ModelRun.Of(use, step: "0.5 ms", steps: 600).RunConstant(10);
        double v = -65, u = b * -65;
        var spikes = 0;
        for (var t = 0; t < 600; t++)
        {
            var (dv, du) = (0.5 * ((0.04 * v * v) + (5 * v) + 140 - u + 10), 0.5 * a * ((b * v) - u));
            (v, u) = (v + dv, u + du);
            if (v >= 30)
            {
                (v, u) = (c, u + d);
                spikes++;
            }

            if (spikes == 0)
            {
                trace["v"][t].ShouldBe(v, 1e-3, $"step {t}");
            }
        }

        spikes.ShouldBeGreaterThan(3);
        trace.Spikes.Length.ShouldBe(spikes);
    }
}
