using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Snnc.Runtime.Kernels;

/// <summary>Sums of the rows on a list, bias included: as many as registers hold stay there over the whole list.</summary>
internal static unsafe class ListedRows
{
    private const MethodImplOptions Inlined = MethodImplOptions.AggressiveInlining;

    /// <summary>256 sums in vectors of sixteen: where the list ends is foretold wrongly once for so many.</summary>
    /// <param name="length">Of a row.</param>
    [MethodImpl(Inlined)]
    public static void WideTwoFiftySix(int* next, int* end, float* rows, int length, float* bias, float* y)
    {
        var a = Vector512.Load(bias);
        var b = Vector512.Load(bias + 16);
        var c = Vector512.Load(bias + 32);
        var d = Vector512.Load(bias + 48);
        var e = Vector512.Load(bias + 64);
        var f = Vector512.Load(bias + 80);
        var g = Vector512.Load(bias + 96);
        var h = Vector512.Load(bias + 112);
        var i = Vector512.Load(bias + 128);
        var j = Vector512.Load(bias + 144);
        var k = Vector512.Load(bias + 160);
        var l = Vector512.Load(bias + 176);
        var m = Vector512.Load(bias + 192);
        var n = Vector512.Load(bias + 208);
        var o = Vector512.Load(bias + 224);
        var p = Vector512.Load(bias + 240);
        for (; next < end; next++)
        {
            var row = rows + ((long)*next * length);
            a += Vector512.Load(row);
            b += Vector512.Load(row + 16);
            c += Vector512.Load(row + 32);
            d += Vector512.Load(row + 48);
            e += Vector512.Load(row + 64);
            f += Vector512.Load(row + 80);
            g += Vector512.Load(row + 96);
            h += Vector512.Load(row + 112);
            i += Vector512.Load(row + 128);
            j += Vector512.Load(row + 144);
            k += Vector512.Load(row + 160);
            l += Vector512.Load(row + 176);
            m += Vector512.Load(row + 192);
            n += Vector512.Load(row + 208);
            o += Vector512.Load(row + 224);
            p += Vector512.Load(row + 240);
        }

        a.Store(y);
        b.Store(y + 16);
        c.Store(y + 32);
        d.Store(y + 48);
        e.Store(y + 64);
        f.Store(y + 80);
        g.Store(y + 96);
        h.Store(y + 112);
        i.Store(y + 128);
        j.Store(y + 144);
        k.Store(y + 160);
        l.Store(y + 176);
        m.Store(y + 192);
        n.Store(y + 208);
        o.Store(y + 224);
        p.Store(y + 240);
    }

    /// <summary>64 sums in vectors of sixteen.</summary>
    /// <param name="length">Of a row.</param>
    /// <param name="asksAhead">Whether the rows that come next are asked for.</param>
    [MethodImpl(Inlined)]
    public static void WideSixtyFour(int* next, int* end, float* rows, int length, float* bias, float* y, bool asksAhead = false)
    {
        var a = Vector512.Load(bias);
        var b = Vector512.Load(bias + 16);
        var c = Vector512.Load(bias + 32);
        var d = Vector512.Load(bias + 48);
        for (; next < end; next++)
        {
            var row = rows + ((long)*next * length);
            if (asksAhead)
            {
                AskAhead(next, rows, length);
            }

            a += Vector512.Load(row);
            b += Vector512.Load(row + 16);
            c += Vector512.Load(row + 32);
            d += Vector512.Load(row + 48);
        }

        a.Store(y);
        b.Store(y + 16);
        c.Store(y + 32);
        d.Store(y + 48);
    }

    /// <summary>64 sums in vectors of eight.</summary>
    /// <inheritdoc cref="WideSixtyFour"/>
    [MethodImpl(Inlined)]
    public static void SixtyFour(int* next, int* end, float* rows, int length, float* bias, float* y, bool asksAhead = false)
    {
        var a = Vector256.Load(bias);
        var b = Vector256.Load(bias + 8);
        var c = Vector256.Load(bias + 16);
        var d = Vector256.Load(bias + 24);
        var e = Vector256.Load(bias + 32);
        var f = Vector256.Load(bias + 40);
        var g = Vector256.Load(bias + 48);
        var h = Vector256.Load(bias + 56);
        for (; next < end; next++)
        {
            var row = rows + ((long)*next * length);
            if (asksAhead)
            {
                AskAhead(next, rows, length);
            }

            a += Vector256.Load(row);
            b += Vector256.Load(row + 8);
            c += Vector256.Load(row + 16);
            d += Vector256.Load(row + 24);
            e += Vector256.Load(row + 32);
            f += Vector256.Load(row + 40);
            g += Vector256.Load(row + 48);
            h += Vector256.Load(row + 56);
        }

        a.Store(y);
        b.Store(y + 8);
        c.Store(y + 16);
        d.Store(y + 24);
        e.Store(y + 32);
        f.Store(y + 40);
        g.Store(y + 48);
        h.Store(y + 56);
    }

    /// <summary>Eight sums, two rows at a time, so that an addition need not wait for the one before it.</summary>
    /// <inheritdoc cref="WideSixtyFour"/>
    [MethodImpl(Inlined)]
    public static void Eight(int* next, int* end, float* rows, int length, float* bias, float* y)
    {
        var a = Vector256.Load(bias);
        var b = Vector256<float>.Zero;
        for (; next < end - 1; next += 2)
        {
            a += Vector256.Load(rows + ((long)next[0] * length));
            b += Vector256.Load(rows + ((long)next[1] * length));
        }

        if (next < end)
        {
            a += Vector256.Load(rows + ((long)*next * length));
        }

        (a + b).Store(y);
    }

    /// <summary>Asks for 64 weights of the row that comes some rows later.</summary>
    [MethodImpl(Inlined)]
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
}
