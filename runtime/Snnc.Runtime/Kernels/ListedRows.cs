using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Snnc.Runtime.Kernels;

/// <summary>Sums of the rows on a list, bias included: as many vectors of them as there are registers for stay there over the whole list.</summary>
internal static unsafe class ListedRows
{
    /// <summary>64 sums, in the widest vectors.</summary>
    /// <inheritdoc cref="Four"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SixtyFourSums(int* next, int* end, float* rows, int length, float* bias, float* y, bool asksAhead = false)
    {
        if (Lanes16.AreFast)
        {
            Four<Lanes16>(next, end, rows, length, bias, y, asksAhead);
        }
        else
        {
            Eight<Lanes8>(next, end, rows, length, bias, y, asksAhead);
        }
    }

    /// <summary>16 sums, in the widest vectors.</summary>
    /// <inheritdoc cref="One"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SixteenSums(int* next, int* end, float* rows, int length, float* bias, float* y)
    {
        if (Lanes16.AreFast)
        {
            One<Lanes16>(next, end, rows, length, bias, y);
        }
        else
        {
            Two<Lanes8>(next, end, rows, length, bias, y);
        }
    }

    /// <summary>The sums of one vector, two rows at a time, so that an addition need not wait for the one before it.</summary>
    /// <param name="length">Of a row.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void One<TLanes>(int* next, int* end, float* rows, int length, float* bias, float* y)
        where TLanes : struct, ILanes<TLanes>
    {
        var a = Load<TLanes>(bias, 0);
        var b = TLanes.Zero;
        for (; next < end - 1; next += 2)
        {
            a += Load<TLanes>(rows + ((long)next[0] * length), 0);
            b += Load<TLanes>(rows + ((long)next[1] * length), 0);
        }

        if (next < end)
        {
            a += Load<TLanes>(rows + ((long)*next * length), 0);
        }

        TLanes.Store(a + b, ref *y, 0);
    }

    /// <summary>The sums of two vectors, two rows at a time.</summary>
    /// <inheritdoc cref="One"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Two<TLanes>(int* next, int* end, float* rows, int length, float* bias, float* y)
        where TLanes : struct, ILanes<TLanes>
    {
        var (a, b) = (Load<TLanes>(bias, 0), Load<TLanes>(bias, 1));
        var (c, d) = (TLanes.Zero, TLanes.Zero);
        for (; next < end - 1; next += 2)
        {
            var row = rows + ((long)next[0] * length);
            var other = rows + ((long)next[1] * length);
            a += Load<TLanes>(row, 0);
            b += Load<TLanes>(row, 1);
            c += Load<TLanes>(other, 0);
            d += Load<TLanes>(other, 1);
        }

        if (next < end)
        {
            var row = rows + ((long)*next * length);
            a += Load<TLanes>(row, 0);
            b += Load<TLanes>(row, 1);
        }

        TLanes.Store(a + c, ref *y, 0);
        TLanes.Store(b + d, ref *y, TLanes.Count);
    }

    /// <summary>The sums of four vectors.</summary>
    /// <inheritdoc cref="One"/>
    /// <param name="asksAhead">Whether the rows that come next are asked for.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Four<TLanes>(int* next, int* end, float* rows, int length, float* bias, float* y, bool asksAhead = false)
        where TLanes : struct, ILanes<TLanes>
    {
        var (a, b, c, d) = (Load<TLanes>(bias, 0), Load<TLanes>(bias, 1), Load<TLanes>(bias, 2), Load<TLanes>(bias, 3));
        for (; next < end; next++)
        {
            var row = rows + ((long)*next * length);
            if (asksAhead)
            {
                AskAhead(next, rows, length);
            }

            a += Load<TLanes>(row, 0);
            b += Load<TLanes>(row, 1);
            c += Load<TLanes>(row, 2);
            d += Load<TLanes>(row, 3);
        }

        Store(a, b, c, d, y);
    }

