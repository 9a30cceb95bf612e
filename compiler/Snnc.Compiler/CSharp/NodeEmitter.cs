using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;

namespace Snnc.Compiler.CSharp;

/// <summary>Emits one node that is no neuron: a call of a kernel, and the fields that it needs.</summary>
internal sealed class NodeEmitter
{
    private readonly EmitContext _context;
    private readonly NodePlan _plan;
    private readonly Node _node;
    private readonly Site _site;
    private readonly string _y;
    private readonly List<string> _conversions = [];

    public NodeEmitter(EmitContext context, NodePlan plan, Site site)
    {
        _context = context;
        _plan = plan;
        _node = plan.Node;

        // A decoder listens at the end of the steps of the loop before it.
        _site = _node.Op is DecodeOp ? context.Layout.ListenedTo(_node.Inputs[0]) : site;
        var value = new ValueRef(_node.Name);
        _y = context.Layout.IsPresent(value) ? context.Layout.StorageOf(value).Values : context.Layout.KeptOf(value)?.Lists ?? "";
    }

    private Operand X => Input(0);

    // Lists stand for the values that are not read.
    private Operand ListX => new(_context.Layout.ListAt(_node.Inputs[0], _site), _context.Layout.TypeOf(_node.Inputs[0]));

    private string Element => _node.Type.Element == ElementType.Int ? "long" : "float";

    public NodeCode Emit()
    {
        var code = _plan.Kernel is Kernel.Given or Kernel.View or Kernel.Previous ? NodeCode.Empty : EmitOperator();
        return _conversions.Count == 0 ? code : code with { Now = [.. _conversions, .. code.Now] };
    }

    private NodeCode EmitOperator() => _node.Op switch
    {
        ConnectionOp when _plan.Kernel == Kernel.EventRows => new ConnectionEmitter(_context, _plan, ListX, _y).Emit(),
        ConnectionOp => new ConnectionEmitter(_context, _plan, X, _y).Emit(),
        DecodeOp or EncodeRateOp or EncodeLatencyOp or EncodeRowsOp or EncodeDeltaOp or DelayOp => EmitTime(),
        _ => NodeCode.Of(EmitFunction()),
    };

    private NodeCode EmitTime()
    {
        var emitter = new TimeEmitter(_context, _node, _y);
        return _node.Op switch
        {
            DelayOp delay => emitter.Delay(delay, X),
            DecodeOp decode => emitter.Decode(decode, _context.Layout.IsOnlyListed(_node.Inputs[0]) ? ListX : Typed(0), _conversions),
            _ => NodeCode.Of(emitter.Encode(Real(0))),
        };
    }

    private string[] EmitFunction() => _node.Op switch
    {
        PoolOp pool => [Pool(pool)],
        PermuteOp permute => [$"Arrange.Gather<{Element}>({X.Text}, {PermuteMap(permute)}, {_y});"],
        SliceOp slice => [$"Arrange.Slice<{Element}>({X.Text}, {EmitContext.Axis(X.Type.Shape, slice.Axis)}, {slice.Start}, {slice.End}, {_y});"],
        ConcatOp concat => Concat(concat),
        PairsOp => [$"Arrange.Pairs<{Element}>({X.Text}, {X.Type.Shape[1]}, {_y});"],
        AddOp => Combine("Add"),
        MulOp => Combine("Multiply"),
        ScaleOp scale => Scale(scale),
        MatMulOp => [$"MatMul.Multiply({Real(0).Text}, {Real(1).Text}, {MatMulShape()}, {_y});"],
        ThresholdOp threshold => [Threshold(threshold)],
        ActivationOp activation => [$"Activation.{activation.Kind}({Real(0).Text}, {_y});"],
        ArgMaxOp => [$"Reduce.ArgMax<{X.ElementName}>({X.Text}, {LastExtent}, {_y});"],
        ReduceOp { Mean: true } mean => [$"Reduce.Mean({Real(0).Text}, {EmitContext.Axis(X.Type.Shape, mean.Axis)}, {_y});"],
        ReduceOp sum => [$"Reduce.Sum<{Element}>({X.Text}, {EmitContext.Axis(X.Type.Shape, sum.Axis)}, {_y});"],
        SoftmaxOp softmax => [$"Normalize.Softmax({Real(0).Text}, {EmitContext.Axis(X.Type.Shape, softmax.Axis)}, {_y});"],
        BatchNormOp norm => [$"Normalize.Batch({Real(0).Text}, {BatchNormWeights(norm)}, {_y});"],
        LayerNormOp norm =>
            [$"Normalize.Layer({Real(0).Text}, {LastExtent}, {ArrayOf(norm.Weight)}, {ArrayOf(norm.Bias)}, {Literal.Of(norm.Eps)}, {_y});"],
        EmbeddingOp embedding => [Embedding(embedding)],
        _ => throw new InvalidOperationException($"{_node.Op.GetType().Name} has no C#."),
    };

    private int LastExtent => X.Type.Shape[X.Type.Shape.Rank - 1];

    private Operand Input(int index) => new(_context.Layout.Read(_node.Inputs[index], _site), _context.Layout.TypeOf(_node.Inputs[index]));

    // A state of whole numbers where reals are asked for.
    private Operand Real(int index)
    {
        var operand = Input(index);
        if (operand.Type.Element == ElementType.Real)
        {
            return operand;
        }

        var scratch = _context.Scratch("float", $"{_node.Name}_real", operand.Type.Shape.Size);
        _conversions.Add($"Elementwise.ToReal({operand.Text}, {scratch});");
        return new Operand(scratch, operand.Type with { Element = ElementType.Real });
    }

