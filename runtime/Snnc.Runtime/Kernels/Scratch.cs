using System;
using System.Runtime.Intrinsics;

namespace Snnc.Runtime.Kernels;

/// <summary>Memory that a kernel needs during a call only: one block for each thread and purpose, which grows to the largest need and then stays.</summary>
internal static class Scratch
{
    [ThreadStatic]
    private static AlignedArray<float>? _sums;

    [ThreadStatic]
    private static AlignedArray<float>? _padded;

    [ThreadStatic]
    private static AlignedArray<float>? _values;

    [ThreadStatic]
    private static AlignedArray<int>? _indices;

    [ThreadStatic]
    private static AlignedArray<int>? _reached;

    [ThreadStatic]
    private static AlignedArray<byte>? _counts;

    /// <summary>For sums before they are put in order.</summary>
    public static AlignedArray<float> Sums(int length) => AtLeast(ref _sums, length);

    /// <summary>For an input with its padding.</summary>
    public static AlignedArray<float> Padded(int length) => AtLeast(ref _padded, length);

    /// <summary>For the values of a list of inputs.</summary>
    public static AlignedArray<float> Values(int length) => AtLeast(ref _values, length);

    /// <summary>For the places of a list of inputs.</summary>
    public static AlignedArray<int> Indices(int length) => AtLeast(ref _indices, length);

    /// <summary>For how far the list of each step has been gone through.</summary>
    public static AlignedArray<int> Reached(int length) => AtLeast(ref _reached, length);

    /// <summary>For what is counted of each element, in a byte, and after them a vector.</summary>
    public static AlignedArray<byte> Counts(int length) => AtLeast(ref _counts, length + Vector256<byte>.Count);

    private static AlignedArray<T> AtLeast<T>(ref AlignedArray<T>? block, int length)
        where T : unmanaged
    {
        if (block is null || block.Length < length)
        {
            block = new AlignedArray<T>(length);
        }

        return block;
    }
}
