using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Semantics.Networks;

// Edges: what `a -> b -> c` connects, and what a dotted name means.
internal sealed partial class BodyBinder
{
    private void Connect(ChainSyntax chain)
    {
        var sources = chain.Source switch
        {
            TupleSourceSyntax tuple => tuple.Items.Select(item => (End: Readable(Follow(item), item), item.Span)).ToList(),
            ElementSourceSyntax head => [(Readable(EndOf(head.Element), head.Element.Target), NameSpan(head.Element))],
            _ => [],
        };
        foreach (var element in chain.Elements)
        {
            var end = EndOf(element);
            foreach (var (source, span) in sources)
            {
                Connect(source, span, end, element);
            }

            sources = [(end, NameSpan(element))];
        }
    }

    private static TextSpan NameSpan(ElementSyntax element) => element.Label is { IsMissing: false } label ? label.Span : element.Target.Span;

    // What leads into a port cannot be read at it.
    private Endpoint Readable(Endpoint end, RefSyntax reference)
    {
        if (end is not { Port: { } port, Source: { State: null, Node: var node } })
        {
            return end;
        }

        Bag.Add(Catalog.UnknownMember(At(reference.Span), node.Name, port, node.Use!.Model.States.Select(state => state.Name).ToList(), "state "));
        return Endpoint.Broken;
    }

    private void Connect(Endpoint from, TextSpan fromSpan, Endpoint to, ElementSyntax element)
    {
        if (from.Source is null && !from.IsBroken)
        {
            Bag.Add(Catalog.BlockWithoutEnd(At(fromSpan), Source.ToString(fromSpan), "output"));
        }

        if (to.Sink is null)
        {
            if (!to.IsBroken)
            {
                ReportNoWayIn(to, element);
            }

            return;
        }

        if (Inputs.Contains(to.Sink))
        {
            Bag.Add(Catalog.NoWayIn(At(element.Target.Span), to.Sink.Name, "it is an input", "its values come from outside"));
            return;
        }

        if (from.Source is null)
        {
            to.Sink.IsBroken = true;
            return;
        }

        to.Sink.Connect(new NetEdge(from.Source.Node, from.Source.State, to.Port, At(fromSpan)) { Into = At(element.Span) });
    }

    private void ReportNoWayIn(Endpoint to, ElementSyntax element)
    {
        var at = At(element.Target.Span);
        if (to.Source is not { State: { } state, Node: { Use: { } use } node })
        {
            Bag.Add(Catalog.BlockWithoutEnd(at, element.Target.Name, "input"));
        }
        else if (use.Model.Ports.Count == 0)
        {
            Bag.Add(Catalog.NoWayIn(at, node.Name, $"its model '{use.Model.Name}' has no input port", "declare one in the model: `input i;`"));
        }
        else
        {
            Bag.Add(Catalog.UnknownPort(at, node.Name, state, use.Model.Ports.Select(port => port.Name).ToList()));
        }
    }

    private Endpoint EndOf(ElementSyntax element)
    {
        if (_made.TryGetValue(element.Span.Start, out var item))
        {
            return EndOf(item);
        }

        if (!IsReference(element))
        {
            return Endpoint.Broken;
        }

        if (element.Arguments is not null)
        {
            Bag.Add(Catalog.ArgumentsOnNode(At(element.Arguments.Span), element.Target.Name));
            return Endpoint.Broken;
        }

        NoRepeat(element);
        return Follow(element.Target);
    }

    private static Endpoint EndOf(BodyItem item) => item switch
    {
        NodeItem node => new Endpoint(node.Node, null, new ValueSource(node.Node, null), false),
        InstanceItem instance => new Endpoint(instance.Entry, null, instance.Exit,
            instance.Instances.Any(body => body.Outputs.Any(o => o.Value is null))),
        _ => Endpoint.Broken,
    };

    /// <summary>Both ends of a dotted name: a node, a node's port or state, an instance, or something inside one.</summary>
    private Endpoint Follow(RefSyntax reference)
    {
        if (reference.Parts.Count == 0 || reference.Parts[0].Text is not { Length: > 0 } first)
        {
            return Endpoint.Broken;
        }

        if (!_items.TryGetValue(first, out var item))
        {
            if (!_labels.ContainsKey(first))
            {
                Bag.Add(Catalog.UnknownName(At(reference.Span), reference.Name, Bag.Nearest(first, _labels.Keys)));
            }

            return Endpoint.Broken;
        }

        return reference.Parts.Count == 1 ? EndOf(item) : Follow(item, reference.Parts.Select(part => part.Text).ToList(), 1, reference);
    }

    private Endpoint Follow(BodyItem item, List<string> parts, int next, RefSyntax reference)
    {
        if (next == parts.Count)
        {
            return EndOf(item);
        }

        switch (item)
        {
            case NodeItem { Node: var node } when next == parts.Count - 1:
                return Member(node, parts[next], reference);
            case InstanceItem { Instances.Count: > 1 } row when int.TryParse(parts[next], out var index) && index >= 0 && index < row.Instances.Count:
                return next + 1 == parts.Count
                    ? EndOf(new InstanceItem(row.Block, [row.Instances[index]]))
                    : row.Instances[index].Inner(parts, next + 1, reference, this);
            case InstanceItem { Instances.Count: 1 } instance:
                return instance.Instances[0].Inner(parts, next, reference, this);
            case BrokenItem:
                return Endpoint.Broken;
            case NodeItem:
                return NoMember(parts, parts.Count - 1, [], reference);
            default:
                return NoMember(parts, next, item is InstanceItem many
                    ? Enumerable.Range(0, many.Instances.Count).Select(i => i.ToString()).ToList() : [], reference);
        }
    }

    private Endpoint Inner(List<string> parts, int next, RefSyntax reference, BodyBinder user)
    {
        var name = parts[next];
        if (Outputs.FirstOrDefault(output => output.Name == name) is { } output && next + 1 == parts.Count)
        {
            return new Endpoint(null, null, output.Value, output.Value is null);
        }

        return _items.TryGetValue(name, out var item)
            ? user.Follow(item, parts, next + 1, reference)
            : user.NoMember(parts, next, Outputs.Select(o => o.Name).Concat(_labels.Keys).ToList(), reference);
    }

    private Endpoint NoMember(List<string> parts, int next, IReadOnlyList<string> members, RefSyntax reference)
    {
        Bag.Add(Catalog.UnknownMember(At(reference.Span), string.Join(".", parts.Take(next)), parts[next], members));
        return Endpoint.Broken;
    }

    private Endpoint Member(NetNode node, string member, RefSyntax reference)
    {
        if (node.Use is not { Model: var model })
        {
            return NoMember([node.Name, member], 1, [], reference);
        }

        var isPort = model.Ports.Any(port => port.Name == member);
        var isState = model.States.Any(state => state.Name == member);
        if (!isPort && !isState)
        {
            return model.HasErrors
                ? Endpoint.Broken
                : NoMember([node.Name, member], 1, model.States.Select(s => s.Name).Concat(model.Ports.Select(p => p.Name)).ToList(), reference);
        }

        // A name may be both a port and a state: a chain leads into the one and goes on from the other.
        return new Endpoint(isPort ? node : null, isPort ? member : null, new ValueSource(node, isState ? member : null), false);
    }
}
