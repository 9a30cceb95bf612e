using System.Collections.Generic;
using System.IO;
using System.Linq;
using Snnc.Cli.Reporting;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;

namespace Snnc.Cli.Programs;

/// <summary>How one node was compiled: where the program says it, what it computes, the kernel chosen and why.</summary>
internal sealed class NodeExplanation(ExecutionPlan plan, Node node)
{
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
            yield return ("takes", $"{input} : {plan.Graph.Nodes.First(n => n.Name == input.Node).Type}{(input.State is null ? "" : ", its state")}");
        }

        foreach (var stage in plan.Stages)
        {
            foreach (var choice in stage.Nodes.Where(choice => choice.Node.Name == node.Name))
            {
                yield return ("runs", stage.IsLoop ? "in every step" : "once per inference");
                yield return ("kernel", choice.Kernel);
                yield return ("because", choice.Reason);
            }
        }
    }
}
