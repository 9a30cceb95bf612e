using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Snnc.Runtime.Kernels;

/// <summary>
/// <see cref="PoolRows"/> of spikes that are a bit each: [height, width, channels / 8] bytes. The ones of a window are counted in a byte for each channel, so
/// windows have at most 255 elements.
/// </summary>
public static unsafe class PoolBits
{
    private const ulong Ones = 0x0101010101010101;

    /// <summary>How many elements of each window are set.</summary>
    public static void Sum(ReadOnlySpan<byte> x, PoolShape shape, Span<float> y) => Write(x, shape, 1, isMax: false, y);

    /// <summary>The same divided by kernel^2, padding included.</summary>
    public static void Average(ReadOnlySpan<byte> x, PoolShape shape, Span<float> y) => Write(x, shape, WindowOf(shape), isMax: false, y);

    /// <summary>1 where an element of the window is set.</summary>
    public static void Max(ReadOnlySpan<byte> x, PoolShape shape, Span<float> y) => Write(x, shape, 1, isMax: true, y);

    /// <summary>Adds how many elements of each window are set to lists, as their next step.</summary>
    public static void Sum(ReadOnlySpan<byte> x, PoolShape shape, SpikeLists lists) => List(x, shape, 1, isMax: false, lists);

    /// <inheritdoc cref="Average(ReadOnlySpan{byte}, PoolShape, Span{float})"/>
    public static void Average(ReadOnlySpan<byte> x, PoolShape shape, SpikeLists lists) => List(x, shape, WindowOf(shape), isMax: false, lists);

    /// <inheritdoc cref="Max(ReadOnlySpan{byte}, PoolShape, Span{float})"/>
    public static void Max(ReadOnlySpan<byte> x, PoolShape shape, SpikeLists lists) => List(x, shape, 1, isMax: true, lists);

    private static int WindowOf(PoolShape shape) => shape.Rows.Kernel * shape.Columns.Kernel;

    private static void Write(ReadOnlySpan<byte> x, PoolShape shape, int divisor, bool isMax, Span<float> y)
    {
        Guard.Length(y.Length, shape.OutputLength, nameof(y));
        fixed (byte* counts = Scratch.Counts(shape.OutputLength))
        fixed (float* to = y)
        {
            Count(x, shape, isMax, counts);
            Write(counts, y.Length, divisor, to);
        }
    }

    // Where no list is made of counts at once it is made of numbers.
    private static void List(ReadOnlySpan<byte> x, PoolShape shape, int divisor, bool isMax, SpikeLists lists)
    {
        if (!SpikeLists.TakesCounts || !BitOperations.IsPow2(divisor))
        {
            var row = Scratch.Values(shape.OutputLength).Span[..shape.OutputLength];
            Write(x, shape, divisor, isMax, row);
            lists.Add(row);
            return;
        }

        Guard.Length(lists.Size, shape.OutputLength, nameof(lists));
        fixed (byte* counts = Scratch.Counts(shape.OutputLength))
        {
            Count(x, shape, isMax, counts);
            lists.AddCounts(counts, 1f / divisor);
        }
    }

    private static void Count(ReadOnlySpan<byte> x, PoolShape shape, bool isMax, byte* counts)
    {
        if (x.Length < shape.InputLength / 8)
        {
            throw new ArgumentException($"There are {x.Length} bytes, not {shape.InputLength / 8}.", nameof(x));
        }

        fixed (byte* from = x)
        {
            if (shape is { Rows: { Kernel: 2, Stride: 2, Padding: 0 }, Columns: { Kernel: 2, Stride: 2, Padding: 0 } } && Avx2.IsSupported
                && (shape.Channels == 16 || shape.Channels % 32 == 0))
            {
                TwoByTwo(from, shape, isMax, counts);
                return;
            }

            Windows(from, shape, isMax, counts);
        }
    }

    // The usual windows: 32 bits at a time become 32 bytes, of one pixel or of two side by side. What is set is -1 there.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TwoByTwo(byte* x, PoolShape shape, bool isMax, byte* y)
    {
        var (rows, columns, channels) = (shape.Rows.Outputs, shape.Columns.Outputs, shape.Channels);
        var (pixel, below) = (channels / 8, shape.Columns.Extent * channels / 8);
        for (var row = 0; row < rows; row++, x += 2 * below)
        {
            var at = x;
            for (var column = 0; column < columns; column++)
            {
                if (channels == 16)
                {
                    var both = isMax ? Spread(Word(at) | Word(at + below)) : Spread(Word(at)) + Spread(Word(at + below));
                    (-(isMax ? both.GetLower() | both.GetUpper() : both.GetLower() + both.GetUpper())).Store(y);
                    y += 16;
                    at += 4;
                    continue;
                }

                for (var end = at + pixel; at < end; at += 4, y += 32)
                {
                    var count = isMax ? Spread(Word(at) | Word(at + pixel) | Word(at + below) | Word(at + below + pixel))
                        : Spread(Word(at)) + Spread(Word(at + pixel)) + Spread(Word(at + below)) + Spread(Word(at + below + pixel));
                    (-count).Store(y);
                }

                at += pixel;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Windows(byte* x, PoolShape shape, bool isMax, byte* y)
    {
        var (rows, columns, pixel) = (shape.Rows, shape.Columns, shape.Channels / 8);
        for (var row = 0; row < rows.Outputs; row++)
        {
            var (top, bottom) = PoolRows.Inside(rows, row);
            for (var column = 0; column < columns.Outputs; column++)
            {
                var (left, right) = PoolRows.Inside(columns, column);
                for (var c = 0; c < pixel; c++, y += 8)
                {
                    var (any, count) = (0UL, 0UL);
                    for (var i = top; i < bottom; i++)
                    {
                        var at = x + ((((long)i * columns.Extent) + left) * pixel) + c;
                        for (var j = left; j < right; j++, at += pixel)
                        {
                            any |= *at;
                            count += isMax ? 0 : Bytes(*at);
                        }
                    }

                    Unsafe.WriteUnaligned(y, isMax ? Bytes(any) : count);
                }
            }
        }
    }

    // Halves and quarters are exact, and a product costs less than a division.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Write(byte* counts, int length, int divisor, float* y)
    {
        if (BitOperations.IsPow2(divisor))
        {
            for (var i = 0; i < length; i += 8)
            {
                (Reals(counts + i) * (1f / divisor)).Store(y + i);
            }

            return;
        }

        for (var i = 0; i < length; i += 8)
        {
            (Reals(counts + i) / Vector256.Create((float)divisor)).Store(y + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Word(byte* at) => Unsafe.ReadUnaligned<uint>(at);

    // The bits of a byte as bytes that are 1 or 0: each alone in its byte, then moved to the lowest place.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Bytes(ulong bits) => ((((bits * Ones) & 0x8040201008040201) + (0x7F * Ones)) >> 7) & Ones;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Spread(uint bits)
    {
        var place = Vector256.Create(0x8040201008040201).AsByte();
        var from = Vector256.Create(0UL, Ones, 2 * Ones, 3 * Ones).AsByte();
        return Vector256.Equals(Avx2.Shuffle(Vector256.Create(bits).AsByte(), from) & place, place);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Reals(byte* counts)
    {
        if (Avx2.IsSupported)
        {
            return Vector256.ConvertToSingle(Avx2.ConvertToVector256Int32(counts));
        }

        var (low, high) = Vector128.Widen(Vector128.WidenLower(Vector128.CreateScalar(Unsafe.ReadUnaligned<ulong>(counts)).AsByte()));
        return Vector256.ConvertToSingle(Vector256.Create(low, high).AsInt32());
    }
}
