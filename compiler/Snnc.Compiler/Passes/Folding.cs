using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Ir;

namespace Snnc.Compiler.Passes;

/// <summary>
/// Fold: a scale or batch norm beside a connection becomes part of its weights, computed once when the network is loaded.
/// <code>
/// before                                        after
///   %c = conv2d %x {weight = $c.weight}           %n = conv2d %x {weight = $n.folded.weight, bias = $n.folded.bias}
///   %n = batchnorm %c {mean = ...}
///
///   %s = scale %x {by = $s.by}    : signal        %f.unscaled = reshape %x                     : spikes
///   %f = reshape %s               : signal        %d          = dense %f.unscaled {weight = $d.folded.weight}
///   %d = dense %f {weight = $d.weight}
///
///   %a = scale %x {by = $a.by}                    %b = scale %x {by = $b.folded.by}
///   %b = scale %a {by = $b.by}
/// </code>
/// A name keeps its value: what is left has the name of the node that gave the same before.
/// Cases: (1) behind a connection that leads there alone; the factor varies along the outputs, or not at all. (2) Before a connection, along its inputs;
/// a shift moves into the bias, unless the window hangs over the edge or synapses have delays. (3) As 2, with operators between them that only move
/// elements, pool or delay, and one number as the factor: what they read may then be spikes still. (4) A scale behind a scale.
/// Left alone: whole numbers, whose sums are exact; weights that others share, or that are rounded to few bits; and what is computed once per
/// inference and decides over spikes, unless the factor is a power of two: there one product more costs nothing, and one rounding less in it could
/// move a spike. In time, sums before neurons are free in order and contraction, and so is this.
/// </summary>
public sealed class Folding
{
    private readonly GraphEditor _graph;
    private readonly HashSet<string> _deciding;

    private Folding(Graph graph)
    {
        _graph = new GraphEditor(graph);
        _deciding = Deciding(graph);
    }

    /// <summary>The same network with scales and norms in the weights.</summary>
    public static Graph Run(Graph graph)
    {
        var pass = new Folding(graph);
        foreach (var name in pass._graph.Names)
        {
            while (pass._graph.Find(name) is { } node && (pass.FoldBehind(node) || pass.FoldBefore(node)))
            {
            }
        }

        return pass._graph.ToGraph();
    }

    // The nodes from which a value leads to a spike, or to an index.
    private static HashSet<string> Deciding(Graph graph)
    {
        var nodes = graph.Nodes.ToDictionary(node => node.Name);
        var pending = new Stack<Node>(graph.Nodes.Where(node => node.Op is NeuronOp or EmbeddingOp || node.Type.Kind == ValueKind.Spikes));
        var deciding = new HashSet<string>();
        while (pending.Count > 0)
        {
            foreach (var input in pending.Pop().Inputs.Where(input => deciding.Add(input.Node)))
            {
                pending.Push(nodes[input.Node]);
            }
        }

        return deciding;
    }

    private static bool IsQuantized(LoadExpr value) => value switch
    {
        LoadQuantize or LoadRowStep => true,
        LoadBinary binary => IsQuantized(binary.Left) || IsQuantized(binary.Right),
        LoadReshape reshape => IsQuantized(reshape.Operand),
        LoadTranspose transpose => IsQuantized(transpose.Operand),
        _ => false,
    };

    private bool FoldBehind(Node node)
    {
        if (MapOf(node) is not { } affine || _graph.Giver(node.Inputs[0]) is not { } before || !_graph.HasOneReader(before.Name))
        {
            return false;
        }

        return before.Op is ScaleOp inner && affine.Shift is null ? JoinScales(node, affine, before, inner) // case 4
            : before.Op is ConnectionOp connection && FoldIntoConnection(node, affine, before, connection); // case 1
    }

    private bool FoldIntoConnection(Node node, Affine affine, Node before, ConnectionOp connection)
    {
        if (WeightsOf(before) is not { } own || FoldedWeights.After(connection, own, affine, node.Type.Shape) is not { } folded
            || !Fits(connection, folded))
        {
            return false;
        }

        var named = Name(connection, folded, node.Name);
        _graph.Replace(node with { Op = named, Inputs = before.Inputs, Documentation = node.Documentation ?? before.Documentation });
        _graph.RemoveIfUnread(before.Name);
        return true;
    }

    private bool JoinScales(Node node, Affine affine, Node before, ScaleOp inner)
    {
        var by = _graph.Constant(inner.By);
        if (MapOf(before) is null)
        {
            return false;
        }

        var joint = _graph.AddConstant($"{node.Name}.folded.by", Loads.Multiply(by.Value, affine.Factor));
        _graph.Replace(node with { Op = new ScaleOp(joint), Inputs = before.Inputs });
        _graph.RemoveIfUnread(before.Name);
        return true;
    }

