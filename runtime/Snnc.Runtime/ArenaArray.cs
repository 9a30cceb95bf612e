using System;

namespace Snnc.Runtime;

/// <summary>An array in an arena. Vectors may run over its end up to the next full line of the cache.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="arena">The arena.</param>
/// <param name="offset">Where in it, in bytes; whole lines.</param>
/// <param name="length">The number of elements.</param>
public sealed class ArenaArray<T>(ArenaMemory arena, long offset, int length)
    where T : unmanaged
{
    private readonly AlignedArray<T> _items = new(arena, offset, length);

    /// <summary>Gets the elements.</summary>
    public Span<T> Values => _items.Span;

    /// <summary>Gets the first element, for vectors.</summary>
    public ref T Start => ref _items.GetPinnableReference();
}
