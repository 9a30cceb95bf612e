using System;
using System.Runtime.CompilerServices;
using Snnc.Runtime.Kernels;

namespace Snnc.Runtime;

/// <summary>
/// The values of one node in every step of a tile of time: a row a step, padded to full eights, so that vectors may run over a row's end.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed class StepRows<T>
    where T : unmanaged
{
    private readonly AlignedArray<T> _items;

    /// <summary>Makes rows of zeros.</summary>
    /// <param name="size">Elements of a row.</param>
    /// <param name="steps">The most steps of a tile.</param>
    public StepRows(int size, int steps)
    {
        Size = size;
        Steps = steps;
        Stride = Lanes.Padded(size);
        _items = new AlignedArray<T>(checked(Stride * steps));
    }

    /// <summary>Makes rows in an arena, of what stands there.</summary>
    /// <param name="arena">The arena.</param>
    /// <param name="offset">Where in it, in bytes.</param>
    /// <param name="size">Elements of a row.</param>
    /// <param name="steps">The most steps of a tile.</param>
    public StepRows(ArenaMemory arena, long offset, int size, int steps)
    {
        Size = size;
        Steps = steps;
        Stride = Lanes.Padded(size);
        _items = new AlignedArray<T>(arena, offset, checked(Stride * steps));
    }

    /// <summary>Gets the number of elements of a row.</summary>
    public int Size { get; }

    /// <summary>Gets the number of elements from one row to the next.</summary>
    public int Stride { get; }

    /// <summary>Gets the number of rows.</summary>
    public int Steps { get; }

    /// <summary>Gets the first element of the first row, for vectors.</summary>
    public ref T Start => ref _items.GetPinnableReference();

    /// <summary>The values of a step.</summary>
    public Span<T> this[int step] => _items.Span.Slice(step * Stride, Size);

    /// <summary>Takes the values of the first steps, which lie one after the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fill(ReadOnlySpan<T> x)
    {
        if (Size == Stride)
        {
            x.CopyTo(_items.Span);
            return;
        }

        for (var step = 0; step < x.Length / Size; step++)
        {
            x.Slice(step * Size, Size).CopyTo(this[step]);
        }
    }

    /// <summary>Takes values [channels, pixels] of the first steps as [pixels, channels].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void FillChannelsLast(ReadOnlySpan<T> x, int channels)
    {
        for (var step = 0; step < x.Length / Size; step++)
        {
            SetChannelsLast(step, x.Slice(step * Size, Size), channels);
        }
    }

    /// <summary>Gives the values of the first steps, one after the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void CopyTo(Span<T> y)
    {
        for (var step = 0; step < y.Length / Size; step++)
        {
            this[step].CopyTo(y.Slice(step * Size, Size));
        }
    }

    /// <summary>Takes a step's values [channels, pixels] as [pixels, channels].</summary>
    public void SetChannelsLast(int step, ReadOnlySpan<T> x, int channels) => Arrange.Transpose(x, channels, this[step]);

    /// <summary>Takes rows [pixels, channels] as [channels, pixels].</summary>
    /// <param name="steps">How many.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void SetNatural(StepRows<T> channelsLast, int channels, int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            Arrange.Transpose<T>(channelsLast[step], Size / channels, this[step]);
        }
    }

    /// <summary>Takes some pixels of an image [pixels, channels] as those of [channels, pixels].</summary>
    /// <param name="pixels">A row for each step, of those pixels alone.</param>
    /// <param name="first">The first of them.</param>
    /// <param name="steps">How many rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void SetNatural(StepRows<T> pixels, int channels, int first, int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            Arrange.Transpose<T>(pixels[step], pixels.Size / channels, this[step][first..], Size / channels);
        }
    }
}
