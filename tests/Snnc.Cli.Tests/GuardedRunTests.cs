using System;
using System.IO;
using Shouldly;
using Snnc.Cli.Reporting;
using Snnc.Cli.Terminals;
using Snnc.Cli.Verbs;
using Snnc.Compiler.Diagnostics;
using Snnc.Llvm;
using Xunit;

namespace Snnc.Cli.Tests;

/// <summary>Whatever a verb does, an exit code and plain lines come out.</summary>
public sealed class GuardedRunTests
{
    [Fact]
    public void Defect_IsOneError_WithoutAStackTrace()
    {
        var (code, error) = Run(_ => throw new InvalidOperationException("first line.\nsecond line"));

        code.ShouldBe(ExitCode.Error);
        error.ShouldStartWith("snnc: error SNN0899: internal error: InvalidOperationException: first line\n");
        error.ShouldContain("please report it");
        error.ShouldNotContain("   at ");
        error.ShouldEndWith("1 error\n");
    }

    [Fact]
    public void Cancellation_EndsWith130()
    {
        Run(_ => throw new OperationCanceledException()).ShouldBe((ExitCode.Cancelled, "snnc: stopped; nothing is half written\n"));
    }

    [Fact]
    public void ReportedError_MakesSuccessAnError()
    {
        var (code, error) = Run(context =>
        {
            context.Diagnostics.Report(Catalog.EmptyFile("a.snn"));
            return ExitCode.Success;
        });

        code.ShouldBe(ExitCode.Error);
        error.ShouldStartWith("a.snn: error SNN0804: the file is empty\n");
    }

    [Fact]
    public void MissingLlvm_NamesTheCommandThatInstallsIt()
    {
        var (code, error) = Run(_ => throw new LlvmMissingException(new DllNotFoundException("libLLVM")));

        code.ShouldBe(ExitCode.Missing);
        error.ShouldBe("snnc: native code needs libLLVM 19 to 22, which is not on this machine: apt-get install libllvm22 (or libllvm19)\n");
    }

    [Fact]
    public void ReportedWarning_LeavesSuccess()
    {
        var (code, error) = Run(context =>
        {
            context.Diagnostics.Report(Catalog.NoAnswer(Snnc.Compiler.Text.Location.OfFile("a.snn"), "N"));
            return ExitCode.Success;
        });

        code.ShouldBe(ExitCode.Success);
        error.ShouldEndWith("1 warning\n");
    }

    private static (int Code, string Error) Run(Func<VerbContext, int> run)
    {
        var error = new StringWriter { NewLine = "\n" };
        var terminal = new Terminal(TextWriter.Null, error, IsInteractive: false, HasColour: false, Width: 120);
        return (GuardedRun.Of(terminal, DiagnosticFormat.Text, run), error.ToString());
    }
}
