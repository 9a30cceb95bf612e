using System;
using System.Collections.Generic;
using System.Linq;
using LLVMSharp.Interop;

namespace Snnc.Llvm.Emission;

/// <summary>The lists of what is not 0 of a value. They are written a word of 64 bits at a time, one turn for each that is set.</summary>
internal sealed class StepLists(Code code, LLVMValueRef instance, ListPlace place)
{
    /// <summary>Elements that are looked at together.</summary>
    public const int WordBits = 64;

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

    /// <summary>Begins a row, to which words are added.</summary>
    public void Begin(LLVMValueRef row) =>
        code.Store(code.Load(code.Module.I64, _starts, row), code.At(code.Module.I64, _starts, code.Add(row, code.Whole(1))));

    /// <summary>The word of those whose lanes are true.</summary>
    public LLVMValueRef WordOf(IReadOnlyList<LLVMValueRef> lanes)
    {
        var word = code.Whole(0);
        for (var v = 0; v < lanes.Count; v++)
        {
            word = code.Or(word, code.ShiftLeft(code.Extend(code.Bits(lanes[v]), code.Module.I64), code.Whole(v * code.Lanes)));
        }

        return word;
    }

    /// <summary>Adds to the row last begun those of the elements from <paramref name="first"/> on whose bits are set.</summary>
    /// <param name="each">Is done with each of them.</param>
    public void Add(LLVMValueRef row, LLVMValueRef word, LLVMValueRef first, Action<LLVMValueRef> each)
    {
        var end = code.At(code.Module.I64, _starts, code.Add(row, code.Whole(1)));
        code.Store(Append(word, first, code.Load(code.Module.I64, end), null, each), end);
    }

    /// <summary>Writes a row of numbers that lie in whole vectors.</summary>
    /// <param name="size">How many of them count.</param>
    public void WriteRow(LLVMValueRef row, LLVMValueRef numbers, long size)
    {
        var position = code.Load(code.Module.I64, _starts, row);
        var words = size / WordBits;
        LLVMValueRef[] Add(LLVMValueRef first, int count, LLVMValueRef[] at)
        {
            var word = WordOf(numbers, first, count);
            var next = AppendMany(word, first, count, at[0], numbers);
            return place.Others is null ? [next] : [next, code.Or(at[1], code.And(word, WordOf(numbers, first, count, null, 1)))];
        }

        LLVMValueRef[] start = place.Others is null ? [position] : [position, code.Whole(0)];
        var end = code.Fold(code.Whole(0), code.Whole(words), code.Whole(1), start, (word, at) => Add(code.Multiply(word, WordBits), WordBits, at));
        end = size % WordBits is var rest and not 0 ? Add(code.Whole(words * WordBits), (int)rest, end) : end;
        code.Store(end[0], code.At(code.Module.I64, _starts, code.Add(row, code.Whole(1))));
        if (place.Others is { } others)
        {
            code.Store(end[1], code.At(code.Module.I64, code.Offset(instance, others), row));
        }
    }

    /// <summary>Gets a value indicating whether there are values that may be other than 1.</summary>
    public bool MayHaveOthers => place.Values is not null;

    /// <summary>Whether a row has a value other than 1, which is kept track of where somebody asks.</summary>
    public LLVMValueRef HasOthers(LLVMValueRef row) =>
        code.Compare(LLVMIntPredicate.LLVMIntNE, code.Load(code.Module.I64, code.Offset(instance, place.Others!.Value), row), code.Whole(0));

    /// <summary>Writes a row of bits. Those beyond the end do not count.</summary>
    public void WriteBits(LLVMValueRef row, LLVMValueRef bits, long size)
    {
        var position = code.Load(code.Module.I64, _starts, row);
        var words = size / WordBits;
        var next = code.Fold(code.Whole(0), code.Whole(words), code.Whole(1), [position], (word, at) =>
            [AppendMany(code.Load(code.Module.I64, bits, word), code.Multiply(word, WordBits), WordBits, at[0], null)])[0];
        if (size % WordBits is var rest and not 0)
        {
            var last = code.And(code.Load(code.Module.I64, bits, code.Whole(words)), code.Whole((1L << (int)rest) - 1));
            next = AppendMany(last, code.Whole(words * WordBits), (int)rest, next, null);
        }

        code.Store(next, code.At(code.Module.I64, _starts, code.Add(row, code.Whole(1))));
    }

    /// <summary>Says where the entries of a row end.</summary>
    public void SetEnd(LLVMValueRef row, LLVMValueRef end) => code.Store(end, code.At(code.Module.I64, _starts, code.Add(row, code.Whole(1))));

