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
        if (scope.Layout.PlanOf(scope.Layout.Viewed(scope.Node.Inputs[0]).Node).Kept.HasFlag(Kept.Bits))
        {
            new PoolBitsEmitter(scope).Emit(op);
            return;
        }

        var from = scope.TypeOf(0).Shape;
        var (channels, width, rowWindows, columnWindows) = (from[0], from[2], WindowRange.Of(op, from[1]), WindowRange.Of(op, from[2]));
        var x = scope.Row(scope.Layout.RowsOf(scope.Node.Inputs[0])).Pointer;
        _code.For(scope.Shape[1], row => _code.For(scope.Shape[2], column =>
        {
            var ((fromRow, toRow), (fromColumn, toColumn)) = (rowWindows.Inside(_code, row), columnWindows.Inside(_code, column));
            var y = _code.Multiply(_code.Add(_code.Multiply(row, scope.Shape[2]), column), channels);
            for (var c = 0; c < channels; c += _code.Lanes)
            {
                var start = _code.LanesOf(op.Kind == PoolKind.Max ? float.NegativeInfinity : 0);
                var sum = _code.Fold(fromRow, toRow, _code.Whole(1), [start], (i, rows) => _code.Fold(fromColumn, toColumn, _code.Whole(1), rows, (j, sums) =>
                {
                    var at = _code.Add(_code.Multiply(_code.Add(_code.Multiply(i, width), j), channels), _code.Whole(c));
                    return [Combine(op, sums[0], _code.LoadLanes(x, at))];
                }))[0];
                _code.StoreLanes(op.Kind == PoolKind.Average ? Mean(_code, sum, op.Kernel * op.Kernel) : sum, scope.Result, _code.Add(y, _code.Whole(c)));
            }
        }));
    }

    /// <summary>Sums divided by a count. A power of two divides without rounding, and its inverse multiplies so.</summary>
    public static LLVMValueRef Mean(Code code, LLVMValueRef sum, int count) => (count & (count - 1)) == 0
        ? code.RealMultiply(sum, code.LanesOf(1f / count))
        : code.RealDivide(sum, code.LanesOf(count));

    private LLVMValueRef Combine(PoolOp op, LLVMValueRef sum, LLVMValueRef value) => op.Kind == PoolKind.Max
        ? _code.Select(_code.Compare(LLVMRealPredicate.LLVMRealOGT, value, sum), value, sum)
        : _code.RealAdd(sum, value);
}