    private string Pool(PoolOp pool)
    {
        var extents = string.Join(", ", _context.Layout.TypeOf(_node.Inputs[0]).Shape.Select(Literal.Of));
        var shape = _context.Shared(
            "PoolShape",
            $"{_node.Name}_shape", $"PoolShape.Square({extents}, kernel: {pool.Kernel}, stride: {pool.Stride}, padding: {pool.Padding})");
        if (_plan.Kernel == Kernel.PoolRows)
        {
            if (_context.Layout.ReadBits(_node.Inputs[0], _site) is { } bits)
            {
                return $"PoolBits.{pool.Kind}({bits}, {shape}, {_y});";
            }

            return $"PoolRows.{pool.Kind}({_context.Layout.ReadChannelsLast(_node.Inputs[0], _site)}, {shape}, {_y});";
        }

        return pool.Kind == PoolKind.Average
            ? $"Pool.Average({Real(0).Text}, {shape}, {_y});"
            : $"Pool.{pool.Kind}<{Element}>({X.Text}, {shape}, {_y});";
    }

    private string PermuteMap(PermuteOp permute) => _context.Shared(
        "IndexMap",
        $"{_node.Name}_map",
        $"IndexMap.Permute({EmitContext.Extents(X.Type.Shape)}, [{string.Join(", ", permute.Axes.Select(Literal.Of))}])");

    private string[] Concat(ConcatOp concat)
    {
        var start = 0;
        var lines = new List<string>();
        for (var i = 0; i < _node.Inputs.Count; i++)
        {
            var input = Input(i);
            lines.Add($"Arrange.Concat<{Element}>({input.Text}, {start}, {EmitContext.Axis(_node.Type.Shape, concat.Axis)}, {_y});");
            start += input.Type.Shape[concat.Axis];
        }

        return [.. lines];
    }

    private string[] Combine(string function)
    {
        var lines = new List<string> { Spread(Typed(0), 0) };
        for (var i = 1; i < _node.Inputs.Count; i++)
        {
            var input = Typed(i);
            var map = input.Type.Shape == _node.Type.Shape ? "" : $"{BroadcastMap(input, i)}, ";
            lines.Add($"Elementwise.{function}<{Element}>({input.Text}, {map}{_y});");
        }

        return [.. lines];
    }

    private Operand Typed(int index) => _node.Type.Element == ElementType.Real ? Real(index) : Input(index);

    // The first operand takes its place in the result, broadcast where it must be.
    private string Spread(Operand operand, int index) => operand.Type.Shape == _node.Type.Shape
        ? operand.CopyTo(_y)
        : $"Arrange.Gather<{Element}>({operand.Text}, {BroadcastMap(operand, index)}, {_y});";

    private string BroadcastMap(Operand operand, int index) =>
        _context.BroadcastMap($"{_node.Name}_map{index}", operand.Type.Shape, _node.Type.Shape);

    private string[] Scale(ScaleOp scale)
    {
        var x = Real(0);
        var by = _context.Constants[scale.By];
        if (by.Shape.Size == 1 && x.Type.Shape == _node.Type.Shape)
        {
            return [$"Elementwise.Scale({x.Text}, {Scalar(scale.By)}, {_y});"];
        }

        return [Spread(x, 0), $"Elementwise.Multiply<float>({_context.Constants.ArrayField(scale.By, _node.Type.Shape)}, {_y});"];
    }

    private string Threshold(ThresholdOp threshold)
    {
        var constants = _context.Constants;
        if (constants[threshold.Value].Shape.Size == 1)
        {
            return $"Elementwise.Threshold({Real(0).Text}, {Scalar(threshold.Value)}, {_y});";
        }

        var shape = constants[threshold.Value].Shape;
        var map = _context.BroadcastMap($"{_node.Name}_map", shape, _node.Type.Shape);
        return $"Elementwise.Threshold({Real(0).Text}, {constants.ArrayField(threshold.Value, shape)}, {map}, {_y});";
    }

    private string Scalar(string constant) => _context.Constants.KnownNumber(constant) ?? _context.Constants.ScalarField(constant);

    private string MatMulShape() => _context.Shared(
        "MatMulShape",
        $"{_node.Name}_shape",
        $"new MatMulShape({string.Join(", ", new[] { X.Type, Input(1).Type, _node.Type }.Select(type => EmitContext.Extents(type.Shape)))})");

    private string BatchNormWeights(BatchNormOp norm)
    {
        var constants = _context.Constants;
        var arrays = string.Join(", ", new[] { norm.Mean, norm.Variance, norm.Weight, norm.Bias }.Select(constants.LocalOrNull));
        return _context.Loaded(
            "BatchNormWeights",
            $"{_node.Name}_weights",
            $"new BatchNormWeights({EmitContext.Axis(X.Type.Shape, norm.Axis)}, {arrays}, {Literal.Of(norm.Eps)})");
    }

    private string ArrayOf(string? constant) => constant is null ? "default"
        : _context.Constants.ArrayField(constant, _context.Constants[constant].Shape);

    private string Embedding(EmbeddingOp embedding)
    {
        var shape = _context.Constants[embedding.Table].Shape;
        var table = _context.Constants.ArrayField(embedding.Table, shape);
        return $"Embedding.Lookup<{X.ElementName}>({X.Text}, {table}, {shape[1]}, {Literal.Of(_node.Name)}, {_y});";
    }
}
