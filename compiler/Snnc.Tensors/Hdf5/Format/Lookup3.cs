namespace Snnc.Tensors.Hdf5.Format;

/// <summary>The checksum of the newer structures: Bob Jenkins' lookup3, <c>hashlittle</c> with the initial value 0.</summary>
internal static class Lookup3
{
    public static uint Hash(byte[] bytes, int start, int length)
    {
        var (a, b, c) = (0xDEADBEEF + (uint)length, 0xDEADBEEF + (uint)length, 0xDEADBEEF + (uint)length);
        for (; length > 12; start += 12, length -= 12)
        {
            a += Word(bytes, start, 4);
            b += Word(bytes, start + 4, 4);
            c += Word(bytes, start + 8, 4);
            Mix(ref a, ref b, ref c);
        }

        if (length == 0)
        {
            return c;
        }

        a += Word(bytes, start, length);
        b += Word(bytes, start + 4, length - 4);
        c += Word(bytes, start + 8, length - 8);
        return Final(a, b, c);
    }

    // The last bytes may be fewer than a word or none.
    private static uint Word(byte[] bytes, int at, int count)
    {
        var word = 0u;
        for (var i = 0; i < count && i < 4; i++)
        {
            word |= (uint)bytes[at + i] << (8 * i);
        }

        return word;
    }

    private static uint Rotate(uint value, int by) => (value << by) | (value >> (32 - by));

    private static void Mix(ref uint a, ref uint b, ref uint c)
    {
        a = (a - c) ^ Rotate(c, 4);
        c += b;
        b = (b - a) ^ Rotate(a, 6);
        a += c;
        c = (c - b) ^ Rotate(b, 8);
        b += a;
        a = (a - c) ^ Rotate(c, 16);
        c += b;
        b = (b - a) ^ Rotate(a, 19);
        a += c;
        c = (c - b) ^ Rotate(b, 4);
        b += a;
    }

    private static uint Final(uint a, uint b, uint c)
    {
        c = (c ^ b) - Rotate(b, 14);
        a = (a ^ c) - Rotate(c, 11);
        b = (b ^ a) - Rotate(a, 25);
        c = (c ^ b) - Rotate(b, 16);
        a = (a ^ c) - Rotate(c, 4);
        b = (b ^ a) - Rotate(a, 14);
        return (c ^ b) - Rotate(b, 24);
    }
}
