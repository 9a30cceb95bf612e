using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Ir.Interpretation;
using Snnc.Compiler.Passes;
using Snnc.Compiler.Plan;
using Snnc.Compiler.Targets;
using Snnc.Compiler.Tensors;
using Snnc.Tensors;

namespace Snnc.Cost.Functional;

/// <summary>
/// A network whose connections from spikes are crossbars: each becomes its arrays' partial sums, and converters that digitise and add them.
/// <code>
/// before  %fc = dense %s {weight = $w, bias = $b}
/// after   %fc.sum0 = dense %s {weight = effective levels};  ...;  %fc = neuron adc (s0: %fc.sum0, ...) { emit step * (code(s0) - code(s1) + ...) + $b }
/// </code>
/// Cases: dense connections and convolutions with real weights that read spikes. Sparse connections, those with delays per synapse, and what no spikes feed
/// stay digital, as do neurons.
/// </summary>
internal sealed class CrossbarRewrite
{
    private const string Model = "adc";

    private readonly CrossbarArithmetic _arithmetic;
    private readonly GraphEditor _editor;
    private readonly SpikeFed _spikes;
    private readonly ActivityEstimate _activity;
    private readonly LoadedConstants _values;
    private readonly List<NamedArray> _tensors = [];
    private readonly int _seed;

    private CrossbarRewrite(Graph graph, ITensorResolver tensors, CrossbarArithmetic arithmetic, ActivityProfile? profile, int seed)
    {
        (_arithmetic, _seed) = (arithmetic, seed);
        _editor = new GraphEditor(graph);
        _spikes = new SpikeFed(graph);
        _activity = new ActivityEstimate(graph, new GraphValues(graph), profile);
        _values = new LoadedConstants(graph, tensors);
    }

    /// <summary>The network on crossbars, and where its conductances are read from.</summary>
    /// <param name="profile">What was recorded of the network's activity, by which the converters' range is chosen; or null.</param>
    /// <param name="seed">Draws the devices' variation.</param>
    /// <exception cref="TensorFormatException">The weights cannot be read.</exception>
    public static (Graph Graph, ITensorResolver Tensors) Apply(
        Graph graph, ITensorResolver tensors, CrossbarArithmetic arithmetic, ActivityProfile? profile, int seed)
    {
        var rewrite = new CrossbarRewrite(graph, tensors, arithmetic, profile, seed);
        for (var place = 0; place < rewrite._editor.Names.Count; place++)
        {
            rewrite.Connection(rewrite._editor.Find(rewrite._editor.Names[place])!, place);
        }

        var overlay = new OverlayTensors(tensors, rewrite._tensors);
        var result = rewrite._editor.ToGraph();
        return (result with { Containers = result.Containers.Append(OverlayTensors.Container).ToEquatableArray() }, overlay);
    }

    private void Connection(Node node, int place)
    {
        if (node.Op is DenseOp { Delays: null } or ConvOp { Delays: null }
            && _spikes.IsFedBySpikes(node) && _editor.Constant(WeightOf(node)).Element == ElementType.Real)
        {
            Replace(node, (ConnectionOp)node.Op, place);
        }
    }

    private static string WeightOf(Node node) => ((ConnectionOp)node.Op).Weight;

    private void Replace(Node node, ConnectionOp op, int place)
    {
        var shape = _editor.Constant(op.Weight).Shape;
        var positions = (int)shape.Skip(2).Aggregate(1L, (product, extent) => product * extent);
        var layer = new CrossbarLayer(_values.Values(op.Weight), (shape[0], shape[1], positions), _arithmetic, Seed(place));
        var inputs = layer.Sums.Select((sum, i) => Sum(node, op, shape, sum, i)).ToEquatableArray();
        var step = layer.FullScale(_activity.Of(node.Inputs[0]).Density) / ((1 << _arithmetic.AdcBits) - 1);
        _editor.Replace(node with { Op = Converters(node, op, layer, step), Inputs = inputs });
    }

    // Layers of one shape are not the same devices.
    private int Seed(int place) => unchecked((_seed * 7919) + place);

    private ValueRef Sum(Node node, ConnectionOp op, Shape shape, PartialSum sum, int index)
    {
        var key = $"{node.Name}.sum{index}";
        _tensors.Add(new NamedArray(key, shape, Array.ConvertAll(sum.Levels, level => (float)level)));
        var weight = _editor.AddConstant(key, new LoadTensor(shape, OverlayTensors.Container.Name, key));
        var name = _editor.Fresh(key);
        _editor.InsertBefore(node.Name, node with { Name = name, Op = op with { Weight = weight, Bias = null } });
        return new ValueRef(name);
    }

    private NeuronOp Converters(Node node, ConnectionOp op, CrossbarLayer layer, double step)
    {
        var ports = layer.Sums.Select((_, i) => new Port($"s{i}", ElementType.Real, 1)).ToEquatableArray();
        var codes = layer.Sums.Select((sum, i) => (sum.Sign, Code: Code(new PortExpr(ExprType.Real, $"s{i}"), step)));
        var total = codes.Aggregate((Expr)new RealExpr(0), (sum, code) =>
            new BinaryExpr(ExprType.Real, code.Sign > 0 ? BinaryOp.Add : BinaryOp.Subtract, sum, code.Code));
        var scaled = new BinaryExpr(ExprType.Real, BinaryOp.Multiply, total, new RealExpr((float)(step * layer.WeightPerLevel)));
        Expr result = op.Bias is null ? scaled : new BinaryExpr(ExprType.Real, BinaryOp.Add, scaled, Bias(node, op.Bias));
        return new NeuronOp(Model, ports, [], [new EmitStmt(result)]);
    }

    private BinaryExpr Code(Expr sum, double step)
    {
        var code = new CallExpr(ExprType.Real, "round", new BinaryExpr(ExprType.Real, BinaryOp.Multiply, sum, new RealExpr((float)(1 / step))));
        return new BinaryExpr(ExprType.Real, BinaryOp.Min, code, new RealExpr((1 << _arithmetic.AdcBits) - 1));
    }

    // A convolution's bias stands along its channels.
    private ConstantExpr Bias(Node node, string bias)
    {
        var value = _editor.Constant(bias).Value;
        var shape = node.Op is ConvOp conv ? Shape.Of(Enumerable.Repeat(1, conv.Rank).Prepend(value.Shape[0])) : value.Shape;
        return new ConstantExpr(ExprType.Real, _editor.AddConstant($"{bias}.digital", new LoadReshape(shape, value)));
    }
}
