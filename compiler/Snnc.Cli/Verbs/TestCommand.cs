using System.CommandLine;
using Snnc.Cli.Programs;
using Snnc.Cli.Testing;
using Snnc.Compiler.Diagnostics;

namespace Snnc.Cli.Verbs;

/// <summary><c>snnc test FILE...</c>: runs the <c>test</c> blocks; a line for each, as TAP has them.</summary>
internal sealed class TestCommand : Verb
{
    private readonly Argument<string[]> _files = FilesArgument();
    private readonly Option<string> _backend = BackendOption();

    public TestCommand()
        : base("test", "Runs the test blocks of programs.", "snnc test net.snn")
    {
        Add(_files);
        Add(_backend);
    }

    /// <inheritdoc/>
    public override int Run(ParseResult arguments, VerbContext context)
    {
        var (passed, failed) = (0, 0);
        foreach (var file in arguments.GetRequiredValue(_files))
        {
            try
            {
                var program = CompiledProgram.Load(file, context);
                var bench = new TestBench(program, arguments.GetRequiredValue(_backend));
                foreach (var test in program.Tests)
                {
                    context.Cancellation.ThrowIfCancellationRequested();
                    var reason = bench.Run(test);
                    (passed, failed) = reason is null ? (passed + 1, failed) : (passed, failed + 1);
                    Print(passed + failed, test.Title, reason, context);
                }
            }
            catch (DiagnosticException e)
            {
                context.Diagnostics.Report(e.Diagnostics);
            }
        }

        context.Terminal.Out.WriteLine($"1..{passed + failed}");
        context.Terminal.Out.WriteLine($"# {passed} passed, {failed} failed");
        return failed == 0 ? ExitCode.Success : ExitCode.Error;
    }

    private static void Print(int number, string title, string? reason, VerbContext context)
    {
        context.Terminal.Out.WriteLine($"{(reason is null ? "ok" : "not ok")} {number} - {title}");
        if (reason is not null)
        {
            context.Terminal.Out.WriteLine($"  # {reason}");
        }
    }
}
