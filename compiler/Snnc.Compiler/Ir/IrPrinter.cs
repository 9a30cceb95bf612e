using System.Collections.Generic;
using System.Linq;
using System.Text;
using Snnc.Compiler.Ir.Notation;

namespace Snnc.Compiler.Ir;

/// <summary>
/// Writes a graph as .snnir: one node a line, bodies of neurons indented; <see cref="IrReader"/> gives the same graph back (but for locations).
/// <c>%</c> marks nodes, <c>$</c> constants, <c>:state</c> a neuron's state.
/// </summary>
public static class IrPrinter
{
    /// <summary>The text of a graph.</summary>
    public static string Print(Graph graph)
    {
        var text = new StringBuilder();
        Document(text, "", graph.Documentation);
        text.Append($"graph @{IrText.Name(graph.Name)}{Time(graph.Time)} {{\n");
        foreach (var container in graph.Containers)
        {
            text.Append($"  container {IrText.Name(container.Name)}{Quoted(" =", container.Path)}{Quoted(" from", container.SourcePath)}\n");
        }

        foreach (var constant in graph.Constants)
        {
            var element = constant.Element == ElementType.Int ? "int" : "real";
            text.Append($"  const {IrText.Constant(constant.Name)} : {element}{constant.Shape} = {LoadExprPrinter.Print(constant.Value)}\n");
        }

        foreach (var node in graph.Nodes)
        {
            Document(text, "  ", node.Documentation);
            text.Append($"  {Node(node)}\n");
        }

        foreach (var output in graph.Outputs)
        {
            Document(text, "  ", output.Documentation);
            text.Append($"  output {IrText.Name(output.Name)} = {IrText.Value(output.Value)}\n");
        }

        return text.Append("}\n").ToString();
    }

    /// <summary>What a node does: the name of its operator, or of its model of neurons.</summary>
    public static string OperatorOf(Node node) => node.Op is NeuronOp neuron ? neuron.Model : OpFormats.Of(node.Op).Name;

    /// <summary>One node as it stands in the text (several lines for a neuron).</summary>
    public static string Node(Node node)
    {
        var activity = node.Activity is { } rate ? $" activity {IrText.Number(rate)}" : "";
        var type = $" : {node.Type}{activity}";
        return $"%{IrText.Name(node.Name)} = " + (node.Op is NeuronOp neuron
            ? $"neuron {IrText.Name(neuron.Model)} ({Ports(neuron, node.Inputs)}){type} {{\n{BodyPrinter.Print(neuron, "    ")}  }}"
            : Plain(node) + type);
    }

    private static string Plain(Node node)
    {
        var format = OpFormats.Of(node.Op);
        var inputs = string.Join(", ", node.Inputs.Select(IrText.Value));
        var attributes = string.Join(", ", format.Write(node.Op).Where(a => a.Text is not null).Select(a => $"{a.Key} = {a.Text}"));
        return format.Name + (inputs == "" ? "" : $" {inputs}") + (attributes == "" ? "" : $" {{{attributes}}}");
    }

    private static string Ports(NeuronOp neuron, IReadOnlyList<ValueRef> inputs)
    {
        var ports = new List<string>();
        var first = 0;
        foreach (var port in neuron.Ports)
        {
            var edges = inputs.Skip(first).Take(port.Edges).Select(input => $" {IrText.Value(input)}");
            ports.Add($"{IrText.Name(port.Name)}{(port.Element == ElementType.Int ? " int" : "")}:{string.Join(",", edges)}");
            first += port.Edges;
        }

        return string.Join("; ", ports);
    }

    private static string Time(TimeBase time)
    {
        var parts = new List<string>();
        if (time.StepSeconds is { } step)
        {
            parts.Add($"step = {IrText.Number(step)}");
        }

        if (time.Steps is { } steps)
        {
            parts.Add($"steps = {IrText.Number(steps)}");
        }

        return time.IsTimed || parts.Count > 0 ? $" {(time.IsTimed ? "time" : "untimed")}({string.Join(", ", parts)})" : "";
    }

    private static string Quoted(string before, string? text) => text is null ? "" : $"{before} {IrText.Quote(text)}";

    private static void Document(StringBuilder text, string indent, string? documentation)
    {
        foreach (var line in documentation?.Split('\n') ?? [])
        {
            text.Append(line == "" ? $"{indent}///\n" : $"{indent}/// {line}\n");
        }
    }
}
