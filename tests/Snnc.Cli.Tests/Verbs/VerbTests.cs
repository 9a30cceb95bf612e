using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using Shouldly;
using Snnc.Tensors;
using Snnc.Tests;
using Xunit;

namespace Snnc.Cli.Tests.Verbs;

/// <summary>The verbs besides <c>run</c>.</summary>
public sealed class VerbTests
{
    private const string Net = """
        network N {
            time { step = 1 ms; steps = 4; }
            input x: frame[3];

            x -> encode.constant -> h: lif(tau = 2 ms);

            output y = count(h);
        }

        test "silence" for N {
            given x = 0;
            expect y == 0;
        }

        test "noise" for N {
            given x = 9;
            expect y ~= 1 within 0.5;
        }

        """;

    private static readonly string Digits = Repository.PathOf("samples", "digits", "digits.snn");

    [Fact]
    public void Weights_OfPythonObjects_TellHowToSaveThem()
    {
        using var folder = new TemporaryFolder();
        folder.Write("net.snn", "network N { weights w = \"w.npz\"; input x: frame[3]; x -> fc: dense(2, bias = none); output y = fc; }");
        using (var zip = ZipFile.Open(folder.PathOf("w.npz"), ZipArchiveMode.Create))
        using (var array = zip.CreateEntry("fc.weight.npy").Open())
        {
            var header = "{'descr': '|O', 'fortran_order': False, 'shape': (1,), }".PadRight(117) + "\n";
            array.Write([0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. header.Select(c => (byte)c), 0x80, 0x04, 0x2E]);
        }

        var run = CommandRun.In(folder, "check", "net.snn");

        run.Code.ShouldBe(ExitCode.Error);
        run.Error.ShouldContain("error SNN0703: \"w.npz\": 'fc.weight' cannot be read: the array holds Python objects (dtype '|O')");
        run.Error.ShouldContain("numpy.savez(FILE, NAME=numpy.asarray(VALUE, dtype=\"float32\"))");
    }

    [Fact]
    public void Check_WithABiasOfATypeThatCannotBeRead_SaysSoAndNotThatThereIsNone()
    {
        using var folder = new TemporaryFolder();
        folder.Write("net.snn", "network N { weights w = \"w.safetensors\"; input x: frame[1]; x -> fc: dense(1); output y = fc; }");
        var header = """
            {"fc.weight":{"dtype":"F32","shape":[1,1],"data_offsets":[0,4]},"fc.bias":{"dtype":"F8_E4M3","shape":[1],"data_offsets":[4,5]}}
            """;
        folder.Write("w.safetensors", [(byte)header.Length, 0, 0, 0, 0, 0, 0, 0, .. header.Select(c => (byte)c), 0, 0, 0, 0, 0]);

        var run = CommandRun.In(folder, "check", "net.snn");

        run.Code.ShouldBe(ExitCode.Error);
        run.Error.ShouldContain("error SNN0703: \"w.safetensors\": 'fc.bias' cannot be read: the tensor has the type F8_E4M3, which cannot be read");
        run.Error.ShouldNotContain("SNN0704");
    }

    [Fact]
    public void Check_OfASparseMatrixByRows_TakesItsRowsForTheShape()
    {
        using var folder = new TemporaryFolder();
        NpzWriter.Write(folder.PathOf("w.npz"), [
            new NamedArray("k.indptr", [4], new[] { 0, 1, 1, 2 }), new NamedArray("k.indices", [2], new[] { 0, 1 }),
            new NamedArray("k.data", [2], new float[2])]);
        var net = "network N {{ time {{ steps = 2; }} weights w = \"w.npz\"; input x: spikes[2]; "
            + "x -> sparse(w[\"k\"]) -> {0}: leaky(); output y: spikes[3] = n; }}";
        folder.Write("right.snn", string.Format(null, net, "n"));
        folder.Write("wrong.snn", string.Format(null, net, "n[5]"));

        CommandRun.In(folder, "check", "right.snn").ShouldBe(new CommandRun(ExitCode.Success, "", ""));
        CommandRun.In(folder, "check", "wrong.snn").Error.ShouldContain("the matrix of 'sparse' has 3 rows, and must have 5");
    }

