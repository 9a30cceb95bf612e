using System.Linq;
using LLVMSharp.Interop;

namespace Snnc.Llvm.Emission;

/// <summary>
/// Adds the pixels of an image that lies channel by channel to a list, the channels of a pixel one after the other. Of sixteen channels of sixteen pixels it
/// is written down what is not 0; these bits, turned, say it of the channels of each pixel.
/// </summary>
/// <param name="list">The list's entries.</param>
/// <param name="numbers">The image.</param>
/// <param name="channels">Of it: full sixteens.</param>
/// <param name="pixels">Of it.</param>
internal sealed class PixelEntries(Code code, PackedEntries list, LLVMValueRef numbers, int channels, int pixels)
{
    /// <summary>Channels, and pixels, that go together.</summary>
    public const int Width = 16;

    private LLVMTypeRef Reals => Code.VectorOf(code.Module.F32, Width);

    private LLVMTypeRef Rows => Code.VectorOf(code.Module.I16, Width);

    /// <summary>Adds the image, and notes where each pixel begins.</summary>
    /// <param name="starts">Takes that: 64-bit numbers.</param>
    /// <param name="position">The end of the list.</param>
    /// <returns>The new end of the list.</returns>
    public LLVMValueRef Append(LLVMValueRef starts, LLVMValueRef position)
    {
        var bits = code.Slot(LLVMTypeRef.CreateArray2(Rows, (ulong)(channels / Width)));
        return code.Fold(code.Whole(0), code.Whole(pixels), code.Whole(Width), [position], (first, before) =>
        {
            code.For(channels, channel => Note(bits, channel, first));
            code.For(channels / Width, group => code.Store(Turn(code.Load(Rows, bits, group)), code.At(Rows, bits, group)));
            var rest = code.Subtract(code.Whole(pixels), first);
            var count = code.Select(code.IsLess(rest, code.Whole(Width)), rest, code.Whole(Width));
            return code.Fold(code.Whole(0), count, code.Whole(1), before, (k, at) =>
            {
                var pixel = code.Add(first, k);
                code.Store(at[0], code.At(code.Module.I64, starts, pixel));
                return code.Fold(code.Whole(0), code.Whole(channels), code.Whole(Width), at, (channel, next) =>
                    [Append(code.Load(code.Module.I16, bits, code.Add(channel, k)), pixel, channel, next[0])]);
            });
        })[0];
    }

    // Which of sixteen pixels are not 0 in a channel.
    private void Note(LLVMValueRef bits, LLVMValueRef channel, LLVMValueRef first)
    {
        var x = code.Load(Reals, code.At(code.Module.F32, numbers, code.Add(code.Multiply(channel, pixels), first)));
        x.SetAlignment(sizeof(float));
        var isSet = code.Compare(LLVMRealPredicate.LLVMRealUNE, x, LLVMValueRef.CreateConstNull(Reals));
        code.Store(code.BitsOf(isSet, code.Module.I16), code.At(code.Module.I16, bits, channel));
    }

    // Bit b of row r becomes bit r of row b: squares beside the diagonal change places, larger ones first.
    private LLVMValueRef Turn(LLVMValueRef rows)
    {
        for (var side = Width / 2; side > 0; side /= 2)
        {
            var low = Enumerable.Range(0, Width).Where(bit => (bit & side) == 0).Aggregate(0, (mask, bit) => mask | (1 << bit));
            LLVMValueRef Each(int ofUpper, int ofLower) => LLVMValueRef.CreateConstVector(
                [.. Enumerable.Range(0, Width).Select(row => LLVMValueRef.CreateConstInt(code.Module.I16, (ulong)((row & side) == 0 ? ofUpper : ofLower)))]);
            var stays = Each(low, ~low & 0xFFFF);
            var other = code.And(code.Shuffle(rows, rows, Enumerable.Range(0, Width).Select(row => row ^ side)), stays);
            var moved = code.ShiftRightUnsigned(code.ShiftLeft(other, Each(side, 0)), Each(0, side));
            rows = code.Or(code.And(rows, stays), moved);
        }

        return rows;
    }

    // The channels of a pixel from one on.
    private LLVMValueRef Append(LLVMValueRef isSet, LLVMValueRef pixel, LLVMValueRef channel, LLVMValueRef position)
    {
        var name = code.Add(code.Multiply(pixel, channels), channel);
        LLVMValueRef Number(LLVMValueRef c) => code.At(code.Module.F32, numbers, code.Add(code.Multiply(c, pixels), pixel));
        if (PackedEntries.Serve(code.Module))
        {
            return list.Append(isSet, name, Number(channel), pixels, position);
        }

        return list.AppendEach(code.Extend(isSet, code.Module.I64), position, bit => (code.Add(name, bit), Number(code.Add(channel, bit))));
    }
}
