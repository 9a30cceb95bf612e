using System;
using LLVMSharp.Interop;

namespace Snnc.Llvm.Emission;

/// <summary>The lists of what is not 0 of a value. They are written a word of 64 bits at a time, one turn for each that is set.</summary>
internal sealed class StepLists(Code code, LLVMValueRef instance, ListPlace place)
{
    private const int WordBits = 64;

    private readonly LLVMValueRef _starts = code.Offset(instance, place.Starts);
    private readonly LLVMValueRef _indices = code.Offset(instance, place.Indices);

    /// <summary>The first and the end of a row's entries.</summary>
    public (LLVMValueRef From, LLVMValueRef To) Row(LLVMValueRef row) =>
        (code.Load(code.Module.I64, _starts, row), code.Load(code.Module.I64, _starts, code.Add(row, code.Whole(1))));

    /// <summary>What an entry names.</summary>
    public LLVMValueRef Index(LLVMValueRef entry) => code.Extend(code.Load(code.Module.I32, _indices, entry), code.Module.I64);

    /// <summary>The value of an entry, or null where all are 1.</summary>
    public LLVMValueRef? Value(LLVMValueRef entry) =>
        place.Values is { } values ? code.Load(code.Module.F32, code.Offset(instance, values), entry) : null;

    /// <summary>Writes a row of numbers that lie in whole vectors.</summary>
    /// <param name="size">How many of them count.</param>
    public void WriteRow(LLVMValueRef row, LLVMValueRef numbers, long size)
    {
        var position = code.Load(code.Module.I64, _starts, row);
        var words = size / WordBits;
        var next = code.Fold(code.Whole(0), code.Whole(words), code.Whole(1), [position], (word, at) =>
        {
            var first = code.Multiply(word, WordBits);
            return [Append(WordOf(numbers, first, WordBits), first, at[0], numbers)];
        })[0];
        if (size % WordBits != 0)
        {
            var first = code.Whole(words * WordBits);
            next = Append(WordOf(numbers, first, (int)(size % WordBits)), first, next, numbers);
        }

        code.Store(next, code.At(code.Module.I64, _starts, code.Add(row, code.Whole(1))));
    }

    /// <summary>Writes a row of bits in whole words, of which those beyond the end are 0.</summary>
    public void WriteBits(LLVMValueRef row, LLVMValueRef bits, long words)
    {
        var position = code.Load(code.Module.I64, _starts, row);
        var next = code.Fold(code.Whole(0), code.Whole(words), code.Whole(1), [position], (word, at) =>
            [Append(code.Load(code.Module.I64, bits, word), code.Multiply(word, WordBits), at[0], null)])[0];
        code.Store(next, code.At(code.Module.I64, _starts, code.Add(row, code.Whole(1))));
    }

    /// <summary>Moves the row of the last step of a whole tile to row 0; before the first step there is nothing.</summary>
    public void Remember(LLVMValueRef firstStep, int tileSteps)
    {
        var (from, to) = Row(code.Whole(tileSteps));
        var isStart = code.Equals(firstStep, code.Whole(0));
        var count = code.Select(isStart, code.Whole(0), code.Subtract(to, from));
        code.For(code.Whole(0), count, k =>
        {
            Move(_indices, code.Module.I32, from, k);
            if (place.Values is { } values)
            {
                Move(code.Offset(instance, values), code.Module.F32, from, k);
            }
        });
        code.Store(code.Whole(0), _starts);
        code.Store(count, code.At(code.Module.I64, _starts, code.Whole(1)));
    }

    private void Move(LLVMValueRef entries, LLVMTypeRef type, LLVMValueRef from, LLVMValueRef k) =>
        code.Store(code.Load(type, entries, code.Add(from, k)), code.At(type, entries, k));

    private LLVMValueRef WordOf(LLVMValueRef numbers, LLVMValueRef first, int count)
    {
        var word = code.Whole(0);
        for (var k = 0; k < count; k += NativeModule.Lanes)
        {
            var lanes = code.LoadLanes(numbers, code.Add(first, code.Whole(k)));
            var bits = code.Extend(code.Bits(code.Compare(LLVMRealPredicate.LLVMRealUNE, lanes, code.LanesOf(0))), code.Module.I64);
            word = code.Or(word, code.ShiftLeft(bits, code.Whole(k)));
        }

        return count == WordBits ? word : code.And(word, code.Whole((1L << count) - 1));
    }

    private LLVMValueRef Append(LLVMValueRef word, LLVMValueRef first, LLVMValueRef position, LLVMValueRef? numbers) =>
        code.While([word, position], state => code.Compare(LLVMIntPredicate.LLVMIntNE, state[0], code.Whole(0)), state =>
        {
            var index = code.Add(first, code.LowestOne(state[0]));
            code.Store(code.Shorten(index), code.At(code.Module.I32, _indices, state[1]));
            if (place.Values is { } values && numbers is { } from)
            {
                code.Store(code.Load(code.Module.F32, from, index), code.At(code.Module.F32, code.Offset(instance, values), state[1]));
            }

            return [code.And(state[0], code.Subtract(state[0], code.Whole(1))), code.Add(state[1], code.Whole(1))];
        })[1];
}
