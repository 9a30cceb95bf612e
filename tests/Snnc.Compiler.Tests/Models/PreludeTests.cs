using System;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Semantics;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Tests.Ir;
using Snnc.Compiler.Text;
using Xunit;

namespace Snnc.Compiler.Tests.Models;

/// <summary>The prelude's models against closed forms and against loops written here, in doubles.</summary>
public sealed class PreludeTests
{
    private const double Close = 2e-5;

    private static readonly float[] Wave = [.. Enumerable.Range(0, 400).Select(t => (float)(1.2 + Math.Sin(t * 0.37) + (t % 7 == 0 ? 1.5 : 0)))];

    [Fact]
    public void Prelude_Text_HasNoFindings()
    {
        var compilation = Compilation.Create(new SourceText("copy.snn", StandardLibrary.Prelude.Content), new FolderSources(), new MemoryTensors());

        compilation.Diagnostics.Select(d => $"{d.Location.Start.Line}: {d.Message}").ShouldBeEmpty();
    }

    [Fact]
    public void Prelude_Models_AreThoseOfTheLanguageWithDocumentation()
    {
        var models = SyntaxTree.Parse(StandardLibrary.Prelude).Root.Declarations.OfType<NeuronSyntax>().ToList();

        models.Select(model => model.Name.Text).Order(StringComparer.Ordinal).ShouldBe(
            ["adex", "ahp", "alif", "cuba_li", "cuba_lif", "if_neuron", "integrator", "izhikevich", "leaky", "leaky_li", "li", "lif", "lif_refractory",
                "loihi_ahp", "loihi_lif", "sigma_delta"]);
        models.Where(model => string.IsNullOrEmpty(model.Documentation)).Select(model => model.Name.Text).ShouldBeEmpty();
    }

    [Fact]
    public void Prelude_Models_HaveUnitsInTimesOnly()
    {
        var bag = new DiagnosticBag();
        var numbers =
            from syntax in SyntaxTree.Parse(StandardLibrary.Prelude).Root.Declarations.OfType<NeuronSyntax>()
            let model = ModelBinder.Bind(syntax, StandardLibrary.Prelude, new System.Collections.Generic.Dictionary<string, BoundExpr>(), bag)
            from dimension in model.Parameters.Select(p => p.Dimension).Concat(model.States.Select(s => s.Dimension)).Concat(model.Ports.Select(p => p.Dimension))
            where dimension.Volt2 != 0 || dimension.Ampere2 != 0
            select model.Name;

        numbers.ShouldBeEmpty();
        bag.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("lif(threshold = 1000, r = 3, v_leak = 0.5)", 20, 3, 0.5)]
    [InlineData("li(tau = 7 ms)", 7, 1, 0)]
    public void LeakyIntegration_OfAConstantInput_IsTheExponentialApproach(string use, double tau, double r, double leak)
    {
        var v = ModelRun.Of(use).RunConstant(2)["v"];

        v.Select((x, t) => Math.Abs(x - ((leak + (r * 2)) * (1 - Math.Exp(-(t + 1) / tau))))).Max().ShouldBeLessThan(Close);
    }

    // v(n) = I (1 - exp(-n / tau)) rises above 1 for the first n > tau ln(I / (I - 1)).
    [Theory]
    [InlineData(1.2)]
    [InlineData(1.5)]
    [InlineData(2.5)]
    [InlineData(10)]
    public void Lif_ResetToZero_FiresAtTheRateOfItsFormula(double current)
    {
        var period = (int)Math.Floor(20 * Math.Log(current / (current - 1))) + 1;

        var spikes = ModelRun.Of("lif(reset = zero)", steps: 200).RunConstant((float)current).Spikes;

        spikes.ShouldBe(Enumerable.Range(1, 200 / period).Select(k => (k * period) - 1));
    }

    [Theory]
    [InlineData("subtract", 0.75)]
    [InlineData("zero", 0)]
    [InlineData("value", -0.5)]
    public void Reset_AfterASpike_IsTheChosenOne(string reset, double expected) =>
        ModelRun.Of($"if_neuron(reset = {reset}, v_reset = -0.5)", steps: 1).Run([1.75f])["v"].ShouldBe([expected]);

    [Theory]
    [InlineData("above", 0)]
    [InlineData("reached", 1)]
    public void Compare_AtTheThreshold_IsTheChosenOne(string compare, double expected) =>
        ModelRun.Of($"leaky(compare = {compare})", steps: 1).Run([1]).Output.ShouldBe([expected]);

