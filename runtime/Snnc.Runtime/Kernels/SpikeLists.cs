using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Snnc.Runtime.Kernels;

/// <summary>
/// For each step of a tile of time the elements of a value that are not 0, in order, and what they are where not all are 1. The list of the step
/// before the tile, which is <c>-1</c>, is carried over.
/// </summary>
public sealed unsafe partial class SpikeLists : IStatePart
{
    /// <summary>Kernels read so many indices beyond the last to fetch ahead; what stands there may be anything, and is asked for alone.</summary>
    internal const int Ahead = 16;

    // Of large populations of which little fires most words are empty.
    private const int WordsAtOnce = 8;

    private readonly AlignedArray<int> _indices;
    private readonly AlignedArray<float>? _values;
    private readonly AlignedArray<byte>? _bits;
    private readonly AlignedArray<int> _starts;
    private readonly int _channels;
    private readonly bool _isCarried = true;
    private InputLists? _byInput;
    private BlockLists? _inBlocks;
    private int _steps;
    private int _carried;
    private bool _areValuesWritten = !Avx2.IsSupported;

    /// <summary>Makes empty lists.</summary>
    /// <param name="size">Elements of the value.</param>
    /// <param name="steps">The most steps of a tile.</param>
    /// <param name="hasValues">Whether elements may be other than 0 and 1.</param>
    /// <param name="channels">Where the lists are of an image that is given as [channels, pixels], but lies with its channels innermost, how many
    /// there are; else
    /// 1.</param>
    public SpikeLists(int size, int steps, bool hasValues = false, int channels = 1)
    {
        Size = size;
        Steps = steps;
        _channels = channels;
        BytesPerStep = (size + 63) / 64 * 8;
        _indices = new AlignedArray<int>(checked((size * (steps + 1)) + Ahead));
        _values = hasValues ? new AlignedArray<float>(checked((size * (steps + 1)) + Ahead)) : null;
        _bits = new AlignedArray<byte>(checked(BytesPerStep * steps));
        _starts = new AlignedArray<int>(steps + 1);
        Reset();
    }

    /// <summary>Makes lists in an arena.</summary>
    /// <param name="arena">The arena.</param>
    /// <param name="size">Elements of the value.</param>
    /// <param name="steps">The most steps of a tile.</param>
    /// <param name="starts">Where in it, in bytes, the starts of the lists lie.</param>
    /// <param name="indices">The same of their entries.</param>
    /// <param name="values">The same of what the entries are; negative where elements are 0 and 1 alone.</param>
    /// <param name="bits">The same of the bits that lists are made of; negative where there are none.</param>
    /// <param name="channels">Of an image that is given as [channels, pixels], but lies with its channels innermost, how many there are.</param>
    /// <param name="isCarried">Whether the list of the step before a tile is read; else it is empty.</param>
    public SpikeLists(
        ArenaMemory arena, int size, int steps, long starts, long indices, long values = -1, long bits = -1, int channels = 1, bool isCarried = false)
    {
        Size = size;
        Steps = steps;
        _channels = channels;
        _isCarried = isCarried;
        BytesPerStep = (size + 63) / 64 * 8;
        var entries = checked((size * (steps + 1)) + Ahead);
        _starts = new AlignedArray<int>(arena, starts, steps + 1);
        _indices = new AlignedArray<int>(arena, indices, entries);
        _values = values < 0 ? null : new AlignedArray<float>(arena, values, entries);
        _bits = bits < 0 ? null : new AlignedArray<byte>(arena, bits, checked(BytesPerStep * steps));
        Reset();
    }

    /// <summary>Gets the number of elements.</summary>
    public int Size { get; }

    /// <summary>Gets the most steps of a tile.</summary>
    public int Steps { get; }

    /// <summary>Gets the number of bytes from a step's bits to the next's.</summary>
    public int BytesPerStep { get; }

    /// <summary>Gets the bits of the first step, one an element, from which <see cref="FromBits(int)"/> makes the lists.</summary>
    public ref byte Bits => ref _bits!.GetPinnableReference();

