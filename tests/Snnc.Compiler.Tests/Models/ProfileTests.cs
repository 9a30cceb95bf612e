using System;
using System.Collections.Generic;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Tests.Ir;
using Snnc.Compiler.Text;
using Xunit;

namespace Snnc.Compiler.Tests.Models;

/// <summary>The simulators' profiles against the equations of the simulators, evaluated in doubles by <see cref="ProfileEquations"/>.</summary>
public sealed class ProfileTests
{
    private const int Steps = 400;

    // Up and down, with bursts that are several thresholds high.
    private static readonly float[] Wave =
        [.. Enumerable.Range(0, Steps).Select(t => (float)(0.31 + (0.9 * Math.Sin(t * 0.11)) + (t % 17 == 0 ? 1.7 : 0) - (t % 29 == 3 ? 2.3 : 0)))];

    public static TheoryData<string> Profiles => [.. StandardLibrary.Profiles];

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var (profile, use) in ProfileEquations.All.Keys)
            {
                cases.Add(profile, use);
            }

            return cases;
        }
    }

    [Fact]
    public void Library_Profiles_AreThoseOfTheSimulators() => StandardLibrary.Profiles.ShouldBe(
        ["genn", "lava", "nengo", "norse", "rockpool", "sinabs", "snntorch", "snntorch-nir", "spikingjelly", "spinnaker2", "spyx"]);

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Profile_Text_HasNoFindingsAndDocumentsEveryModel(string profile)
    {
        var text = StandardLibrary.Find(StandardLibrary.ReferenceOf(profile))!;
        var compilation = Compilation.Create(
            new SourceText("p.snn", $"use \"profiles/{profile}.snn\"; network N {{ time {{ step = 1 ms; steps = 2; }} input x: signal[1]; x -> n: lif(); output o = n; }}"),
            new FolderSources(), new MemoryTensors());

        compilation.Diagnostics.Select(d => $"{d.Location.Path} {d.Location.Start.Line}: {d.Message}").ShouldBeEmpty();
        var tree = SyntaxTree.Parse(text);
        tree.Root.Declarations.OfType<NeuronSyntax>().Where(model => string.IsNullOrEmpty(model.Documentation)).Select(model => model.Name.Text).ShouldBeEmpty();
        Formatter.Format(tree).ShouldBe(text.Content);
        text.Content.ShouldContain("Read from ");
    }

    // Programs are re-read under another profile: each takes what the prelude's model takes, but for the choices, which are the profile's own.
    [Theory]
    [MemberData(nameof(Profiles))]
    public void Profile_ModelsOfNir_TakeTheParametersOfNir(string profile)
    {
        var models = Models(profile);
        foreach (var (name, parameters) in new Dictionary<string, string[]>
        {
            ["lif"] = ["tau", "r", "v_leak", "threshold", "v_reset"],
            ["if_neuron"] = ["r", "threshold", "v_reset"],
            ["cuba_lif"] = ["tau_syn", "tau_mem", "r", "w_in", "v_leak", "threshold", "v_reset"],
            ["li"] = ["tau", "r", "v_leak"],
        })
        {
            if (models.FirstOrDefault(model => model.Name.Text == name) is { } model)
            {
                var given = model.Members.OfType<ParamSyntax>().SelectMany(member => member.Declarations).Select(declaration => declaration.Name.Text);
                parameters.Except(given).ShouldBeEmpty($"{profile}: {name}");
            }
        }

        models.ShouldContain(model => model.Name.Text == "lif");
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Profile_EveryModel_IsHeldToItsEquation(string profile)
    {
        var tested = ProfileEquations.All.Keys.Where(key => key.Profile == profile).Select(key => key.Use.Split('(')[0]);
        Models(profile).Select(model => model.Name.Text).Except(tested).Except(["LIFBitAcc"]).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Model_OnAWave_GivesTheSpikesAndMembraneOfItsEquation(string profile, string use)
    {
        var (port, step) = ProfileEquations.All[(profile, use)];
        // One model takes its input as a rate in Hz.
        float[] wave = use == "SpikingRectifiedLinear()" ? [.. Wave.Select(x => x * 450)] : Wave;
        var trace = ModelRun.Of(use, Uses(profile), steps: Steps, ports: [port]).Run(wave);
        var cell = new ProfileEquations.Cell();
        for (var t = 0; t < Steps; t++)
        {
            trace.Output[t].ShouldBe(step(cell, wave[t]), 1e-6, $"step {t}");
            trace["v"][t].ShouldBe(cell.V, 1e-5, $"v in step {t}");
        }

        trace.Output.Count(x => x != 0).ShouldBeInRange(5, Steps);
    }

    // v is exactly 1 in the first step; the third is without input.
    [Theory]
    [InlineData("snntorch", "Leaky(beta = 0.5)", "0 0 0")]
    [InlineData("norse", "IAFCell()", "0 0 0")]
    [InlineData("sinabs", "IAF()", "1 0 0")]
    [InlineData("rockpool", "LIFNeuronTorch()", "1 0 0")]
    [InlineData("spikingjelly", "IFNode()", "1 0 0")]
    [InlineData("lava", "if_neuron()", "0 0 0")]
    [InlineData("nengo", "if_neuron()", "0 0 0")]
    [InlineData("spyx", "IF()", "0 0 0")]
    [InlineData("spinnaker2", "lif_no_delay()", "0 0 0")]
    public void Spike_AtTheThreshold_IsAsTheSimulatorCompares(string profile, string use, string expected) =>
        string.Join(' ', ModelRun.Of(use, Uses(profile), steps: 3).Run([1, 0, 0]).Output).ShouldBe(expected);

    // 1.5 in the first step: a spike now or one step later, the rest of v seen in the same step or in the next.
    [Theory]
    [InlineData("snntorch", "1 0 0", "1.5 0.5 0.5")]
    [InlineData("snntorch-nir", "1 0 0", "0.5 0.5 0.5")]
    [InlineData("norse", "1 0 0", "0 0 0")]
    [InlineData("sinabs", "1 0 0", "0.5 0.5 0.5")]
    [InlineData("spikingjelly", "1 0 0", "0 0 0")]
    [InlineData("lava", "1 0 0", "0 0 0")]
    [InlineData("nengo", "1 0 0", "0 0 0")]
    [InlineData("spyx", "0 1 0", "1.5 0.5 0.5")]
    [InlineData("spinnaker2", "1 0 0", "0.5 0.5 0.5")]
    public void Reset_AfterASpike_IsSeenWhenTheSimulatorSeesIt(string profile, string spikes, string membrane)
    {
        var trace = ModelRun.Of("if_neuron()", Uses(profile), steps: 3).Run([1.5f, 0, 0]);
        string.Join(' ', trace.Output).ShouldBe(spikes);
        string.Join(' ', trace["v"].Select(v => v.ToString(System.Globalization.CultureInfo.InvariantCulture))).ShouldBe(membrane);
    }

    [Fact]
    public void Sinabs_InputOfSeveralThresholds_GivesSeveralSpikesAndAFloor() =>
        ModelRun.Of("if_neuron()", Uses("sinabs"), steps: 3).Run([3.5f, -9, 1]).Output.ShouldBe([3, 0, 0]);

    [Fact]
    public void LavaBitAccurate_Integers_AreThoseOfItsDefinition()
    {
        static long Decay(long x, long d) => Math.Sign(x) * ((Math.Abs(x) * (4096 - d)) >> 12);
        var random = new Random(5);
        float[] input = [.. Enumerable.Range(0, Steps).Select(_ => (float)random.Next(-60, 120))];
        var trace = ModelRun.Of("LIFBitAcc(du = 409, dv = 204, bias_mant = 5, bias_exp = 3, vth = 600)", Uses("lava"), steps: Steps, ports: ["x"], kind: "spikes").Run(input);
        long u = 0, v = 0;
        for (var t = 0; t < Steps; t++)
        {
            u = Decay(u, 410) + ((long)input[t] << 6);
            v = Math.Clamp(Decay(v, 204) + u + 40, -8388607, 8388607);
            var fires = v > 600 * 64;
            v = fires ? 0 : v;
            (trace.Output[t], trace["u"][t], trace["v"][t]).ShouldBe((fires ? 1 : 0, u, v), $"step {t}");
        }

        trace.Spikes.Length.ShouldBeInRange(10, 390);
    }

    private static List<NeuronSyntax> Models(string profile) =>
        [.. SyntaxTree.Parse(StandardLibrary.Find(StandardLibrary.ReferenceOf(profile))!).Root.Declarations.OfType<NeuronSyntax>()];

    private static string Uses(string profile) => $"use \"profiles/{profile}.snn\";";
}
