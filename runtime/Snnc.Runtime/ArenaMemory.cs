using System;
using System.Runtime.InteropServices;

namespace Snnc.Runtime;

/// <summary>
/// The memory of an instance that is no state: what never holds anything at the same time lies at the same place. It starts with a page, never moves, and
/// is zeroed when it is made.
/// </summary>
public sealed class ArenaMemory
{
    private const int Page = 4096;

    /// <summary>Makes one.</summary>
    /// <param name="bytes">Its size.</param>
    public ArenaMemory(long bytes)
    {
        Bytes = bytes;
        Lines = new AlignedArray<CacheLine>(checked((int)Math.Max((bytes + CacheLine.Size - 1) / CacheLine.Size, Page / CacheLine.Size)));
    }

    /// <summary>Gets its size.</summary>
    public long Bytes { get; }

    internal AlignedArray<CacheLine> Lines { get; }

    /// <summary>Fills a part with what is no number.</summary>
    /// <param name="from">Its first byte.</param>
    /// <param name="to">The byte after its last.</param>
    public void Poison(long from, long to) => MemoryMarshal.AsBytes(Lines.Span[(int)(from / CacheLine.Size)..(int)(to / CacheLine.Size)]).Fill(byte.MaxValue);
}
