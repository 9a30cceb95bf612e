using System;
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
    public static void Sum(ReadOnlySpan<byte> x, PoolShape shape, Span<float> y) => Each(x, shape, 1, isMax: false, y);

    /// <summary>The same divided by kernel^2, padding included.</summary>
    public static void Average(ReadOnlySpan<byte> x, PoolShape shape, Span<float> y) =>
        Each(x, shape, shape.Rows.Kernel * shape.Columns.Kernel, isMax: false, y);

    /// <summary>1 where an element of the window is set.</summary>
    public static void Max(ReadOnlySpan<byte> x, PoolShape shape, Span<float> y) => Each(x, shape, 1, isMax: true, y);

    private static void Each(ReadOnlySpan<byte> x, PoolShape shape, float divisor, bool isMax, Span<float> y)
    {
        if (x.Length < shape.InputLength / 8)
        {
            throw new ArgumentException($"There are {x.Length} bytes, not {shape.InputLength / 8}.", nameof(x));
        }

        Guard.Length(y.Length, shape.OutputLength, nameof(y));
        fixed (byte* from = x)
        fixed (float* to = y)
        {
            if (shape is { Rows: { Kernel: 2, Stride: 2, Padding: 0 }, Columns: { Kernel: 2, Stride: 2, Padding: 0 } } && Avx2.IsSupported
                && (shape.Channels == 16 || shape.Channels % 32 == 0))
            {
                // Halves and quarters are exact, and a product costs less than a division.
                TwoByTwo(from, shape, 1 / divisor, isMax, to);
                return;
            }

            Windows(from, shape, divisor, isMax, to);
        }
    }

    // The usual windows: 32 bits at a time become 32 bytes, of one pixel or of two side by side.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TwoByTwo(byte* x, PoolShape shape, float factor, bool isMax, float* y)
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
                    var count = isMax ? both.GetLower() | both.GetUpper() : both.GetLower() + both.GetUpper();
                    Put(count, factor, y);
                    y += 16;
                    at += 4;
                    continue;
                }

                for (var end = at + pixel; at < end; at += 4, y += 32)
                {
                    var count = isMax ? Spread(Word(at) | Word(at + pixel) | Word(at + below) | Word(at + below + pixel))
                        : Spread(Word(at)) + Spread(Word(at + pixel)) + Spread(Word(at + below)) + Spread(Word(at + below + pixel));
                    Put(count.GetLower(), factor, y);
                    Put(count.GetUpper(), factor, y + 16);
                }

                at += pixel;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Windows(byte* x, PoolShape shape, float divisor, bool isMax, float* y)
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

                    var counts = Vector128.CreateScalar(isMax ? Bytes(any) : count).AsByte();
                    (Reals(counts) / Vector256.Create(divisor)).Store(y);
                }
            }
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
        return Vector256.Equals(Avx2.Shuffle(Vector256.Create(bits).AsByte(), from) & place, place) & Vector256<byte>.One;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(Vector128<byte> counts, float factor, float* y)
    {
        (Reals(counts) * factor).Store(y);
        (Reals(Vector128.Shuffle(counts.AsUInt64(), Vector128.Create(1UL, 1UL)).AsByte()) * factor).Store(y + 8);
    }

    // The lowest eight.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Reals(Vector128<byte> counts)
    {
        if (Avx2.IsSupported)
        {
            return Vector256.ConvertToSingle(Avx2.ConvertToVector256Int32(counts));
        }

        var (low, high) = Vector128.Widen(Vector128.WidenLower(counts));
        return Vector256.ConvertToSingle(Vector256.Create(low, high).AsInt32());
    }
}
