using System;
using LLVMSharp.Interop;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Ir.Interpretation;

namespace Snnc.Llvm.Emission;

/// <summary>Operators that look along an axis, one line of it after the other.</summary>
internal sealed class AxisEmitter(NodeScope scope)
{
    private readonly Code _code = scope.Code;
    private readonly Values _x = scope.Input();
    private (int Outer, int Extent, int Inner) _around;

    public void Emit()
    {
        var last = scope.TypeOf(0).Shape.Rank - 1;
        switch (scope.Node.Op)
        {
            case ReduceOp op:
                Lines(op.Axis, (line, first) => Reduce(op, line, first));
                break;
            case ArgMaxOp:
                Lines(last, (line, first) => scope.Output.Store(Largest(first), line));
                break;
            case SoftmaxOp op:
                Lines(op.Axis, (_, first) => Softmax(first));
                break;
            case BatchNormOp op:
                Lines(op.Axis, (_, first) => BatchNorm(op, first));
                break;
            case LayerNormOp op:
                Lines(last, (_, first) => LayerNorm(op, first));
                break;
        }
    }

    private void Lines(int axis, Action<LLVMValueRef, LLVMValueRef> body)
    {
        _around = IndexMaps.Around(scope.TypeOf(0).Shape, axis);
        _code.For((long)_around.Outer * _around.Inner, line =>
        {
            var first = _code.Multiply(_code.Quotient(line, _around.Inner), _around.Extent * _around.Inner);
            body(line, _code.Add(first, _code.Modulo(line, _around.Inner)));
        });
    }

    private LLVMValueRef Place(LLVMValueRef first, LLVMValueRef k) => _code.Add(first, _code.Multiply(k, _around.Inner));

    private LLVMValueRef Real(LLVMValueRef i) => _x.Load(i, asInt: false);

    // The sum of a function of the line's elements, in order.
    private LLVMValueRef Sum(LLVMValueRef first, bool isInt, Func<LLVMValueRef, LLVMValueRef> function)
    {
        var type = _code.Module.Element(isInt);
        var slot = _code.Slot(type);
        _code.Store(_code.Zero(isInt), slot);
        _code.For(_around.Extent, k =>
            _code.Store(_code.Sum(isInt, _code.Load(type, slot), function(_x.Load(Place(first, k), isInt))), slot));
        return _code.Load(type, slot);
    }

    private LLVMValueRef Largest(LLVMValueRef first)
    {
        var slot = _code.Slot(_code.Module.I64);
        _code.Store(_code.Whole(0), slot);
        _code.For(_code.Whole(1), _code.Whole(_around.Extent), k =>
        {
            var best = _x.Load(Place(first, _code.Load(_code.Module.I64, slot)));
            _code.If(_code.IsGreater(_x.IsInt, _x.Load(Place(first, k)), best), () => _code.Store(k, slot));
        });
        return _code.Load(_code.Module.I64, slot);
    }

    private void Reduce(ReduceOp op, LLVMValueRef line, LLVMValueRef first)
    {
        var sum = Sum(first, scope.IsInt, x => x);
        scope.Output.Store(op.Mean ? _code.RealDivide(sum, _code.Real(_around.Extent)) : sum, line);
    }

    private void Softmax(LLVMValueRef first)
    {
        var max = Real(Place(first, Largest(first)));
        LLVMValueRef Exp(LLVMValueRef x) => Functions.Call(_code, "exp", _code.RealSubtract(x, max));
        var sum = Sum(first, isInt: false, Exp);
        _code.For(_around.Extent, k =>
        {
            var i = Place(first, k);
            scope.Output.Store(_code.RealDivide(Exp(Real(i)), sum), i);
        });
    }

    private void BatchNorm(BatchNormOp op, LLVMValueRef first) => _code.For(_around.Extent, k =>
    {
        var i = Place(first, k);
        var deviation = Root(_code.RealAdd(Entry(op.Variance, k, 1), _code.Real((float)op.Eps)));
        var x = _code.RealDivide(_code.RealSubtract(Real(i), Entry(op.Mean, k, 0)), deviation);
        scope.Output.Store(_code.RealAdd(_code.RealMultiply(x, Entry(op.Weight, k, 1)), Entry(op.Bias, k, 0)), i);
    });

    private void LayerNorm(LayerNormOp op, LLVMValueRef first)
    {
        var extent = _code.Real(_around.Extent);
        var mean = _code.RealDivide(Sum(first, isInt: false, x => x), extent);
        var variance = _code.RealDivide(Sum(first, isInt: false, x => Square(_code.RealSubtract(x, mean))), extent);
        var deviation = Root(_code.RealAdd(variance, _code.Real((float)op.Eps)));
        _code.For(_around.Extent, k =>
        {
            var i = _code.Add(first, k);
            var x = _code.RealDivide(_code.RealSubtract(Real(i), mean), deviation);
            scope.Output.Store(_code.RealAdd(_code.RealMultiply(x, Entry(op.Weight, k, 1)), Entry(op.Bias, k, 0)), i);
        });
    }

    private LLVMValueRef Square(LLVMValueRef x) => _code.RealMultiply(x, x);

    private LLVMValueRef Root(LLVMValueRef x) => Functions.Call(_code, "sqrt", x);

    private LLVMValueRef Entry(string? constant, LLVMValueRef k, float otherwise) =>
        constant is null ? _code.Real(otherwise) : scope.Constant(constant, asInt: false).Load(k);
}
