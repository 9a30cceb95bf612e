using System.Collections;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Symbols;
using Snnc.Compiler.Syntax;

namespace Snnc.Models.Tests.RandomNetworks;

/// <summary>What of the language occurs in a program: read off its syntax tree and its graph, not remembered by who drew it.</summary>
internal static class Coverage
{
    /// <summary>Gets what must occur in many programs.</summary>
    public static IReadOnlyList<string> Expected { get; } =
    [
        .. OperatorCatalog.Names.Select(name => $"operator {name}"), "decoder in output",
        "dynamics exact", "dynamics euler", "dynamics exp_euler", "dynamics rk4", "dynamics choice", "dynamics when", "update",
        "update when", "if", "else", "else if", "spike when", "spike count", "emit", "state wrap", "state saturate", "port int", "choice", "var",
        "+=", "-=", "*=", "rand", "uniform", "int", "asr0", "clip", "<<", ">>", "?:", "&&", "||", "!", "per_channel",
        "exp", "expm1", "log", "log1p", "sqrt", "abs", "sign", "min", "max", "floor", "ceil", "round", "tanh", "sigmoid", "%", "/",
        "one_to_one", "probability", "fixed_fan_in", "block", "repeat", "quantize", "activity", "stream", "output type", "explicit shape", "unit",
        "csr", "coo", "matrix", "delay of all", "delay of synapses", "recurrence", "branch", "state as signal", "second port", "several edges",
        "frame before time", "frame after time", "parameter of tensors",
    ];

    public static IEnumerable<string> Of(SyntaxTree tree, Graph graph) => In(tree.Root).SelectMany(Of).Concat(Of(graph));

    private static IEnumerable<SyntaxNode> In(SyntaxNode node) => node.GetType().GetProperties()
        .Where(property => property.GetIndexParameters().Length == 0)
        .SelectMany(property => property.GetValue(node) switch
        {
            SyntaxNode child => In(child),
            IEnumerable children and not string => children.OfType<SyntaxNode>().SelectMany(In),
            _ => [],
        }).Prepend(node);

    private static IEnumerable<string> Of(SyntaxNode node) => node switch
    {
        ElementSyntax element => [$"operator {element.Target.Name}", element.Repeat is null ? "" : "repeat", element.Shape is null ? "" : "explicit shape"],
        CallSyntax call => [call.Name.Text],
        NameExprSyntax { Ref.Name: "one_to_one" } => ["one_to_one"],
        DynamicsSyntax dynamics => [Method(dynamics.Method?.Text ?? "exact"), dynamics.When is null ? "" : "dynamics when"],
        UpdateSyntax update => [update.When is null ? "update" : "update when"],
        SpikeSyntax spike => [spike.Count is null ? "spike when" : "spike count"],
        EmitSyntax => ["emit"],
        IfSyntax branch => ["if", branch.Else is null ? "" : branch.Else is [IfSyntax] ? "else if" : "else"],
        VarSyntax => ["var"],
        AssignSyntax assign => [assign.Operator.Text],
        StateDeclSyntax { TypeName: not null } state => [$"state {state.Overflow?.Text ?? "wrap"}"],
        PortDeclSyntax { IsInt: true } => ["port int"],
        ParamDeclSyntax { Choices: not null } => ["choice"],
        BinarySyntax binary => [binary.Operator.Text],
        ArgumentSyntax { Name.Text: "gain" or "beta" or "r", Value: TensorSyntax } => ["parameter of tensors"],
        UnarySyntax unary => [unary.Operator.Text],
        ConditionalSyntax => ["?:"],
        NumberSyntax { Unit: not null } => ["unit"],
        BlockSyntax => ["block"],
        QuantizeSyntax => ["quantize"],
        ActivitySyntax => ["activity"],
        OutputSyntax output => [output.Type is null ? "" : "output type", output.Value is CallSyntax ? "decoder in output" : ""],
        _ => [],
    };

    private static string Method(string name) => name is "exact" or "euler" or "exp_euler" or "rk4" ? $"dynamics {name}" : "dynamics choice";

    private static IEnumerable<string> Of(Graph graph)
    {
        var stages = Stage.Of(graph);
        var place = graph.Nodes.Select((node, i) => (node.Name, i)).ToDictionary(pair => pair.Name, pair => pair.i);
        var reads = graph.Nodes.SelectMany(node => node.Inputs.Select(input => (node, input))).ToList();
        var found = new (bool Is, string What)[]
        {
            (graph.Time.IsStream, "stream"),
            (graph.Nodes.Any(node => node.Op is SparseOp { Pattern: CsrPattern }), "csr"),
            (graph.Nodes.Any(node => node.Op is SparseOp { Pattern: CooPattern }), "coo"),
            (graph.Nodes.Any(node => node.Op is SparseOp { Pattern: NonZeroPattern }), "matrix"),
            (graph.Nodes.Any(node => node.Op is DelayOp { Steps: > 0 }), "delay of all"),
            (graph.Nodes.Any(node => node.Op is ConnectionOp { Delays: not null }), "delay of synapses"),
            (reads.Any(read => place[read.input.Node] >= place[read.node.Name]), "recurrence"),
            (reads.GroupBy(read => read.input.Node).Any(group => group.Count() > 1), "branch"),
            (reads.Any(read => read.input.State is not null), "state as signal"),
            (graph.Nodes.Any(node => node.Op is NeuronOp { Ports: [_, { Edges: > 0 }] }), "second port"),
            (graph.Nodes.Any(node => node.Op is NeuronOp { Ports: [{ Edges: > 1 }, ..] }), "several edges"),
            (stages.Any(stage => stage.Index == 0 && stage.Nodes.Any(node => node.Op is not InputOp)), "frame before time"),
            (stages.Any(stage => stage.Index == 2 && stage.Nodes.Any(node => node.Op is not DecodeOp)), "frame after time"),
        };
        return found.Where(item => item.Is).Select(item => item.What);
    }
}
