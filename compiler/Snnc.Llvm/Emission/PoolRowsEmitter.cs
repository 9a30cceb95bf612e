using System;
using LLVMSharp.Interop;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;

namespace Snnc.Llvm.Emission;

/// <summary>Pooling of an image whose channels lie innermost, a vector of channels at a time.</summary>
internal sealed class PoolRowsEmitter(NodeScope scope)
{
    private readonly Code _code = scope.Code;

    /// <summary>Writes the pooled image of the present step; it lies so too.</summary>
    public void Emit(PoolOp op)
    {
        var from = scope.TypeOf(0).Shape;
        var (channels, height, width) = (from[0], from[1], from[2]);
        if (scope.Layout.PlanOf(scope.Layout.Viewed(scope.Node.Inputs[0]).Node).Kept.HasFlag(Kept.Bits))
        {
            new PoolBitsEmitter(scope).Emit(op);
            return;
        }

        var x = scope.Row(scope.Layout.RowsOf(scope.Node.Inputs[0])).Pointer;
        _code.For(scope.Shape[1], row => _code.For(scope.Shape[2], column =>
        {
            var (top, left) = (First(row, op), First(column, op));
            var (fromRow, toRow) = (Clip(top, height), Clip(_code.Add(top, _code.Whole(op.Kernel)), height));
            var (fromColumn, toColumn) = (Clip(left, width), Clip(_code.Add(left, _code.Whole(op.Kernel)), width));
            var y = _code.Multiply(_code.Add(_code.Multiply(row, scope.Shape[2]), column), channels);
            for (var c = 0; c < channels; c += _code.Lanes)
            {
                var start = _code.LanesOf(op.Kind == PoolKind.Max ? float.NegativeInfinity : 0);
                var sum = _code.Fold(fromRow, toRow, _code.Whole(1), [start], (i, rows) => _code.Fold(fromColumn, toColumn, _code.Whole(1), rows, (j, sums) =>
                {
                    var at = _code.Add(_code.Multiply(_code.Add(_code.Multiply(i, width), j), channels), _code.Whole(c));
                    return [Combine(op, sums[0], _code.LoadLanes(x, at))];
                }))[0];
                _code.StoreLanes(op.Kind == PoolKind.Average ? Mean(sum, op.Kernel * op.Kernel) : sum, scope.Result, _code.Add(y, _code.Whole(c)));
            }
        }));
    }

    // A power of two divides without rounding, and its inverse multiplies so.
    private LLVMValueRef Mean(LLVMValueRef sum, int count) => (count & (count - 1)) == 0
        ? _code.RealMultiply(sum, _code.LanesOf(1f / count))
        : _code.RealDivide(sum, _code.LanesOf(count));

    private LLVMValueRef First(LLVMValueRef place, PoolOp op) => _code.Subtract(_code.Multiply(place, op.Stride), _code.Whole(op.Padding));

    private LLVMValueRef Clip(LLVMValueRef place, int extent)
    {
        var least = _code.Select(_code.IsLess(place, _code.Whole(0)), _code.Whole(0), place);
        return _code.Select(_code.IsLess(_code.Whole(extent), least), _code.Whole(extent), least);
    }

    private LLVMValueRef Combine(PoolOp op, LLVMValueRef sum, LLVMValueRef value) => op.Kind == PoolKind.Max
        ? _code.Select(_code.Compare(LLVMRealPredicate.LLVMRealOGT, value, sum), value, sum)
        : _code.RealAdd(sum, value);
}
