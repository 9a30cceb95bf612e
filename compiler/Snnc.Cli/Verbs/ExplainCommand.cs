using System.CommandLine;
using System.Linq;
using Snnc.Cli.Passes;
using Snnc.Cli.Programs;
using Snnc.Cli.Reporting;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Passes;

namespace Snnc.Cli.Verbs;

/// <summary><c>snnc explain CODE</c>: the page of a diagnostic. <c>snnc explain FILE NODE</c>: how a node was compiled and why.</summary>
internal sealed class ExplainCommand : Verb
{
    private readonly Argument<string> _subject = new("SUBJECT") { Description = "The code of a diagnostic, or a .snn file.", HelpName = "CODE|FILE" };
    private readonly Argument<string?> _node = new("NODE") { Description = "A node of the file.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _network = NetworkOption();
    private readonly PlanningOptions _planning = new(isForThisMachine: true);

    public ExplainCommand()
        : base(
            "explain",
            "Shows the page of a diagnostic, or how a node was compiled and why.",
            "snnc explain SNN0801",
            "snnc explain samples/digits/digits.snn fc1")
    {
        Add(_subject);
        Add(_node);
        Add(_network);
        Add(_planning.All);
    }

    /// <inheritdoc/>
    public override int Run(ParseResult arguments, VerbContext context)
    {
        var subject = arguments.GetRequiredValue(_subject);
        return arguments.GetValue(_node) is { } node
            ? ExplainNode(subject, node, arguments, context)
            : ExplainCode(subject.ToUpperInvariant(), context);
    }

    private static int ExplainCode(string code, VerbContext context)
    {
        if (DiagnosticPages.Find(code) is { } page)
        {
            context.Terminal.Out.Write(page);
            return ExitCode.Success;
        }

        var nearest = EditDistance.Nearest(code, DiagnosticPages.Codes);
        var advice = nearest is null ? "; of a file, name a node too: 'snnc explain FILE NODE'" : $"; did you mean '{nearest}'?";
        context.Terminal.Error.WriteLine($"snnc: error: there is no diagnostic '{code}'{advice}");
        return ExitCode.Usage;
    }

    private int ExplainNode(string file, string name, ParseResult arguments, VerbContext context)
    {
        var (program, passes) = _planning.Of(arguments, CompiledProgram.Load(file, context), context);
        var graph = program.Network(arguments.GetValue(_network));
        var history = new NodeHistory(name);
        var plan = Planner.Plan(PassPipeline.Run(graph, passes, history), passes);

        // The passes may have taken it out; then the graph before them says so much.
        var nodes = plan.Graph.Nodes.Concat(graph.Nodes).ToList();
        var node = nodes.FirstOrDefault(n => n.Name == name) ?? throw new DiagnosticException(
            Catalog.UnknownNode(program.PlaceOf(graph), name, graph.Name, EditDistance.Nearest(name, nodes.Select(n => n.Name))));
        new NodeExplanation(plan, node, history.Events).Write(context.Terminal.Out);
        return ExitCode.Success;
    }
}
