using System.CommandLine;
using Snnc.Cli.Programs;
using Snnc.Cli.Running;
using Snnc.Compiler.Plan;

namespace Snnc.Cli.Verbs;

/// <summary><c>snnc plan FILE</c>: the execution plan, each choice with its reason.</summary>
internal sealed class PlanCommand : Verb
{
    private readonly Argument<string> _file = FileArgument();
    private readonly Option<string?> _network = NetworkOption();
    private readonly Option<string> _backend = PlanningOptions.BackendOption();
    private readonly PlanningOptions _planning = new(isForThisMachine: true);

    public PlanCommand()
        : base(
            "plan",
            "Shows how a network will run: kernels, and the reason of each choice.",
            "snnc plan net.snn",
            "snnc plan net.snn --activity net.activity.json")
    {
        Add(_file);
        Add(_network);
        Add(_backend);
        Add(_planning.All);
    }

    /// <inheritdoc/>
    public override int Run(ParseResult arguments, VerbContext context)
    {
        var loaded = CompiledProgram.Load(arguments.GetRequiredValue(_file), context);
        var (program, passes) = _planning.Of(arguments, loaded, context, arguments.GetRequiredValue(_backend));
        var separator = "";
        foreach (var graph in program.Networks(arguments.GetValue(_network)))
        {
            context.Terminal.Out.Write(separator + PlanPrinter.Print(Backend.Plan(graph, passes)));
            separator = "\n";
        }

        return ExitCode.Success;
    }
}
