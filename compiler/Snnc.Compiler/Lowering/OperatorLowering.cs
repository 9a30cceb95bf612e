using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Semantics;
using Snnc.Compiler.Semantics.Networks;
using Snnc.Compiler.Symbols;
using Snnc.Compiler.Tensors;

namespace Snnc.Compiler.Lowering;

/// <summary>Turns a bound operator into the IR's, its arguments into attributes and constants.</summary>
internal sealed class OperatorLowering(TimeScale scale, ConstantPool pool, IReadOnlyDictionary<string, BoundNode> nodes)
{
    /// <summary>Lowers an operator.</summary>
    public Op Lower(BoundNode node)
    {
        var operation = (BoundOperator)node.Operation;
        var input = TypeOf(node.Inputs[0]).Shape;
        return operation.Symbol.Family switch
        {
            OperatorFamily.Connection => Connection(node, operation, input),
            OperatorFamily.Encoder => Encoder(operation, input),
            OperatorFamily.Decoder => Decoder(operation),
            _ => Movement(node, operation, input) ?? Arithmetic(node, operation, input),
        };
    }

    /// <summary>The type of what an edge carries.</summary>
    public NetType TypeOf(BoundEdge edge)
    {
        var from = nodes[edge.From];
        if (edge.State is null)
        {
            return from.Type;
        }

        var state = ((BoundPopulation)from.Operation).Use.Model.States.First(candidate => candidate.Name == edge.State);
        return new NetType(TimeKind.Signal, from.Type.Shape, state.Dimension, state.Bits > 0);
    }

    private static int Resolve(int index, int extent) => index < 0 ? index + extent : index;

    private double Number(BoundOperator operation, string name) => operation.Arguments.TryGetValue(name, out var value)
        ? ConstantLowering.TryNumber(value, scale)!.Value
        : operation.Symbol.Parameters.First(parameter => parameter.Name == name).Default!.Value;

    private int Whole(BoundOperator operation, string name) => (int)Number(operation, name);

    private int Axis(BoundOperator operation, string name, Shape input) => Resolve(Whole(operation, name), input.Rank);

    private Op Connection(BoundNode node, BoundOperator operation, Shape input)
    {
        if (operation.Symbol.Name == "sparse")
        {
            return new SparseLowering(scale, pool).Lower(node, operation, (int)input.Size);
        }

        var outputs = Whole(operation, "out");
        var isDense = operation.Symbol.Name == "dense";
        var rank = operation.Symbol.Name == "conv1d" ? 1 : 2;
        var shape = isDense ? [outputs, input[input.Rank - 1]]
            : Shape.Of(new[] { outputs, input[0] / Whole(operation, "groups") }.Concat(Enumerable.Repeat(Whole(operation, "kernel"), rank)));
        var weight = Weight(node, operation.Arguments["weight"], shape);
        var bias = operation.Arguments["bias"] is BoundNone ? null : Weight(node, operation.Arguments["bias"], [outputs], "bias");
        var delays = Delays(node, shape);
        return isDense
            ? new DenseOp(weight, bias, delays)
            : new ConvOp(rank, Whole(operation, "kernel"), Whole(operation, "stride"), Whole(operation, "padding"), Whole(operation, "dilation"),
                Whole(operation, "groups"), weight, bias, delays);
    }

    private string Weight(BoundNode node, BoundExpr value, Shape shape, string role = "weight")
    {
        var load = ConstantLowering.ToLoadExpr(value, scale, shape);
        if (role == "weight" && node.Bits is { } bits)
        {
            load = new LoadQuantize(shape, bits, load);
        }

        return pool.Add($"{node.Name}.{role}", node.Type.IsInt ? ElementType.Int : ElementType.Real, shape, load);
    }

    private SynapseDelays? Delays(BoundNode node, Shape shape) => node.DelayTensor is null ? null
        : new SynapseDelays(DelayConstant(node, shape), node.LeastDelay, node.GreatestDelay);

    private string DelayConstant(BoundNode node, Shape shape) =>
        pool.Add($"{node.Name}.delays", ElementType.Int, shape, SparseLowering.WholeSteps(node.DelayTensor!, scale, shape));

    private Op Encoder(BoundOperator operation, Shape input) => operation.Symbol.Name switch
    {
        "encode.constant" => new EncodeConstantOp(),
        "encode.rate" => new EncodeRateOp(Number(operation, "max"), (long)Number(operation, "seed")),
        "encode.latency" => new EncodeLatencyOp(Number(operation, "tau"), Number(operation, "max")),
        "encode.rows" => new EncodeRowsOp(Axis(operation, "axis", input)),
        _ => new EncodeDeltaOp(Number(operation, "threshold")),
    };

