using System;
using LLVMSharp.Interop;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Ir.Interpretation;
using Snnc.Compiler.Tensors;

namespace Snnc.Llvm.Emission;

/// <summary>Connections: every input other than 0 adds its weights, which lie one after the other, to the outputs that it reaches.</summary>
internal sealed class ConnectionEmitter(NodeScope scope)
{
    private readonly Code _code = scope.Code;

    public void Emit()
    {
        switch (scope.Node.Op)
        {
            case DenseOp { Delays: null } op:
                EmitDense(op);
                break;
            case ConvOp { Delays: null } op:
                EmitConv(op);
                break;
            case ConnectionOp op:
                EmitSynapses(op);
                break;
        }
    }

    private void EmitDense(DenseOp op)
    {
        var shape = scope.Constants.Declaration(op.Weight).Shape;
        var (outputs, inputs) = (shape[0], shape[1]);
        var weights = scope.Table(op.Weight, "columns", scope.IsInt, () => Columns(scope.Constants.Values(op.Weight), shape));
        var bias = op.Bias is { } name ? scope.Constant(name, scope.IsInt, Shape.Of([outputs])) : (Values?)null;
        var (x, y) = (scope.Input(), scope.Output);
        _code.For(scope.Size / outputs, row =>
        {
            var at = _code.Multiply(row, outputs);
            _code.For(outputs, o => y.Store(bias?.Load(o) ?? _code.Zero(scope.IsInt), _code.Add(at, o)));
            _code.For(inputs, i =>
            {
                var value = x.Load(_code.Add(_code.Multiply(row, inputs), i), scope.IsInt);
                _code.If(_code.IsNotZero(scope.IsInt, value), () => AddRun(y, at, weights, _code.Multiply(i, outputs), outputs, value));
            });
        });
    }

    private static double[] Columns(double[] weight, Shape shape) => Array.ConvertAll(IndexMaps.Permute(shape, [1, 0]), i => weight[i]);

    // y[at + o] += weights[from + o] * x
    private void AddRun(Values y, LLVMValueRef at, Values weights, LLVMValueRef from, int count, LLVMValueRef x) => _code.For(count, o =>
    {
        var to = _code.Add(at, o);
        y.Store(_code.Sum(scope.IsInt, y.Load(to), _code.Product(scope.IsInt, weights.Load(_code.Add(from, o)), x)), to);
    });

    private void EmitConv(ConvOp op)
    {
        var g = new ConvGeometry(op, scope.TypeOf(0).Shape, scope.Shape);
        var weights = scope.Table(op.Weight, $"runs of {op.Groups}", scope.IsInt, () => ConvEvaluator.OutputInnermost(scope.Constants.Values(op.Weight), g));
        var (x, y, sums) = (scope.Input(), scope.Output, scope.Part("sums"));
        var bias = op.Bias is { } name ? scope.Constant(name, scope.IsInt) : (Values?)null;
        _code.For(g.Positions, p => _code.For(g.Outputs, o =>
            sums.Store(bias?.Load(o) ?? _code.Zero(scope.IsInt), _code.Add(_code.Multiply(p, g.Outputs), o))));
        _code.For(g.Channels, channel => _code.For(g.Height, row => _code.For(g.Width, column =>
        {
            var at = _code.Add(_code.Multiply(_code.Add(_code.Multiply(channel, g.Height), row), g.Width), column);
            var value = x.Load(at, scope.IsInt);
            _code.If(_code.IsNotZero(scope.IsInt, value), () => Scatter(op, g, sums, weights, (channel, row, column), value));
        })));
        _code.For(g.Outputs, o => _code.For(g.Positions, p =>
            y.Store(sums.Load(_code.Add(_code.Multiply(p, g.Outputs), o)), _code.Add(_code.Multiply(o, g.Positions), p))));
    }

    private void Scatter(
        ConvOp op, ConvGeometry g, Values sums, Values weights, (LLVMValueRef Channel, LLVMValueRef Row, LLVMValueRef Column) from, LLVMValueRef x)
    {
        var first = _code.Multiply(_code.Quotient(from.Channel, g.ChannelsPerGroup), g.OutputsPerGroup);
        _code.For(g.KernelHeight, ky => Reach(op, from.Row, ky, g.OutHeight, op.Rank == 1, row =>
            _code.For(g.KernelWidth, kx => Reach(op, from.Column, kx, g.OutWidth, false, column =>
            {
                var position = _code.Add(_code.Multiply(row, g.OutWidth), column);
                var at = _code.Add(_code.Multiply(position, g.Outputs), first);
                var entry = _code.Add(
                    _code.Multiply(_code.Add(_code.Multiply(from.Channel, g.KernelHeight), ky), g.KernelWidth), kx);
                AddRun(sums, at, weights, _code.Multiply(entry, g.OutputsPerGroup), g.OutputsPerGroup, x);
            }))));
    }

    // Where the output lies that an input reaches under an entry of the kernel, if there is one.
    private void Reach(ConvOp op, LLVMValueRef position, LLVMValueRef k, int extent, bool isFlat, Action<LLVMValueRef> body)
    {
        if (isFlat)
        {
            body(_code.Whole(0));
            return;
        }

        var shifted = _code.Subtract(_code.Add(position, _code.Whole(op.Padding)), _code.Multiply(k, op.Dilation));
        var reached = _code.SignedDivide(shifted, _code.Whole(op.Stride));
        var isWhole = _code.Equals(_code.Multiply(reached, op.Stride), shifted);
        var isInside = _code.And(_code.Compare(LLVMIntPredicate.LLVMIntSGE, shifted, _code.Whole(0)), _code.IsLess(reached, _code.Whole(extent)));
        _code.If(_code.And(isWhole, isInside), () => body(reached));
    }

    private void EmitSynapses(ConnectionOp op)
    {
        var table = SynapseTable.Create(op, scope.Node, scope.TypeOf(0).Shape, scope.Constants);
        var first = scope.Indices("first", () => table.FirstOfSource);
        var targets = scope.Indices("targets", () => table.Targets);
        var weights = scope.Table(scope.Node.Name, "weights", scope.IsInt, () => table.Weights);
        var bias = scope.Table(scope.Node.Name, "bias", scope.IsInt, () => table.Bias);
        var past = table.Delays is null ? null : new PastReader(scope);
        var (x, y) = (scope.Input(), scope.Output);
        scope.Each(i => bias.Load(i));
        _code.For(table.FirstOfSource.Length - 1, from =>
        {
            void AddAll(LLVMValueRef? present) => _code.For(first(from), first(_code.Add(from, _code.Whole(1))), k =>
            {
                var value = present ?? _code.Convert(past!.At(from, k), x.IsInt, scope.IsInt);
                void Add() => AddTo(y, targets(k), _code.Product(scope.IsInt, weights.Load(k), value));
                _code.If(_code.IsNotZero(scope.IsInt, value), Add);
            });

            if (past is not null)
            {
                AddAll(null);
                return;
            }

            var value = x.Load(from, scope.IsInt);
            _code.If(_code.IsNotZero(scope.IsInt, value), () => AddAll(value));
        });
    }

    private void AddTo(Values y, LLVMValueRef to, LLVMValueRef value) => y.Store(_code.Sum(scope.IsInt, y.Load(to), value), to);
}
