using System;
using System.IO;
using System.Linq;
using Shouldly;
using Snnc.Cli.Terminals;
using Snnc.Cli.Verbs;
using Xunit;

namespace Snnc.Cli.Tests;

/// <summary>The command line itself: help, wrong words, exit codes.</summary>
public sealed class CommandLineTests
{
    [Fact]
    public void Help_OfEveryVerb_ShowsAnExample()
    {
        foreach (var verb in AllVerbs.Create())
        {
            var run = CommandRun.Of(verb.Name, "--help");

            run.Code.ShouldBe(ExitCode.Success, verb.Name);
            run.Out.ShouldContain("Example");
            run.Out.ShouldContain($"  snnc {verb.Name} ");
            run.Error.ShouldBeEmpty();
        }
    }

    [Fact]
    public void Help_OfTheProgram_ListsTheVerbs()
    {
        var run = CommandRun.Of("--help");

        run.Code.ShouldBe(ExitCode.Success);
        AllVerbs.Create().ShouldAllBe(verb => run.Out.Contains($"\n  {verb.Name} "));
    }

    [Fact]
    public void Version_IsOneLine()
    {
        var run = CommandRun.Of("--version");

        run.Code.ShouldBe(ExitCode.Success);
        run.Out.Trim().Split('.').Length.ShouldBe(3);
    }

    [Fact]
    public void NoVerb_IsAWrongCommandLine()
    {
        var run = CommandRun.Of();

        run.Code.ShouldBe(ExitCode.Usage);
        run.Error.ShouldBe("snnc: error: a verb is missing: check, run, test, build ...\n'snnc --help' shows what can be written.\n");
    }

    [Fact]
    public void UnknownVerb_IsMet_WithTheNearest()
    {
        var run = CommandRun.Of("explian", "SNN0801");

        run.Code.ShouldBe(ExitCode.Usage);
        run.Error.ShouldBe("snnc: error: there is no verb 'explian'\ndid you mean 'explain'?\n'snnc --help' shows what can be written.\n");
    }

    [Fact]
    public void UnknownOption_IsMet_WithTheNearest()
    {
        var run = CommandRun.Of("doctor", "--diagnostic", "json");

        run.Code.ShouldBe(ExitCode.Usage);
        run.Error.ShouldContain("did you mean '--diagnostics'?");
        run.Error.ShouldContain("'snnc doctor --help' shows what can be written.");
    }

    [Theory]
    [InlineData("doctor", "--diagnostics", "xml")]
    [InlineData("explain")]
    [InlineData("doctor", "extra")]
    public void WrongArguments_EndWith2(params string[] arguments)
    {
        var run = CommandRun.Of(arguments);

        run.Code.ShouldBe(ExitCode.Usage);
        run.Error.ShouldStartWith("snnc: error: ");
        run.Error.Split('\n').Count(line => line.StartsWith("snnc: error:", StringComparison.Ordinal)).ShouldBe(1);
        run.Out.ShouldBeEmpty();
    }

    [Fact]
    public void Argument_ThatBeginsWithAt_IsAFile()
    {
        CommandRun.Of("explain", "@nothing").Error.ShouldContain("@NOTHING");
    }

    [Theory]
    [InlineData(32, ExitCode.Success, "")]
    [InlineData(28, ExitCode.Error, "snnc: error: the output cannot be written: gone\n")]
    public void Output_ThatNobodyReads_IsNoError_ButAFullDiskIs(int error, int code, string message)
    {
        var errors = new StringWriter { NewLine = "\n" };
        using var output = new StreamWriter(new LostStream(error)) { AutoFlush = true };

        CommandLine.Invoke(["explain", "SNN0801"], new Terminal(output, errors, IsInteractive: false, HasColour: false, Width: 80)).ShouldBe(code);

        errors.ToString().ShouldBe(message);
    }

    private sealed class LostStream(int error) : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("gone", error);

        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("gone", error);
    }
}
