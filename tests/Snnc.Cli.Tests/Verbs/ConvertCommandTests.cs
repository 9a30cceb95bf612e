using System;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using Shouldly;
using Snnc.Tensors;
using Xunit;

namespace Snnc.Cli.Tests.Verbs;

/// <summary><c>snnc convert</c>.</summary>
public sealed class ConvertCommandTests
{
    private const string Net = """
        network N {
            weights w = "w.npz";
            input x: frame[8];
            x -> a: dense(16) -> relu -> b: dense(3);
            output label = argmax(b);
        }
        """;

    [Fact]
    public void Network_Converted_RunsAsReported()
    {
        using var folder = Folder();

        var convert = CommandRun.In(folder, "convert", "n.snn", "-o", folder.PathOf("s.snn"), "--data", "d.npz", "--steps", "32", "--json");

        convert.Code.ShouldBe(ExitCode.Success, convert.Error);
        var report = JsonNode.Parse(convert.Out)!.AsObject();
        report.Select(field => field.Key).ShouldBe(
        [
            "network", "steps", "recipe", "percentile", "calibration_samples", "samples", "ann_correct", "ann_accuracy", "averaged_correct", "accuracy",
            "curve", "watched", "ann_products", "input_products", "layers", "warnings",
        ]);
        report["ann_products"]!.GetValue<double>().ShouldBe((8 * 16) + (16 * 3));
        report["curve"]!.AsArray().Count.ShouldBe(32);
        CommandRun.In(folder, "fmt", "--check", "s.snn").Code.ShouldBe(ExitCode.Success);
        var run = JsonNode.Parse(CommandRun.In(folder, "run", "s.snn", "--data", "d.npz", "--json").Out)!;
        run["accuracy"]!.GetValue<double>().ShouldBe(report["accuracy"]!.GetValue<double>());
        var layer = report["layers"]!.AsArray().Single()!;
        layer["name"]!.GetValue<string>().ShouldBe("a");
        run["nodes"]![0]!["spikes_per_inference"]!.GetValue<double>().ShouldBe(layer["spikes_per_inference"]!.GetValue<double>(), 1e-9);
    }

    [Fact]
    public void Target_WithinReach_TakesFewerStepsThanAllowed()
    {
        using var folder = Folder();

        var convert = CommandRun.In(folder, "convert", "n.snn", "-o", folder.PathOf("s.snn"), "--data", "d.npz", "--target-accuracy", "90", "--json");

        convert.Code.ShouldBe(ExitCode.Success, convert.Error);
        var report = JsonNode.Parse(convert.Out)!;
        report["steps"]!.GetValue<int>().ShouldBeLessThan(256);
        report["accuracy"]!.GetValue<double>().ShouldBeGreaterThanOrEqualTo(0.9);
        File.ReadAllText(folder.PathOf("s.snn")).ShouldContain($"time {{ steps = {report["steps"]}; }}");
    }

    [Theory]
    [InlineData("n.snn", "n.snn")]
    [InlineData("d.snn", "d.npz")]
    [InlineData("w.snn", "w.npz")]
    public void Output_OverWhatIsRead_IsRefused(string output, string lost)
    {
        using var folder = Folder();
        var before = File.ReadAllBytes(folder.PathOf(lost));

        var convert = CommandRun.In(folder, "convert", "n.snn", "-o", folder.PathOf(output), "--data", "d.npz", "--steps", "2");

        convert.Code.ShouldBe(ExitCode.Error, convert.Error);
        convert.Error.ShouldContain($"{lost}: error SNN0806: the file cannot be written: this command reads it, and it would be lost");
        File.ReadAllBytes(folder.PathOf(lost)).ShouldBe(before);
    }

    [Fact]
    public void Output_OverTheDataBesideTheProgram_IsRefused()
    {
        using var folder = Folder();
        File.Move(folder.PathOf("d.npz"), folder.PathOf("n.data.npz"));

        var convert = CommandRun.In(folder, "convert", "n.snn", "-o", folder.PathOf("n.data.snn"), "--steps", "2");

        convert.Code.ShouldBe(ExitCode.Error, convert.Error);
        convert.Error.ShouldContain("n.data.npz: error SNN0806: the file cannot be written: this command reads it, and it would be lost");
        File.Exists(folder.PathOf("n.data.snn")).ShouldBeFalse();
    }

