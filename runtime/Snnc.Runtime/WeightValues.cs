using System;

namespace Snnc.Runtime;

/// <summary>The elements of a tensor: an array, or a piece of a weights file in memory.</summary>
internal sealed class WeightValues<T>
    where T : unmanaged
{
    private readonly T[]? _array;
    private readonly WeightBytes? _bytes;
    private readonly long _offset;
    private readonly int _length;

    public WeightValues(T[] array) => _array = array;

    public WeightValues(WeightBytes bytes, long offset, int length)
    {
        (_bytes, _offset, _length) = (bytes, offset, length);
    }

    /// <summary>Gets the elements, for as long as the file is open.</summary>
    public ReadOnlySpan<T> Span => _bytes is null ? _array : _bytes.Span<T>(_offset, _length);
}
