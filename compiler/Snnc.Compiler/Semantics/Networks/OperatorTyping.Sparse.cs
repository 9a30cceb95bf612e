using System.Linq;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Tensors;

namespace Snnc.Compiler.Semantics.Networks;

// `sparse` takes the shape of the population that it leads to; a stored matrix says it by its rows.
internal sealed partial class OperatorTyping
{
    /// <summary>Whether a <c>sparse</c> knows what it leads to; other operators need not.</summary>
    public bool KnowsTarget(NetNode node) => node.Symbol?.Name != "sparse" || StoredRows(node) is not null || Target(node) is not null;

    /// <summary>Whether a <c>sparse</c> leads to a population about which something was reported.</summary>
    public bool LeadsToBroken(NetNode node) =>
        node.Symbol?.Name == "sparse" && node.Consumers.Any(consumer => consumer.IsBroken);

    private static Shape? Stored(NetNode node) =>
        node.Arguments.Pattern?.Tensor is { Columns: null, Data: { Shape: { Rank: 2 } shape } } ? shape : null;

    // Of CSR there is a start for each row, and one more; COO does not say how many rows there are.
    private static int? StoredRows(NetNode node) =>
        node.Arguments.Pattern?.Tensor?.RowStarts is { Shape: { Rank: 1 } starts } && starts[0] > 1 ? starts[0] - 1 : Stored(node)?[0];

    private Shape? Sparse(NetNode node, Shape input)
    {
        var pattern = node.Arguments.Pattern!;
        var stored = Stored(node);
        var rows = StoredRows(node);
        var shape = Target(node) ?? Shape.Of([rows!.Value]);
        if (stored is not null && (stored[0] != shape.Size || stored[1] != input.Size))
        {
            Bag.Add(Catalog.ShapeMismatch(node.At, $"the matrix of '{node.Name}' is {stored}, and must be [{shape.Size}, {input.Size}]",
                "[to, from]"));
            return null;
        }

        if (stored is null && rows is not null && rows != shape.Size)
        {
            Bag.Add(Catalog.ShapeMismatch(node.At, $"the matrix of '{node.Name}' has {rows} rows, and must have {shape.Size}",
                "a row for each neuron that it leads to, which is a start of a row more in indptr"));
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

        if (!IsBounded(node, pattern, input.Size, shape.Size))
        {
            return null;
        }

        _tensors.SparseWeight(node, pattern, shape.Size);
        FitsSynapses(node, "weight", pattern.Tensor is null ? node.Tensors["weight"] : null, input, shape);
        FitsSynapses(node, "delay", node.Delay.Tensor, input, shape);
        return shape;
    }

    private bool IsBounded(NetNode node, BoundPattern pattern, long from, long to)
    {
        var isDrawn = pattern.Rule is "probability" or "fixed_fan_in";
        if (isDrawn && (double)from * to > SynapseCount.MostPairs)
        {
            Bag.Add(Catalog.TooLarge(node.At, $"{node.Name}, from {from} to {to},", from * to, SynapseCount.MostPairs));
            return false;
        }

        var synapses = SynapseCount.Expected(pattern, from, to);
        if (synapses <= ShapeBinder.MostElements)
        {
            return true;
        }

        Bag.Add(Catalog.TooLarge(node.At, $"{node.Name}.weight", (long)synapses, ShapeBinder.MostElements));
        return false;
    }

    // Several values are one per synapse, in the order of the targets, or a matrix where the pattern is one.
    private void FitsSynapses(NetNode node, string role, BoundExpr? value, Shape input, Shape shape)
    {
        if (value is null or BoundTensor { IsKnown: false } || value.Type == BoundType.Error || value.Shape.Rank == 0)
        {
            return;
        }

        var pattern = node.Arguments.Pattern!;
        var expected = pattern.Tensor is { Columns: null }
            ? Shape.Of([(int)shape.Size, (int)input.Size]) : Shape.Of([SynapseCount.Exact(pattern, input.Size, shape.Size)]);
        if (value.Shape != expected)
        {
            Bag.Add(Catalog.TensorShape(value.At, $"'{role}' of '{node.Name}'", expected.ToString(), value.Shape.ToString(),
                "one number, or one for each synapse"));
            node.Tensors["weight"] = new BoundError(value.At);
        }
    }

    private static Shape? Target(NetNode node) => node.Consumers.Where(consumer => consumer.Use is not null).OrderBy(consumer => consumer.Order)
        .Select(consumer => consumer.ExplicitShape ?? consumer.Type?.Shape
            ?? consumer.Edges.Where(edge => edge.From.Type is not null).Select(edge => NetTypes.Of(edge).Shape).FirstOrDefault())
        .FirstOrDefault(shape => shape is not null);
}