    [Fact]
    public void Output_BesideTensorsOfNoSuchProgram_IsRefused()
    {
        using var folder = Folder();
        File.WriteAllText(folder.PathOf("s.npz"), "my only copy");

        var convert = CommandRun.In(folder, "convert", "n.snn", "-o", folder.PathOf("s.snn"), "--data", "d.npz", "--steps", "2");

        convert.Code.ShouldBe(ExitCode.Error, convert.Error);
        convert.Error.ShouldContain("s.npz: error SNN0806: the file cannot be written: it is there already");
        File.ReadAllText(folder.PathOf("s.npz")).ShouldBe("my only copy");
        File.Exists(folder.PathOf("s.snn")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("r.svg", "<svg")]
    [InlineData("r.html", "<h2>By layer</h2>")]
    public void Report_ByItsEnding_IsPictureOrPage(string name, string holds)
    {
        using var folder = Folder();

        var convert = CommandRun.In(folder, "convert", "n.snn", "-o", folder.PathOf("s.snn"), "--data", "d.npz", "--report", folder.PathOf(name));

        convert.Code.ShouldBe(ExitCode.Success, convert.Error);
        File.ReadAllText(folder.PathOf(name)).ShouldContain(holds);
        convert.Out.ShouldContain($"wrote s.snn, s.npz, {name}");
        convert.Out.ShouldContain("steps  right  accuracy");
    }

    [Fact]
    public void Recipe_OfNxtf_WritesWholeWeights()
    {
        using var folder = Folder();

        var convert = CommandRun.In(folder, "convert", "n.snn", "-o", folder.PathOf("s.snn"), "--data", "d.npz", "--recipe", "nxtf", "--steps", "64");

        convert.Code.ShouldBe(ExitCode.Success, convert.Error);
        File.ReadAllText(folder.PathOf("s.snn")).ShouldContain("loihi_lif(du = 4095, dv = 0, vth = 512)");
        TensorFile.Open(folder.PathOf("s.npz")).Read("a.weight").Values.ShouldBeOfType<short[]>().Max(Math.Abs).ShouldBeInRange((short)250, (short)255);
    }

    [Theory]
    [InlineData("--percentile", "101", "'--percentile' takes 'max' or a number above 0, at most 100, not '101'")]
    [InlineData("--target-accuracy", "0", "'--target-accuracy' takes a percentage above 0, at most 100, not '0'")]
    [InlineData("--report", "r.pdf", "'--report' takes a file that ends in .html or .svg, not 'r.pdf'")]
    public void Option_OutOfRange_IsAnErrorOfUse(string option, string value, string message)
    {
        var run = CommandRun.Of("convert", "n.snn", "-o", "s.snn", option, value);

        run.Code.ShouldBe(ExitCode.Usage);
        run.Error.ShouldContain(message);
    }

    [Fact]
    public void NoData_IsTold_AndNothingWritten()
    {
        using var folder = Folder();

        var run = CommandRun.In(folder, "convert", "n.snn", "-o", folder.PathOf("s.snn"));

        run.Code.ShouldBe(ExitCode.Error);
        run.Error.ShouldContain("error SNN0820: network 'N' needs data for 'x'");
        File.Exists(folder.PathOf("s.snn")).ShouldBeFalse();
        File.Exists(folder.PathOf("s.npz")).ShouldBeFalse();
    }

    // Labels are what the trained network answers, as a well-trained one's are.
    private static TemporaryFolder Folder()
    {
        const int Samples = 60;
        var folder = new TemporaryFolder();
        var random = new Random(11);
        float[] Values(int count, float low) => [.. Enumerable.Range(0, count).Select(_ => low + (random.NextSingle() * (1 - low)))];
        File.WriteAllText(folder.PathOf("n.snn"), Net);
        NpzWriter.Write(folder.PathOf("w.npz"),
        [
            new("a.weight", [16, 8], Values(128, -1)), new("a.bias", [16], Values(16, -1)),
            new("b.weight", [3, 16], Values(48, -1)), new("b.bias", [3], Values(3, -1)),
        ]);
        var x = new NamedArray("x", [Samples, 8], Values(Samples * 8, 0));
        NpzWriter.Write(folder.PathOf("d.npz"), [x]);
        CommandRun.In(folder, "run", "n.snn", "--data", "d.npz", "--outputs", folder.PathOf("o.npz")).Code.ShouldBe(ExitCode.Success);
        var labels = TensorFile.Open(folder.PathOf("o.npz")).Read("label").ToDoubles();
        NpzWriter.Write(folder.PathOf("d.npz"), [x, new NamedArray("labels", [Samples], Array.ConvertAll(labels, label => (byte)label))]);
        return folder;
    }
}
