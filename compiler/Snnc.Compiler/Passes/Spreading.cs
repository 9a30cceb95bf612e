using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Ir;

namespace Snnc.Compiler.Passes;

/// <summary>
/// Spread: what is added before a port becomes edges of the port, which sums them anyway, so that the sum needs no memory and no loop of its own.
/// <code>
/// before                                      after
///   %join = add %c2, %s : signal                %n = neuron (i: %c2, %s)
///   %n    = neuron (i: %join)
/// </code>
/// Cases: the sum has no other user and is the first edge of its port, so that the additions keep their order and the values their bits; all that it
/// adds is real and of the population's shape. A port of whole numbers stays as it is.
/// </summary>
public static class Spreading
{
    /// <summary>The same network; sums that nothing reads any more are left to <see cref="Canonicalisation"/>.</summary>
    public static Graph Run(Graph graph)
    {
        var nodes = graph.Nodes.ToDictionary(node => node.Name);
        var users = graph.Nodes.SelectMany(node => node.Inputs).Concat(graph.Outputs.Select(output => output.Value))
            .GroupBy(value => value.Node).ToDictionary(group => group.Key, group => group.Count());
        bool IsReal(ValueRef value) => value.State is not null || nodes[value.Node].Type.Element == ElementType.Real;
        bool IsSpread(ValueRef edge) => edge.State is null && users[edge.Node] == 1
            && nodes[edge.Node] is { Op: AddOp, Type: { Element: ElementType.Real } type } sum
            && sum.Inputs.All(input => nodes[input.Node].Type.Shape == type.Shape && IsReal(input));
        return graph with
        {
            Nodes = graph.Nodes.Select(node => node.Op is NeuronOp neuron ? Spread(node, neuron, nodes, IsSpread) : node).ToEquatableArray(),
        };
    }

    private static Node Spread(Node node, NeuronOp neuron, Dictionary<string, Node> nodes, System.Func<ValueRef, bool> isSpread)
    {
        var (inputs, ports, next) = (new List<ValueRef>(), new List<Port>(), 0);
        foreach (var port in neuron.Ports)
        {
            var edges = node.Inputs.Skip(next).Take(port.Edges).ToList();
            next += port.Edges;
            while (port.Element == ElementType.Real && edges.Count > 0 && isSpread(edges[0]))
            {
                edges = [.. nodes[edges[0].Node].Inputs, .. edges.Skip(1)];
            }

            inputs.AddRange(edges);
            ports.Add(port with { Edges = edges.Count });
        }

        return node with { Op = neuron with { Ports = ports.ToEquatableArray() }, Inputs = inputs.ToEquatableArray() };
    }
}
