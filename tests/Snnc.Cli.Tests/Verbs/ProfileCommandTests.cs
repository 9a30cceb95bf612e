using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using Shouldly;
using Snnc.Tests;
using Xunit;

namespace Snnc.Cli.Tests.Verbs;

/// <summary><c>snnc profile</c>, and <c>--activity</c> of what it wrote.</summary>
public sealed class ProfileCommandTests
{
    private const string Net = """
        network N {
            time { step = 1 ms; steps = 4; }
            input x: spikes[4];
            x -> d: delay(1 step) -> a: scale(2);
            output y = sum(a);
        }
        """;

    private static readonly string Digits = Repository.PathOf("samples", "digits", "digits.snn");

    [Fact]
    public void Digits_Profiled_TellWhatARunTells()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("a.json");

        var run = CommandRun.Of("profile", Digits, "--limit", "20", "-o", path);

        run.Code.ShouldBe(ExitCode.Success, run.Error);
        var profile = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        profile.Select(field => field.Key).ShouldBe(["format", "version", "network", "samples", "steps", "nodes"]);
        var node = profile["nodes"]!.AsArray().Single(n => n!["kind"]!.GetValue<string>() == "spikes")!.AsObject();
        node.Select(field => field.Key).ShouldBe(["name", "kind", "elements", "rate", "density", "spikes_per_inference", "spikes_per_step"]);
        var told = JsonNode.Parse(CommandRun.Of("run", Digits, "--limit", "20", "--json").Out)!["nodes"]!.AsArray().Single()!;
        node["name"]!.GetValue<string>().ShouldBe(told["name"]!.GetValue<string>());
        node["rate"]!.GetValue<double>().ShouldBe(told["rate"]!.GetValue<double>(), 1e-12);
        node["density"]!.GetValue<double>().ShouldBe(node["rate"]!.GetValue<double>(), 1e-12);
        var perStep = node["spikes_per_step"]!.AsArray().Select(n => n!.GetValue<double>()).ToList();
        perStep.Count.ShouldBe(25);
        perStep.Sum().ShouldBe(told["spikes_per_inference"]!.GetValue<double>(), 1e-9);
    }

    [Fact]
    public void Density_OfCountsAndSignals_IsTheShareThatIsNotZero()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.PathOf("n.snn"), Net);
        float[] spikes = [3, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0];
        Snnc.Tensors.NpzWriter.Write(folder.PathOf("d.npz"), [new("x", [1, 4, 4], spikes)]);

        CommandRun.In(folder, "profile", "n.snn", "--data", "d.npz", "-o", folder.PathOf("a.json")).Code.ShouldBe(ExitCode.Success);

        var nodes = JsonNode.Parse(File.ReadAllText(folder.PathOf("a.json")))!["nodes"]!.AsArray();
        nodes.Single(n => n!["name"]!.GetValue<string>() == "x")!["rate"]!.GetValue<double>().ShouldBe(7 / 16.0);
        nodes.Single(n => n!["name"]!.GetValue<string>() == "d")!["density"]!.GetValue<double>().ShouldBe(3 / 16.0);
        nodes.Single(n => n!["name"]!.GetValue<string>() == "d")!["rate"]!.GetValue<double>().ShouldBe(5 / 16.0);
        var scaled = nodes.Single(n => n!["name"]!.GetValue<string>() == "a")!;
        scaled["density"]!.GetValue<double>().ShouldBe(3 / 16.0);
        scaled["rate"].ShouldBeNull();
    }

    [Fact]
    public void Profile_ReadBack_IsTaken()
    {
        using var folder = new TemporaryFolder();
        CommandRun.Of("profile", Digits, "--limit", "5", "-o", folder.PathOf("a.json")).Code.ShouldBe(ExitCode.Success);

        CommandRun.Of("plan", Digits, "--activity", folder.PathOf("a.json")).Code.ShouldBe(ExitCode.Success);
        CommandRun.Of("run", Digits, "--limit", "5", "--activity", folder.PathOf("a.json")).Code.ShouldBe(ExitCode.Success);
    }

    [Theory]
    [InlineData("[]", "the file is a list, and should be an object")]
    [InlineData("""{ "network": 3 }""", "'network' of the file is a number, and should be a text")]
    [InlineData("""{ "network": "Digits", "nodes": {} }""", "'nodes' of the file is an object, and should be a list")]
    [InlineData("""{ "network": "Digits", "nodes": [ 1 ] }""", "a member of 'nodes' is a number, and should be an object")]
    [InlineData("""{ "network": "Digits", "nodes": [ { "name": "h", "density": -0.1 } ] }""", "'density' of node 'h' is -0.1")]
    [InlineData("""{ "network": "Digits", "nodes": [ { "name": "h", "rate": "a" } ] }""", "'rate' of node 'h' is a text, and should be a number")]
    public void Activity_ThatSaysWhatCannotBe_IsRefused(string json, string message)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.PathOf("a.json"), json);

        var run = CommandRun.Of("plan", Digits, "--activity", folder.PathOf("a.json"));

        run.Code.ShouldBe(ExitCode.Error);
        run.Error.ShouldContain(message);
    }
}
