using System.CommandLine;
using System.Linq;
using Snnc.Cli.Programs;
using Snnc.Cost.Accelerators;
using Snnc.Cost.Families;

namespace Snnc.Cli.Verbs;

/// <summary><c>snnc check FILE...</c>: diagnostics, nothing else; with a target also what of the networks does not fit it.</summary>
internal sealed class CheckCommand : Verb
{
    private readonly Argument<string[]> _files = FilesArgument();
    private readonly Option<string?> _target = new("--target") { Description = "Also check that the networks fit this accelerator.", HelpName = "NAME" };

    public CheckCommand()
        : base(
            "check", "Finds the errors of programs, and runs nothing.",
            "snnc check net.snn", "snnc check --diagnostics sarif *.snn", "snnc check net.snn --target loihi-davies18")
    {
        Add(_files);
        Add(_target);
    }

    /// <inheritdoc/>
    public override int Run(ParseResult arguments, VerbContext context)
    {
        var target = arguments.GetValue(_target) is { } name ? CostFamilies.Accelerators.Load(name) : null;
        foreach (var file in arguments.GetRequiredValue(_files))
        {
            context.Cancellation.ThrowIfCancellationRequested();
            Check(file, target, context);
        }

        return ExitCode.Success;
    }

    private static void Check(string file, Accelerator? target, VerbContext context)
    {
        try
        {
            var program = CompiledProgram.Load(file, context);
            if (target is not null)
            {
                context.Diagnostics.Report(program.Graphs.SelectMany(graph =>
                    CostFamilies.CheckFit(graph with { Location = program.PlaceOf(graph) }, program.Tensors, target)));
            }
        }
        catch (DiagnosticException e)
        {
            context.Diagnostics.Report(e.Diagnostics);
        }
    }
}
