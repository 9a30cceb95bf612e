using System.CommandLine;
using Snnc.Cli.Programs;

namespace Snnc.Cli.Verbs;

/// <summary><c>snnc check FILE...</c>: diagnostics, nothing else.</summary>
internal sealed class CheckCommand : Verb
{
    private readonly Argument<string[]> _files = FilesArgument();

    public CheckCommand()
        : base("check", "Finds the errors of programs, and runs nothing.", "snnc check net.snn", "snnc check --diagnostics sarif *.snn")
    {
        Add(_files);
    }

    /// <inheritdoc/>
    public override int Run(ParseResult arguments, VerbContext context)
    {
        foreach (var file in arguments.GetRequiredValue(_files))
        {
            context.Cancellation.ThrowIfCancellationRequested();
            Check(file, context);
        }

        return ExitCode.Success;
    }

    private static void Check(string file, VerbContext context)
    {
        try
        {
            CompiledProgram.Load(file, context);
        }
        catch (DiagnosticException e)
        {
            context.Diagnostics.Report(e.Diagnostics);
        }
    }
}
