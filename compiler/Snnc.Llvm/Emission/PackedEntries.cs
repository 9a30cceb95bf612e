using System;
using System.Linq;
using LLVMSharp.Interop;

namespace Snnc.Llvm.Emission;

/// <summary>
/// Adds to lists sixteen elements at a time, where the processor packs what a mask leaves: no branch depends on what is not 0. Full vectors are written; what
/// stands beyond the last entry is overwritten by what comes next, and lists have room for it.
/// </summary>
/// <param name="indices">Where the indices of a list lie.</param>
/// <param name="values">Where its values lie, or null where all are 1.</param>
internal sealed class PackedEntries(Code code, LLVMValueRef indices, LLVMValueRef? values)
{
    /// <summary>Elements that are packed together.</summary>
    public const int Width = 16;

    private LLVMTypeRef Reals => Code.VectorOf(code.Module.F32, Width);

    private LLVMTypeRef Wholes => Code.VectorOf(code.Module.I32, Width);

    private LLVMTypeRef Truths => Code.VectorOf(code.Module.I1, Width);

    /// <summary>Whether the processor that code is for does so.</summary>
    public static bool Serve(NativeModule module) => module.Lanes == Width;

    /// <summary>Adds those of the elements from <paramref name="first"/> on whose bits are set in a word.</summary>
    /// <param name="count">How many bits count; the others are 0.</param>
    /// <param name="numbers">All elements, where the list has values. Whole vectors of them can be read.</param>
    /// <returns>The new end of the list.</returns>
    public LLVMValueRef Append(LLVMValueRef word, LLVMValueRef first, int count, LLVMValueRef position, LLVMValueRef? numbers)
    {
        for (var k = 0; k < count; k += Width)
        {
            var (bits, at) = (code.ShiftRightUnsigned(word, code.Whole(k)), code.Add(first, code.Whole(k)));
            var isSet = code.BitsOf(code.Truncate(bits, code.Module.I16), Truths);
            position = Append(isSet, at, values is null || numbers is null ? null : Load(numbers.Value, at), position);
        }

        return position;
    }

    /// <summary>Adds those of as many elements as are packed together that are set.</summary>
    /// <param name="isSet">A bit for each.</param>
    /// <param name="first">What the first is named.</param>
    /// <param name="numbers">The first, where the list has values.</param>
    /// <param name="apart">From one to the next.</param>
    /// <returns>The new end of the list.</returns>
    public LLVMValueRef Append(LLVMValueRef isSet, LLVMValueRef first, LLVMValueRef numbers, int apart, LLVMValueRef position)
    {
        var truths = code.BitsOf(isSet, Truths);
        return Append(truths, first, values is null ? null : Gather(numbers, apart, truths), position);
    }

    /// <summary>Adds those whose bits are set in a word one by one, on any processor.</summary>
    /// <param name="entry">Of a bit what it is named, and where its number lies, where the list has values.</param>
    /// <returns>The new end of the list.</returns>
    public LLVMValueRef AppendEach(LLVMValueRef word, LLVMValueRef position, Func<LLVMValueRef, (LLVMValueRef Name, LLVMValueRef? Number)> entry) =>
        code.While([word, position], state => code.Compare(LLVMIntPredicate.LLVMIntNE, state[0], code.Whole(0)), state =>
        {
            var (name, number) = entry(code.LowestOne(state[0]));
            code.Store(code.Shorten(name), code.At(code.Module.I32, indices, state[1]));
            if (values is { } to && number is { } from)
            {
                code.Store(code.Load(code.Module.F32, from), code.At(code.Module.F32, to, state[1]));
            }

            return [code.And(state[0], code.Subtract(state[0], code.Whole(1))), code.Add(state[1], code.Whole(1))];
        })[1];

    /// <summary>Adds pixels of an image of two channels that lie one after the other: the channels of a pixel come together.</summary>
    /// <param name="pixels">Of the image.</param>
    /// <param name="first">The first pixel.</param>
    /// <param name="count">How many.</param>
    /// <returns>The new end of the list.</returns>
    public LLVMValueRef AppendPairs(LLVMValueRef numbers, int pixels, LLVMValueRef first, int count, LLVMValueRef position)
    {
        for (var done = 0; done < count; done += Width)
        {
            var pixel = code.Add(first, code.Whole(done));
            var (x, y) = (Load(numbers, pixel), Load(numbers, code.Add(pixel, code.Whole(pixels))));
            for (var half = 0; half < 2 && 2 * (count - done) > half * Width; half++)
            {
                int[] order = [.. Enumerable.Range(0, Width).Select(k => (half * Width / 2) + (k / 2) + (k % 2 * Width))];
                var pairs = code.Shuffle(x, y, order);
                var isSet = code.Compare(LLVMRealPredicate.LLVMRealUNE, pairs, LLVMValueRef.CreateConstNull(Reals));
                var left = (2 * (count - done)) - (half * Width);
                var isInside = LLVMValueRef.CreateConstVector([.. Enumerable.Range(0, Width).Select(k => code.Truth(k < left))]);
                isSet = left < Width ? code.And(isSet, isInside) : isSet;
                position = Append(isSet, code.Add(code.Multiply(pixel, 2), code.Whole(half * Width)), pairs, position);
            }
        }

        return position;
    }

    private LLVMValueRef Append(LLVMValueRef isSet, LLVMValueRef first, LLVMValueRef? numbers, LLVMValueRef position)
    {
        var counted = LLVMValueRef.CreateConstVector([.. Enumerable.Range(0, Width).Select(code.Whole32)]);
        var places = code.Add(code.Spread(code.Shorten(first), Wholes, Width), counted);
        Store(Pack("v16i32", Wholes, places, isSet), code.At(code.Module.I32, indices, position));
        if (values is { } to && numbers is { } x)
        {
            Store(Pack("v16f32", Reals, x, isSet), code.At(code.Module.F32, to, position));
        }

        return code.Add(position, code.CountOnes(code.Extend(code.BitsOf(isSet, code.Module.I16), code.Module.I64)));
    }

    private LLVMValueRef Pack(string kind, LLVMTypeRef type, LLVMValueRef x, LLVMValueRef isSet) => code.Call(
        code.Module.Function($"llvm.x86.avx512.mask.compress.{kind}", type, type, type, Truths), x, LLVMValueRef.CreateConstNull(type), isSet);

    private LLVMValueRef Gather(LLVMValueRef numbers, int apart, LLVMValueRef isSet)
    {
        var places = LLVMValueRef.CreateConstVector([.. Enumerable.Range(0, Width).Select(k => code.Whole32(k * apart))]);
        var gather = code.Module.Function("llvm.x86.avx512.mask.gather.dps.512", Reals, Reals, code.Module.Pointer, Wholes, Truths, code.Module.I32);
        return code.Call(gather, LLVMValueRef.CreateConstNull(Reals), numbers, places, isSet, code.Whole32(sizeof(float)));
    }

    private LLVMValueRef Load(LLVMValueRef numbers, LLVMValueRef first)
    {
        var x = code.Load(Reals, code.At(code.Module.F32, numbers, first));
        x.SetAlignment(sizeof(float));
        return x;
    }

    private void Store(LLVMValueRef x, LLVMValueRef pointer) => code.Store(x, pointer, sizeof(int));
}
