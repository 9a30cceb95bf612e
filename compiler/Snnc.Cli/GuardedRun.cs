using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Threading;
using Snnc.Cli.Files;
using Snnc.Cli.Reporting;
using Snnc.Cli.Terminals;
using Snnc.Cli.Verbs;
using Snnc.Compiler.Diagnostics;
using Snnc.Cost.Accelerators;
using Snnc.Llvm;
using Snnc.Llvm.Products;

namespace Snnc.Cli;

/// <summary>Runs a verb so that nothing but diagnostics and an exit code leaves it: no exception, no stack trace, no half-written file.</summary>
internal static class GuardedRun
{
    private const string TraceVariable = "SNNC_TRACE";
    private const string Stopped = "snnc: stopped; nothing is half written";
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    // Held, or it would be collected before it is due.
    private static Timer? _grace;

    /// <summary>Runs a verb.</summary>
    /// <returns>What it returns; <see cref="ExitCode.Error"/> where it reported an error.</returns>
    public static int Of(Terminal terminal, DiagnosticFormat format, Func<VerbContext, int> run)
    {
        using var cancellation = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Cancel(signal, cancellation));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Cancel(signal, cancellation));
        var printer = new DiagnosticPrinter(terminal, format);
        var code = Guard(run, new VerbContext(terminal, printer, cancellation.Token));
        printer.Finish();
        return code == ExitCode.Success && printer.HasErrors ? ExitCode.Error : code;
    }

    private static int Guard(Func<VerbContext, int> run, VerbContext context)
    {
        try
        {
            return run(context);
        }
        catch (DiagnosticException e)
        {
            context.Diagnostics.Report(e.Diagnostics);
            return ExitCode.Error;
        }
        catch (AcceleratorException e)
        {
            context.Diagnostics.Report([e.Diagnostic]);
            return ExitCode.Error;
        }
        catch (LlvmMissingException e)
        {
            context.Terminal.Error.WriteLine($"snnc: {e.Message}: {LlvmMissingException.Remedy}");
            return ExitCode.Missing;
        }
        catch (MissingToolException e)
        {
            context.Terminal.Error.WriteLine($"snnc: {e.Message}: {e.Remedy}");
            return ExitCode.Missing;
        }
        catch (TargetException e)
        {
            context.Terminal.Error.WriteLine($"snnc: error: {e.Message}");
            context.Terminal.Error.WriteLine(e.Hint);
            return ExitCode.Usage;
        }
        catch (OperationCanceledException)
        {
            context.Terminal.Error.WriteLine(Stopped);
            return ExitCode.Cancelled;
        }
        catch (Exception e) when (e is not (IOException or UnauthorizedAccessException))
        {
            return ReportDefect(e, context);
        }
    }

    private static int ReportDefect(Exception defect, VerbContext context)
    {
        context.Diagnostics.Report(Catalog.InternalError("snnc", $"{defect.GetType().Name}: {FirstLine(defect.Message)}"));
        if (Environment.GetEnvironmentVariable(TraceVariable) == "1")
        {
            context.Terminal.Error.WriteLine(defect);
        }

        return ExitCode.Error;
    }

    private static string FirstLine(string message) => message.Split('\n')[0].TrimEnd('\r', '.', ' ');

    // What does not look at the token in time is ended, but not without clearing up.
    private static void Cancel(PosixSignalContext signal, CancellationTokenSource cancellation)
    {
        signal.Cancel = true;
        if (cancellation.IsCancellationRequested)
        {
            End();
        }

        cancellation.Cancel();
        _grace = new Timer(_ => End(), null, Grace, Timeout.InfiniteTimeSpan);
    }

    private static void End()
    {
        AtomicFile.DeleteUnfinished();
        new LenientWriter(Console.Error).WriteLine(Stopped);
        Environment.Exit(ExitCode.Cancelled);
    }
}
