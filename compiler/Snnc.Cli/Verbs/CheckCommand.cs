using System;
using System.CommandLine;
using Snnc.Cli.Files;
using Snnc.Cli.Programs;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Tensors;
using Snnc.Cost.Accelerators;
using Snnc.Cost.Families;
using Snnc.Cost.Families.Manycore;
using Snnc.Cost.Placement;

namespace Snnc.Cli.Verbs;

/// <summary><c>snnc check FILE...</c>: diagnostics, nothing else; with a target also what of the networks does not fit it.</summary>
internal sealed class CheckCommand : Verb
{
    private readonly Argument<string[]> _files = FilesArgument();
    private readonly Option<string?> _target = new("--target") { Description = "Also check that the networks fit this accelerator.", HelpName = "NAME" };

    private readonly Option<string?> _placement = new("--placement")
    {
        Description = "Where it fits a chip of cores: draw which core runs what, as .svg, or write it as text.", HelpName = "FILE",
    };

    public CheckCommand()
        : base(
            "check", "Finds the errors of programs, and runs nothing.",
            "snnc check net.snn", "snnc check --diagnostics sarif *.snn", "snnc check net.snn --target loihi-davies18")
    {
        Add(_files);
        Add(_target);
        Add(_placement);
    }

    /// <inheritdoc/>
    public override int Run(ParseResult arguments, VerbContext context)
    {
        AtomicFile.Require(arguments.GetValue(_placement));
        var target = arguments.GetValue(_target) is { } name ? CostFamilies.Accelerators.Load(name) : null;
        foreach (var file in arguments.GetRequiredValue(_files))
        {
            context.Cancellation.ThrowIfCancellationRequested();
            Check(file, target, arguments.GetValue(_placement), context);
        }

        return ExitCode.Success;
    }

    private static void Check(string file, Accelerator? target, string? placement, VerbContext context)
    {
        try
        {
            var program = CompiledProgram.Load(file, context);
            foreach (var graph in target is null ? [] : program.Graphs)
            {
                CheckFit(graph with { Location = program.PlaceOf(graph) }, program.Tensors, target!, placement, context);
            }
        }
        catch (DiagnosticException e)
        {
            context.Diagnostics.Report(e.Diagnostics);
        }
    }

    private static void CheckFit(Graph graph, ITensorResolver tensors, Accelerator target, string? placement, VerbContext context)
    {
        var problems = CostFamilies.CheckFit(graph, tensors, target);
        context.Diagnostics.Report(problems);
        if (placement is not null && problems.Count == 0 && target.Family == ManycoreFamily.Name)
        {
            var placed = ChipFit.Place(graph, tensors, target);
            var isDrawn = placement.EndsWith(".svg", StringComparison.OrdinalIgnoreCase);
            AtomicFile.WriteText(placement, isDrawn ? PlacementDrawing.Svg(placed) : PlacementText.Of(placed));
        }
    }
}