    [Theory]
    [InlineData("x")]
    [InlineData("labels")]
    public void Run_OnAnArrayOfText_SaysWhatItHolds(string name)
    {
        using var folder = new TemporaryFolder();
        folder.Write("net.snn", "network N { input x: frame[1]; output y = x; }");
        NpzWriter.Write(folder.PathOf("d.npz"), [new NamedArray(name == "x" ? "other" : "x", [1, 1], new float[1]), new NamedArray("more", [1], new float[1])]);
        using (var zip = ZipFile.Open(folder.PathOf("d.npz"), ZipArchiveMode.Update))
        using (var array = zip.CreateEntry(name + ".npy").Open())
        {
            var header = "{'descr': '<U1', 'fortran_order': False, 'shape': (1,), }".PadRight(117) + "\n";
            array.Write([0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. header.Select(c => (byte)c), 0x61, 0, 0, 0]);
        }

        var run = CommandRun.In(folder, "run", "net.snn", "--data", "d.npz");

        run.Code.ShouldBe(ExitCode.Error);
        run.Error.ShouldStartWith($"d.npz: error SNN0821: '{name}' cannot be read: the array holds text (dtype '<U1')");
    }

    [Fact]
    public void Check_OfRightFiles_SaysNothing() => CommandRun.Of("check", Digits, Digits).ShouldBe(new CommandRun(ExitCode.Success, "", ""));

    [Fact]
    public void Check_OfSeveralFiles_TellsAllErrors()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.snn", "network A { input x: frame[3]; x -> y: reluu; output z = y; }");
        folder.Write("b.snn", "network B { input x: frame[3] output z = x; }");

        var run = CommandRun.In(folder, "check", "a.snn", "missing.snn", "b.snn");

