using System;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using Shouldly;
using Snnc.Tests;
using Xunit;

namespace Snnc.Cli.Tests.Verbs;

public sealed class CostCommandTests
{
    private static readonly string Digits = Repository.PathOf("samples", "digits", "digits.snn");

    [Fact]
    public void Cost_OfDigits_ListsLayersClassesAndLedger()
    {
        var run = CommandRun.Of("cost", Digits, "--target", "ottati2023", "--activity", "0.05");

        run.Code.ShouldBe(ExitCode.Success);
        run.Out.ShouldContain("Digits on ottati2023");
        run.Out.ShouldContain("an inference of 25 steps, activity 0.05");
        run.Out.ShouldContain("  conv1      convolution");
        run.Out.ShouldContain("ledger: what was assumed");
        run.Out.ShouldContain("left out");
    }

    [Fact]
    public void Cost_OnATargetWithUnknownConstants_PrintsNoTotal()
    {
        var run = CommandRun.Of("cost", Digits, "--target", "ncs2");

        run.Out.ShouldContain("energy   unknown (at least ");
        run.Out.ShouldContain("weight.read.energy is unknown");
    }

    [Fact]
    public void Json_OfOneTarget_HasTheFieldsThatScriptsRead()
    {
        var root = JsonNode.Parse(CommandRun.Of("cost", Digits, "--target", "horowitz45-int8", "--json").Out)!.AsObject();

        string[] fields =
            ["network", "target", "activity", "energy_J", "latency_s", "area_m2", "memory_bytes", "nodes", "totals", "counters", "ledger", "unknown"];
        root.Select(field => field.Key).ShouldBeSubsetOf([.. fields, "steps", "quirks", "known_energy_J", "shared", "not_modelled"]);
        fields.ShouldAllBe(field => root.ContainsKey(field));
        root["latency_s"].ShouldBeNull();
        var nodes = root["nodes"]!.AsArray();
        nodes.Sum(node => (double)node!["energy_J"]!).ShouldBe((double)root["energy_J"]!, 1e-12);
        nodes[1]!["instructions"]![0]!.AsObject().Select(field => field.Key).ShouldBe(["class", "count", "energy_J"]);
        root["ledger"]![0]!.AsObject().Select(field => field.Key).ShouldBe(["constant", "value", "unit", "source", "confidence"]);
    }

    [Fact]
    public void Cost_OfEveryTarget_StandsSideBySide()
    {
        var names = CommandRun.Of("targets").Out.Split('\n').Skip(1).TakeWhile(line => line != "").Select(line => line.Split(' ')[0]).ToList();
        var run = CommandRun.Of("cost", Digits, "--target", "all");

        run.Code.ShouldBe(ExitCode.Success);
        names.Count.ShouldBeGreaterThanOrEqualTo(7);
        names.ShouldAllBe(name => run.Out.Contains($"\n  {name} ", StringComparison.Ordinal));
    }

    [Fact]
    public void Listing_OfALayer_ShowsItsLoopsAndInstructions()
    {
        var output = CommandRun.Of("cost", Digits, "--target", "horowitz45-int8", "--listing").Out;

        output.ShouldContain("conv1:\n  for k in 12, y in 24, x in 24\n    for dy in 5, dx in 5\n      mac ");
        output.ShouldContain("h:\n  for t in 25");
    }

    [Fact]
    public void ComparePasses_OfDigits_ShowsWhatHoistingSaves()
    {
        var output = CommandRun.Of("cost", Digits, "--target", "horowitz45-int8", "--compare-passes").Out;

        output.Split('\n').Single(line => line.StartsWith("without hoist", StringComparison.Ordinal)).ShouldContain("x)");
        output.Split('\n').Single(line => line.StartsWith("without spread", StringComparison.Ordinal)).ShouldNotContain("x)");
    }

    [Fact]
    public void Html_OfDigits_IsWritten()
    {
        using var folder = new TemporaryFolder();

        CommandRun.In(folder, "cost", Digits, "--target", "lemaire,cpu", "--html", folder.PathOf("r.html")).Code.ShouldBe(ExitCode.Success);

        File.ReadAllText(folder.PathOf("r.html")).ShouldContain("<h1>What Digits costs</h1>");
    }

    [Fact]
    public void Activity_Recorded_CountsThoseSpikes()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", """{ "network": "Digits", "nodes": [{ "name": "h", "rate": 0.2, "density": 0.2, "spikes_per_step": [1, 2] }] }""");

        var root = JsonNode.Parse(CommandRun.In(folder, "cost", Digits, "--target", "horowitz45-int8", "--activity", folder.PathOf("a.json"), "--json").Out)!;

        ((string)root["activity"]!).ShouldBe("recorded");
        ((double)root["counters"]!["effective_acs"]!).ShouldBe(128 * 10 * 25 * 0.2, 1e-9);
    }

    [Fact]
    public void Activity_AboveOne_IsRefused() =>
        CommandRun.Of("cost", Digits, "--target", "lemaire", "--activity", "12").Code.ShouldBe(ExitCode.Usage);

    [Fact]
    public void Quirk_ThatNoTargetHas_IsRefused()
    {
        var run = CommandRun.Of("cost", Digits, "--target", "lemaire", "--quirks", "compute_only,fc_as_conv");

        run.Code.ShouldBe(ExitCode.Usage);
        run.Error.ShouldContain("no target has a quirk 'fc_as_conv'");
    }

    [Fact]
    public void Quirk_ThatIsAskedFor_IsSaid() =>
        CommandRun.Of("cost", Digits, "--target", "lemaire", "--quirks", "compute_only").Out.ShouldContain("compute_only: Arithmetic alone is counted");

    [Fact]
    public void Advise_OnDigits_EndsWithAVerdict()
    {
        var run = CommandRun.Of("advise", Digits, "--targets", "ottati2023");

        run.Code.ShouldBe(ExitCode.Success);
        run.Out.ShouldContain("verdict\n  ANN throughout costs least");
        run.Out.ShouldContain("Accuracy is left out");
    }

    [Fact]
    public void Advise_AsJson_HasLayersAndCuts()
    {
        var root = JsonNode.Parse(CommandRun.Of("advise", Digits, "--targets", "ottati2023", "--bits", "matched", "--json").Out)![0]!;

        root["layers"]!.AsArray().Select(layer => (string)layer!["name"]!).ShouldBe(["conv1", "fc1", "fc2"]);
        ((int)root["activation_bits"]!).ShouldBe(5);
        root["cuts"]!.AsArray().Count.ShouldBe(6);
    }

    [Fact]
    public void Targets_Explained_TellEachConstantWithItsSource()
    {
        var output = CommandRun.Of("targets", "--explain", "lemaire").Out;

        output.ShouldContain("mac.energy");
        output.ShouldContain("Lemaire et al.");
        output.ShouldContain("compute_only: Arithmetic alone is counted");
    }

    [Fact]
    public void Schema_OfTargets_NamesEveryConstant()
    {
        var schema = JsonNode.Parse(CommandRun.Of("targets", "--schema").Out)!;

        var constant = schema["properties"]!["constants"]!["properties"]!["ac.energy"]!;
        constant["properties"]!["unit"]!["enum"]!.AsArray().Select(unit => (string)unit!).ShouldContain("pJ");
    }
}
