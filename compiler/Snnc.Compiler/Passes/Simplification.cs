using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Ir;

namespace Snnc.Compiler.Passes;

/// <summary>
/// Simplify: what changes nothing goes, and two of a kind in a row become one.
/// <code>
/// before                                        after
///   %a = reshape %x       : spikes[2, 6]          %b = permute %x {axes = [1, 0]}
///   %c = permute %x {axes = [2, 1, 0]}            %d = add %x, %y, %z
///   %b = permute %c {axes = [1, 2, 0]}            output o = %d
///   %e = add %x, %y
///   %d = add %e, %z
///   %f = scale %d {by = 1}
///   output o = %f
/// </code>
/// Cases: (1) a scale by 1, a reshape to the same shape, axes in their own order, a slice of all, a concat or sum of one, a delay of no steps, a window
/// of one element, a relu of what is not negative: those that read it read its input. (2) A reshape of a reshape, a permute of a permute, a delay of a
/// delay, a sum or product whose first operand is one. (3) An operand of a sum that is 0. The bits stay the same.
/// Left alone: what other nodes, or an output, would then take for something else, as a scale makes a signal of spikes; whole sums among real ones,
/// which are exact.
/// </summary>
public sealed class Simplification
{
    private readonly GraphEditor _graph;

    private Simplification(Graph graph) => _graph = new GraphEditor(graph);

    /// <summary>The same network with less in it.</summary>
    public static Graph Run(Graph graph)
    {
        var pass = new Simplification(graph);
        foreach (var name in pass._graph.Names)
        {
            while (pass._graph.Find(name) is { } node && (pass.Skip(node) || pass.Join(node)))
            {
            }
        }

        return pass._graph.ToGraph();
    }

    // Cases 1 and 3.
    private bool Skip(Node node)
    {
        if (Same(node) is not { } value || !MayStandFor(value, node))
        {
            return false;
        }

        _graph.Redirect(node.Name, value);
        _graph.RemoveIfUnread(node.Name);
        return _graph.Find(node.Name) is null;
    }

    // The value that a node only hands on, or null.
    private ValueRef? Same(Node node)
    {
        if (node.Op is InputOp or NeuronOp)
        {
            return null;
        }

        var terms = node.Op is AddOp ? node.Inputs.Where(input => !IsZero(input)).ToList() : [.. node.Inputs];
        return terms.Count == 1 && (node.Op is AddOp || HandsOn(node)) ? terms[0] : null;
    }

    private bool HandsOn(Node node)
    {
        var x = _graph.TypeOf(node.Inputs[0]);
        return node.Op switch
        {
            ScaleOp scale => _graph.Constant(scale.By).Value is LoadNumber { Value: 1 },
            ReshapeOp => node.Type.Shape == x.Shape,
            PermuteOp permute => permute.Axes.SequenceEqual(Enumerable.Range(0, x.Shape.Rank)),
            SliceOp slice => slice.Start == 0 && slice.End == x.Shape[slice.Axis],
            ConcatOp => true,
            DelayOp delay => delay.Steps == 0,
            PoolOp pool => pool is { Kernel: 1, Stride: 1, Padding: 0 },
            ActivationOp { Kind: ActivationKind.Relu } =>
                x.Kind == ValueKind.Spikes || _graph.Giver(node.Inputs[0]) is { Op: ActivationOp { Kind: ActivationKind.Relu } },
            _ => false,
        };
    }

    private bool IsZero(ValueRef value) => _graph.Giver(value) is { Op: ScaleOp scale } node
        && _graph.Constant(scale.By).Value is LoadNumber { Value: 0 } && _graph.TypeOf(node.Inputs[0]).Kind == ValueKind.Spikes;

    // Where only the kind differs (spikes for a signal of the same numbers), all readers must give what they gave.
    private bool MayStandFor(ValueRef value, Node node)
    {
        var type = _graph.TypeOf(value);
        return type == node.Type
            || (type == node.Type with { Kind = type.Kind } && type.Kind != ValueKind.Frame && !_graph.IsOutput(node.Name)
                && _graph.Readers(node.Name).All(reader => _graph.Infer(reader, TypesFor(reader, node.Name, type)) == reader.Type));
    }

    private IEnumerable<ValueType> TypesFor(Node reader, string node, ValueType type) =>
        reader.Inputs.Select(input => input == new ValueRef(node) ? type : _graph.TypeOf(input));

    // Case 2, and the zeros of case 3 where other operands remain.
    private bool Join(Node node)
    {
        if (Joined(node) is not { } joined)
        {
            return false;
        }

        _graph.Replace(joined);
        foreach (var input in node.Inputs.Distinct())
        {
            _graph.RemoveIfUnread(input.Node);
        }

        return true;
    }

    private Node? Joined(Node node)
    {
        if (node.Inputs.Count == 0 || node.Op is NeuronOp || _graph.Giver(node.Inputs[0]) is not { } first)
        {
            return null;
        }

        return (first.Op, node.Op) switch
        {
            (ReshapeOp, ReshapeOp) => node with { Inputs = first.Inputs },
            (PermuteOp inner, PermuteOp outer) =>
                node with { Op = new PermuteOp(outer.Axes.Select(axis => inner.Axes[axis]).ToEquatableArray()), Inputs = first.Inputs },
            (DelayOp { Steps: { } one }, DelayOp { Steps: { } other }) when _graph.HasOneReader(first.Name) && one <= int.MaxValue - other =>
                node with { Op = new DelayOp(one + other, null, one + other, one + other), Inputs = first.Inputs },
            (AddOp, AddOp) or (MulOp, MulOp) when _graph.HasOneReader(first.Name) && IsReal(first) && IsReal(node) =>
                IfSame(node, node with { Inputs = first.Inputs.Concat(node.Inputs.Skip(1)).ToEquatableArray() }),
            (_, AddOp) when node.Inputs.Any(IsZero) =>
                IfSame(node, node with { Inputs = node.Inputs.Where(input => !IsZero(input)).ToEquatableArray() }),
            _ => null,
        };
    }

    private bool IsReal(Node node) => node.Inputs.All(input => _graph.TypeOf(input).Element == ElementType.Real);

    private Node? IfSame(Node node, Node other) =>
        other.Inputs.Count > 1 && _graph.Infer(other, other.Inputs.Select(_graph.TypeOf)) == node.Type ? other : null;
}
