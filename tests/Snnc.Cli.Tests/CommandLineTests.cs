using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
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

    [Fact]
    public void Output_ThatCannotBeWritten_IsOneError()
    {
        var error = new StringWriter { NewLine = "\n" };

        var code = CommandLine.Invoke(["explain", "SNN0304"], new Terminal(new ClosedWriter(), error, IsInteractive: false, HasColour: false, Width: 120));

        code.ShouldBe(ExitCode.Error);
        error.ToString().ShouldBe("snnc: error: the output cannot be written: closed\n");
    }

    [Theory]
    [InlineData(ExitCode.Usage, "no-verb")]
    [InlineData(ExitCode.Error, "check", "missing.snn")]
    public void Errors_ThatCannotBeWritten_LeaveTheExitCode(int expected, params string[] arguments)
    {
        var terminal = new Terminal(new StringWriter(), new LenientWriter(new ClosedWriter()), IsInteractive: false, HasColour: false, Width: 120);

        CommandLine.Invoke(arguments, terminal).ShouldBe(expected);
    }

    [Theory]
    [InlineData(ExitCode.Error, "explain SNN0304 >&-")]
    [InlineData(ExitCode.Error, "check missing.snn 2>&-")]
    [InlineData(ExitCode.Usage, "no-verb 2>&-")]
    [InlineData(ExitCode.Success, "explain SNN0304 2>&-")]
    public async Task Process_WithAClosedDescriptor_EndsAsItShould(int expected, string command)
    {
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"dotnet '{Path.Combine(AppContext.BaseDirectory, "snnc.dll")}' {command}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, error) = (shell.StandardOutput.ReadToEndAsync(), shell.StandardError.ReadToEndAsync());
        await shell.WaitForExitAsync();

        shell.ExitCode.ShouldBe(expected);
        (await output + await error).ShouldNotContain("   at ");
    }

    [Theory]
    [InlineData("doctor", "--diagnostics", "xml")]
    [InlineData("explain")]
    [InlineData("doctor", "extra")]
    [InlineData("run", "net.snn", "--confidence", "soon")]
    [InlineData("run", "net.snn", "--confidence", "1.5")]
    [InlineData("import", "net.nir", "-o", "b.txt")]
    [InlineData("convert", "net.snn", "-o", "b.npz", "--data", "d.npz")]
    [InlineData("run", "net.snn", "--confidence", "0.5", "--backend", "interpreter")]
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

    // As .NET shows a descriptor that is closed.
    private sealed class ClosedWriter : StringWriter
    {
        public override void Write(char value) => throw new UnauthorizedAccessException("closed");

        public override void Write(string? value) => throw new UnauthorizedAccessException("closed");

        public override void WriteLine(string? value) => throw new UnauthorizedAccessException("closed");

        public override void Write(char[] buffer, int index, int count) => throw new UnauthorizedAccessException("closed");
    }
}
