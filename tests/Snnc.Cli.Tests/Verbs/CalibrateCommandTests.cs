using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using Shouldly;
using Snnc.Cli.Costs;
using Snnc.Compiler.Targets;
using Snnc.Execution.Calibration;
using Snnc.Tests;
using Xunit;

namespace Snnc.Cli.Tests.Verbs;

/// <summary><c>snnc calibrate</c>, and <c>--costs</c> of what it wrote.</summary>
public sealed class CalibrateCommandTests
{
    private static readonly string Digits = Repository.PathOf("samples", "digits", "digits.snn");

    [Fact]
    public void Calibrate_MeasuresConstants_ThatPlansTake()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("c.json");

        var run = CommandRun.Of("calibrate", "-o", path);

        run.Code.ShouldBe(ExitCode.Success, run.Error);
        run.Out.ShouldContain($"written to {path}");
        var costs = CostFile.Read(path);
        costs.Processor.ShouldBe(Processor.Model);
        CostConstant.All.ShouldAllBe(constant => constant.Get(costs) > 0 && double.IsFinite(constant.Get(costs)));
        costs.DenseRate.ShouldNotBe(CpuCosts.Default.DenseRate);
        CommandRun.Of("plan", Digits, "--costs", path).Code.ShouldBe(ExitCode.Success);
    }

    [Fact]
    public void Costs_WrittenAndRead_AreTheSame()
    {
        using var folder = new TemporaryFolder();
        var costs = CpuCosts.Default with { Processor = "mine", Stationary = 0.0625, EventTile = new LevelCosts(1, 2, 3), L3Bytes = 1 << 25 };
        File.WriteAllText(folder.PathOf("c.json"), CostFile.ToJson(costs));

        CostFile.Read(folder.PathOf("c.json")).ShouldBe(costs);
    }

    [Fact]
    public void Costs_AFileLeavesOut_AreAsShipped()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.PathOf("c.json"), """{ "processor": "mine", "constants": { "dense_rate": 7 } }""");

        CostFile.Read(folder.PathOf("c.json")).ShouldBe(CpuCosts.Default with { Processor = "mine", DenseRate = 7 });
    }

    [Theory]
    [InlineData("""{ "processor": "mine" }""", "the file has no field 'constants'")]
    [InlineData("""{ "processor": "mine", "constants": { "dense_rate": 0 } }""", "constant 'dense_rate' is 0, and must be greater than 0")]
    [InlineData("""{ "processor": "mine", "constants": { "dense_rate": 1e999 } }""", "constant 'dense_rate' is 1e999, and must be greater than 0")]
    [InlineData("""{ "processor": "mine", "constants": { "dense_rate": "7" } }""", "constant 'dense_rate' is a text, and should be a number")]
    public void Costs_ThatCannotBe_AreRefused(string json, string message)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.PathOf("c.json"), json);

        var run = CommandRun.Of("plan", Digits, "--costs", folder.PathOf("c.json"));

        run.Code.ShouldBe(ExitCode.Error);
        run.Error.ShouldContain(message);
    }

    [Fact]
    public void Costs_MeasuredOfThisProcessor_AreFoundOnceThereAreAny()
    {
        using var folder = new TemporaryFolder();
        var before = ProcessRun.Of(folder.Path, "plan", Digits, "--costs", "measured");
        before.Code.ShouldBe(ExitCode.Error);
        before.Error.ShouldContain("error SNN0856: nothing was measured on this kind of processor");
        ProcessRun.Of(folder.Path, "doctor").Out.ShouldContain("snnc calibrate");

        ProcessRun.Of(folder.Path, "calibrate").Code.ShouldBe(ExitCode.Success);

        ProcessRun.Of(folder.Path, "plan", Digits, "--costs", "measured").Code.ShouldBe(ExitCode.Success);
        ProcessRun.Of(folder.Path, "doctor").Out.ShouldContain("measured: " + Path.Combine(folder.Path, "config", "snnc"));
    }

    [Fact]
    public void Show_MeasuresNothing_AndPrintsEveryConstant()
    {
        var run = CommandRun.Of("calibrate", "--show", "--json");

        run.Code.ShouldBe(ExitCode.Success, run.Error);
        var constants = JsonNode.Parse(run.Out)!["constants"]!.AsObject().Select(field => field.Key);
        constants.ShouldBe(CostConstant.All.Select(constant => constant.Name));
    }

    [Fact]
    public void Show_WithAFileToWrite_IsRefused() => CommandRun.Of("calibrate", "--show", "-o", "c.json").Code.ShouldBe(ExitCode.Usage);

    // Who updates the compiler keeps what an earlier version measured.
    [Fact]
    public void Costs_MeasuredByAnotherVersion_AreAnErrorOnlyWhereTheyAreAskedFor()
    {
        using var folder = new TemporaryFolder();
        ProcessRun Run(params string[] arguments) => ProcessRun.Of(folder.Path, arguments);
        var path = Path.Combine(folder.Path, "config", "snnc", Path.GetFileName(MachineCosts.Path));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, """{ "processor": "mine", "constants": { "flux": 1 } }""");

        var (plan, shipped) = (Run("plan", Digits), Run("plan", Digits, "--costs", "default"));

        plan.Code.ShouldBe(ExitCode.Success, plan.Error);
        plan.Error.ShouldStartWith($"{path}: warning SNN0859: what was measured of this machine is not used: there is no constant 'flux' of costs");
        plan.Error.ShouldContain("run 'snnc calibrate' again");
        plan.Out.ShouldBe(shipped.Out);
        shipped.Error.ShouldBeEmpty();
        Run("calibrate", "--show").Error.ShouldContain("warning SNN0859");
        foreach (var asked in new[] { Run("plan", Digits, "--costs", "measured"), Run("plan", Digits, "--costs", path) })
        {
            asked.Code.ShouldBe(ExitCode.Error);
            asked.Error.ShouldContain("error SNN0855: there is no constant 'flux' of costs");
        }
    }

    [Theory]
    [InlineData("default")]
    [InlineData(null)]
    public void Build_UnlessAsked_TakesTheShippedConstants(string? option) =>
        MachineCosts.Choose(option, prefersMeasured: false, _ => { }).ShouldBe(CpuCosts.Default);
}