        run.Code.ShouldBe(ExitCode.Error);
        run.Error.ShouldContain("a.snn(1,40): error SNN02");
        run.Error.ShouldContain("did you mean 'relu'?");
        run.Error.ShouldContain("missing.snn: error SNN0801");
        run.Error.ShouldContain("b.snn(1,");
        run.Error.ShouldEndWith("3 errors\n");
    }

    [Fact]
    public void Check_AsJson_IsOneObject()
    {
        var run = CommandRun.Of("check", "missing.snn", "--diagnostics", "json");

        run.Code.ShouldBe(ExitCode.Error);
        run.Error.ShouldStartWith("{\"diagnostics\":[{\"code\":\"SNN0801\"");
    }

    [Fact]
    public void Test_PrintsALineForEach_AndFailsForOne()
    {
        using var folder = new TemporaryFolder();
        folder.Write("net.snn", Net);

        CommandRun.In(folder, "test", "net.snn").ShouldBe(new CommandRun(
            ExitCode.Error,
            "ok 1 - silence\nnot ok 2 - noise\n  # y[0] is 4, expected 1 within 0.5\n1..2\n# 1 passed, 1 failed\n",
            ""));
    }

    [Fact]
    public void Test_OfTheInterpreter_GivesTheSame()
    {
        using var folder = new TemporaryFolder();
        folder.Write("net.snn", Net);

        CommandRun.In(folder, "test", "net.snn", "--backend", "interpreter").ShouldBe(CommandRun.In(folder, "test", "net.snn"));
    }

    [Fact]
    public void Test_OfABrokenFile_IsAnError()
    {
        using var folder = new TemporaryFolder();
        folder.Write("net.snn", "network N {");

        CommandRun.In(folder, "test", "net.snn").Code.ShouldBe(ExitCode.Error);
    }

    [Fact]
    public void Fmt_ChangesTheFile_AndThenNothing()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("net.snn", "network N {\n input x:frame[3];\n output y=x;\n}\n");

        CommandRun.In(folder, "fmt", "--check", "net.snn").Code.ShouldBe(ExitCode.Error);
        CommandRun.In(folder, "fmt", "net.snn").ShouldBe(new CommandRun(ExitCode.Success, "formatted net.snn\n", ""));
        File.ReadAllText(path).ShouldBe("network N {\n    input x: frame[3];\n    output y = x;\n}\n");
        CommandRun.In(folder, "fmt", "net.snn").ShouldBe(new CommandRun(ExitCode.Success, "", ""));
        CommandRun.In(folder, "fmt", "--check", "net.snn").Code.ShouldBe(ExitCode.Success);
        Directory.EnumerateFiles(folder.Path).Count().ShouldBe(1);
    }

    [Fact]
    public void Fmt_OfAFileThatDoesNotParse_LeavesIt()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("net.snn", "network N {\n input x:frame[3;\n}\n");

        CommandRun.In(folder, "fmt", "net.snn").Code.ShouldBe(ExitCode.Error);
        File.ReadAllText(path).ShouldContain("x:frame[3;");
    }

    [Fact]
    public void Ir_IsReadBack_AsItWasPrinted()
    {
        using var folder = new TemporaryFolder();
        var first = CommandRun.Of("ir", Digits);
        folder.Write("digits.snnir", first.Out);

        first.Code.ShouldBe(ExitCode.Success, first.Error);
        first.Out.ShouldContain("graph @Digits");
        CommandRun.In(folder, "ir", "digits.snnir").ShouldBe(first);
    }

    [Fact]
    public void Ir_AfterAPass_IsHeadedByItsName()
    {
        CommandRun.Of("ir", Digits, "--after", "all", "--verify-each").Out
            .ShouldStartWith("// ---- after hoist ----\n/// Reads a handwritten digit");
        CommandRun.Of("ir", Digits, "--after", "changed").Out.ShouldStartWith("// ---- ");
        CommandRun.Of("ir", Digits, "--stop-after", "canonicalise").Out.ShouldStartWith("/// Reads a handwritten digit");
    }

    [Fact]
    public void Ir_WithTimes_WritesATableAside()
    {
        var run = CommandRun.Of("ir", Digits, "--time-passes");

        run.Error.ShouldStartWith("pass");
        run.Error.ShouldContain("canonicalise");
    }

    [Fact]
    public void Ir_AfterAnUnknownPass_IsAWrongCommandLine()
    {
        var run = CommandRun.Of("ir", Digits, "--after", "canonicalize");

        run.Code.ShouldBe(ExitCode.Usage);
        run.Error.ShouldContain("canonicalise");
    }

    [Fact]
    public void Ir_WithPasses_RunsThoseAlone()
    {
        CommandRun.Of("ir", Digits, "--passes", "none").ShouldBe(CommandRun.Of("ir", Digits));
        CommandRun.Of("ir", Digits, "--passes", "hoist").Out.ShouldContain("%fc1.once");
        CommandRun.Of("ir", Digits, "--passes=-hoist").Out.ShouldNotContain(".once");
        CommandRun.Of("ir", Digits, "--passes=-hoist", "--after", "all").Out.ShouldNotContain("after hoist");
    }

    [Theory]
    [InlineData("ir")]
    [InlineData("plan")]
    [InlineData("run")]
    [InlineData("build", "-o", "never")]
    public void Passes_OfAnUnknownName_IsAWrongCommandLine(string verb, params string[] more)
    {
        var run = CommandRun.Of([verb, Digits, .. more, "--passes", "-hoist,-fission"]);

        run.Code.ShouldBe(ExitCode.Usage);
        run.Error.ShouldContain("there is no pass '-fission'");
        run.Error.ShouldContain("all, none, hoist");
        run.Error.ShouldContain("placement");
    }

    [Fact]
    public void Plan_GivesEachNodeAReason()
    {
        var run = CommandRun.Of("plan", Digits);

        run.Out.ShouldStartWith("plan Digits: 25 steps of 1 ms");
        run.Out.ShouldContain("fc2");
        run.Out.ShouldContain("of the inputs are active (assumed of spikes)");
    }

    [Fact]
    public void Explain_OfANode_ShowsKernelAndReason()
    {
        var run = CommandRun.Of("explain", Digits, "fc2");

        run.Code.ShouldBe(ExitCode.Success, run.Error);
        run.Out.ShouldContain("fc2 of network Digits");
        run.Out.ShouldContain("kernel    event");
        run.Out.ShouldContain("takes     %h : spikes[128]");
    }

    [Theory]
    [InlineData("digits", "fc1", "hoist: computed once per inference: %fc1.once = dense")]
    [InlineData("residual", "r1.join", "spread: not read any more; its work is done by %r1.n2 = neuron lif")]
    [InlineData("residual", "r1.join", "canonicalise: gone; no output heard it")]
    public void Explain_OfANode_TellsWhatPassesDid(string sample, string node, string expected)
    {
        var run = CommandRun.Of("explain", Repository.PathOf("samples", sample, $"{sample}.snn"), node);

        run.Code.ShouldBe(ExitCode.Success, run.Error);
        run.Out.ShouldContain($"  pass      {expected}");
        CommandRun.Of("explain", Repository.PathOf("samples", sample, $"{sample}.snn"), node, "--passes", "none").Out.ShouldNotContain("  pass  ");
    }

    [Fact]
    public void Explain_OfFoldedNodes_NamesWhatDoesTheirWork()
    {
        string Explain(string file, string node) =>
            CommandRun.Of("explain", Repository.PathOf("tests", "Snnc.Compiler.Tests", "Passes", "Files", $"{file}.snnir"), node).Out;

        Explain("fold-norm-behind-conv", "c").ShouldContain("fold: gone; its work is done by %n = conv2d %x");
        Explain("fold-norm-behind-conv", "n").ShouldContain("fold: now %n = conv2d %x");
        Explain("fold-scale-of-spikes-through-movers", "s").ShouldContain("fold: gone; its work is done by %d = dense %l.unscaled");
        Explain("simplify-what-changes-nothing", "a").ShouldContain("simplify: gone; %h reads %x; the output 'z' is %x");
    }

    [Fact]
    public void Explain_OfAPopulation_TellsItsRegionAndWhatItKeeps()
    {
        var run = CommandRun.Of("explain", Digits, "h");

        run.Out.ShouldContain("read by   %fc2, output raster");
        run.Out.ShouldContain("  runs      for 25 steps at a time, in tiles of its outputs: ");
        run.Out.ShouldContain("  keeps     a row of numbers a step; a list a step of what is not 0");
    }

    [Fact]
    public void Explain_OfAnUnknownNode_OffersTheNearest()
    {
        var run = CommandRun.Of("explain", Digits, "fc3");

        run.Code.ShouldBe(ExitCode.Error);
        run.Error.ShouldContain("error SNN0813: network 'Digits' has no node 'fc3'");
        run.Error.ShouldContain("did you mean 'fc1'?");
    }

    [Fact]
    public void Explain_OfACode_PrintsItsPage()
    {
        CommandRun.Of("explain", "snn0801").Out.ShouldStartWith("# SNN0801: No such file\n");
        CommandRun.Of("explain", "SNN081").ShouldSatisfyAllConditions(
            run => run.Code.ShouldBe(ExitCode.Usage),
            run => run.Error.ShouldContain("did you mean 'SNN08"));
    }

    [Fact]
    public void Doctor_TellsOfTheRuntimeAndOfLlvm()
    {
        var run = CommandRun.Of("doctor");

        run.Code.ShouldBe(ExitCode.Success);
        run.Out.ShouldContain(".NET runtime");
        run.Out.ShouldContain("libLLVM");
    }
}
