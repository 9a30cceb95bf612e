using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace Snnc.Llvm.Emission;

/// <summary>All numbers that native code reads and never writes, packed one after the other at multiples of 64 bytes.</summary>
internal sealed class WeightBlock
{
    private const int Alignment = 64;

    private readonly List<(long Offset, Array Items)> _tables = [];
    private readonly Dictionary<(string Name, string Packing), long> _offsets = [];
    private long _end;

    /// <summary>Gets the bytes of the block so far.</summary>
    public int Length => checked((int)_end);

    /// <summary>Writes the block so far.</summary>
    public void CopyTo(Span<byte> block)
    {
        block[..Length].Clear();
        foreach (var (offset, items) in _tables)
        {
            MemoryMarshal.CreateReadOnlySpan(ref MemoryMarshal.GetArrayDataReference(items), Buffer.ByteLength(items)).CopyTo(block[(int)offset..]);
        }
    }

    /// <summary>Where a table lies; it is packed at its first mention.</summary>
    public long Add<T>(string name, string packing, Func<T[]> values)
        where T : unmanaged
    {
        if (!_offsets.TryGetValue((name, packing), out var offset))
        {
            var items = values();
            _offsets[(name, packing)] = offset = _end;
            _tables.Add((offset, items));
            HostMemory.TrimHeap(Buffer.ByteLength(items));
            _end = (_end + Buffer.ByteLength(items) + Alignment - 1) / Alignment * Alignment;
        }

        return offset;
    }
}
