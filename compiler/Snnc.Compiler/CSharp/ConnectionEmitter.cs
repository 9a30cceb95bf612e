using System;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;
using Snnc.Compiler.Tensors;

namespace Snnc.Compiler.CSharp;

/// <summary>Emits connections: weights are packed when loading, a step is one call of a kernel.</summary>
internal sealed class ConnectionEmitter(EmitContext context, NodePlan plan, Operand x, string y)
{
    private readonly Node _node = plan.Node;
    private readonly ConnectionOp _op = (ConnectionOp)plan.Node.Op;

    private string Element => context.Constants[_op.Weight].Element == ElementType.Int ? "long" : "float";

    private string Weight => context.Constants.Local(_op.Weight);

    private string Bias => context.Constants.LocalOrNull(_op.Bias);

    private string Packed => $"{context.Constants.Packed(_op.Weight)}, {context.Constants.Packed(_op.Bias)}";

    private int Sources => _op is DenseOp ? x.Type.Shape[x.Type.Shape.Rank - 1] : (int)x.Type.Shape.Size;

    private int Targets => _op is DenseOp ? _node.Type.Shape[_node.Type.Shape.Rank - 1] : (int)_node.Type.Shape.Size;

    public NodeCode Emit() => plan.Kernel == Kernel.Pending ? EmitPending() : EmitImmediate();

    private NodeCode EmitImmediate()
    {
        if (context.Layout.IsJoined(plan))
        {
            return NodeCode.Empty;
        }

        if (context.Layout.JoinedTo(plan) is { } joined)
        {
            return EmitJoined(joined);
        }

        var (kernel, type, weights) = _op switch
        {
            DenseOp => ("Dense", "DenseWeights", $"{Packed}, {Targets}, {Sources}"),
            ConvOp conv => ("Conv", "ConvWeights", $"{Shape(conv)}, {Packed}"),
            SparseOp sparse => ("Sparse", "SparseWeights", Packing(sparse)),
            _ => throw new InvalidOperationException($"{_op.GetType().Name} has no C#."),
        };
        var field = context.Loaded($"{type}<{Element}>", $"{_node.Name}_weights", $"{type}.Pack({weights})");
        return NodeCode.Of(plan.Into is { } state
            ? $"EventRows.AddInto({x.Text}, {field}, {y}, {context.Layout.StorageOf(state).Span});"
            : plan.Kernel == Kernel.EventRows
            ? $"EventRows.Add({x.Text}, {field}, {y});"
            : $"{kernel}.{(plan.Kernel == Kernel.Event ? "Spikes" : "Signal")}({x.Text}, {field}, {y});");
    }

    // One row of targets for each source, one array of sums, and one of the states that these go into.
    private NodeCode EmitJoined(JoinedStates joined)
    {
        var state = plan.Into!;
        var parts = joined.Parts.Select(part =>
            $"(SparseWeights.Pack({new ConnectionEmitter(context, part.Plan, x, y).Packing((SparseOp)part.Plan.Node.Op)}), {part.FirstTarget})");
        var weights = context.Loaded("SparseWeights<float>", $"{_node.Name}_weights", $"SparseWeights.Join({joined.Size}, {string.Join(", ", parts)})");
        var apart = LaneStates.Apart(context.Layout.PlanOf(state.Node).Node, state.State!);
        context.Parts.Memory.Add($"private readonly AlignedArray<float> {joined.Memory} = new({joined.Size}{apart});");
        var sums = context.Members.Field($"{_node.Name}_sums");
        context.Place("ArenaArray<float>", sums, context.Layout.StorageOf(new ValueRef(_node.Name)).Offset!.Value, Literal.Of(joined.Size));
        return NodeCode.Of($"EventRows.AddInto({x.Text}, {weights}, {sums}.Values, {joined.Memory}.Span);");
    }

    private string Packing(SparseOp sparse) => $"{Synapses(sparse.Pattern)}, {Weight}, {Bias}";

    // Where every delay is 1 or more the input may not be known yet: it is sent at the end of the step.
    private NodeCode EmitPending()
    {
        var delays = context.Constants.Local(_op.Delays!.Constant);
        context.CheckRange(_op.Delays.Constant, _op.Delays.LeastSteps, _op.Delays.GreatestSteps);
        var (type, weights) = _op switch
        {
            ConvOp conv => ("DelayedConvWeights", $"{Shape(conv)}, {Weight}, {Bias}, {delays}"),
            SparseOp sparse => ("DelayedWeights", $"{Synapses(sparse.Pattern)}, {Weight}, {Bias}, {delays}"),
            _ => ("DelayedWeights", $"SynapseList.All({Sources}, {Targets}), {Weight}, {Bias}, {delays}"),
        };
        var field = context.Loaded($"{type}<{Element}>", $"{_node.Name}_weights", $"{type}.Pack({weights})");
        var rows = _op is DenseOp && _node.Type.Shape.Size != Targets ? Literal.Of((int)(_node.Type.Shape.Size / Targets)) : "";
        var sums = context.StatePart($"FutureSums<{Element}>", $"{_node.Name}_sums", $"{field}.CreateSums({rows})", isLoaded: true);
        var send = $"Delayed.Send({x.Text}, {field}, {sums});";
        var take = $"Delayed.Take({field}, {sums}, {y});";
        return _node.ReadsOnlyPast
            ? new NodeCode([take], [send, $"{sums}.Advance();"])
            : new NodeCode([send, take], [$"{sums}.Advance();"]);
    }

    private string Shape(ConvOp conv)
    {
        var extents = string.Join(", ", x.Type.Shape.Select(Literal.Of));
        var shape = $"ConvShape.Rank{conv.Rank}({extents}, {_node.Type.Shape[0]}, kernel: {conv.Kernel}, stride: {conv.Stride}, " +
            $"padding: {conv.Padding}, dilation: {conv.Dilation}, groups: {conv.Groups})";
        return context.Shared("ConvShape", $"{_node.Name}_shape", shape);
    }

    private string Synapses(SparsePattern pattern) => pattern switch
    {
        OneToOnePattern => $"SynapseList.OneToOne({Sources})",
        ProbabilityPattern probability =>
            $"SynapseList.Probability({Sources}, {Targets}, {Literal.Of(probability.P)}, {Literal.Of(probability.Seed)})",
        FixedFanInPattern fan => $"SynapseList.FixedFanIn({Sources}, {Targets}, {Literal.Of(fan.Count)}, {Literal.Of(fan.Seed)})",
        CsrPattern csr => $"SynapseList.Csr({Sources}, {Targets}, {context.Constants.Local(csr.RowStarts)}, {context.Constants.Local(csr.Columns)})",
        CooPattern coo => $"SynapseList.Coo({Sources}, {Targets}, {context.Constants.Local(coo.Rows)}, {context.Constants.Local(coo.Columns)})",
        NonZeroPattern => $"SynapseList.NonZero({Sources}, {Targets}, {Weight})",
        _ => throw new InvalidOperationException($"{pattern.GetType().Name} has no C#."),
    };
}