    [Fact]
    public void IfNeuron_AndIntegrator_SumUp()
    {
        ModelRun.Of("if_neuron(r = 0.5)", steps: 5).Run([1, 1, 1, 1, 1])["v"].ShouldBe([0.5, 1, 0.5, 1, 0.5]);
        ModelRun.Of("integrator(r = 2)", steps: 3).Run([1, -2, 4]).Output.ShouldBe([2, -2, 6]);
    }

    [Fact]
    public void Leaky_Steps_AreBetaTimesTheLastPlusTheInput()
    {
        ModelRun.Of("leaky_li(beta = 0.5)", steps: 3).Run([1, 1, 4]).Output.ShouldBe([1, 1.5, 4.75]);
        var leaky = ModelRun.Of("leaky(beta = 0.5)", steps: 3).Run([1, 1, 4]);
        leaky["v"].ShouldBe([1, 0.5, 3.25]);
        leaky.Spikes.ShouldBe([1, 2]);
    }

    [Theory]
    [InlineData("cuba_lif(tau_syn = 4 ms, tau_mem = 11 ms, r = 3, w_in = 2, v_leak = 0.1)")]
    [InlineData("cuba_li(tau_syn = 4 ms, tau_mem = 11 ms, r = 3, w_in = 2, v_leak = 0.1)")]
    public void Cuba_Exact_LetsTheMembraneSeeTheNewCurrent(string use)
    {
        var trace = ModelRun.Of(use, ports: ["x"], steps: 400).Run(Wave);
        double i = 0, v = 0, a = Math.Exp(-1 / 4.0), b = Math.Exp(-1 / 11.0);
        for (var t = 0; t < 400; t++)
        {
            i = (a * i) + ((1 - a) * 2 * Wave[t]);
            v = (b * v) + ((1 - b) * (0.1 + (3 * i)));
            v -= use.Contains("lif") && v > 1 ? 1 : 0;
            trace["v"][t].ShouldBe(v, 1e-3);
        }
    }

    /// <summary>What the published tactile network means: i = 0.55 i + x, v = 0.9 v + i with the new i, reset to zero.</summary>
    [Fact]
    public void CubaLif_EulerOfTheTactileNetwork_IsItsDecaysAndUnitGains()
    {
        var run = ModelRun.Of(
            "cuba_lif(tau_syn = 0.1 ms / 0.45, w_in = 1 / 0.45, tau_mem = 1 ms, r = 10, reset = zero, integrate = euler)",
            step: "0.1 ms", steps: 400, ports: ["x"]);
        var trace = run.Run(Wave.Select(x => x / 8).ToArray());
        double i = 0, v = 0;
        for (var t = 0; t < 400; t++)
        {
            i = (0.55 * i) + (Wave[t] / 8);
            v = (0.9 * v) + i;
            trace.Output[t].ShouldBe(v > 1 ? 1 : 0, $"step {t}");
            v = v > 1 ? 0 : v;
            trace["v"][t].ShouldBe(v, Close);
        }
    }

    [Fact]
    public void Alif_Spikes_RaiseTheThresholdThatDecays()
    {
        var trace = ModelRun.Of("alif(tau_adapt = 50 ms, beta = 0.7)", steps: 400).Run(Wave);
        double v = 0, a = 0, p = Math.Exp(-1 / 20.0), q = Math.Exp(-1 / 50.0);
        for (var t = 0; t < 400; t++)
        {
            v = (p * v) + ((1 - p) * Wave[t]);
            a *= q;
            var fires = v > 1 + (0.7 * a);
            trace.Output[t].ShouldBe(fires ? 1 : 0, $"step {t}");
            (v, a) = fires ? (v - 1, a + 1) : (v, a);
            trace["a"][t].ShouldBe(a, 1e-4);
        }

        trace.Spikes.Length.ShouldBeGreaterThan(3);
    }

    // v' = (i - v - a) / tau and a' = -a / tau_a together: a's part in the new v is -(e^(-1/tau_a) - e^(-1/tau)) / (1 - tau / tau_a).
    [Fact]
    public void Ahp_Exact_IntegratesBothStatesTogether()
    {
        var trace = ModelRun.Of("ahp()", steps: 400).Run(Wave);
        double v = 0, a = 0, p = Math.Exp(-1 / 20.0), q = Math.Exp(-1 / 200.0), c = (q - p) / (1 - (20 / 200.0));
        for (var t = 0; t < 400; t++)
        {
            (v, a) = ((p * v) + ((1 - p) * Wave[t]) - (c * a), q * a);
            var fires = v > 1;
            trace.Output[t].ShouldBe(fires ? 1 : 0, $"step {t}");
            (v, a) = fires ? (v - 1, a + 0.5) : (v, a);
            trace["v"][t].ShouldBe(v, 1e-4);
        }

        trace.Spikes.Length.ShouldBeGreaterThan(3);
    }

