using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Snnc.Cli.Reporting;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;

namespace Snnc.Cli.Programs;

/// <summary>How one node was compiled: where the program says it, what passes did to it, what it computes, the kernel chosen and why.</summary>
/// <param name="history">What the passes did to it.</param>
internal sealed class NodeExplanation(ExecutionPlan plan, Node node, IReadOnlyList<(string Pass, string Text)> history)
{
    // Of more, the names tell less than the plan does.
    private const int MostOthers = 8;
    private const string Stepped = "step by step";

    /// <summary>Writes it.</summary>
    public void Write(TextWriter output)
    {
        output.WriteLine($"{node.Name} of network {plan.Graph.Name}");
        foreach (var (what, text) in Facts())
        {
            output.WriteLine($"  {what,-9} {text}");
        }

        output.WriteLine();
        output.WriteLine("  in the graph");
        foreach (var line in IrPrinter.Node(node).TrimEnd('\n').Split('\n'))
        {
            output.WriteLine($"    {line}");
        }
    }

    private IEnumerable<(string What, string Text)> Facts()
    {
        if (node.Location is { } at)
        {
            yield return ("declared", DiagnosticText.Place(at));
        }

        if (node.Documentation is { } documentation)
        {
            yield return ("about", documentation.Replace('\n', ' '));
        }

        yield return ("gives", node.Type.ToString());
        foreach (var input in node.Inputs)
        {
            yield return ("takes", $"{input}{TypeOf(input.Node)}{(input.State is null ? "" : ", its state")}");
        }

        if (Readers() is { Count: > 0 } readers)
        {
            yield return ("read by", string.Join(", ", readers));
        }

        foreach (var (pass, text) in history)
        {
            yield return ("pass", $"{pass}: {text}");
        }

        foreach (var fact in PlanFacts())
        {
            yield return fact;
        }
    }

    // What the node took may itself be gone by now.
    private string TypeOf(string name) => plan.Graph.Nodes.FirstOrDefault(n => n.Name == name) is { } found ? $" : {found.Type}" : "";

    private List<string> Readers() =>
    [
        .. plan.Graph.Nodes.Where(reader => reader.Inputs.Any(input => input.Node == node.Name)).Select(reader => $"%{reader.Name}"),
        .. plan.Graph.Outputs.Where(output => output.Value.Node == node.Name).Select(output => $"output {output.Name}"),
    ];

    private IEnumerable<(string What, string Text)> PlanFacts()
    {
        foreach (var (stage, region) in plan.Stages.SelectMany(stage => stage.Regions.Select(region => (stage, region))))
        {
            foreach (var choice in region.Nodes.Where(choice => choice.Node.Name == node.Name))
            {
                yield return ("runs", Runs(stage, region));
                yield return ("kernel", string.Join(" or ", choice.Kernels));
                yield return ("because", choice.Reason);
                if (Kept(choice) is { Count: > 0 } kept)
                {
                    yield return ("keeps", string.Join("; ", kept));
                }
            }
        }
    }

    private string Runs(PlanStage stage, PlanRegion region)
    {
        var others = region.Nodes.Where(choice => choice.Node.Name != node.Name).Select(choice => choice.Node.Name).ToList();
        var company = others.Count is 0 or > MostOthers ? "" : $", with {string.Join(", ", others)}";
        return !stage.IsLoop ? "once per inference"
            : region.Kind == RegionKind.Stepped ? $"{(IsSaid(region) ? "" : Stepped + ", ")}{region.Reason}{company}"
            : $"for {stage.TileSteps} steps at a time, in tiles of its outputs{company}: {region.Reason}";
    }

    private static bool IsSaid(PlanRegion region) => region.Reason.StartsWith(Stepped, StringComparison.Ordinal);

    private static List<string> Kept(NodePlan choice)
    {
        var order = choice.Order == ElementOrder.ChannelsLast ? ", channels last" : "";
        (Kept Form, string Text)[] forms =
        [
            (Compiler.Plan.Kept.Rows, $"a row of numbers a step{order}"),
            (Compiler.Plan.Kept.Lists, $"a list a step of what is not 0{order}"),
            (Compiler.Plan.Kept.ListValues, "the values of the list"),
            (Compiler.Plan.Kept.Bits, $"a bit a step for each spike{order}"),
            (Compiler.Plan.Kept.NaturalRows, "a row of numbers a step in natural order"),
        ];
        var states = choice.KeptStates.Select(state => $"rows of its state {state}");
        return [.. forms.Where(form => choice.Kept.HasFlag(form.Form)).Select(form => form.Text), .. states];
    }
}
