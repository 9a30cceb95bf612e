using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Semantics;
using Snnc.Compiler.Semantics.Networks;
using Snnc.Compiler.Symbols;
using Snnc.Compiler.Tensors;
using Snnc.Numerics;

namespace Snnc.Compiler.Lowering;

/// <summary>Turns <c>sparse</c> into the IR's: the pattern, and a weight that is one number or one per synapse.</summary>
internal sealed class SparseLowering(TimeScale scale, ConstantPool pool)
{
    /// <summary>A time per synapse or element, rounded to whole steps.</summary>
    public static LoadExpr WholeSteps(BoundExpr delay, TimeScale scale, Shape shape)
    {
        var steps = ConstantLowering.ToLoadExpr(delay, scale, shape);
        var rounded = new LoadUnary(steps.Shape, "round", steps);

        // One time for all, for a row or for a column: added to zeros it has the shape of the weights.
        return steps.Shape == shape ? rounded : new LoadBinary(shape, "add", rounded, new LoadUniform(shape, 0, 0, 0));
    }

    /// <summary>Lowers a connection from a population of <paramref name="from"/> elements.</summary>
    public SparseOp Lower(BoundNode node, BoundOperator operation, int from)
    {
        var bound = operation.Pattern!;
        var to = (int)node.Type.Shape.Size;
        var pattern = Pattern(node, bound);
        var weight = operation.Arguments["weight"];
        var shape = pattern is NonZeroPattern ? Shape.Of([to, from]) : IsPerSynapse(weight) ? PerSynapse(weight, bound, from, to) : Shape.Scalar;
        var load = ConstantLowering.ToLoadExpr(weight, scale, shape);
        if (node.Bits is { } bits)
        {
            load = new LoadQuantize(shape, bits, load);
        }

        var element = node.Type.IsInt ? ElementType.Int : ElementType.Real;
        var name = pool.Add($"{node.Name}.weight", element, shape, load);
        var bias = operation.Arguments["bias"] is BoundNone or null
            ? null : pool.Add($"{node.Name}.bias", element, [to], ConstantLowering.ToLoadExpr(operation.Arguments["bias"], scale, [to]));
        return new SparseOp(pattern, name, bias, Delays(node, bound, pattern, from, to));
    }

    private static bool IsPerSynapse(BoundExpr value) =>
        BoundTree.All(value).Any(part => part is BoundUniform or BoundTensor { IsKnown: false } || part.Shape.Rank > 0);

    private static Shape PerSynapse(BoundExpr value, BoundPattern pattern, int from, int to) =>
        value is not BoundTensor { IsKnown: false } && value.Shape.Rank > 0 ? value.Shape : [SynapseCount.Exact(pattern, from, to)];

    private SparsePattern Pattern(BoundNode node, BoundPattern bound) => bound.Rule switch
    {
        "one_to_one" => new OneToOnePattern(),
        "probability" => new ProbabilityPattern(bound.Number, bound.Seed),
        "fixed_fan_in" => new FixedFanInPattern((int)bound.Number, bound.Seed),
        _ when bound.Tensor!.RowStarts is { } rows =>
            new CsrPattern(Indices(node, "row_starts", rows), Indices(node, "columns", bound.Tensor.Columns!)),
        _ when bound.Tensor!.Rows is { } rows => new CooPattern(Indices(node, "rows", rows), Indices(node, "columns", bound.Tensor.Columns!)),
        _ => new NonZeroPattern(),
    };

    private string Indices(BoundNode node, string role, BoundExpr tensor) =>
        pool.Add($"{node.Name}.{role}", ElementType.Int, tensor.Shape, ConstantLowering.ToLoadExpr(tensor, scale, tensor.Shape));

    private SynapseDelays? Delays(BoundNode node, BoundPattern bound, SparsePattern pattern, int from, int to)
    {
        if (node.DelayTensor is not { } delay)
        {
            return null;
        }

        var shape = pattern is NonZeroPattern ? Shape.Of([to, from]) : PerSynapse(delay, bound, from, to);
        var name = pool.Add($"{node.Name}.delays", ElementType.Int, shape, WholeSteps(delay, scale, shape));
        return new SynapseDelays(name, node.LeastDelay, node.GreatestDelay);
    }
}
