using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Snnc.Runtime;

/// <summary>
/// An array that starts at a multiple of 64 bytes (a cache line, the widest vector) and never moves. It is zeroed, and collected like any array.
/// A large one starts with a page of memory: where arrays are gone through side by side and their addresses differ in little more than whole pages, loads
/// from one wait for stores to another.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed class AlignedArray<T>
    where T : unmanaged
{
    private const int Line = 64;
    private const int Page = 4096;

    // On the pinned heap, so an offset found once stays right; `fixed` over the reference keeps it alive while a kernel holds a pointer. There is always an
    // element at the offset.
    private readonly T[] _items;
    private readonly int _offset;

    /// <summary>Makes an array of zeros.</summary>
    /// <param name="length">The number of elements.</param>
    public unsafe AlignedArray(int length)
    {
        var alignment = (long)length * sizeof(T) >= Page ? Page : Line;
        var slack = alignment / sizeof(T);
        _items = GC.AllocateArray<T>(checked(length + slack), pinned: true);
        var address = (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_items));
        _offset = (int)((nuint)alignment - (address % (nuint)alignment)) % alignment / sizeof(T);
        Length = length;
    }

    /// <summary>Gets the number of elements.</summary>
    public int Length { get; }

    /// <summary>Gets the elements.</summary>
    public Span<T> Span => MemoryMarshal.CreateSpan(ref GetPinnableReference(), Length);

    /// <summary>Gets the first element's place, for <c>fixed</c>.</summary>
    public ref T GetPinnableReference() => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_items), _offset);
}
