using System.Linq;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Tensors;

namespace Snnc.Compiler.Semantics.Networks;

// `sparse` takes the shape of the population that it leads to; a stored matrix says it by its rows.
internal sealed partial class OperatorTyping
{
    /// <summary>Whether a <c>sparse</c> knows what it leads to; other operators need not.</summary>
    public bool KnowsTarget(NetNode node) => node.Symbol?.Name != "sparse" || Stored(node) is not null || Target(node) is not null;

    /// <summary>Whether a <c>sparse</c> leads to a population about which something was reported.</summary>
    public bool LeadsToBroken(NetNode node) =>
        node.Symbol?.Name == "sparse" && network.Nodes.Any(consumer => consumer.IsBroken && consumer.Edges.Any(edge => edge.From == node));

    private static Shape? Stored(NetNode node) =>
        node.Arguments.Pattern?.Tensor is { Columns: null, Data: { Shape: { Rank: 2 } shape } } ? shape : null;

    private Shape? Sparse(NetNode node, Shape input)
    {
        var pattern = node.Arguments.Pattern!;
        var stored = Stored(node);
        var shape = Target(node) ?? Shape.Of([stored![0]]);
        if (stored is not null && (stored[0] != shape.Size || stored[1] != input.Size))
        {
            Bag.Add(Catalog.ShapeMismatch(node.At, $"the matrix of '{node.Name}' is {stored}, and must be [{shape.Size}, {input.Size}]", "[to, from]"));
            return null;
        }

        if (pattern.Rule == "one_to_one" && input.Size != shape.Size)
        {
            Bag.Add(Catalog.ShapeMismatch(node.At, $"one_to_one leads from {input} to {shape}", "both need the same number of elements"));
            return null;
        }

        if (pattern.Rule == "fixed_fan_in" && pattern.Number > input.Size)
        {
            Bag.Add(Catalog.ShapeMismatch(node.At, $"fixed_fan_in({pattern.Number}) takes more sources than the {input.Size} there are", null));
            return null;
        }

        _tensors.SparseWeight(node, pattern);
        return shape;
    }

    private Shape? Target(NetNode node)
    {
        foreach (var consumer in network.Nodes)
        {
            if (consumer.Use is not null && consumer.Edges.Any(edge => edge.From == node))
            {
                var shape = consumer.ExplicitShape ?? consumer.Type?.Shape
                    ?? consumer.Edges.Where(edge => edge.From.Type is not null).Select(edge => NetTypes.Of(edge).Shape).FirstOrDefault();
                if (shape is not null)
                {
                    return shape;
                }
            }
        }

        return null;
    }
}
