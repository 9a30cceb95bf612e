using System;
using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Snnc.Execution.Calibration;

/// <summary>
/// Waits until a processor core is not shared: a program on the core's other thread, which may be of another virtual machine, takes part of what a kernel
/// loads and computes, of events more than of products, for milliseconds to minutes. Times that were taken some with it and some without cannot be compared.
/// </summary>
/// <param name="patience">How long is waited in all; after that, not at all.</param>
public sealed class WholeCore(TimeSpan patience)
{
    // Between times that are the same.
    private const double Near = 1.025;

    // A short calm may be chance.
    private const int Looks = 3;

    // Passes over values that the first-level cache holds take some 10 us.
    private const int Passes = 100;

    // Longer than a program on the other thread waits, mostly.
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(300);
    private static readonly float[] Values = new float[2048];
    private static long _least = long.MaxValue;
    private static Vector<float> _sum;

    private TimeSpan _left = patience;

    /// <summary>Waits for it.</summary>
    public void Await()
    {
        var start = Stopwatch.GetTimestamp();
        var most = _left < Longest ? _left : Longest;
        for (var calm = 0; calm < Looks && Stopwatch.GetElapsedTime(start) < most;)
        {
            calm = IsWhole() ? calm + 1 : 0;
        }

        _left -= Stopwatch.GetElapsedTime(start);
    }

    // As fast as it ever was.
    private static bool IsWhole()
    {
        var start = Stopwatch.GetTimestamp();
        Load();
        var time = Stopwatch.GetTimestamp() - start;
        _least = Math.Min(_least, time);
        return time <= Near * _least;
    }

    // As many loads as the core can do at once, and additions that wait for none but their own.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Load()
    {
        var (a, b, c, d) = (Vector<float>.Zero, Vector<float>.Zero, Vector<float>.Zero, Vector<float>.Zero);
        ref var values = ref MemoryMarshal.GetArrayDataReference(Values);
        nuint vector = (nuint)Vector<float>.Count, length = (nuint)Values.Length;
        for (var pass = 0; pass < Passes; pass++)
        {
            for (nuint i = 0; i < length; i += 4 * vector)
            {
                a += Vector.LoadUnsafe(ref values, i);
                b += Vector.LoadUnsafe(ref values, i + vector);
                c += Vector.LoadUnsafe(ref values, i + (2 * vector));
                d += Vector.LoadUnsafe(ref values, i + (3 * vector));
            }
        }

        _sum = a + b + c + d;
    }
}