    /// <summary>Gets how many elements of all steps of the tile are not 0.</summary>
    public int Events => _starts.Span[_steps] - Size;

    /// <summary>Gets the number of steps that there are lists of.</summary>
    internal int Count => _steps;

    /// <summary>Gets a value indicating whether an element of the tile, or of the step before it, is other than 0 and 1.</summary>
    internal bool HasValues { get; private set; }

    /// <summary>Gets the places of all elements, the steps one after the other.</summary>
    internal AlignedArray<int> Indices => _indices;

    /// <summary>Gets what the elements are, if that is kept. Lists of spikes alone do without until it is asked.</summary>
    internal AlignedArray<float>? Values
    {
        get
        {
            WriteValues();
            return _values;
        }
    }

    /// <summary>Gets where the list of each step of the tile starts, and where the last ends.</summary>
    internal AlignedArray<int> Starts => _starts;

    /// <summary>Gets a number that changes whenever the lists do.</summary>
    internal int Version { get; private set; }

    /// <summary>Starts a tile: the list of the last step becomes that of the step before.</summary>
    public void Begin()
    {
        _starts.Span[0] = Size;
        if (!_isCarried)
        {
            (_steps, HasValues) = (0, false);
            Version++;
            return;
        }

        if (_steps == 0)
        {
            return;
        }

        var last = _starts.Span[_steps - 1];
        _carried = _starts.Span[_steps] - last;
        _indices.Span.Slice(last, _carried).CopyTo(_indices.Span);
        _steps = 0;
        HasValues = false;
        if (_values is not null && _areValuesWritten)
        {
            _values.Span.Slice(last, _carried).CopyTo(_values.Span);
            HasValues = _values.Span[.._carried].IndexOfAnyExcept(1f) >= 0;
        }

        Version++;
    }

    /// <summary>Makes the lists of a tile from bits; what is set beyond the last element is not looked at.</summary>
    /// <exception cref="ArgumentException">There are too many steps.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void FromBits(int steps)
    {
        Guard.Room(steps, Steps);
        Begin();
        fixed (byte* bits = _bits)
        fixed (int* indices = _indices, starts = _starts)
        {
            for (var step = 0; step < steps; step++)
            {
                starts[step + 1] = Row((ulong*)(bits + ((long)step * BytesPerStep)), indices, starts[step]);
            }
        }

        _steps = steps;
    }

    /// <summary>Adds the list of the next step of a tile from the first step's bits.</summary>
    /// <exception cref="ArgumentException">The tile is full.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddBits()
    {
        Guard.Room(_steps + 1, Steps);
        fixed (byte* bits = _bits)
        fixed (int* indices = _indices, starts = _starts)
        {
            starts[_steps + 1] = Row((ulong*)bits, indices, starts[_steps]);
        }

        _steps++;
        Version++;
    }

    /// <summary>Sets the bits of a step to 0, for a population that leaves those alone that spike.</summary>
    public void ClearBits() => _bits!.Span[..BytesPerStep].Clear();

    /// <summary>Adds the list of the next step of a tile from the first step's bits, and sets them to 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void TakeBits()
    {
        AddBits();
        var starts = _starts.Span;
        if (starts[_steps] != starts[_steps - 1])
        {
            ClearBits();
        }
    }

    /// <summary>Makes the lists of a tile from the values of its steps, one after the other.</summary>
    /// <exception cref="ArgumentException">The span does not hold full steps, or too many.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void FromValues(ReadOnlySpan<float> x)
    {
        Begin();
        var steps = Guard.Rows(x.Length, Size, nameof(x));
        for (var step = 0; step < steps; step++)
        {
            Add(x.Slice(step * Size, Size));
        }
    }

    /// <summary>Makes the lists of a tile from rows, which lie as the lists do.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void FromRows(StepRows<float> rows, int steps)
    {
        Begin();
        for (var step = 0; step < steps; step++)
        {
            AddAsItLies(rows[step]);
        }
    }

