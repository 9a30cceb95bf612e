using System.Linq;
using Snnc.Compiler.Tensors;

namespace Snnc.Compiler.Ir;

// Sums, products, norms, functions: what a frame or each step goes through by itself.
public static partial class ShapeRules
{
    private static Inferred Arithmetic(Op op, RuleContext context) => op switch
    {
        AddOp => Fold(context, keepsSpikes: true),
        MulOp => Fold(context, keepsSpikes: false),
        MatMulOp => MatMul(context),
        ScaleOp scale => Scale(scale, context),
        ReduceOp reduce => Along(reduce.Axis, context, x =>
            new ValueType(context.LinearKind, Without(x.Shape, reduce.Axis), reduce.Mean ? ElementType.Real : x.Element)),
        SoftmaxOp softmax => Along(softmax.Axis, context, x => new ValueType(context.LinearKind, x.Shape)),
        ArgMaxOp => Along(context.X.Shape.Rank - 1, context, x =>
            new ValueType(context.LinearKind, Without(x.Shape, x.Shape.Rank - 1), ElementType.Int)),
        BatchNormOp norm => Norm(norm.Axis, context, norm.Mean, norm.Variance, norm.Weight, norm.Bias),
        LayerNormOp norm => Norm(context.X.Shape.Rank - 1, context, norm.Weight, norm.Bias),
        ActivationOp => new ValueType(context.LinearKind, context.X.Shape),
        EmbeddingOp embedding => Embedding(embedding, context),
        _ => $"there is no rule for {op.GetType().Name}",
    };

    private static Inferred Along(int axis, RuleContext context, System.Func<ValueType, ValueType> result) =>
        IsAxis(axis, context.X.Shape) ? result(context.X) : NoAxis(axis, context.X.Shape);

    private static Inferred Fold(RuleContext context, bool keepsSpikes)
    {
        if (!context.IsOfOneTime)
        {
            return MixedTime;
        }

        var shape = context.X.Shape;
        foreach (var x in context.Inputs.Skip(1))
        {
            if (Shape.Broadcast(shape, x.Shape) is not { } common)
            {
                return $"{shape} and {x.Shape} do not broadcast";
            }

            shape = common;
        }

        var kind = keepsSpikes && context.IsAllSpikes ? ValueKind.Spikes : context.LinearKind;
        return new ValueType(kind, shape, context.JoinedElement);
    }

    private static Inferred MatMul(RuleContext context)
    {
        var (a, b) = (context.Inputs[0].Shape, context.Inputs[1].Shape);
        if (!context.IsOfOneTime)
        {
            return MixedTime;
        }

        if (a.Rank < 2 || b.Rank < 2 || a[a.Rank - 1] != b[b.Rank - 2])
        {
            return $"{a} and {b} are no matrices whose columns and rows agree";
        }

        return Shape.Broadcast(Shape.Of(a.Take(a.Rank - 2)), Shape.Of(b.Take(b.Rank - 2))) is { } leading
            ? new ValueType(context.LinearKind, Shape.Of(leading.Concat([a[a.Rank - 2], b[b.Rank - 1]])), context.JoinedElement)
            : $"the leading axes of {a} and {b} do not broadcast";
    }

    private static Inferred Scale(ScaleOp scale, RuleContext context)
    {
        var by = context.Constants(scale.By);
        var element = by.Element == ElementType.Int && RuleContext.IsWhole(context.X) ? ElementType.Int : ElementType.Real;
        return Shape.Broadcast(context.X.Shape, by.Shape) is { } shape
            ? new ValueType(context.LinearKind, shape, element)
            : $"{context.X.Shape} and the factor's {by.Shape} do not broadcast";
    }

    private static Inferred Norm(int axis, RuleContext context, params string?[] constants)
    {
        if (!IsAxis(axis, context.X.Shape))
        {
            return NoAxis(axis, context.X.Shape);
        }

        var problem = constants.Select(name => context.Misfit(name, ElementType.Real, [context.X.Shape[axis]])).FirstOrDefault(p => p is not null);
        return problem is null ? new ValueType(context.LinearKind, context.X.Shape) : problem;
    }

    private static Inferred Embedding(EmbeddingOp embedding, RuleContext context)
    {
        var table = context.Constants(embedding.Table);
        return table.Shape.Rank == 2
            ? new ValueType(context.LinearKind, Shape.Of(context.X.Shape.Append(table.Shape[1])), table.Element)
            : $"a table is [entries, size], not {table.Shape}";
    }
}
