using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;
using Snnc.Compiler.Text;
using Snnc.LanguageServer.Queries;

namespace Snnc.Cli.Drawing;

/// <summary>A graph IR as it is drawn: its nodes are those of a network of which there is no text.</summary>
/// <param name="place">Where the graph stands.</param>
internal sealed class DrawnIr(Graph graph, Location place)
{
    private const string OutputPrefix = "output:";

    private readonly GraphValues _values = new(graph);

    /// <summary>What is drawn.</summary>
    public DrawnGraph Draw() => new([graph.Name], graph.Name, Summary(), [.. Nodes()], [.. Edges()]);

    private string Summary()
    {
        var time = graph.Time is { Steps: { } steps } ? $", {steps} steps" : graph.Time.IsStream ? ", a stream" : "";
        var step = graph.Time.StepSeconds is { } seconds ? string.Create(CultureInfo.InvariantCulture, $" of {seconds:G6} s") : "";
        return $"{graph.Nodes.Count} nodes{time}{step}";
    }

    private IEnumerable<DrawnNode> Nodes()
    {
        foreach (var node in graph.Nodes)
        {
            yield return new DrawnNode(
                node.Name, node.Name, IrPrinter.OperatorOf(node), KindOf(node), node.Type.Shape.ToString(), node.Location ?? place, node.Type.ToString(),
                node.Activity);
        }

        foreach (var output in graph.Outputs)
        {
            var type = _values.TypeOf(output.Value);
            yield return new DrawnNode(
                OutputPrefix + output.Name, output.Name, "output", "output", type.Shape.ToString(), output.Location ?? place, type.ToString(), null);
        }
    }

    private IEnumerable<DrawnEdge> Edges() =>
        graph.Nodes.SelectMany(node => node.Inputs.Select(input => Edge(input, node.Name)))
            .Concat(graph.Outputs.Select(output => Edge(output.Value, OutputPrefix + output.Name)));

    private DrawnEdge Edge(ValueRef from, string to)
    {
        var type = _values.TypeOf(from);
        return new DrawnEdge(from.Node, to, type.Shape.ToString(), type.Kind.ToString().ToLowerInvariant(), null);
    }

    private string KindOf(Node node)
    {
        var isFrame = node.Type.Kind == ValueKind.Frame;
        return node.Op is InputOp ? "input"
            : node.Inputs.Any(input => _values.TypeOf(input).Kind == ValueKind.Frame != isFrame) ? "convert"
            : isFrame ? "ann" : "snn";
    }
}
