using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using Shouldly;
using Snnc.Cli.Benchmarking;
using Snnc.Tensors;
using Snnc.Tests;
using Xunit;

namespace Snnc.Cli.Tests.Verbs;

/// <summary><c>snnc bench</c>, and <c>--baseline</c> of what it printed.</summary>
public sealed class BenchCommandTests
{
    private const string Earlier = """
        { "network": "N", "backend": "csharp", "processor": "P", "samples": 1, "threads": 1, "batch": 1,
          "us_per_inference": { "median": 5, "p10": 4, "p90": 6 }, "inferences_per_second": 200000, "allocated_bytes_per_inference": 0 }
        """;

    private static readonly string Digits = Repository.PathOf("samples", "digits", "digits.snn");

    [Theory]
    [InlineData("csharp")]
    [InlineData("interpreter")]
    public void Json_HasTheFieldsThatAreReliedOn(string backend)
    {
        using var folder = Frames(samples: 4);

        var run = CommandRun.In(folder, "bench", "net.snn", "--backend", backend, "--seconds", "0.02", "--json");

        run.Code.ShouldBe(ExitCode.Success, run.Error);
        run.Error.ShouldBeEmpty();
        var report = JsonNode.Parse(run.Out)!.AsObject();
        report.Select(field => field.Key).ShouldBe(
        [
            "network", "backend", "processor", "samples", "steps", "threads", "batch", "inferences", "seconds", "us_per_inference",
            "inferences_per_second", "allocated_bytes_per_inference", "preparation_seconds", "baseline",
        ]);
        report["backend"]!.GetValue<string>().ShouldBe(backend);
        report["samples"]!.GetValue<int>().ShouldBe(4);
        report["inferences"]!.GetValue<long>().ShouldBeGreaterThan(0);
        report["baseline"].ShouldBeNull();
        var time = report["us_per_inference"]!.AsObject().ToDictionary(field => field.Key, field => field.Value!.GetValue<double>());
        time["p10"].ShouldBeLessThanOrEqualTo(time["median"]);
        time["median"].ShouldBeLessThanOrEqualTo(time["p90"]);
    }

    [Fact]
    public void Batch_OfANetworkWithoutTime_RunsWhole()
    {
        using var folder = Frames(samples: 3);

        var report = JsonNode.Parse(CommandRun.In(folder, "bench", "net.snn", "--seconds", "0.02", "--batch", "8", "--threads", "2", "--json").Out)!;

        report["batch"]!.GetValue<int>().ShouldBe(8);
        report["threads"]!.GetValue<int>().ShouldBe(2);
        (report["inferences"]!.GetValue<long>() % 8).ShouldBe(0);
    }

    [Fact]
    public void Batch_OfANetworkInTime_IsOneSample()
    {
        var run = CommandRun.Of("bench", Digits, "--limit", "4", "--seconds", "0.05", "--batch", "8", "--json");

        run.Code.ShouldBe(ExitCode.Success, run.Error);
        var report = JsonNode.Parse(run.Out)!;
        report["batch"]!.GetValue<int>().ShouldBe(1);
        report["steps"]!.GetValue<int>().ShouldBe(25);
    }

    [Fact]
    public void Baseline_OfItsOwnOutput_IsTaken()
    {
        using var folder = Frames(samples: 2);
        File.WriteAllText(folder.PathOf("a.json"), CommandRun.In(folder, "bench", "net.snn", "--seconds", "0.02", "--json").Out);

        var run = CommandRun.In(folder, "bench", "net.snn", "--seconds", "0.02", "--json", "--limit", "1", "--baseline", "a.json");

        run.Code.ShouldBe(ExitCode.Success, run.Error);
        var baseline = JsonNode.Parse(run.Out)!["baseline"]!.AsObject();
        baseline.Select(field => field.Key).ShouldBe(
        [
            "file", "us_per_inference", "inferences_per_second", "allocated_bytes_per_inference", "ratios", "within_noise", "measured_differently",
        ]);
        baseline["measured_differently"]!.AsArray().Select(field => field!.GetValue<string>()).ShouldBe(["samples"]);
        baseline["ratios"]!["us_per_inference"]!.GetValue<double>().ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData(6, 9, true)]
    [InlineData(1, 4, true)]
    [InlineData(4.5, 5.5, true)]
    [InlineData(6.1, 9, false)]
    [InlineData(1, 3.9, false)]
    public void Noise_IsWhereTheTimesOverlap(double p10, double p90, bool isWithin)
    {
        using var folder = new TemporaryFolder();

        Baseline.Read(folder.Write("a.json", Earlier)).IsWithinNoise(new Speed((p10 + p90) / 2, p10, p90, 1, 0)).ShouldBe(isWithin);
    }

