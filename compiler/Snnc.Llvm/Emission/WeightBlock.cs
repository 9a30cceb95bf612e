using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;

namespace Snnc.Llvm.Emission;

/// <summary>All numbers that native code reads and never writes, packed one after the other at multiples of 64 bytes.</summary>
internal sealed class WeightBlock
{
    private const int Alignment = 64;

    private readonly MemoryStream _bytes = new();
    private readonly Dictionary<(string Name, string Packing), long> _offsets = [];

    /// <summary>The block so far.</summary>
    public byte[] ToArray()
    {
        Pad();
        return _bytes.ToArray();
    }

    /// <summary>Where a table lies; it is packed at its first mention.</summary>
    public long Add<T>(string name, string packing, Func<T[]> values)
        where T : unmanaged
    {
        if (!_offsets.TryGetValue((name, packing), out var offset))
        {
            Pad();
            _offsets[(name, packing)] = offset = _bytes.Position;
            _bytes.Write(MemoryMarshal.AsBytes<T>(values()));
        }

        return offset;
    }

    // A table of no elements still has a place.
    private void Pad() => _bytes.SetLength(_bytes.Position = (_bytes.Length + Alignment - 1) / Alignment * Alignment);
}
