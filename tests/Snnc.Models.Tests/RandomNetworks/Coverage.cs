using System.Collections;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;
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
        "frame before time", "frame after time", "frames around time", "parameter of tensors", "several loops", "convolution after pooling",
        "channels in full eights", "state behind a convolution", "more than a tile of steps", "more than a tile of neurons", "weights of few bits",
        "==", "!=", "<", "<=", ">", ">=", "+", "-", "*",
    ];

    public static IEnumerable<string> Of(SyntaxTree tree, Graph graph) => In(tree.Root).SelectMany(Of).Concat(Of(graph));

    /// <summary>What is seen in a plan alone.</summary>
    public static IEnumerable<string> Of(ExecutionPlan plan) =>
        plan.Stages.SelectMany(stage => stage.Nodes).Any(node => node.WeightBits < 32) ? ["weights of few bits"] : [];

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
        var states = reads.Select(read => read.input).Concat(graph.Outputs.Select(output => output.Value)).Where(value => value.State is not null);
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
            (states.SelectMany(state => graph.Nodes[place[state.Node]].Inputs).Any(input => IsOfFullEights(graph.Nodes[place[input.Node]])),
                "state behind a convolution"),
            (graph.Nodes.Any(node => node.Op is NeuronOp { Ports: [_, { Edges: > 0 }] }), "second port"),
            (graph.Nodes.Any(node => node.Op is NeuronOp { Ports: [{ Edges: > 1 }, ..] }), "several edges"),
            (LoopCount(graph) > 1, "several loops"),
            (graph.Time.Steps > 64, "more than a tile of steps"),
            (graph.Nodes.Any(node => node.Op is NeuronOp && node.Type.Shape.Size > 64), "more than a tile of neurons"),
            (graph.Nodes.Any(IsOfFullEights), "channels in full eights"),
            (reads.Any(read => read.node.Op is ConvOp && graph.Nodes[place[read.input.Node]].Op is PoolOp), "convolution after pooling"),
            (IsAround(stages), "frames around time"),
            (stages.Any(stage => stage.Index == 0 && stage.Nodes.Any(node => node.Op is not InputOp)), "frame before time"),
            (stages.Any(stage => stage.Index == 2 && stage.Nodes.Any(node => node.Op is not DecodeOp)), "frame after time"),
        };
        return found.Where(item => item.Is).Select(item => item.What);
    }

    private static bool IsOfFullEights(Node node) => node.Op is ConvOp { Rank: 2, Groups: 1, Dilation: 1 } && node.Type.Shape[0] % 8 == 0;

    private static bool IsAround(IReadOnlyList<Stage> stages) =>
        stages.Any(stage => stage.Index == 0 && stage.Nodes.Any(node => node.Op is not InputOp))
        && stages.Any(stage => stage.Index == 2 && stage.Nodes.Any(node => node.Op is not DecodeOp));

    // Populations that hear themselves, counted once for each set that hear each other.
    private static int LoopCount(Graph graph)
    {
        var nodes = graph.Nodes.ToDictionary(node => node.Name);
        HashSet<string> Heard(Node node)
        {
            var heard = new HashSet<string>();
            var pending = new Stack<Node>([node]);
            while (pending.TryPop(out var next))
            {
                foreach (var input in next.Inputs.Where(input => heard.Add(input.Node)))
                {
                    pending.Push(nodes[input.Node]);
                }
            }

            return heard;
        }

        var recurrent = graph.Nodes.Where(node => node.Op is NeuronOp).Select(node => (node.Name, Heard: Heard(node)))
            .Where(pair => pair.Heard.Contains(pair.Name)).ToList();
        return recurrent.Count(one => !recurrent.TakeWhile(other => other.Name != one.Name)
            .Any(other => other.Heard.Contains(one.Name) && one.Heard.Contains(other.Name)));
    }
}
