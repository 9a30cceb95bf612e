using System;
using System.IO;
using System.Linq;
using Shouldly;
using Snnc.Tests;
using Xunit;

namespace Snnc.Compiler.Tests.Models;

/// <summary>
/// One neuron as several simulators discretise it: what differs is the order of decay, input, test and reset, and that is what the order of
/// clauses says. Each is held to a loop written here in the order in which that simulator's documentation has it.
/// </summary>
public sealed class DiscretisationTests
{
    private const int Steps = 400;

    // Decays are rounded to single precision, which adds up.
    private const double Close = 1e-4;

    private static readonly string Models =
        File.ReadAllText(Repository.PathOf("tests", "Snnc.Compiler.Tests", "Samples", "programs", "discretisations.snn"));

    // Both signs, spikes in most models every few steps, and bursts for those that fire several times in one.
    private static readonly float[] Wave =
        [.. Enumerable.Range(0, Steps).Select(t => (float)(0.35 + (0.6 * Math.Sin(t * 0.217)) + (t % 11 == 0 ? 1.3 : 0) + (t % 97 == 50 ? 6 : 0)))];

    [Fact]
    public void ResetInTheNextStep_TestsTheOldMembrane()
    {
        var v = 0.0;
        Check("snntorch_leaky()", "x", Wave, x =>
        {
            v = (0.9 * v) + x - (v > 1 ? 1 : 0);
            return (v > 1 ? 1 : 0, v);
        });
    }

    [Fact]
    public void DecayAfterIntegration_LetsTheMembraneSeeTheOldCurrent()
    {
        double i = 0, v = 0;
        Check("norse_cuba()", "x", Wave, x =>
        {
            i += x;
            v += (i - v) / 10;
            i -= i / 5;
            var fires = v > 1;
            v = fires ? 0 : v;
            return (fires ? 1 : 0, v);
        });
    }

    [Fact]
    public void SeveralSpikesAStep_AreCountedAndSubtracted()
    {
        double v = 0, a = Math.Exp(-1 / 20.0);
        var most = Check("sinabs_lif()", "x", [.. Wave.Select(x => 30 * x)], x =>
        {
            v = Math.Max((a * v) + ((1 - a) * x), -1);
            var n = Math.Max(Math.Floor(v), 0);
            v -= n;
            return (n, v);
        });
        most.ShouldBeGreaterThan(3);
    }

    [Fact]
    public void SpikesUpToAMost_LeaveTheRestInTheMembrane()
    {
        double i = 0, v = 0;
        var most = Check("rockpool_lif(most = 7)", "x", [.. Wave.Select(x => x - 0.5f)], x =>
        {
            i = (i + x) * Math.Exp(-1 / 10.0);
            v = (v * Math.Exp(-1 / 20.0)) + i;
            var n = Math.Max(Math.Min(Math.Floor(v), 7), 0);
            v -= n;
            return (n, v);
        });
        most.ShouldBe(7);
    }

    [Fact]
    public void SpikeOfTheOldMembrane_IsOneStepLater()
    {
        var v = 0.0;
        Check("spyx_lif()", "x", Wave, x =>
        {
            var fires = v > 1;
            v = (0.9 * v) + x - (fires ? 1 : 0);
            return (fires ? 1 : 0, v);
        });
    }

    [Fact]
    public void RestAfterASpike_HoldsTheMembraneAndTestsNothing()
    {
        double v = 0, p = Math.Exp(-1 / 20.0);
        var left = 0;
        Check("genn_lif(i_offset = 0.5)", "i_syn", [.. Wave.Select(x => 4 * x)], x =>
        {
            v = left > 0 ? v : (p * v) + ((1 - p) * (x + 0.5));
            left = Math.Max(left - 1, 0);
            var fires = left == 0 && v >= 1;
            (v, left) = fires ? (0, 5) : (v, left);
            return (fires ? 1 : 0, v);
        });
    }

    [Fact]
    public void SpikeTimeInsideTheStep_CarriesTheRestOverIntoTheNext()
    {
        double v = 0, rest = 0;
        Check("nengo_lif()", "j", [.. Wave.Select(x => Math.Abs(x) + 1.5f)], j =>
        {
            rest -= 1;
            var part = Math.Clamp(-rest, 0, 1);
            v += (j - v) * (1 - Math.Exp(-part / 20));
            var fires = v > 1;
            (v, rest) = fires ? (0, 2 + (20 * Math.Log(1 - ((v - 1) / (j - 1))))) : (v, rest);
            return (fires ? 1 : 0, v);
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(90000)]
    public void WholeNumbers_WrapInTheCurrentAndSaturateInTheVoltage(int scale)
    {
        long Decay(long x, long d) => x / Math.Abs(Math.Max(Math.Abs(x), 1)) * ((Math.Abs(x) * (4096 - d)) >> 12);
        long Wrap(long x) => ((x + (1 << 23)) & ((1 << 24) - 1)) - (1 << 23);
        var random = new Random(11);
        float[] input = [.. Enumerable.Range(0, Steps).Select(_ => (float)(random.Next(-30, 60) * scale))];
        long u = 0, v = 0;
        var (wrapped, saturated) = (0, 0);
        Check("lava_fixed()", "x", input, x =>
        {
            var current = Decay(u, 410) + ((long)x << 6);
            u = Wrap(current);
            var voltage = Decay(v, 128) + u;
            v = Math.Clamp(voltage, -(1 << 23), (1 << 23) - 1);
            wrapped += u == current ? 0 : 1;
            saturated += v == voltage ? 0 : 1;
            var fires = v > 6400;
            v = fires ? 0 : v;
            return (fires ? 1 : 0, v);
        }, "spikes");
        (wrapped > 10, saturated > 10).ShouldBe((scale > 1, scale > 1));
    }

    // The number of spikes and the membrane after every step; gives the most spikes in a step.
    private static double Check(string use, string port, float[] input, Func<double, (double Spikes, double V)> step, string kind = "signal")
    {
        var trace = ModelRun.Of(use, Models, steps: Steps, ports: [port], kind: kind).Run(input);
        for (var t = 0; t < Steps; t++)
        {
            var (spikes, v) = step(input[t]);
            trace.Output[t].ShouldBe(spikes, $"spikes in step {t}");
            trace["v"][t].ShouldBe(v, Close * Math.Max(1, Math.Abs(v)), $"v in step {t}");
        }

        trace.Spikes.Length.ShouldBeInRange(5, Steps - 5);
        return trace.Output.Max();
    }
}