    /// <summary>Begins a tile of which nobody reads the step before.</summary>
    public void Forget() => code.Store(code.Whole(0), code.At(code.Module.I64, _starts, code.Whole(1)));

    /// <summary>Moves the row of the last step of the tile before to row 0; before the first step there is nothing.</summary>
    public void Remember(LLVMValueRef firstStep, LLVMValueRef lastRow)
    {
        var (from, to) = Row(lastRow);
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
        if (place.Others is { } others)
        {
            code.Store(code.Load(code.Module.I64, code.Offset(instance, others), lastRow), code.Offset(instance, others));
        }

        code.Store(code.Whole(0), _starts);
        code.Store(count, code.At(code.Module.I64, _starts, code.Whole(1)));
    }

    private void Move(LLVMValueRef entries, LLVMTypeRef type, LLVMValueRef from, LLVMValueRef k) =>
        code.Store(code.Load(type, entries, code.Add(from, k)), code.At(type, entries, k));

    /// <summary>Where the entries of an image's rows begin and end, from one to before another.</summary>
    public (LLVMValueRef From, LLVMValueRef To) ImageRows(LLVMValueRef row, LLVMValueRef first, LLVMValueRef end)
    {
        var (starts, perRow) = (ImageStarts(row), place.Images!.Value.PerRow);
        return (
            code.Load(code.Module.I64, starts, code.Multiply(first, perRow)),
            code.Load(code.Module.I64, starts, code.Multiply(end, perRow)));
    }

    /// <summary>Where the entries of the pieces of an image begin and, after them, where the last one ends: 64-bit numbers.</summary>
    public LLVMValueRef ImageStarts(LLVMValueRef row)
    {
        var images = place.Images!.Value;
        return code.At(code.Module.I64, code.Offset(instance, images.Offset), code.Multiply(row, images.Count + 1));
    }

    /// <summary>Entries from one on: what they name, and their values if there are any.</summary>
    public (LLVMValueRef Indices, LLVMValueRef? Values) Entries(LLVMValueRef entry) => (code.At(code.Module.I32, _indices, entry),
        place.Values is { } values ? code.At(code.Module.F32, code.Offset(instance, values), entry) : null);

    /// <summary>Writes a row of an image whose channels lie innermost, piece by piece.</summary>
    public void WriteImage(LLVMValueRef row, LLVMValueRef numbers) => WritePieces(row, (first, count, position) =>
    {
        for (var done = 0; done < count; done += WordBits)
        {
            var (at, length) = (code.Add(first, code.Whole(done)), Math.Min(WordBits, count - done));
            var word = WordOf(numbers, at, length, count % code.Lanes == 0 ? (int?)null : sizeof(float));
            position = AppendMany(word, at, length, position, numbers);
        }

        return position;
    });

    /// <summary>Writes a row of the bits of such an image; a piece of it is whole bytes.</summary>
    public void WriteImageBits(LLVMValueRef row, LLVMValueRef bits) => WritePieces(row, (first, count, position) =>
    {
        for (var done = 0; done < count; done += WordBits)
        {
            var at = code.Add(first, code.Whole(done));
            var word = code.Load(code.Module.I64, code.At(code.Module.I8, bits, code.Quotient(at, 8)));
            word.SetAlignment(1);
            word = count - done < WordBits ? code.And(word, code.Whole((1L << (count - done)) - 1)) : word;
            position = AppendMany(word, at, Math.Min(WordBits, count - done), position, null);
        }

        return position;
    });

    /// <summary>Writes a row of an image that lies channel by channel: the channels of a pixel one after the other.</summary>
    public void WriteNaturalImage(LLVMValueRef row, LLVMValueRef numbers, int channels)
    {
        var (count, width) = (place.Images!.Value.Count, place.Images.Value.Length / channels);
        var pixels = count * width;
        if (width == 1 && channels % PixelEntries.Width == 0)
        {
            WritePixels(row, new PixelEntries(code, Packed, numbers, channels, pixels));
            return;
        }

        WritePieces(row, (first, _, position) =>
        {
            var firstPixel = code.Quotient(first, channels);
            if (channels == 2 && PackedEntries.Serve(code.Module))
            {
                return Packed.AppendPairs(numbers, pixels, firstPixel, width, position);
            }

            for (var done = 0; done < width; done += WordBits)
            {
                var pixel = code.Add(firstPixel, code.Whole(done));
                var words = Enumerable.Range(0, channels).Select(c =>
                    WordOf(numbers, code.Add(pixel, code.Whole(c * pixels)), Math.Min(WordBits, width - done), 4)).ToArray();
                position = AppendPixels(words, pixel, position, numbers, pixels);
            }

            return position;
        });
    }

