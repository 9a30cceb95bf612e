using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Semantics.Networks;

/// <summary>Binds a network: bodies to nodes and edges, nodes to execution order, types forwards, outputs; then says what is unused.</summary>
internal sealed class NetworkBinder(ProgramFile file, ProgramContext context)
{
    private DiagnosticBag Bag => context.Bag;

    private SourceText Source => file.Tree.Text;

    /// <summary>Binds; the result is complete only if no error was reported.</summary>
    public BoundNetwork Bind(NetworkSyntax syntax)
    {
        var before = Bag.ErrorCount;
        var time = TimeBinder.Bind(syntax, Source, context.ConstantsOf(file), Bag);
        var network = new NetworkBuilder(context, time);
        var scope = new BodyScope(file, context.ConstantsOf(file), network.Containers, Bag, null);
        var body = new BodyBinder(network, file, scope, "", [], syntax.Members);
        body.Bind();
        var nodes = network.IsFull ? [] : NetworkOrder.Sort(network.Nodes, Bag);
        new TypeInference(network, new Location(Source, syntax.Name.Span)).Run(nodes);
        var outputs = body.Outputs.Select(output => BindOutput(output, scope)).Where(output => output is not null).Select(output => output!).ToList();
        if (syntax.Members.All(member => member is not OutputSyntax) && !syntax.Name.IsMissing)
        {
            Bag.Add(Catalog.NoOutput(new Location(Source, syntax.Name.Span), syntax.Name.Text));
        }

        var isComplete = nodes.All(node => node.Type is not null && !node.IsBroken) && outputs.Count == body.Outputs.Count;
        isComplete &= Bag.ErrorCount == before;
        if (isComplete)
        {
            new UsageChecker(network, body).Check();
            LoopChecker.Check(nodes, Bag);
            WarnOfUnusedWeights(scope);
        }

        return new BoundNetwork(
            syntax.Name.Text, syntax.Documentation, time.Scale, time.Steps, time.IsTimed, network.Containers.Used(),
            nodes.Where(node => node.Type is not null).Select(Freeze).ToEquatableArray(), outputs.ToEquatableArray())
        {
            IsComplete = isComplete,
        };
    }

    private static BoundNode Freeze(NetNode node)
    {
        BoundOperation operation = node.Use is not null ? new BoundPopulation(node.Use)
            : node.Symbol is null ? new BoundInput()
            : new BoundOperator(node.Symbol, Arguments(node), node.Arguments.Variadic.ToEquatableArray(), node.Arguments.Pattern);
        var edges = node.Edges.Select(edge => Through(edge)).ToEquatableArray();
        return new BoundNode(node.Name, operation, edges, node.Type!, node.Documentation, node.At)
        {
            Delay = node.Delay.Common, DelayTensor = node.Delay.Tensor, LeastDelay = node.Delay.Least,
            GreatestDelay = node.Delay.Greatest, Bits = node.Bits, Activity = node.Activity,
            IsBlockInput = node.IsBlockInput,
        };
    }

    // A block's input is its one edge under another name.
    private static BoundEdge Through(NetEdge edge)
    {
        var from = edge;
        while (from.From.IsBlockInput && from.From.Edges.Count == 1)
        {
            from = from.From.Edges[0];
        }

        return new BoundEdge(from.From.Name, from.State, edge.Port);
    }

    private static IReadOnlyDictionary<string, BoundExpr> Arguments(NetNode node)
    {
        if (!node.HasTensors)
        {
            return node.Arguments.Values;
        }

        var arguments = node.Arguments.Values.ToDictionary(argument => argument.Key, argument => argument.Value);
        foreach (var tensor in node.Tensors)
        {
            arguments[tensor.Key] = tensor.Value;
        }

        return arguments;
    }

    private BoundOutput? BindOutput(BodyOutput output, BodyScope scope)
    {
        if (output.Value is not { Node.Type: not null } value)
        {
            return null;
        }

        var type = NetTypes.Of(value.Node, value.State);
        var through = Through(new NetEdge(value.Node, value.State, null, value.Node.At));
        if (output.Syntax.Type is { } declared && InputTyping.KindOf(declared.Kind) is { } kind)
        {
            var shape = new ShapeBinder(scope, Source, Bag).Bind(declared.Shape);
            if (!InputTyping.Accepts(kind, type.Kind) || (shape is not null && shape != type.Shape))
            {
                var at = new Location(Source, declared.Span);
                var needsDecoder = kind == TimeKind.Frame && type.Kind != kind;
                Bag.Add(Catalog.OutputType(at, output.Name, $"{declared.Kind.Text}{shape}", type.ToString(), needsDecoder));
            }
        }

        return new BoundOutput(output.Name, through.From, through.State, type, output.Syntax.Documentation);
    }

    private void WarnOfUnusedWeights(BodyScope scope)
    {
        foreach (var declared in scope.Declared.Where(declared => !declared.Value.Weights.IsUsed && !declared.Value.Weights.IsBroken))
        {
            Bag.Add(Catalog.UnusedWeights(declared.Value.At, declared.Key));
        }
    }
}
