using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Snnc.Runtime.Kernels;

/// <summary>Checks at a kernel's entry, after which it may use pointers.</summary>
internal static class Guard
{
    /// <summary>Refuses a span of the wrong length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Length(int actual, int expected, string name)
    {
        if (actual != expected)
        {
            ThrowLength(actual, expected, name);
        }
    }

    /// <summary>The number of rows of <paramref name="extent"/> elements that make up <paramref name="length"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Rows(int length, int extent, string name)
    {
        if (extent <= 0 || length % extent != 0)
        {
            ThrowRows(length, extent, name);
        }

        return length / extent;
    }

    /// <summary>Refuses rows that cannot take so many elements of so many steps.</summary>
    public static void Room(StepRows<float> sums, int steps, int width)
    {
        if ((uint)steps > (uint)sums.Steps || width > sums.Stride)
        {
            throw new ArgumentException($"{steps} rows of {width} sums do not fit in {sums.Steps} of {sums.Stride}.", nameof(sums));
        }
    }

    /// <summary>Refuses more steps than a tile takes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Room(int steps, int most)
    {
        if (steps > most)
        {
            ThrowRoom(most);
        }
    }

    /// <summary>Refuses fewer lists than steps, and rows as <see cref="Room(StepRows{float}, int, int)"/> does.</summary>
    public static void Room(SpikeLists lists, StepRows<float> sums, int steps, int width)
    {
        if (steps > lists.Count)
        {
            throw new ArgumentException($"There are lists of {lists.Count} steps, not {steps}.", nameof(lists));
        }

        Room(sums, steps, width);
    }

    /// <summary>Refuses fewer rows than steps, and rows as <see cref="Room(StepRows{float}, int, int)"/> does.</summary>
    public static void Room(StepRows<float> x, StepRows<float> sums, int steps, int width)
    {
        if (steps > x.Steps)
        {
            throw new ArgumentException($"There are rows of {x.Steps} steps, not {steps}.", nameof(x));
        }

        Room(sums, steps, width);
    }

    /// <summary>Refuses what is too short for so many rows of so many elements that lie a stride apart.</summary>
    public static void Reach(int length, int rows, int elements, int stride, string name)
    {
        if (rows > 0 && length < ((rows - 1L) * stride) + elements)
        {
            throw new ArgumentException($"{name} has {length} elements, too few for {rows} rows of {elements} that lie {stride} apart.", name);
        }
    }

    [DoesNotReturn]
    private static void ThrowLength(int actual, int expected, string name) =>
        throw new ArgumentException($"{name} has {actual} elements, not {expected}.", name);

    [DoesNotReturn]
    private static void ThrowRoom(int most) => throw new ArgumentException($"The tile takes {most} steps.");

    [DoesNotReturn]
    private static void ThrowRows(int length, int extent, string name) =>
        throw new ArgumentException($"{name} has {length} elements, which is not a multiple of {extent}.", name);
}
