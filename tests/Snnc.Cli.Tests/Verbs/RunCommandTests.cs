using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using Shouldly;
using Snnc.Compiler.Tensors;
using Snnc.Tensors;
using Snnc.Tests;
using Xunit;

namespace Snnc.Cli.Tests.Verbs;

/// <summary><c>snnc run</c>, on the digits sample and on small networks.</summary>
public sealed class RunCommandTests
{
    private const string Net = """
        network N {
            time { step = 1 ms; steps = 4; }
            input x: frame[1, 3];
            x -> encode.constant -> h: lif(tau = 2 ms);
            output y = count(h);
            output raster = h;
        }
        """;

    private static readonly string Digits = Repository.PathOf("samples", "digits", "digits.snn");
    private static readonly ITensorSource Expected = TensorFile.Open(Repository.PathOf("samples", "digits", "expected.npz"));

    [Fact]
    public void Digits_WithoutOptions_AreClassifiedAsTheReferenceDoes()
    {
        var run = CommandRun.Of("run", Digits);

        run.Code.ShouldBe(ExitCode.Success, run.Error);
        run.Error.ShouldBeEmpty();
        run.Out.ShouldContain("Digits: 500 samples, 25 steps each, C# compiled in memory on one thread");
        run.Out.ShouldContain("accuracy  99.80 % (499 of 500 right, by output 'label')");
        run.Out.ShouldContain("node  model  neurons  spikes/inference  rate/step");
    }

    [Fact]
    public void Run_OfATensorThatNoFileIsNamedFor_SaysWhichAndHowToNameOne()
    {
        using var folder = new TemporaryFolder();
        folder.Write("net.snn", "network N { time { steps = 4; } input x: spikes[3]; x -> fc: dense(2, weight = uniform(0, 1, seed = 1)); output y = fc; }");
        NpzWriter.Write(folder.PathOf("d.npz"), [new NamedArray("x", [1, 4, 3], new float[12])]);

        var run = CommandRun.In(folder, "run", "net.snn", "--data", "d.npz");

        run.Code.ShouldBe(ExitCode.Error);
        run.Error.ShouldContain("net.snn: error SNN0840: no file is named that has the tensor 'fc.bias'");
        run.Error.ShouldContain("name one (weights w = \"net.npz\";), or give the value in the program (bias = none)");
    }

    [Fact]
    public void Json_HasTheFieldsThatScriptsRelyOn()
    {
        var report = JsonNode.Parse(CommandRun.Of("run", Digits, "--json", "--limit", "20").Out)!.AsObject();

        report.Select(field => field.Key).ShouldBe(
            ["network", "backend", "samples", "correct", "accuracy", "steps", "seconds", "us_per_inference", "nodes", "warnings", "watched", "mean_steps"]);
        report["us_per_inference"]!.AsObject().Select(field => field.Key).ShouldBe(["median", "p10", "p90"]);
        var node = report["nodes"]!.AsArray().Single()!.AsObject();
        node.Select(field => field.Key).ShouldBe(["name", "op", "neurons", "spikes_per_inference", "rate"]);
        report["samples"]!.GetValue<int>().ShouldBe(20);
        report["correct"]!.GetValue<int>().ShouldBe(20);
        report["steps"]!.GetValue<int>().ShouldBe(25);
        node["rate"]!.GetValue<double>().ShouldBe(node["spikes_per_inference"]!.GetValue<double>() / (128 * 25), 1e-12);
    }

    [Theory]
    [InlineData("csharp", "1", "1")]
    [InlineData("csharp", "3", "4")]
    [InlineData("interpreter", "2", "1")]
    public void Outputs_AreTheReference_WhateverThreadsAndBatches(string backend, string threads, string batch)
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("o.npz");

        var run = CommandRun.Of("run", Digits, "--limit", "16", "--backend", backend, "--threads", threads, "--batch", batch, "--outputs", path);

        run.Code.ShouldBe(ExitCode.Success, run.Error);

