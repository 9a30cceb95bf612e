using LLVMSharp.Interop;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;

namespace Snnc.Llvm.Emission;

/// <summary>
/// Pooling of the spikes of an image whose channels lie innermost, a bit each: what is set in a window is counted in a byte for each channel. Where two or
/// four pixels side by side fill a vector of bytes they are counted together.
/// </summary>
internal sealed class PoolBitsEmitter(NodeScope scope)
{
    private const int MostBytes = 32;

    private readonly Code _code = scope.Code;

    /// <summary>Writes the pooled image of the present step; it lies so too.</summary>
    public void Emit(PoolOp op)
    {
        var source = scope.Layout.Viewed(scope.Node.Inputs[0]).Node;
        var from = scope.TypeOf(0).Shape;
        var (channels, width, rowWindows, columnWindows) = (from[0], from[2], WindowRange.Of(op, from[1]), WindowRange.Of(op, from[2]));
        var (tile, bytes) = (scope.Layout.TileOf(source), scope.Layout.BitBytesOf(source));
        var place = _code.Offset(scope.Instance, scope.Layout.PartOf(source, SlotPart.Bits).Offset);
        var x = _code.At(_code.Module.I8, place, _code.Multiply(scope.RowOfStep(tile), bytes));
        var (pixels, count) = GroupOf(op, channels);
        _code.For(scope.Shape[1], row => _code.For(scope.Shape[2], column =>
        {
            var ((fromRow, toRow), (fromColumn, toColumn)) = (rowWindows.Inside(_code, row), columnWindows.Inside(_code, column));
            var y = _code.Multiply(_code.Add(_code.Multiply(row, scope.Shape[2]), column), channels);
            for (var c = 0; c < channels; c += count)
            {
                var none = Code.Repeat(_code.Module.I8, pixels * count, 0);
                var sum = _code.Fold(fromRow, toRow, _code.Whole(1), [none], (i, rows) =>
                    _code.Fold(fromColumn, toColumn, _code.Whole(pixels), rows, (j, sums) =>
                    {
                        var at = _code.Add(_code.Multiply(_code.Add(_code.Multiply(i, width), j), channels / 8), _code.Whole(c / 8));
                        return [Combine(op, sums[0], _code.BytesOfBits(_code.At(_code.Module.I8, x, at), pixels * count))];
                    }))[0];
                Store(op, Together(op, sum, pixels, count), count, _code.Add(y, _code.Whole(c)));
            }
        }));
    }

    // The pixels that are counted together, and the channels of them.
    private static (int Pixels, int Channels) GroupOf(PoolOp op, int channels)
    {
        var count = channels % MostBytes == 0 ? MostBytes : channels % (MostBytes / 2) == 0 ? MostBytes / 2 : MostBytes / 4;
        var pixels = channels == count && op.Padding == 0 ? MostBytes / count : 1;
        while (op.Kernel % pixels != 0)
        {
            pixels /= 2;
        }

        return (pixels, count);
    }

    private LLVMValueRef Together(PoolOp op, LLVMValueRef sum, int pixels, int count)
    {
        for (; pixels > 1; pixels /= 2)
        {
            var half = pixels / 2 * count;
            sum = Combine(op, _code.Part(sum, 0, half), _code.Part(sum, half, half));
        }

        return sum;
    }

    private void Store(PoolOp op, LLVMValueRef counts, int count, LLVMValueRef y)
    {
        for (var c = 0; c < count; c += _code.Lanes)
        {
            var reals = _code.ToReals(_code.Part(counts, c, _code.Lanes));
            var result = op.Kind == PoolKind.Average ? PoolRowsEmitter.Mean(_code, reals, op.Kernel * op.Kernel) : reals;
            _code.StoreLanes(result, scope.Result, _code.Add(y, _code.Whole(c)));
        }
    }

    private LLVMValueRef Combine(PoolOp op, LLVMValueRef sum, LLVMValueRef value) => op.Kind == PoolKind.Max ? _code.Or(sum, value) : _code.Add(sum, value);
}
