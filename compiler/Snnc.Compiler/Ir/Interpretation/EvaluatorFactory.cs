using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Tensors;
using Snnc.Numerics;

namespace Snnc.Compiler.Ir.Interpretation;

/// <summary>Chooses the evaluator of each node and wires it to the arrays that others write.</summary>
internal sealed class EvaluatorFactory
{
    private readonly Dictionary<ValueRef, Operand> _values = [];
    private readonly LoadedConstants _constants;
    private readonly Rounding _rounding;
    private readonly RunClock _clock;

    public EvaluatorFactory(Graph graph, LoadedConstants constants, Rounding rounding, RunClock clock)
    {
        (_constants, _rounding, _clock) = (constants, rounding, clock);

        // All arrays first: a node that reads the past only may stand before the node that it reads.
        foreach (var node in graph.Nodes)
        {
            _values[new ValueRef(node.Name)] = new Operand(new double[node.Type.Shape.Size], node.Type);
            foreach (var state in node.Op is NeuronOp neuron ? neuron.States : [])
            {
                var type = new ValueType(ValueKind.Signal, node.Type.Shape, state.Element);
                _values[new ValueRef(node.Name, state.Name)] = new Operand(new double[type.Shape.Size], type);
            }
        }
    }

    /// <summary>The array and type of a value.</summary>
    public Operand Value(ValueRef value) => _values[value];

    /// <summary>The evaluator of a node.</summary>
    public NodeEvaluator Create(Node node)
    {
        var isWhole = node.Type.Element == ElementType.Int;

        // A decoder counts in doubles, which hold both.
        var whole = isWhole || node.Op is DecodeOp ? [] : node.Inputs.Distinct().Where(input => Value(input).Type.Element == ElementType.Int);
        var conversions = whole.ToDictionary(input => input, input => new Operand(new double[Value(input).Size], Value(input).Type));
        var inputs = node.Inputs.Select(input => conversions.TryGetValue(input, out var converted) ? converted : Value(input)).ToList();
        var wiring = new NodeWiring(node, inputs, Value(new ValueRef(node.Name)).Values, _constants, isWhole ? default : _rounding, _clock);
        if (node.Op is NeuronOp neuron)
        {
            // Its ports say themselves what they take.
            wiring = wiring with { Inputs = node.Inputs.Select(Value).ToList() };
            return new NeuronEvaluator(wiring, neuron, _rounding, state => Value(new ValueRef(node.Name, state)).Values);
        }

        var evaluator = Create(wiring);
        return conversions.Count == 0 ? evaluator : new ConvertingEvaluator(wiring, evaluator, conversions
            .Select(pair => (Value(pair.Key).Values, pair.Value.Values)).ToList());
    }

    private static NodeEvaluator Create(NodeWiring wiring) => wiring.Node.Op switch
    {
        InputOp => new InputEvaluator(wiring),
        EncodeRateOp op => new EncodeRateEvaluator(wiring, op),
        EncodeLatencyOp op => new EncodeLatencyEvaluator(wiring, op),
        EncodeRowsOp op => new EncodeRowsEvaluator(wiring, op),
        EncodeDeltaOp op => new EncodeDeltaEvaluator(wiring, op),
        DecodeOp op => new DecodeEvaluator(wiring, op),
        ConnectionOp op => Connection(wiring, op),
        DelayOp op => new DelayEvaluator(wiring, op),
        EncodeConstantOp or ReshapeOp or PermuteOp or SliceOp or ConcatOp or PairsOp => Movement(wiring),
        _ => Arithmetic(wiring),
    };

    private static NodeEvaluator Connection(NodeWiring wiring, ConnectionOp connection) => connection switch
    {
        DenseOp { Delays: null } op => new DenseEvaluator(wiring, op),
        ConvOp { Delays: null } op => new ConvEvaluator(wiring, op),
        _ => new SynapseEvaluator(wiring, connection),
    };

    private static NodeEvaluator Movement(NodeWiring wiring)
    {
        var shape = wiring.Input.Type.Shape;
        return wiring.Node.Op switch
        {
            PermuteOp op => new GatherEvaluator(wiring, IndexMaps.Permute(shape, op.Axes)),
            SliceOp op => new GatherEvaluator(wiring, IndexMaps.Slice(shape, op.Axis, op.Start, op.End - op.Start)),
            ConcatOp op => GatherEvaluator.Concat(wiring, op.Axis),
            PairsOp => new GatherEvaluator(wiring, IndexMaps.Pairs(shape[0], shape[1])),
            _ => new GatherEvaluator(wiring, GatherEvaluator.Range(wiring.Input.Size)),
        };
    }

    private static NodeEvaluator Arithmetic(NodeWiring wiring) => wiring.Node.Op switch
    {
        AddOp => new FoldEvaluator(wiring, (x, y) => x + y),
        MulOp => new FoldEvaluator(wiring, (x, y) => x * y),
        MatMulOp => new MatMulEvaluator(wiring),
        ScaleOp op => new ConstantOperandEvaluator(wiring, op.By, (x, y) => x * y),
        ThresholdOp op => new ConstantOperandEvaluator(wiring, op.Value, (x, y) => x > y ? 1 : 0),
        PoolOp op => new PoolEvaluator(wiring, op),
        ReduceOp op => new ReduceEvaluator(wiring, op),
        BatchNormOp op => new BatchNormEvaluator(wiring, op),
        LayerNormOp op => new LayerNormEvaluator(wiring, op),
        SoftmaxOp op => new SoftmaxEvaluator(wiring, op),
        ArgMaxOp => new ArgMaxEvaluator(wiring),
        EmbeddingOp op => new EmbeddingEvaluator(wiring, op),
        ActivationOp op => new ElementwiseEvaluator(wiring, Activation(op.Kind)),
        _ => throw new ArgumentException($"There is no operator {wiring.Node.Op.GetType()}.", nameof(wiring)),
    };

    private static Func<double, double> Activation(ActivationKind kind) => kind switch
    {
        ActivationKind.Relu => x => x > 0 ? x : 0,
        ActivationKind.Sigmoid => SpecialFunctions.Sigmoid,
        ActivationKind.Tanh => Math.Tanh,
        ActivationKind.Gelu => SpecialFunctions.Gelu,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such activation."),
    };
}
