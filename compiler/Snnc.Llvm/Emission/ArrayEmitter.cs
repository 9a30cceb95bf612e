using System;
using System.Linq;
using LLVMSharp.Interop;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Ir.Interpretation;
using Snnc.Compiler.Tensors;

namespace Snnc.Llvm.Emission;

/// <summary>Operators that move elements, or compute each from those that stand at its place.</summary>
internal sealed class ArrayEmitter(NodeScope scope)
{
    private readonly Code _code = scope.Code;

    public void Emit()
    {
        var shape = scope.TypeOf(0).Shape;
        switch (scope.Node.Op)
        {
            case PermuteOp op:
                Gather("permuted", () => IndexMaps.Permute(shape, op.Axes));
                break;
            case SliceOp op:
                Gather("slice", () => IndexMaps.Slice(shape, op.Axis, op.Start, op.End - op.Start));
                break;
            case PairsOp:
                Gather("pairs", () => IndexMaps.Pairs(shape[0], shape[1]));
                break;
            case ConcatOp op:
                Concat(op.Axis);
                break;
            case MatMulOp:
                MatMul();
                break;
            case PoolOp op:
                Pool(op);
                break;
            case EmbeddingOp op:
                Embed(op);
                break;
            default:
                Elementwise();
                break;
        }
    }

    private void Elementwise()
    {
        var x = scope.Input();
        switch (scope.Node.Op)
        {
            case AddOp:
                Fold((a, b) => _code.Sum(scope.IsInt, a, b));
                break;
            case MulOp:
                Fold((a, b) => _code.Product(scope.IsInt, a, b));
                break;
            case ScaleOp op:
                WithConstant(op.By, (a, c) => _code.Product(scope.IsInt, a, c));
                break;
            case ThresholdOp op:
                WithConstant(op.Value, (a, c) => _code.Select(_code.IsGreater(scope.IsInt, a, c), _code.Real(1), _code.Real(0)));
                break;
            case ActivationOp op:
                scope.Each(i => Activate(op.Kind, x.Load(i, asInt: false)));
                break;
            case ReshapeOp or EncodeConstantOp:
                scope.Each(i => x.Load(i, scope.IsInt));
                break;
            default:
                throw new InvalidOperationException($"{scope.Node.Op.GetType().Name} has no native code.");
        }
    }

    private void Gather(string packing, Func<int[]> map)
    {
        var (x, from) = (scope.Input(), scope.Indices(packing, map));
        scope.Each(i => x.Load(from(i), scope.IsInt));
    }

    private void Concat(int axis)
    {
        var start = 0;
        for (var k = 0; k < scope.Node.Inputs.Count; k++)
        {
            var shape = scope.TypeOf(k).Shape;
            var (x, y, first) = (scope.Input(k), scope.Output, start);
            var place = scope.Indices($"place {k}", () => IndexMaps.Slice(scope.Shape, axis, first, shape[axis]));
            _code.For(shape.Size, i => y.Store(x.Load(i, scope.IsInt), place(i)));
            start += shape[axis];
        }
    }

    private void Fold(Func<LLVMValueRef, LLVMValueRef, LLVMValueRef> function)
    {
        var operands = Enumerable.Range(0, scope.Node.Inputs.Count)
            .Select(k => (Values: scope.Input(k), Map: scope.Broadcast(scope.TypeOf(k).Shape, scope.Shape))).ToList();
        scope.Each(i => operands.Select(operand => operand.Values.Load(operand.Map(i), scope.IsInt)).Aggregate(function));
    }

    private void WithConstant(string constant, Func<LLVMValueRef, LLVMValueRef, LLVMValueRef> function)
    {
        var shape = scope.Constants.Declaration(constant).Shape;
        var isScalar = shape.Size == 1;
        var table = isScalar ? scope.Constant(constant, scope.IsInt) : scope.Constant(constant, scope.IsInt, scope.Shape);
        var (x, map) = (scope.Input(), scope.Broadcast(scope.TypeOf(0).Shape, scope.Shape));
        scope.Each(i => function(x.Load(map(i), scope.IsInt), table.Load(isScalar ? _code.Whole(0) : i)));
    }

    private LLVMValueRef Activate(ActivationKind kind, LLVMValueRef x) => kind switch
    {
        ActivationKind.Relu => _code.Select(_code.IsGreater(false, x, _code.Real(0)), x, _code.Real(0)),
        ActivationKind.Sigmoid => Functions.Call(_code, "sigmoid", x),
        ActivationKind.Tanh => Functions.Call(_code, "tanh", x),
        ActivationKind.Gelu => Functions.Gelu(_code, x),
        _ => throw new InvalidOperationException($"The activation {kind} has no native code."),
    };