    private Op Decoder(BoundOperator operation)
    {
        int? every = operation.Arguments.ContainsKey("every") ? (int)Math.Round(Number(operation, "every"), MidpointRounding.ToEven) : null;
        return new DecodeOp(
            operation.Symbol.Name switch
            {
                "mean" => DecodeKind.Mean,
                "last" => DecodeKind.Last,
                "max" => DecodeKind.Max,
                "first_spike" => DecodeKind.FirstSpike,
                _ => DecodeKind.Sum,
            },
            every);
    }

    private Op? Movement(BoundNode node, BoundOperator operation, Shape input)
    {
        switch (operation.Symbol.Name)
        {
            case "flatten" or "reshape":
                return new ReshapeOp();
            case "permute":
                var axes = operation.Variadic.Select(axis => (int)ConstantLowering.TryNumber(axis, scale)!.Value);
                return new PermuteOp(axes.Select(axis => Resolve(axis, input.Rank)).ToEquatableArray());
            case "slice":
                var sliced = Axis(operation, "axis", input);
                return new SliceOp(Resolve(Whole(operation, "start"), input[sliced]), Resolve(Whole(operation, "end"), input[sliced]), sliced);
            case "concat":
                return new ConcatOp(Axis(operation, "axis", input));
            case "add":
                return new AddOp();
            case "sumpool2d":
                return Pool(PoolKind.Sum, operation);
            case "maxpool2d":
                return Pool(PoolKind.Max, operation);
            case "delay" when node.DelayTensor is not null:
                return new DelayOp(null, DelayConstant(node, Narrow(node.DelayTensor, input)), node.LeastDelay, node.GreatestDelay);
            case "delay":
                return new DelayOp(node.Delay, null, node.Delay, node.Delay);
            default:
                return null;
        }
    }

    private PoolOp Pool(PoolKind kind, BoundOperator operation) => new(
        kind, Whole(operation, "kernel"),
        operation.Arguments.ContainsKey("stride") ? Whole(operation, "stride") : Whole(operation, "kernel"), Whole(operation, "padding"));

    private Op Arithmetic(BoundNode node, BoundOperator operation, Shape input) => operation.Symbol.Name switch
    {
        "avgpool2d" => Pool(PoolKind.Average, operation),
        "mul" => new MulOp(),
        "matmul" => new MatMulOp(),
        "scale" => new ScaleOp(Tensor(node, operation, "by", input)),
        "reduce_sum" => new ReduceOp(false, Axis(operation, "axis", input)),
        "reduce_mean" => new ReduceOp(true, Axis(operation, "axis", input)),
        "batchnorm" => BatchNorm(node, operation, Axis(operation, "axis", input), input),
        "layernorm" => new LayerNormOp(
            Optional(node, operation, "weight", [input[input.Rank - 1]]), Optional(node, operation, "bias", [input[input.Rank - 1]]),
            Number(operation, "eps")),
        "embedding" => new EmbeddingOp(Tensor(node, operation, "weight", operation.Arguments["weight"].Shape)),
        "softmax" => new SoftmaxOp(Axis(operation, "axis", input)),
        "threshold" => new ThresholdOp(Tensor(node, operation, "value", input)),
        "pairs" => new PairsOp(),
        "argmax" => new ArgMaxOp(),
        "relu" => new ActivationOp(ActivationKind.Relu),
        "sigmoid" => new ActivationOp(ActivationKind.Sigmoid),
        "tanh" => new ActivationOp(ActivationKind.Tanh),
        "gelu" => new ActivationOp(ActivationKind.Gelu),
        var name => throw new InvalidOperationException($"The operator '{name}' has no lowering."),
    };

    private BatchNormOp BatchNorm(BoundNode node, BoundOperator operation, int axis, Shape input) => new(
        Tensor(node, operation, "running_mean", [input[axis]]), Tensor(node, operation, "running_var", [input[axis]]),
        Optional(node, operation, "weight", [input[axis]]), Optional(node, operation, "bias", [input[axis]]), axis, Number(operation, "eps"));

    private string? Optional(BoundNode node, BoundOperator operation, string name, Shape shape) =>
        operation.Arguments.ContainsKey(name) ? Tensor(node, operation, name, shape) : null;

    private string Tensor(BoundNode node, BoundOperator operation, string name, Shape target)
    {
        var value = operation.Arguments[name];
        var load = ConstantLowering.ToLoadExpr(value, scale, Narrow(value, target));
        return pool.Add($"{node.Name}.{name}", ElementType.Real, load.Shape, load);
    }

    // A number stays a number; only what has no shape of its own takes the one that it is used for.
    private static Shape Narrow(BoundExpr value, Shape target) =>
        BoundTree.All(value).Any(part => part is BoundUniform or BoundTensor { IsKnown: false }) ? target : value.Shape;
}
