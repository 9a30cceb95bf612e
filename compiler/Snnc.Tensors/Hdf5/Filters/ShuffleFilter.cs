using System;

namespace Snnc.Tensors.Hdf5.Filters;

/// <summary>The first bytes of all elements, then all second bytes and so on.</summary>
/// <param name="elementBytes">The bytes of an element.</param>
internal sealed class ShuffleFilter(int elementBytes) : IFilter
{
    public int AddedBytes => 0;

    public byte[] Decode(byte[] bytes, int length)
    {
        var count = bytes.Length / elementBytes;
        var result = new byte[bytes.Length];
        for (var (part, at) = (0, 0); part < elementBytes && count > 0; part++)
        {
            for (var (i, to) = (0, part); i < count; i++, to += elementBytes)
            {
                result[to] = bytes[at++];
            }
        }

        // What is less than an element stays at the end.
        var whole = count * elementBytes;
        Array.Copy(bytes, whole, result, whole, bytes.Length - whole);
        return result;
    }
}