    [Theory]
    [InlineData("lif_refractory(reset = zero)", 2)]
    [InlineData("lif_refractory(reset = subtract)", 40)]
    public void LifRefractory_AfterASpike_IsSilentForItsTime(string use, double current)
    {
        var spikes = ModelRun.Of(use, steps: 100).RunConstant((float)current).Spikes;

        spikes.Length.ShouldBeGreaterThan(3);
        spikes.Zip(spikes.Skip(1), (first, second) => second - first).Min().ShouldBeGreaterThanOrEqualTo(5);
    }

    [Fact]
    public void LifRefractory_ResetToZero_RisesAgainAfterItsTime()
    {
        var rise = (int)Math.Floor(20 * Math.Log(2)) + 1;

        ModelRun.Of("lif_refractory(reset = zero)", steps: 100).RunConstant(2).Spikes
            .ShouldBe(Enumerable.Range(0, 5).Select(k => rise - 1 + (k * (rise + 5))).TakeWhile(t => t < 100));
    }

    [Fact]
    public void LoihiLif_Integers_AreThoseOfItsDefinition()
    {
        long Decay(long x, long d) => Math.Sign(x) * ((Math.Abs(x) * (4096 - d)) >> 12);
        var random = new Random(3);
        float[] input = [.. Enumerable.Range(0, 400).Select(_ => (float)random.Next(-60, 120))];
        var trace = ModelRun.Of("loihi_lif(du = 409, dv = 204, bias = 5, vth = 600)", steps: 400, ports: ["x"], kind: "spikes").Run(input);
        long u = 0, v = 0;
        for (var t = 0; t < 400; t++)
        {
            u = Decay(u, 410) + ((long)input[t] << 6);
            v = Math.Clamp(Decay(v, 204) + u + 5, -8388607, 8388607);
            var fires = v > 600 * 64;
            v = fires ? 0 : v;
            (trace.Output[t], trace["u"][t], trace["v"][t]).ShouldBe((fires ? 1 : 0, u, v), $"step {t}");
        }

        trace.Spikes.Length.ShouldBeInRange(10, 390);
    }

    // The chip's floor lies one above that of 24 bits.
    [Fact]
    public void LoihiLif_StrongInhibition_StopsAtTheFloorOfTheChip() =>
        ModelRun.Of("loihi_lif(dv = 0)", steps: 3, ports: ["x"], kind: "spikes").Run([-100000, -100000, 1])["v"].ShouldBe([-6400000, -8388607, -8388543]);

    [Fact]
    public void LoihiAhp_Integers_AreThoseOfItsDefinition()
    {
        long Decay(long x, long d) => Math.Sign(x) * ((Math.Abs(x) * (4096 - d)) >> 12);
        var random = new Random(4);
        float[] input = [.. Enumerable.Range(0, 400).Select(_ => (float)random.Next(-40, 80))];
        var trace = ModelRun.Of("loihi_ahp()", steps: 400, ports: ["x"], kind: "spikes").Run(input);
        long a = 0, v = 0;
        var fired = false;
        for (var t = 0; t < 400; t++)
        {
            a = Decay(a, 5) - (fired ? 384 : 0);
            v = Math.Clamp(Decay(v, 204) + ((long)input[t] << 8) + a, -8388607, 8388607);
            fired = v > 508 * 64;
            v = fired ? 0 : v;
            (trace.Output[t], trace["a"][t], trace["v"][t]).ShouldBe((fired ? 1 : 0, a, v), $"step {t}");
        }

        trace.Spikes.Length.ShouldBeInRange(10, 390);
    }

    [Fact]
    public void SigmaDelta_Sum_FollowsTheActivationWithinTheThreshold()
    {
        var trace = ModelRun.Of("sigma_delta(threshold = 0.4, bias = -1)", steps: 400, ports: ["x"]).Run([.. Wave.Select(x => x - 1.4f)]);
        double sigma = 0, sent = 0;
        for (var t = 0; t < 400; t++)
        {
            sigma += Wave[t] - 1.4f;
            sent += trace.Output[t];
            Math.Abs(sent - Math.Max(sigma - 1, 0)).ShouldBeLessThan(0.4 + 1e-4, $"step {t}");
        }

        trace.Output.Count(x => x == 0).ShouldBeInRange(50, 390);
    }
}
