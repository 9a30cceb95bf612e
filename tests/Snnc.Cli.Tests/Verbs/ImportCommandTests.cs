using System.Collections.Generic;
using System.IO;
using System.Linq;
using Shouldly;
using Snnc.Import.Nir;
using Snnc.Import.Nir.Exporting;
using Xunit;

namespace Snnc.Cli.Tests.Verbs;

/// <summary><c>import</c> and <c>export</c>.</summary>
public sealed class ImportCommandTests
{
    private static readonly NirGraph Net = new(
        "",
        [
            new NirPrimitive("input", "Input", new Dictionary<string, NirField> { ["shape"] = NirField.Of([2L]) }),
            new NirPrimitive("fc", "Linear", new Dictionary<string, NirField> { ["weight"] = new NirField([3, 2], new float[] { 1, 2, 3, 4, 5, 6 }) }),
            new NirPrimitive("lif", "LIF", new Dictionary<string, NirField>
            {
                ["tau"] = NirField.Of(0.01), ["r"] = NirField.Of(1.0), ["v_leak"] = NirField.Of(0.0), ["v_threshold"] = NirField.Of(0.5),
            }),
            new NirPrimitive("output", "Output", new Dictionary<string, NirField> { ["shape"] = NirField.Of([3L]) }),
        ],
        [new("input", "fc"), new("fc", "lif"), new("lif", "output")]);

    [Fact]
    public void Import_OfNir_WritesAProgramThatRuns()
    {
        using var folder = new TemporaryFolder();
        NirWriter.Write(folder.PathOf("net.nir"), Net);

        var run = Import(folder);

        run.Error.ShouldBe("");
        run.Code.ShouldBe(ExitCode.Success);
        run.Out.ShouldContain("time constants are in seconds (--unit), and a step is 1 ms (--dt)\n");
        run.Out.ShouldEndWith("wrote out.snn and out.npz\n");
        File.ReadAllText(folder.PathOf("out.snn")).ShouldContain("in -> fc: dense(3, bias = none) -> lif_2: lif(tau = 10 ms, threshold = 0.5, reset = zero);");
        CommandRun.In(folder, "check", "out.snn").Code.ShouldBe(ExitCode.Success);
    }

    [Fact]
    public void Import_WithoutWhatTheFileLeavesOpen_NamesTheOption()
    {
        using var folder = new TemporaryFolder();
        NirWriter.Write(folder.PathOf("net.nir"), Net);

        var run = CommandRun.In(folder, "import", "net.nir", "-o", folder.PathOf("out.snn"), "--unit", "s");

        run.Code.ShouldBe(ExitCode.Error);
        run.Error.ShouldStartWith("net.nir: error SNN0860: the file does not say how long a step is, on which 'lif' (LIF) depends\n");
        run.Error.ShouldContain("--dt TIME");
        File.Exists(folder.PathOf("out.snn")).ShouldBeFalse();
    }

    [Fact]
    public void Import_OverTensorsOfNoSuchProgram_LeavesThem()
    {
        using var folder = new TemporaryFolder();
        NirWriter.Write(folder.PathOf("net.nir"), Net);
        File.WriteAllText(folder.PathOf("out.npz"), "my only copy");
        File.WriteAllText(folder.PathOf("out.snn"), "network Out { weights w = \"other.npz\"; }");

        var run = Import(folder);

        run.Code.ShouldBe(ExitCode.Error);
        run.Error.ShouldContain("out.npz: error SNN0806: the file cannot be written: it is there already, and there is no out.snn whose weights it holds");
        File.ReadAllText(folder.PathOf("out.npz")).ShouldBe("my only copy");
        File.ReadAllText(folder.PathOf("out.snn")).ShouldContain("other.npz");
    }

    [Fact]
    public void Import_OverAnEarlierImport_TakesItsPlace()
    {
        using var folder = new TemporaryFolder();
        NirWriter.Write(folder.PathOf("net.nir"), Net);
        Import(folder).Code.ShouldBe(ExitCode.Success);
        File.WriteAllText(folder.PathOf("out.npz"), "damaged since");

        Import(folder).Code.ShouldBe(ExitCode.Success);

        CommandRun.In(folder, "plan", "out.snn").Error.ShouldBe("");
        new FileInfo(folder.PathOf("out.npz")).Length.ShouldBeGreaterThan(100);
    }

    private static CommandRun Import(TemporaryFolder folder) =>
        CommandRun.In(folder, "import", "net.nir", "-o", folder.PathOf("out.snn"), "--dt", "1ms", "--unit", "s", "--steps", "4");

    [Theory]
    [InlineData("--dt", "1")]
    [InlineData("--dt", "-1ms")]
    [InlineData("--reset", "never")]
    public void Import_WithAValueThatIsNone_IsAWrongCommandLine(string option, string value) =>
        CommandRun.Of("import", "net.nir", "-o", "out.snn", option, value).Code.ShouldBe(ExitCode.Usage);

    [Fact]
    public void Export_OfAnImport_GivesTheGraphBack()
    {
        using var folder = new TemporaryFolder();
        NirWriter.Write(folder.PathOf("net.nir"), Net);
        _ = Import(folder);

        var run = CommandRun.In(folder, "export", "out.snn", "-o", folder.PathOf("back.nir"));

        run.Error.ShouldBe("");
        run.Out.ShouldBe("wrote back.nir\nread it back with: snnc import back.nir -o NAME.snn --convention nir --method exact --dt 1ms --unit s --steps 4\n");
        var options = run.Out.Split(' ').SkipWhile(word => word != "--convention").Select(word => word.TrimEnd('\n'));
        _ = CommandRun.In(folder, ["import", "back.nir", "-o", folder.PathOf("again.snn"), .. options]);
        string Body(string name) => File.ReadAllText(folder.PathOf(name)).Split("steps = 4; }")[1].Replace("again.npz", "out.npz").Replace("lif_2_2", "lif_2");
        Body("again.snn").ShouldBe(Body("out.snn"));
    }
}
