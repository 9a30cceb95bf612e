using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using Shouldly;
using Snnc.Tensors;
using Snnc.Tests;
using Xunit;

namespace Snnc.Cli.Tests.Verbs;

/// <summary><c>snnc run --on</c>: accuracy in a target's arithmetic.</summary>
public sealed class TrialTests
{
    private static readonly string Digits = Repository.PathOf("samples", "digits", "digits.snn");

    [Fact]
    public void Digits_OnAChipOfWholeNumbers_LoseNothing()
    {
        using var folder = new TemporaryFolder();
        var target = Target(folder, "chip", ("weight.width", 8, "bit"), ("state.width", 24, "bit"), ("guard.width", 6, "bit"), ("factor.width", 12, "bit"));

        var run = CommandRun.Of("run", Digits, "--on", target, "--json");

        run.Code.ShouldBe(ExitCode.Success, run.Error);
        var told = JsonNode.Parse(run.Out)!.AsObject();
        told.Select(field => field.Key).ShouldBe(
            ["network", "target", "samples", "accuracy", "accuracy_deviation", "single_precision", "trials", "notes"]);
        told["single_precision"]!["correct"]!.GetValue<int>().ShouldBe(499);
        told["trials"]!.AsArray().Single()!["correct"]!.GetValue<int>().ShouldBeInRange(498, 500);
        told["notes"]!.AsArray().Single()!.GetValue<string>().ShouldContain("'conv1', 'fc1'");
    }

    [Fact]
    public void Digits_OnCrossbars_LoseInTheWires_AndLessWithDifferentialCells()
    {
        using var folder = new TemporaryFolder();
        var target = Crossbar(folder);

        var offset = CommandRun.Of("run", Digits, "--on", target, "--seed", "1", "--trials", "3", "--json");
        var differential = CommandRun.Of("run", Digits, "--on", target, "--seed", "1", "--trials", "3", "--cells", "differential", "--json");

        offset.Code.ShouldBe(ExitCode.Success, offset.Error);
        var (first, second) = (JsonNode.Parse(offset.Out)!, JsonNode.Parse(differential.Out)!);
        first["trials"]!.AsArray().Select(trial => trial!["seed"]!.GetValue<int>()).ShouldBe([1, 2, 3]);
        first["accuracy"]!.GetValue<double>().ShouldBeInRange(0.8, 0.99);
        second["accuracy"]!.GetValue<double>().ShouldBeGreaterThan(first["accuracy"]!.GetValue<double>());
        CommandRun.Of("run", Digits, "--on", target, "--seed", "1", "--trials", "3", "--json").Out.ShouldContain(first["trials"]!.ToJsonString());
    }

    [Theory]
    [InlineData("loihi-davies18", 498)]
    [InlineData("loihi-sanafe", 498)]
    [InlineData("sata28", 495)]
    [InlineData("spikesim65", 400)]
    public void Digits_OnTheTargetsThatComeWithTheCompiler_AreRead(string target, int least)
    {
        var run = CommandRun.Of("run", Digits, "--on", target, "--seed", "1", "--json");

        run.Code.ShouldBe(ExitCode.Success, run.Error);
        JsonNode.Parse(run.Out)!["trials"]!.AsArray().Single()!["correct"]!.GetValue<int>().ShouldBeInRange(least, 500);
    }

    [Fact]
    public void Report_ForPeople_ShowsBothAccuracies()
    {
        using var folder = new TemporaryFolder();

        var run = CommandRun.Of("run", Digits, "--on", Crossbar(folder), "--seed", "1", "--trials", "2", "--limit", "50");

        run.Out.ShouldStartWith("Digits on crossbar: 50 samples, 25 steps each\n");
        run.Out.ShouldContain(" % in 2 trials (");
        run.Out.ShouldContain("100.00 % in single precision");
        run.Out.ShouldContain("computed in single precision");
    }

    [Fact]
    public void Target_WithoutArithmetic_IsAnError()
    {
        using var folder = new TemporaryFolder();
        var run = CommandRun.Of("run", Digits, "--on", Target(folder, "silent"));

        run.Code.ShouldBe(ExitCode.Error);
        run.Error.ShouldContain("error SNN0895: 'silent' does not say how it computes");
    }

    [Fact]
    public void Model_WithoutAForm_IsAnErrorAtTheNode()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.PathOf("n.snn"), """
            network N {
                time { step = 1 ms; steps = 4; }
                input x: spikes[4];
                x -> dense(4, weight = uniform(0, 1, seed = 1), bias = none) -> h[4]: izhikevich;
                output y = sum(h);
            }
            """);
        NpyWriter.Write(folder.PathOf("x.npy"), [1, 4, 4], new float[16]);
        var target = Target(folder, "chip", ("weight.width", 8, "bit"), ("state.width", 24, "bit"), ("guard.width", 6, "bit"), ("factor.width", 12, "bit"));

        var run = CommandRun.Of("run", folder.PathOf("n.snn"), "--data", folder.PathOf("x.npy"), "--on", target);

        run.Code.ShouldBe(ExitCode.Error);
        run.Error.ShouldContain("n.snn(4,");
        run.Error.ShouldContain("error SNN0896: the model 'izhikevich' of 'h' multiplies two potentials");
    }

    [Theory]
    [InlineData("'--trials' is of '--on TARGET'", "--trials", "2")]
    [InlineData("'--seed' is of '--on TARGET'", "--seed", "2")]
    [InlineData("'--verify' does not go with '--on'", "--on", "loihi-davies18", "--verify")]
    public void Options_ThatDoNotGoTogether_AreAWrongCommandLine(string reason, params string[] options)
    {
        var run = CommandRun.Of(["run", Digits, .. options]);

        run.Code.ShouldBe(ExitCode.Usage);
        run.Error.ShouldContain(reason);
    }

    private static string Crossbar(TemporaryFolder folder) => Target(
        folder, "crossbar",
        ("weight.width", 4, "bit"), ("array.rows", 64, "1"), ("adc.width", 4, "bit"), ("cell.unit", 19.139, "kohm"), ("cell.off", 100, "Mohm"),
        ("wire", 5, "ohm"), ("variation", 0.1, "1"));

    private static string Target(TemporaryFolder folder, string name, params (string Name, double Value, string Unit)[] constants)
    {
        var path = folder.PathOf(name + ".json");
        File.WriteAllText(path, new JsonObject
        {
            ["name"] = name,
            ["title"] = "for a test",
            ["family"] = "analytic",
            ["constants"] = new JsonObject(constants.Select(c => System.Collections.Generic.KeyValuePair.Create("arithmetic." + c.Name, (JsonNode?)new JsonObject
            {
                ["value"] = c.Value,
                ["unit"] = c.Unit,
                ["source"] = "the test",
                ["confidence"] = "assumed",
            }))),
        }.ToJsonString());
        return path;
    }
}