    /// <summary>The sums of eight vectors.</summary>
    /// <inheritdoc cref="Four"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Eight<TLanes>(int* next, int* end, float* rows, int length, float* bias, float* y, bool asksAhead = false)
        where TLanes : struct, ILanes<TLanes>
    {
        var (a, b, c, d) = (Load<TLanes>(bias, 0), Load<TLanes>(bias, 1), Load<TLanes>(bias, 2), Load<TLanes>(bias, 3));
        var (e, f, g, h) = (Load<TLanes>(bias, 4), Load<TLanes>(bias, 5), Load<TLanes>(bias, 6), Load<TLanes>(bias, 7));
        for (; next < end; next++)
        {
            var row = rows + ((long)*next * length);
            if (asksAhead)
            {
                AskAhead(next, rows, length);
            }

            a += Load<TLanes>(row, 0);
            b += Load<TLanes>(row, 1);
            c += Load<TLanes>(row, 2);
            d += Load<TLanes>(row, 3);
            e += Load<TLanes>(row, 4);
            f += Load<TLanes>(row, 5);
            g += Load<TLanes>(row, 6);
            h += Load<TLanes>(row, 7);
        }

        Store(a, b, c, d, y);
        Store(e, f, g, h, y + (4 * TLanes.Count));
    }

    /// <summary>The sums of sixteen vectors: where the list ends is foretold wrongly once for so many.</summary>
    /// <inheritdoc cref="One"/>
    /// <param name="ahead">What of the rows is asked for beforehand.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Sixteen<TLanes>(int* next, int* end, float* rows, int length, float* bias, float* y, RowsAhead ahead)
        where TLanes : struct, ILanes<TLanes>
    {
        var (a, b, c, d) = (Load<TLanes>(bias, 0), Load<TLanes>(bias, 1), Load<TLanes>(bias, 2), Load<TLanes>(bias, 3));
        var (e, f, g, h) = (Load<TLanes>(bias, 4), Load<TLanes>(bias, 5), Load<TLanes>(bias, 6), Load<TLanes>(bias, 7));
        var (i, j, k, l) = (Load<TLanes>(bias, 8), Load<TLanes>(bias, 9), Load<TLanes>(bias, 10), Load<TLanes>(bias, 11));
        var (m, n, o, p) = (Load<TLanes>(bias, 12), Load<TLanes>(bias, 13), Load<TLanes>(bias, 14), Load<TLanes>(bias, 15));
        for (; next < end; next++)
        {
            var row = rows + ((long)*next * length);
            if (ahead != RowsAhead.None)
            {
                var asked = ahead == RowsAhead.OfList ? rows + ((long)next[SpikeLists.Ahead] * length) : row + (16 * TLanes.Count);
                EventTiles.AskFor((byte*)asked, 16 * TLanes.Count * sizeof(float));
            }

            a += Load<TLanes>(row, 0);
            b += Load<TLanes>(row, 1);
            c += Load<TLanes>(row, 2);
            d += Load<TLanes>(row, 3);
            e += Load<TLanes>(row, 4);
            f += Load<TLanes>(row, 5);
            g += Load<TLanes>(row, 6);
            h += Load<TLanes>(row, 7);
            i += Load<TLanes>(row, 8);
            j += Load<TLanes>(row, 9);
            k += Load<TLanes>(row, 10);
            l += Load<TLanes>(row, 11);
            m += Load<TLanes>(row, 12);
            n += Load<TLanes>(row, 13);
            o += Load<TLanes>(row, 14);
            p += Load<TLanes>(row, 15);
        }

        Store(a, b, c, d, y);
        Store(e, f, g, h, y + (4 * TLanes.Count));
        Store(i, j, k, l, y + (8 * TLanes.Count));
        Store(m, n, o, p, y + (12 * TLanes.Count));
    }

    /// <summary>Asks for 64 weights of the row that comes some rows later.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AskAhead(int* next, float* rows, int length)
    {
        if (Sse.IsSupported)
        {
            var row = rows + ((long)next[SpikeLists.Ahead] * length);
            Sse.Prefetch0(row);
            Sse.Prefetch0(row + 16);
            Sse.Prefetch0(row + 32);
            Sse.Prefetch0(row + 48);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Load<TLanes>(float* start, int vector)
        where TLanes : struct, ILanes<TLanes> => TLanes.Load(ref *start, vector * TLanes.Count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TLanes>(TLanes a, TLanes b, TLanes c, TLanes d, float* y)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes.Store(a, ref *y, 0);
        TLanes.Store(b, ref *y, TLanes.Count);
        TLanes.Store(c, ref *y, 2 * TLanes.Count);
        TLanes.Store(d, ref *y, 3 * TLanes.Count);
    }
}