    private void MatMul()
    {
        var (a, b, y) = (scope.TypeOf(0).Shape, scope.TypeOf(1).Shape, scope.Shape);
        var (rows, inner, columns) = (a[a.Rank - 2], a[a.Rank - 1], b[b.Rank - 1]);
        var left = scope.Broadcast(Leading(a), Leading(y));
        var right = scope.Broadcast(Leading(b), Leading(y));
        var (first, second, result) = (scope.Input(0), scope.Input(1), scope.Output);
        scope.Each(_ => _code.Zero(scope.IsInt));
        _code.For(Leading(y).Size, matrix => _code.For(rows, i => _code.For(inner, k =>
        {
            var row = _code.Add(_code.Multiply(left(matrix), rows), i);
            var value = first.Load(_code.Add(_code.Multiply(row, inner), k), scope.IsInt);
            var from = _code.Multiply(_code.Add(_code.Multiply(right(matrix), inner), k), columns);
            var to = _code.Multiply(_code.Add(_code.Multiply(matrix, rows), i), columns);
            _code.If(_code.IsNotZero(scope.IsInt, value), () => _code.For(columns, j =>
            {
                var at = _code.Add(to, j);
                var product = _code.Product(scope.IsInt, second.Load(_code.Add(from, j), scope.IsInt), value);
                result.Store(_code.Sum(scope.IsInt, result.Load(at), product), at);
            }));
        })));
    }

    private static Shape Leading(Shape shape) => Shape.Of(shape.Take(shape.Rank - 2));

    private void Pool(PoolOp op)
    {
        var (shape, x, y) = (scope.TypeOf(0).Shape, scope.Input(), scope.Output);
        var (height, width) = (scope.Shape[1], scope.Shape[2]);
        var slot = _code.Slot(_code.Module.Element(scope.IsInt));
        _code.For(scope.Shape[0], channel => _code.For(height, row => _code.For(width, column =>
        {
            _code.Store(op.Kind == PoolKind.Max ? Least() : _code.Zero(scope.IsInt), slot);
            Window(op, row, shape[1], iy => Window(op, column, shape[2], ix =>
            {
                var at = _code.Add(_code.Multiply(_code.Add(_code.Multiply(channel, shape[1]), iy), shape[2]), ix);
                _code.Store(Join(op.Kind, _code.Load(_code.Module.Element(scope.IsInt), slot), x.Load(at, scope.IsInt)), slot);
            }));
            var value = _code.Load(_code.Module.Element(scope.IsInt), slot);
            value = op.Kind == PoolKind.Average ? _code.RealDivide(value, _code.Real(op.Kernel * op.Kernel)) : value;
            y.Store(value, _code.Add(_code.Multiply(_code.Add(_code.Multiply(channel, height), row), width), column));
        })));
    }

    private LLVMValueRef Least() => scope.IsInt ? _code.Whole(long.MinValue) : _code.Real(float.NegativeInfinity);

    // The part of a window that lies inside the input.
    private void Window(PoolOp op, LLVMValueRef position, int extent, Action<LLVMValueRef> body)
    {
        var first = _code.Subtract(_code.Multiply(position, op.Stride), _code.Whole(op.Padding));
        var last = _code.Add(first, _code.Whole(op.Kernel));
        var from = _code.Select(_code.IsLess(first, _code.Whole(0)), _code.Whole(0), first);
        var to = _code.Select(_code.IsLess(last, _code.Whole(extent)), last, _code.Whole(extent));
        _code.For(from, to, body);
    }

    private LLVMValueRef Join(PoolKind kind, LLVMValueRef sofar, LLVMValueRef x)
    {
        if (kind != PoolKind.Max)
        {
            return _code.Sum(scope.IsInt, sofar, x);
        }

        return scope.IsInt ? _code.Select(_code.IsGreater(true, x, sofar), x, sofar) : _code.RealFunction("llvm.maximum.f32", sofar, x);
    }

    private void Embed(EmbeddingOp op)
    {
        var shape = scope.Constants.Declaration(op.Table).Shape;
        var (x, y, table) = (scope.Input(), scope.Output, scope.Constant(op.Table, scope.IsInt));
        _code.For(scope.TypeOf(0).Shape.Size, i =>
        {
            var value = x.Load(i);
            var index = _code.Convert(value, x.IsInt, toInt: true);
            var isThere = _code.Compare(LLVMIntPredicate.LLVMIntULT, index, _code.Whole(shape[0]));
            if (!x.IsInt)
            {
                isThere = _code.And(isThere, _code.Compare(LLVMRealPredicate.LLVMRealOEQ, _code.ToReal(index), value));
            }

            _code.If(
                isThere,
                () => _code.For(shape[1], k => y.Store(
                    table.Load(_code.Add(_code.Multiply(index, shape[1]), k)), _code.Add(_code.Multiply(i, shape[1]), k))),
                () => Fail(i, x.IsInt ? _code.WholeToDouble(value) : _code.ToDouble(value)));
        });
    }

    // The first failure is told when the call ends.
    private void Fail(LLVMValueRef element, LLVMValueRef value)
    {
        var place = scope.Layout.Plan.Graph.Nodes.Select(node => node.Name).TakeWhile(name => name != scope.Node.Name).Count() + 1;
        var error = _code.Offset(scope.Instance, InstanceLayout.Error);
        _code.If(_code.Equals(_code.Load(_code.Module.I64, error), _code.Whole(0)), () =>
        {
            _code.Store(_code.Whole(place), error);
            _code.Store(element, _code.Offset(scope.Instance, InstanceLayout.ErrorElement));
            _code.Store(value, _code.Offset(scope.Instance, InstanceLayout.ErrorValue));
        });
    }
}