    [Fact]
    public void Text_NamesRatiosAndWhatWasNotTheSame()
    {
        using var folder = new TemporaryFolder();
        var report = new BenchReport
        {
            Network = "N",
            Backend = "csharp",
            Processor = "P",
            Samples = 1,
            Steps = null,
            Threads = 2,
            Batch = 1,
            Inferences = 1000,
            Seconds = 1,
            PreparationSeconds = 0.5,
            Speed = new Speed(2.5, 2, 3, 400_000, 24),
        };
        var output = new StringWriter { NewLine = "\n" };

        BenchText.Write(report, Baseline.Read(folder.Write("a.json", Earlier)) with { File = "a.json" }, output);

        output.ToString().ShouldBe("""
            N: 1000 inferences, csharp on 2 threads

              time        2.50 us per inference (median; p10 2.00 us, p90 3.00 us)
              throughput  400000 inferences per second
              allocation  24 bytes per inference
                          compiling and loading took 500 ms

              against a.json
                              then       now  ratio
              time         5.00 us   2.50 us  0.500  less
              throughput  200000/s  400000/s  2.000  more
              allocation       0 B      24 B      -  more
              measured differently: threads was 1 and is 2

            """);
    }

    [Theory]
    [InlineData("missing.json", null, "error SNN0801: there is no such file")]
    [InlineData("a.json", "{ \"network\"", "error SNN0850")]
    [InlineData("a.json", "[]", "the file is a list, and should be an object")]
    [InlineData("a.json", "{}", "the file has no field 'us_per_inference'")]
    [InlineData("a.json", """{ "us_per_inference": { "median": 0 } }""", "'median' of 'us_per_inference' is 0, and must be greater than 0")]
    public void Baseline_ThatCannotBe_IsRefused(string name, string? json, string message)
    {
        using var folder = Frames(samples: 1);
        if (json is not null)
        {
            folder.Write(name, json);
        }

        var run = CommandRun.In(folder, "bench", "net.snn", "--baseline", folder.PathOf(name));

        run.Code.ShouldBe(ExitCode.Error);
        run.Error.ShouldContain(message);
        run.Out.ShouldBeEmpty();
    }

    [Fact]
    public void Data_ThatIsDamaged_IsOneError()
    {
        using var folder = Frames(samples: 40);
        var path = folder.PathOf("net.data.npz");
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..60]);

        var run = CommandRun.In(folder, "bench", "net.snn", "--json");

        run.Code.ShouldBe(ExitCode.Error);
        run.Error.ShouldContain("1 error");
        run.Out.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("csharp", "1")]
    [InlineData("interpreter", "2")]
    public void Sample_ThatCannotRun_IsNamed(string backend, string threads)
    {
        using var folder = new TemporaryFolder();
        folder.Write("net.snn", "network N { weights w = \"w.npz\"; input x: frame[1]; x -> e: embedding(2); output y = e; }");
        NpzWriter.Write(folder.PathOf("w.npz"), [new NamedArray("e.weight", [3, 2], new float[6])]);
        NpzWriter.Write(folder.PathOf("net.data.npz"), [new NamedArray("x", [2, 1], new float[] { 1, 7 })]);

        var run = CommandRun.In(folder, "bench", "net.snn", "--seconds", "0.02", "--backend", backend, "--threads", threads);

        run.Code.ShouldBe(ExitCode.Error);
        run.Error.ShouldContain("error SNN0841: sample 1: ");
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("NaN")]
    [InlineData("soon")]
    public void Seconds_ThatAreNoTime_AreAWrongCommandLine(string seconds) =>
        CommandRun.Of("bench", Digits, $"--seconds={seconds}").Code.ShouldBe(ExitCode.Usage);

    private static TemporaryFolder Frames(int samples)
    {
        var folder = new TemporaryFolder();
        folder.Write("net.snn", "network N { input x: frame[3]; x -> y: relu; output z = y; }");
        NpzWriter.Write(folder.PathOf("net.data.npz"), [new NamedArray("x", [samples, 3], new float[samples * 3])]);
        return folder;
    }
}
