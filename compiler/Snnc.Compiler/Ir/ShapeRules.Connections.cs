using System.Linq;
using Snnc.Compiler.Tensors;

namespace Snnc.Compiler.Ir;

// Dense, convolution, sparse. Whole weights over whole inputs give whole sums.
public static partial class ShapeRules
{
    private static Inferred Connection(ConnectionOp op, RuleContext context)
    {
        var element = context.Constants(op.Weight).Element;
        if (element == ElementType.Int && !RuleContext.IsWhole(context.X))
        {
            return $"whole weights take whole inputs, not {context.X}";
        }

        var shape = op switch
        {
            DenseOp dense => Dense(dense, element, context),
            ConvOp conv => Conv(conv, element, context),
            _ => Sparse((SparseOp)op, element, context),
        };
        return shape.Problem is not null ? shape : Delays(op, context) is { } problem ? problem : shape;
    }

    private static ValueType Connected(RuleContext context, Shape shape, ElementType element) => new(context.LinearKind, shape, element);

    private static Inferred Dense(DenseOp op, ElementType element, RuleContext context)
    {
        var (x, weight) = (context.X.Shape, context.Constants(op.Weight).Shape);
        if (weight.Rank != 2 || x.Rank == 0 || x[x.Rank - 1] != weight[1])
        {
            return $"the weight {weight} is [out, in], and the last axis of {x} must be its inputs";
        }

        return context.Misfit(op.Bias, element, [weight[0]]) is { } problem
            ? problem : Connected(context, Replace(x, x.Rank - 1, weight[0]), element);
    }

    private static Inferred Conv(ConvOp op, ElementType element, RuleContext context)
    {
        var (x, weight) = (context.X.Shape, context.Constants(op.Weight).Shape);
        if (op.Rank is not (1 or 2) || x.Rank != op.Rank + 1 || weight.Rank != op.Rank + 2)
        {
            return $"conv{op.Rank}d takes channels and {op.Rank} axes, not {x} with the weight {weight}";
        }

        var isPositive = op.Kernel >= 1 && op.Stride >= 1 && op.Padding >= 0 && op.Dilation >= 1 && op.Groups >= 1;
        if (!isPositive || x[0] % op.Groups != 0 || weight[0] % op.Groups != 0)
        {
            return $"kernel, stride and dilation must be at least 1, and the {op.Groups} groups divide {x[0]} and {weight[0]} channels";
        }

        Shape expected = Shape.Of(Enumerable.Repeat(op.Kernel, op.Rank).Prepend(x[0] / op.Groups).Prepend(weight[0]));
        if (weight != expected)
        {
            return $"the weight is {weight}, and must be {expected}";
        }

        var extents = x.Skip(1).Select(extent => WindowExtent(extent, op.Kernel, op.Stride, op.Padding, op.Dilation)).ToList();
        if (extents.Any(extent => extent < 1))
        {
            return $"a kernel of {op.Kernel} with dilation {op.Dilation} does not fit into {x} with padding {op.Padding}";
        }

        var shape = Shape.Of(extents.Select(extent => (int)extent).Prepend(weight[0]));
        return context.Misfit(op.Bias, element, [weight[0]]) is { } problem ? problem : Connected(context, shape, element);
    }

    private static Inferred Sparse(SparseOp op, ElementType element, RuleContext context)
    {
        var (from, to) = (context.X.Shape.Size, context.Declared.Shape.Size);
        var weight = context.Constants(op.Weight).Shape;
        var problem = op.Pattern switch
        {
            OneToOnePattern => from == to ? WeightCount(weight, from) : $"one to one joins populations of one size, not of {from} and {to}",
            ProbabilityPattern p => p.P is >= 0 and <= 1 ? WeightCount(weight, null) : $"{p.P} is no probability",
            FixedFanInPattern p =>
                p.Count >= 0 && p.Count <= from ? WeightCount(weight, p.Count * to) : $"{p.Count} of {from} sources cannot be chosen",
            CsrPattern p => context.Misfit(p.RowStarts, ElementType.Int, [(int)to + 1]) ?? Indices(p.Columns, weight, context),
            CooPattern p => context.Misfit(p.Rows, ElementType.Int, context.Constants(p.Columns).Shape) ?? Indices(p.Columns, weight, context),
            NonZeroPattern => weight.SequenceEqual([(int)to, (int)from]) ? null : $"the weight is {weight}, and must be [{to}, {from}]",
            _ => "there is no such pattern",
        };
        if (problem is null && op.Bias is { } bias && context.Constants(bias).Shape.Size != to)
        {
            problem = context.Misfit(bias, element, context.Declared.Shape, broadcasts: true);
        }

        return problem is null ? Connected(context, context.Declared.Shape, element) : problem;
    }

    private static string? Indices(string columns, Shape weight, RuleContext context)
    {
        var constant = context.Constants(columns);
        return constant.Element == ElementType.Int && constant.Shape.Rank == 1
            ? WeightCount(weight, constant.Shape[0])
            : $"the constant '{columns}' must be a list of whole numbers";
    }

    private static string? WeightCount(Shape weight, long? synapses) =>
        weight.Rank == 0 || (weight.Rank == 1 && (synapses is null || weight[0] == synapses))
            ? null
            : $"the weight is {weight}, and must be one number or one per synapse{(synapses is null ? "" : $", [{synapses}]")}";

    private static string? Delays(ConnectionOp op, RuleContext context)
    {
        if (op.Delays is not { } delays)
        {
            return null;
        }

        if (context.X.Kind == ValueKind.Frame)
        {
            return $"delays take what varies in time, not {context.X}";
        }

        if (delays.LeastSteps < 0 || delays.LeastSteps > delays.GreatestSteps)
        {
            return $"no delay lies between {delays.LeastSteps} and {delays.GreatestSteps}";
        }

        var isFree = op is SparseOp && context.Constants(op.Weight).Shape.Rank == 0;
        var shape = isFree ? context.Constants(delays.Constant).Shape : context.Constants(op.Weight).Shape;
        return context.Misfit(delays.Constant, ElementType.Int, shape);
    }

}
