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

    [DoesNotReturn]
    private static void ThrowLength(int actual, int expected, string name) =>
        throw new ArgumentException($"{name} has {actual} elements, not {expected}.", name);

    [DoesNotReturn]
    private static void ThrowRows(int length, int extent, string name) =>
        throw new ArgumentException($"{name} has {length} elements, which is not a multiple of {extent}.", name);
}