        var outputs = TensorFile.Open(path);
        outputs.Tensors.Select(t => $"{t.Key}{t.Shape}").ShouldBe(["scores[16, 10]", "label[16]", "raster[16, 25, 128]"]);
        var scores = outputs.Read("scores").ToDoubles();
        var wanted = Expected.Read("scores").ToDoubles();
        scores.Zip(wanted).Max(pair => Math.Abs(pair.First - pair.Second)).ShouldBeLessThan(1e-4);
        outputs.Read("label").ToDoubles().ShouldBe(Expected.Read("predictions").ToDoubles().Take(16));
    }

    [LlvmFact]
    public void Outputs_OfNativeCode_AreTheReference()
    {
        Outputs_AreTheReference_WhateverThreadsAndBatches("native", "2", "1");
        CommandRun.Of("run", Digits, "--limit", "8", "--backend", "native", "--verify").Code.ShouldBe(ExitCode.Success);
    }

    [Fact]
    public void Trace_HoldsSpikesAsPackedBitsAndStates()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("t.npz");

        CommandRun.Of("run", Digits, "--limit", "8", "--trace", path, "--nodes", "h,o.v").Code.ShouldBe(ExitCode.Success);

        var trace = TensorFile.Open(path);
        trace.Tensors.Select(t => $"{t.Key}{t.Shape}").ShouldBe(["h.spikes[3200]", "h.spikes.shape[3]", "h.v[8, 25, 128]", "o.v[8, 25, 10]"]);
        trace.Read("h.spikes.shape").ToDoubles().ShouldBe([8, 25, 128]);
        var bits = (byte[])trace.Read("h.spikes").Values;
        var counts = new double[8 * 128];
        for (var i = 0; i < 8 * 25 * 128; i++)
        {
            counts[(i / (25 * 128) * 128) + (i % 128)] += (bits[i / 8] >> (7 - (i % 8))) & 1;
        }

        counts.ShouldBe(Expected.Read("h_counts").ToDoubles().Take(8 * 128));
    }

    [Fact]
    public void Verify_OfTheDigits_FindsNoDifference()
    {
        var run = CommandRun.Of("run", Digits, "--limit", "4", "--verify");

        run.Code.ShouldBe(ExitCode.Success, run.Error);
        run.Out.ShouldContain("verified  as the interpreter in every sample");
    }

    [Theory]
    [InlineData("x", "2,1,3")]
    [InlineData("x", "2,3")]
    [InlineData("other_name", "2,3")]
    public void Data_WithoutLeadingOnes_OrTheOnlyArray_IsTaken(string key, string shape)
    {
        using var folder = new TemporaryFolder();
        folder.Write("net.snn", Net);
        var extents = Shape.Of(shape.Split(',').Select(int.Parse));
        NpzWriter.Write(folder.PathOf("d.npz"), [new NamedArray(key, extents, new byte[] { 0, 1, 2, 3, 4, 5 })]);

        var run = CommandRun.In(folder, "run", "net.snn", "--data", "d.npz", "--outputs", "o.npz");

        run.Code.ShouldBe(ExitCode.Success, run.Error);
        var counts = TensorFile.Open(folder.PathOf("o.npz")).Read("y").ToDoubles();
        counts[0].ShouldBe(0);
        counts[5].ShouldBe(4);
        counts.ShouldBe(counts.Order());
    }

    [Theory]
    [InlineData("run", "--outputs", "net.data.npz")]
    [InlineData("run", "--trace", "w.npz")]
    [InlineData("profile", "-o", "net.snn")]
    public void Output_OverWhatIsRead_IsRefused(string verb, string option, string lost)
    {
        using var folder = new TemporaryFolder();
        folder.Write("net.snn", Net.Replace("input x", "weights w = \"w.npz\";\n    input x").Replace("-> h", "-> d: dense(2, weight = w[\"a\"], bias = none) -> h"));
        NpzWriter.Write(folder.PathOf("w.npz"), [new NamedArray("a", Shape.Of([2, 3]), new float[6])]);
        NpzWriter.Write(folder.PathOf("net.data.npz"), [new NamedArray("x", Shape.Of([2, 1, 3]), new float[6])]);
        var before = File.ReadAllBytes(folder.PathOf(lost));

        var run = CommandRun.In(folder, verb, "net.snn", option, folder.PathOf(lost));

        run.Code.ShouldBe(ExitCode.Error, run.Error);
        run.Error.ShouldContain($"{lost}: error SNN0806: the file cannot be written: this command reads it, and it would be lost");
        run.Error.ShouldEndWith("\n1 error\n");
        File.ReadAllBytes(folder.PathOf(lost)).ShouldBe(before);
    }

    [Fact]
    public void Data_AsOneArrayAndLabelsBesideIt_AreScored()
    {
        using var folder = new TemporaryFolder();
        folder.Write("net.snn", Net);
        NpyWriter.Write(folder.PathOf("d.npy"), [2, 1, 3], new float[] { 9, 0, 0, 0, 0, 9 });
        NpyWriter.Write(folder.PathOf("l.npy"), [2], new long[] { 0, 1 });

        var run = CommandRun.In(folder, "run", "net.snn", "--data", "d.npy", "--labels", "l.npy");

        run.Out.ShouldContain("accuracy  50.00 % (1 of 2 right, by output 'y')");
    }

    [Fact]
    public void Network_WithoutInputs_RunsOnce()
    {
        using var folder = new TemporaryFolder();
        folder.Write("sim.snn", "network Sim { time { step = 1 ms; steps = 100; } n[5]: lif(v_leak = 1.5); output rate = mean(n); }");

        var run = CommandRun.In(folder, "run", "sim.snn");

        run.Code.ShouldBe(ExitCode.Success, run.Error);
        run.Out.ShouldStartWith("Sim: 1 sample, 100 steps each");
    }

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    public void Confidence_OfANetworkWithoutTime_IsRefused_WhateverTheBatch(string batch)
    {
        using var folder = new TemporaryFolder();
        folder.Write("net.snn", "network N { input x: frame[3]; x -> r: relu; output y = r; }");
        NpyWriter.Write(folder.PathOf("d.npy"), [4, 3], new float[12]);

        var run = CommandRun.In(folder, "run", "net.snn", "--data", "d.npy", "--batch", batch, "--confidence", "0.9");

        run.Code.ShouldBe(ExitCode.Error);
        run.Error.ShouldContain("error SNN0897");
        run.Out.ShouldBeEmpty();
    }

    [LlvmFact]
    public void Confidence_InNativeCode_EndsWhereTheClassInCSharpDoes()
    {
        string Steps(string backend)
        {
            var run = CommandRun.Of("run", Digits, "--limit", "20", "--confidence", "0.6", "--json", "--backend", backend);
            run.Code.ShouldBe(ExitCode.Success, run.Error);
            return JsonNode.Parse(run.Out)!["mean_steps"]!.ToJsonString();
        }

        var native = Steps("native");

        native.ShouldBe(Steps("csharp"));
        double.Parse(native, CultureInfo.InvariantCulture).ShouldBeInRange(1, 24);
    }

    [Theory]
    [InlineData("--limit", "0", "'--limit' must be at least 1, not 0")]
    [InlineData("--limit", "many", "'--limit' takes a whole number below 2^31, not 'many'")]
    [InlineData("--threads", "99999999999", "'--threads' takes a whole number below 2^31, not '99999999999'")]
    [InlineData("--confidence", "high", "'--confidence' takes a number, not 'high'")]
    [InlineData("--threads", "-2", "'--threads' must be at least 1, not -2")]
    [InlineData("--backend", "fpga", "csharp")]
    [InlineData("--nodes", "h", "--trace")]
    public void WrongOptions_AreAWrongCommandLine(string option, string value, string message)
    {
        var run = CommandRun.Of("run", Digits, option, value);

        run.Code.ShouldBe(ExitCode.Usage);
        run.Error.ShouldContain(message);
    }
}