    /// <summary>Adds the list of the next step of a tile.</summary>
    /// <exception cref="ArgumentException">The span has the wrong length, or the tile is full.</exception>
    public void Add(ReadOnlySpan<float> x)
    {
        if (_channels == 1)
        {
            AddAsItLies(x);
            return;
        }

        Guard.Length(x.Length, Size, nameof(x));
        Guard.Room(_steps + 1, Steps);
        var count = _starts.Span[_steps];
        fixed (int* indices = _indices)
        fixed (float* from = x, values = _values)
        {
            if (_channels == 2 && Avx2.IsSupported)
            {
                AddPacked(from, indices, values, count, isPairs: true);
                return;
            }

            if (_channels >= FewestTransposed && Avx2.IsSupported)
            {
                AddTransposed(x, indices, values, count);
                return;
            }

            count = ChannelsLast(from, Size / _channels, _channels, indices, count);
            Finish(from, count, indices);
        }
    }

    /// <inheritdoc/>
    public void Reset()
    {
        _starts.Span[0] = Size;
        (_steps, _carried, HasValues) = (0, 0, false);
        Version++;
    }

    /// <inheritdoc/>
    public void Save(StateWriter writer)
    {
        var values = new float[Size];
        CopyTo(_steps - 1, values);
        writer.Write(values);
    }

    /// <inheritdoc/>
    public void Load(StateReader reader)
    {
        var values = new float[Size];
        reader.Read(values);
        Reset();
        AddAsItLies(values);
    }

    /// <summary>Writes what is on the list of a step to its places; the rest is left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void CopyTo(int step, Span<float> row)
    {
        var (start, count) = Of(step);
        for (var k = start; k < start + count; k++)
        {
            row[_indices.Span[k]] = _values is null || !_areValuesWritten ? 1 : _values.Span[k];
        }
    }

    /// <summary>Where the list of a step starts, and how many there are; step -1 is that before the tile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal (int Start, int Count) Of(int step)
    {
        if (step < 0)
        {
            return (0, _carried);
        }

        var starts = _starts.Span;
        return (starts[step], starts[step + 1] - starts[step]);
    }

    /// <summary>The same by element.</summary>
    internal InputLists ByInput()
    {
        _byInput ??= new InputLists(Size, Steps, _values is not null);
        _byInput.Update(this);
        return _byInput;
    }

    /// <summary>The same in blocks of a few steps.</summary>
    internal BlockLists InBlocks()
    {
        _inBlocks ??= new BlockLists(Size, Steps);
        _inBlocks.Update(this);
        return _inBlocks;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Row(ulong* bits, int* indices, int count)
    {
        var (word, words) = (0, Size / 64);
        for (; word <= words - WordsAtOnce; word += WordsAtOnce)
        {
            if (Vector512.Load(bits + word) != Vector512<ulong>.Zero)
            {
                for (var k = word; k < word + WordsAtOnce; k++)
                {
                    count = Expand(bits[k], k * 64, indices, count);
                }
            }
        }

        for (; word < words; word++)
        {
            count = Expand(bits[word], word * 64, indices, count);
        }

        return Size % 64 == 0 ? count : Expand(bits[words] & ((1UL << (Size % 64)) - 1), words * 64, indices, count);
    }

    private void AddAsItLies(ReadOnlySpan<float> x)
    {
        Guard.Length(x.Length, Size, nameof(x));
        Guard.Room(_steps + 1, Steps);
        var count = _starts.Span[_steps];
        fixed (int* indices = _indices)
        fixed (float* from = x, values = _values)
        {
            if (Avx2.IsSupported)
            {
                AddPacked(from, indices, values, count);
                return;
            }

            Finish(from, Scan(from, Size, indices, count), indices);
        }
    }

    // What the elements are is looked at once it is known which they are.
    private void Finish(float* x, int end, int* indices)
    {
        WriteValues();
        var starts = _starts.Span;
        var start = starts[_steps];
        starts[++_steps] = end;
        Version++;
        if (_values is null)
        {
            return;
        }

        fixed (float* values = _values)
        {
            HasValues |= _channels == 1 ? Take(x, indices, start, end, values) : TakeChannelsLast(x, indices, start, end, values);
        }
    }
}