    // Cases 2 and 3.
    private bool FoldBefore(Node node)
    {
        if (node.Op is not ConnectionOp connection || WeightsOf(node) is not { } own)
        {
            return false;
        }

        var movers = Movers(node);
        var last = movers.Count == 0 ? node : movers[movers.Count - 1];
        if (_graph.Giver(last.Inputs[0]) is not { } mapped || MapOf(mapped) is not { } affine || Through(affine, movers) is not { } moved
            || FoldedWeights.Before(connection, own, moved, _graph.TypeOf(node.Inputs[0]).Shape) is not { } folded || !Fits(connection, folded)
            || TypesOf(movers, _graph.TypeOf(mapped.Inputs[0])) is not { } types
            || _graph.Infer(node, [types[types.Count - 1]]) != node.Type)
        {
            return false;
        }

        var input = Move(movers, types, mapped.Inputs[0]);
        _graph.Replace(node with { Op = Name(connection, folded, node.Name), Inputs = [input] });
        foreach (var gone in movers.Append(mapped))
        {
            _graph.RemoveIfUnread(gone.Name);
        }

        return true;
    }

    // What stands before a connection, the nearest first, that a factor may pass.
    private List<Node> Movers(Node connection)
    {
        var movers = new List<Node>();
        var node = _graph.Giver(connection.Inputs[0]);
        while (node is { Op: ReshapeOp or PermuteOp or SliceOp or DelayOp or EncodeConstantOp or PoolOp } && _graph.HasOneReader(node.Name))
        {
            movers.Add(node);
            node = _graph.Giver(node.Inputs[0]);
        }

        return movers;
    }

    private static Affine? Through(Affine affine, List<Node> movers)
    {
        var isOneNumber = affine.Shift is null && affine.Factor.Shape.Size == 1;
        var keepsGreatest = affine.Factor is LoadNumber { Value: > 0 } || !movers.Any(node => node.Op is PoolOp { Kind: PoolKind.Max });
        return movers.Count == 0 ? affine
            : isOneNumber && keepsGreatest ? affine with { Factor = Loads.Reshape(affine.Factor, Tensors.Shape.Scalar) }
            : null;
    }

    // The types from what is mapped to what the connection will read.
    private List<ValueType>? TypesOf(List<Node> movers, ValueType type)
    {
        var types = new List<ValueType> { type };
        foreach (var mover in Enumerable.Reverse(movers))
        {
            if (_graph.Infer(mover, [types[types.Count - 1]]) is not { } next || next.Shape != mover.Type.Shape)
            {
                return null;
            }

            types.Add(next);
        }

        return types;
    }

    private ValueRef Move(List<Node> movers, List<ValueType> types, ValueRef from)
    {
        for (var i = 0; i < movers.Count; i++)
        {
            var mover = movers[movers.Count - 1 - i];
            var name = _graph.Fresh($"{mover.Name}.unscaled");
            _graph.InsertBefore(mover.Name, mover with { Name = name, Inputs = [from], Type = types[i + 1] });
            from = new ValueRef(name);
        }

        return from;
    }

    private Affine? MapOf(Node node) =>
        Affine.Of(node, _graph) is { } affine && (affine.IsExact || node.Type.Kind != ValueKind.Frame || !_deciding.Contains(node.Name))
            ? affine : null;

    private FoldedWeights? WeightsOf(Node node)
    {
        var op = (ConnectionOp)node.Op;
        var (weight, bias) = (_graph.Constant(op.Weight), op.Bias is null ? null : _graph.Constant(op.Bias));
        return node.Type.Element == ElementType.Real && weight.Element == ElementType.Real && _graph.IsUsedOnce(op.Weight)
            && !IsQuantized(weight.Value) ? new FoldedWeights(weight.Value, bias?.Value) : null;
    }

    // Delays are given for each weight, so there may not be more weights than before.
    private bool Fits(ConnectionOp op, FoldedWeights folded) => op.Delays is null || folded.Weight.Shape == _graph.Constant(op.Weight).Shape;

    private ConnectionOp Name(ConnectionOp op, FoldedWeights folded, string node)
    {
        var weight = _graph.AddConstant($"{node}.folded.weight", folded.Weight);
        var isSame = op.Bias is { } own && _graph.Constant(own).Value.Equals(folded.Bias);
        var bias = isSame ? op.Bias : folded.Bias is null ? null : _graph.AddConstant($"{node}.folded.bias", folded.Bias);
        return op with { Weight = weight, Bias = bias };
    }
}
