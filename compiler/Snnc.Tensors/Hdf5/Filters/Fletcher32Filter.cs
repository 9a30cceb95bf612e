using System;
using Snnc.Tensors.Elements;

namespace Snnc.Tensors.Hdf5.Filters;

/// <summary>Fletcher's checksum over big-endian words of 16 bits, little-endian behind the chunk.</summary>
internal sealed class Fletcher32Filter : IFilter
{
    private const int ChecksumBytes = 4;

    public int AddedBytes => ChecksumBytes;

    public byte[] Decode(byte[] bytes, int length)
    {
        if (bytes.Length < ChecksumBytes)
        {
            throw new MalformedException("a chunk of values is too short for its checksum", "copy or download the file again");
        }

        var values = bytes.AsSpan(0, bytes.Length - ChecksumBytes).ToArray();
        return BitConverter.ToUInt32(bytes, values.Length) == Checksum(values) ? values
            : throw new MalformedException("a chunk of values does not have the checksum that it says", "copy or download the file again");
    }

    // The sums of 360 words fit into 32 bits. They wrap around at 65535, and 65535 itself is left as it is, unlike zero.
    private static uint Checksum(byte[] bytes)
    {
        var (first, second) = (0u, 0u);
        for (var at = 0; at < bytes.Length;)
        {
            for (var words = 360; words > 0 && at < bytes.Length; words--, at += 2)
            {
                first += (uint)(bytes[at] << 8 | (at + 1 < bytes.Length ? bytes[at + 1] : 0));
                second += first;
            }

            (first, second) = (Fold(first), Fold(second));
        }

        return (Fold(second) << 16) | Fold(first);
    }

    private static uint Fold(uint sum) => (sum & 0xFFFF) + (sum >> 16);
}
