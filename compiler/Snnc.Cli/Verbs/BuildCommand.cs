using System.CommandLine;
using System.IO;
using Snnc.Cli.Files;
using Snnc.Cli.Programs;
using Snnc.Cli.Running;
using Snnc.Compiler.CSharp;
using Snnc.Compiler.Ir;
using Snnc.Runtime;

namespace Snnc.Cli.Verbs;

/// <summary><c>snnc build FILE -o DIR</c>: translates networks into files.</summary>
internal sealed class BuildCommand : Verb
{
    private readonly Argument<string> _file = FileArgument();
    private readonly Option<string?> _network = NetworkOption();
    private readonly Option<string> _folder = new("--output", "-o")
    {
        Description = "The folder to write to; made where it is missing.",
        HelpName = "DIR",
        Required = true,
    };

    private readonly PlanningOptions _planning = new(isForThisMachine: false);
    private readonly Option<string> _namespace = new("--namespace")
    {
        Description = "The namespace of the classes.",
        DefaultValueFactory = _ => CSharpOptions.Default.Namespace,
    };

    private readonly Option<string> _emit = new("--emit")
    {
        Description = "What to write: csharp, a class for each network and its weights.",
        DefaultValueFactory = _ => Backend.CSharp,
    };

    public BuildCommand()
        : base("build", "Translates networks, to be used by other programs.", "snnc build net.snn -o generated --emit csharp")
    {
        _emit.AcceptOnlyFromAmong(Backend.CSharp);
        Add(_file);
        foreach (var option in (Option[])[_folder, _emit, _network, .. _planning.All, _namespace])
        {
            Add(option);
        }
    }

    /// <inheritdoc/>
    public override int Run(ParseResult arguments, VerbContext context)
    {
        var program = CompiledProgram.Load(arguments.GetRequiredValue(_file), context);
        foreach (var graph in program.Networks(arguments.GetValue(_network)))
        {
            context.Cancellation.ThrowIfCancellationRequested();
            Write(graph, program, Path.Combine(arguments.GetRequiredValue(_folder), graph.Name), arguments, context);
        }

        return ExitCode.Success;
    }

    // The weights as loading asks for them, so that the class runs without the files that the program names.
    private void Write(Graph graph, CompiledProgram program, string path, ParseResult arguments, VerbContext context)
    {
        var options = CSharpOptions.Default with { Namespace = arguments.GetRequiredValue(_namespace) };
        var plan = Backend.Plan(graph, _planning.Of(arguments, program));
        AtomicFile.WriteText(path + ".cs", CSharpEmitter.Emit(plan, options));
        context.Terminal.Out.WriteLine($"{path}.cs");
        if (Backend.ReadWeights(plan.Graph, program.Tensors) is { Count: > 0 } weights)
        {
            AtomicFile.Write(path + ".snnw", temporary =>
            {
                using var file = File.Create(temporary);
                WeightFile.Write(file, weights);
            });
            context.Terminal.Out.WriteLine($"{path}.snnw");
        }
    }
}