    private LLVMValueRef AppendPixels(LLVMValueRef[] words, LLVMValueRef pixel, LLVMValueRef position, LLVMValueRef numbers, int pixels) =>
        code.While([words.Aggregate(code.Or), position], state => code.Compare(LLVMIntPredicate.LLVMIntNE, state[0], code.Whole(0)), state =>
        {
            var (bit, next) = (code.LowestOne(state[0]), state[1]);
            var where = code.Add(pixel, bit);
            for (var c = 0; c < words.Length; c++)
            {
                // Written in any case; it counts only if the channel is not 0.
                code.Store(code.Shorten(code.Add(code.Multiply(where, words.Length), code.Whole(c))), code.At(code.Module.I32, _indices, next));
                if (place.Values is { } values)
                {
                    var value = code.Load(code.Module.F32, numbers, code.Add(where, code.Whole(c * pixels)));
                    code.Store(value, code.At(code.Module.F32, code.Offset(instance, values), next));
                }

                next = code.Add(next, code.And(code.ShiftRightUnsigned(words[c], bit), code.Whole(1)));
            }

            return [code.And(state[0], code.Subtract(state[0], code.Whole(1))), next];
        })[1];

    private void WritePixels(LLVMValueRef row, PixelEntries pixels)
    {
        var starts = ImageStarts(row);
        var end = pixels.Append(starts, code.Load(code.Module.I64, _starts, row));
        code.Store(end, code.At(code.Module.I64, starts, code.Whole(place.Images!.Value.Count)));
        code.Store(end, code.At(code.Module.I64, _starts, code.Add(row, code.Whole(1))));
    }

    private void WritePieces(LLVMValueRef row, Func<LLVMValueRef, int, LLVMValueRef, LLVMValueRef> write)
    {
        var (images, starts) = (place.Images!.Value, ImageStarts(row));
        var next = code.Fold(code.Whole(0), code.Whole(images.Count), code.Whole(1), [code.Load(code.Module.I64, _starts, row)], (y, at) =>
        {
            code.Store(at[0], code.At(code.Module.I64, starts, y));
            return [write(code.Multiply(y, images.Length), images.Length, at[0])];
        })[0];
        code.Store(next, code.At(code.Module.I64, starts, code.Whole(images.Count)));
        code.Store(next, code.At(code.Module.I64, _starts, code.Add(row, code.Whole(1))));
    }

    // Those that are not 0, or not another number.
    private LLVMValueRef WordOf(LLVMValueRef numbers, LLVMValueRef first, int count, int? alignment = null, float other = 0)
    {
        var word = code.Whole(0);
        for (var k = 0; k < count; k += code.Lanes)
        {
            var lanes = code.LoadLanes(numbers, code.Add(first, code.Whole(k)), alignment);
            var bits = code.Extend(code.Bits(code.Compare(LLVMRealPredicate.LLVMRealUNE, lanes, code.LanesOf(other))), code.Module.I64);
            word = code.Or(word, code.ShiftLeft(bits, code.Whole(k)));
        }

        return count == WordBits ? word : code.And(word, code.Whole((1L << count) - 1));
    }

    private PackedEntries Packed =>
        new(code, _indices, place.Values is { } values ? code.Offset(instance, values) : null);

    // A word without any is passed over; of the others many have several. A few elements are packed as quickly as it is foretold whether there is any.
    private LLVMValueRef AppendMany(LLVMValueRef word, LLVMValueRef first, int count, LLVMValueRef position, LLVMValueRef? numbers)
    {
        if (!PackedEntries.Serve(code.Module))
        {
            return Append(word, first, position, numbers);
        }

        LLVMValueRef Pack() => Packed.Append(word, first, count, position, numbers);
        return count <= WordBits / 2 ? Pack() : code.If(code.Compare(LLVMIntPredicate.LLVMIntNE, word, code.Whole(0)), position, Pack);
    }

    private LLVMValueRef Append(LLVMValueRef word, LLVMValueRef first, LLVMValueRef position, LLVMValueRef? numbers, Action<LLVMValueRef>? each = null) =>
        Packed.AppendEach(word, position, bit =>
        {
            var index = code.Add(first, bit);
            each?.Invoke(index);
            return (index, numbers is { } from ? code.At(code.Module.F32, from, index) : null);
        });
}
