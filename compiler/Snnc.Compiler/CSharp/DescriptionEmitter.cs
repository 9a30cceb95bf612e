using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;

namespace Snnc.Compiler.CSharp;

/// <summary>Emits what <c>INetwork</c> tells of a network: the same whether the class computes itself or calls native code.</summary>
/// <param name="samples">How many samples of a batch run together.</param>
internal sealed class DescriptionEmitter(Graph graph, int samples)
{
    private readonly GraphValues _values = new(graph);

    public void Emit(CodeWriter writer)
    {
        var inputs = graph.Nodes.Where(node => node.Op is InputOp).Select(node => Info(node.Name, new ValueRef(node.Name)));
        writer.Line();
        writer.Line($"string INetwork.Name => {Literal.Of(graph.Name)};");
        writer.Line();
        EmitList(writer, "ValueInfo", "Inputs", inputs);
        EmitList(writer, "ValueInfo", "Outputs", graph.Outputs.Select(output => Info(output.Name, output.Value)));
        writer.Line($"int? INetwork.Steps => {(graph.Time.Steps is null ? "null" : "Steps")};");
        writer.Line();
        writer.Line($"double? INetwork.StepSeconds => {(graph.Time.StepSeconds is null ? "null" : "StepSeconds")};");
        writer.Line();
        if (samples > 1)
        {
            writer.Line($"int INetwork.SamplesAtOnce => {samples};");
            writer.Line();
        }

        writer.Line($"bool INetwork.IsStream => {Literal.Of(graph.Time.IsStream)};");
        writer.Line();
        writer.Line("INetwork INetwork.Clone() => Clone();");
        writer.Line();
        EmitList(writer, "NodeInfo", "Nodes", graph.Nodes.Select(NodeInfo));
    }

    private static void EmitList(CodeWriter writer, string type, string name, IEnumerable<string> items)
    {
        writer.Line($"IReadOnlyList<{type}> INetwork.{name} {{ get; }} =");
        writer.Line("[");
        writer.Lines(items.Select(item => $"    {item},"));
        writer.Line("];");
        writer.Line();
    }

    private string NodeInfo(Node node)
    {
        var states = node.Op is NeuronOp neuron ? neuron.States.Select(state => Info(state.Name, new ValueRef(node.Name, state.Name))) : [];
        return $"new NodeInfo({Literal.Of(node.Name)}, {Info(node.Name, new ValueRef(node.Name))}, [{string.Join(", ", states)}])";
    }

    private string Info(string name, ValueRef value)
    {
        var type = _values.TypeOf(value);
        var every = _values.WindowOf(value) is { } steps ? $", {steps}" : "";
        var isInt = Literal.Of(type.Element == ElementType.Int);
        return $"new ValueInfo({Literal.Of(name)}, ValueKind.{type.Kind}, {EmitContext.Extents(type.Shape)}, {isInt}{every})";
    }
}
