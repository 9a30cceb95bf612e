using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Snnc.Runtime.Kernels;

/// <content>Lists that nobody reads where there is much on them: events are counted first.</content>
public sealed unsafe partial class SpikeLists
{
    private const int WordBits = 64;

    /// <summary>Makes the lists of a tile from bits, but where so many of a step are set on average: then they are only counted.</summary>
    /// <exception cref="ArgumentException">There are too many steps.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void FromBits(int steps, long most)
    {
        Guard.Room(steps, Steps);
        var words = (Size + WordBits - 1) / WordBits;
        var events = 0;
        fixed (byte* bits = _bits)
        {
            for (var step = 0; step < steps; step++)
            {
                var row = (ulong*)(bits + ((long)step * BytesPerStep));
                for (var word = 0; word < words; word++)
                {
                    events += BitOperations.PopCount(row[word] & MaskOf(word));
                }
            }
        }

        if (events < steps * most)
        {
            FromBits(steps);
            return;
        }

        Begin();
        SetCount(steps, events);
    }

    /// <summary>Makes the lists of a tile from values, but where so many of a step are not 0 on average: then they are only counted.</summary>
    /// <returns>Whether there are lists.</returns>
    /// <exception cref="ArgumentException">The span does not hold full steps, or too many.</exception>
    public bool FromValues(ReadOnlySpan<float> x, long most)
    {
        var (steps, events) = (Guard.Rows(x.Length, Size, nameof(x)), NotZero(x));
        if (events < steps * most)
        {
            FromValues(x);
            return true;
        }

        Begin();
        SetCount(steps, events);
        return false;
    }

    // Where only the number of events is known, all are told to be in the last step.
    private void SetCount(int steps, int events)
    {
        Guard.Room(steps, Steps);
        _starts.Span[..steps].Fill(Size);
        _starts.Span[steps] = Size + events;
        _steps = steps;
        Version++;
    }

    private ulong MaskOf(int word) => Size - (word * WordBits) is var left && left >= WordBits ? ulong.MaxValue : (1UL << left) - 1;

    // Of what comes from far away, much is on its way at a time.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int NotZero(ReadOnlySpan<float> x)
    {
        var (a, b, c, d) = (Vector<int>.Zero, Vector<int>.Zero, Vector<int>.Zero, Vector<int>.Zero);
        var (zero, vector, i) = (Vector<float>.Zero, Vector<float>.Count, 0);
        fixed (float* from = x)
        {
            for (; i <= x.Length - (4 * vector); i += 4 * vector)
            {
                a += Vector.Equals(Vector.Load(from + i), zero);
                b += Vector.Equals(Vector.Load(from + i + vector), zero);
                c += Vector.Equals(Vector.Load(from + i + (2 * vector)), zero);
                d += Vector.Equals(Vector.Load(from + i + (3 * vector)), zero);
            }
        }

        // Each vector adds -1 where an element is 0.
        var events = i + Vector.Sum(a + b + c + d);
        for (; i < x.Length; i++)
        {
            events += x[i] != 0 ? 1 : 0;
        }

        return events;
    }
}
