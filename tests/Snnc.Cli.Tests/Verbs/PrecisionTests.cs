using System.IO;
using Shouldly;
using Snnc.Tests;
using Xunit;

namespace Snnc.Cli.Tests.Verbs;

/// <summary><c>--precision int8</c>, on the digits sample.</summary>
public sealed class PrecisionTests
{
    private static readonly string Digits = Repository.PathOf("samples", "digits", "digits.snn");

    [Fact]
    public void Run_WithByteWeights_IsTheInterpretersNetwork()
    {
        var run = CommandRun.Of("run", Digits, "--precision", "int8", "--limit", "20", "--verify");

        run.Code.ShouldBe(ExitCode.Success, run.Error);
        run.Out.ShouldContain("20 of 20 right");
        run.Out.ShouldContain("verified");
    }

    [Fact]
    public void Build_WithByteWeights_RoundsWhenLoading()
    {
        using var folder = new TemporaryFolder();

        CommandRun.Of("build", Digits, "-o", folder.Path, "--precision", "int8").Code.ShouldBe(ExitCode.Success);

        File.ReadAllText(folder.PathOf("Digits.cs")).ShouldContain("LoadTime.RowStep(");
    }

    [Fact]
    public void Precision_Unknown_IsAWrongCommandLine() => CommandRun.Of("run", Digits, "--precision", "int7").Code.ShouldBe(ExitCode.Usage);
}
