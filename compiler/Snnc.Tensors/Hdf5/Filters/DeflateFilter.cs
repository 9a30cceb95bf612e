using System.IO;
using System.IO.Compression;
using Snnc.Tensors.Elements;
using Snnc.Tensors.Zip;

namespace Snnc.Tensors.Hdf5.Filters;

/// <summary>Deflate in the envelope of zlib: two bytes before it, and Adler's checksum of what was packed behind it (RFC 1950).</summary>
internal sealed class DeflateFilter : ICompression
{
    private const int HeaderBytes = 2;
    private const int ChecksumBytes = 4;

    public int AddedBytes => 0;

    public byte[] Decode(byte[] bytes, int length)
    {
        var packed = bytes.Length - HeaderBytes - ChecksumBytes;
        if (packed < 0 || (bytes[0] & 0xF) != 8 || ((bytes[0] << 8) | bytes[1]) % 31 != 0 || (bytes[1] & 0x20) != 0)
        {
            throw Damaged("does not begin as a packed one does");
        }

        if (length / ZipEntry.MaxExpansion > bytes.Length)
        {
            throw Damaged($"cannot be {length} bytes packed into {bytes.Length}");
        }

        var values = Inflate(bytes, packed, length);
        var stored = bytes[bytes.Length - 4] << 24 | bytes[bytes.Length - 3] << 16 | bytes[bytes.Length - 2] << 8 | bytes[bytes.Length - 1];
        return (uint)stored == Adler(values) ? values : throw Damaged("does not have the checksum that it says");
    }

    private static byte[] Inflate(byte[] bytes, int packed, int length)
    {
        using var inflated = new DeflateStream(new MemoryStream(bytes, HeaderBytes, packed), CompressionMode.Decompress);
        try
        {
            var values = inflated.ReadBytes(length);
            return inflated.ReadByte() < 0 ? values : throw Damaged($"unpacks to more than {length} bytes");
        }
        catch (InvalidDataException)
        {
            throw Damaged("cannot be unpacked");
        }
    }

    private static uint Adler(byte[] bytes)
    {
        const uint prime = 65521;

        // So many bytes cannot take either sum beyond 32 bits.
        const int piece = 5552;
        var (a, b) = (1u, 0u);
        for (var start = 0; start < bytes.Length; start += piece)
        {
            for (var i = start; i < bytes.Length && i < start + piece; i++)
            {
                a += bytes[i];
                b += a;
            }

            (a, b) = (a % prime, b % prime);
        }

        return (b << 16) | a;
    }

    private static MalformedException Damaged(string how) => new($"a chunk of values {how}", "copy or download the file again");
}
