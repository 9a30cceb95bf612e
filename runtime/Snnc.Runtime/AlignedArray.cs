using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Snnc.Runtime;

/// <summary>
/// An array that starts at a multiple of 64 bytes (a cache line, the widest vector) and never moves. It is zeroed, and collected like any array.
/// A large one starts with a page of memory, or as far behind that as it is told: where arrays are gone through side by side and their addresses differ in
/// little more than whole pages, loads from one wait for stores to another on some processors, and where in whole pages, lines leave the cache early on others.
/// One of megabytes asks for large pages.
/// One in an arena lies where the arena's plan says.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed class AlignedArray<T>
    where T : unmanaged
{
    private const int Page = 4096;

    // On the pinned heap, so an offset found once stays right; `fixed` over the reference keeps it alive while a kernel holds a pointer.
    private readonly CacheLine[] _lines;
    private readonly nint _offset;

    /// <summary>Makes an array of zeros.</summary>
    /// <param name="length">The number of elements.</param>
    /// <param name="apart">How far behind the start of a page a large one starts, in bytes; whole lines, less than a page.</param>
    public unsafe AlignedArray(int length, int apart = 0)
    {
        var bytes = (long)length * sizeof(T);
        var (alignment, behind) = bytes >= Page ? (Page, apart) : (CacheLine.Size, 0);
        _lines = GC.AllocateArray<CacheLine>(checked((int)((bytes + behind + alignment - 1) / CacheLine.Size) + 1), pinned: true);
        var address = (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_lines));
        _offset = (nint)(((nuint)alignment - (address % (nuint)alignment)) % (nuint)alignment) + behind;
        Length = length;

        // The collector does not touch what it takes anew from the system.
        LargePages.Ask((void*)address, bytes);
    }

    /// <summary>Makes one in an arena, of what stands there.</summary>
    /// <param name="arena">The arena.</param>
    /// <param name="offset">Where in it, in bytes; whole lines.</param>
    /// <param name="length">The number of elements.</param>
    /// <exception cref="ArgumentOutOfRangeException">It goes beyond the arena's end.</exception>
    public unsafe AlignedArray(ArenaMemory arena, long offset, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset + ((long)length * sizeof(T)), arena.Bytes, nameof(length));
        (_lines, _offset) = (arena.Lines._lines, arena.Lines._offset + (nint)offset);
        Length = length;
    }

    /// <summary>Makes one of a part of another.</summary>
    /// <param name="whole">The other.</param>
    /// <param name="first">Its first element of the part.</param>
    /// <param name="length">The number of elements.</param>
    /// <exception cref="ArgumentOutOfRangeException">It goes beyond the other's end.</exception>
    public unsafe AlignedArray(AlignedArray<T> whole, int first, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)first + length, whole.Length, nameof(length));
        (_lines, _offset) = (whole._lines, whole._offset + ((nint)first * sizeof(T)));
        Length = length;
    }

    /// <summary>Gets the number of elements.</summary>
    public int Length { get; }

    /// <summary>Gets the elements.</summary>
    public Span<T> Span => MemoryMarshal.CreateSpan(ref GetPinnableReference(), Length);

    /// <summary>Gets the first element's place, for <c>fixed</c>.</summary>
    public ref T GetPinnableReference() =>
        ref Unsafe.As<CacheLine, T>(ref Unsafe.AddByteOffset(ref MemoryMarshal.GetArrayDataReference(_lines), _offset));
}
