using System.CommandLine;
using System.Globalization;
using Snnc.Cli.Activities;
using Snnc.Cli.Files;
using Snnc.Cli.Running;
using Snnc.Cli.Terminals;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Passes;

namespace Snnc.Cli.Verbs;

/// <summary><c>snnc profile FILE --data D -o A.json</c>: runs a network and records how active each node is.</summary>
internal sealed class ProfileCommand : Verb
{
    private readonly Argument<string> _file = FileArgument("A .snn file; NAME.data.npz beside NAME.snn is its data where --data names none.");
    private readonly Option<string?> _network = NetworkOption();
    private readonly Option<string?> _data = DataOption();
    private readonly Option<string> _backend = BackendOption();
    private readonly Option<int?> _limit = PositiveOption<int?>("--limit", "Run the first N samples only.", null);
    private readonly Option<string> _output = new("--output", "-o") { Description = "The file to write.", HelpName = "A.json", Required = true };

    public ProfileCommand()
        : base(
            "profile",
            "Runs a network and records how active each node is, for plan, run and build.",
            "snnc profile samples/digits/digits.snn -o digits.activity.json",
            "snnc plan samples/digits/digits.snn --activity digits.activity.json")
    {
        Add(_file);
        Add([_output, _network, _data, _backend, _limit]);
    }

    /// <inheritdoc/>
    public override int Run(ParseResult arguments, VerbContext context)
    {
        var output = arguments.GetRequiredValue(_output);
        AtomicFile.Require(output);
        var preparation = new Preparation(
            arguments.GetRequiredValue(_file),
            arguments.GetValue(_network),
            arguments.GetValue(_data),
            Labels: null,
            arguments.GetValue(_limit),
            arguments.GetRequiredValue(_backend))
        {
            Written = [output],
        };

        // What is fused with its neighbours shows no values of its own.
        var stepped = PassOptions.Default with { Disabled = PlanPass.Names.ToEquatableArray() };
        var report = ProfileRun.Record(preparation.Prepare(program => (program, stepped), context), context);
        AtomicFile.WriteText(output, report.ToJson());
        Print(report, context);
        return ExitCode.Success;
    }

    private static void Print(ActivityReport report, VerbContext context)
    {
        var output = context.Terminal.Out;
        output.WriteLine($"{report.Network}: {report.Samples} sample{(report.Samples == 1 ? "" : "s")}");
        var table = new TextTable("node", "kind", "elements", "spikes/inference", "active");
        foreach (var node in report.Nodes)
        {
            table.Add(
                node.Name,
                node.Value.Kind.ToString().ToLowerInvariant(),
                Number(node.Value.Length, "0"),
                node.SpikesPerInference is { } spikes ? Number(spikes, "0.0") : "-",
                $"{Number(100 * node.Density, "0.00")} %");
        }

        table.Write(output, "  ");
    }

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
