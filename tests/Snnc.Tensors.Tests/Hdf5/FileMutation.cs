using System;
using System.Buffers.Binary;
using System.Linq;

namespace Snnc.Tensors.Tests.Hdf5;

/// <summary>Damages a file: flips bits, writes extremes or addresses over fields, cuts the end off; mostly where its structures are.</summary>
internal static class FileMutation
{
    private const int SuperblockBytes = 48;
    private static readonly byte[] Extremes = [0x00, 0xFF, 0x7F, 0x80, 0x01];

    public static byte[] Of(byte[] sound, Random random)
    {
        var bytes = sound.ToArray();
        for (var changes = random.Next(1, 5); changes > 0; changes--)
        {
            var at = Place(bytes, random);
            switch (random.Next(10))
            {
                case < 4:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case < 7:
                    bytes.AsSpan(at, Math.Min(1 << random.Next(4), bytes.Length - at)).Fill(Extremes[random.Next(Extremes.Length)]);
                    break;
                case < 9:
                    Repoint(bytes, at & ~7, random);
                    break;
                default:
                    return bytes[..at];
            }
        }

        return bytes;
    }

    // Behind a signature, more often than not; rarely in the superblock, where it would be noticed at once.
    private static int Place(byte[] bytes, Random random)
    {
        var first = random.Next(20) == 0 ? 0 : Math.Min(SuperblockBytes, bytes.Length - 1);
        for (var tries = 0; tries < 400 && random.Next(100) != 0; tries++)
        {
            var at = random.Next(first, bytes.Length);
            if (at + 4 < bytes.Length && bytes.AsSpan(at, 4).IndexOfAnyExceptInRange((byte)'A', (byte)'Z') < 0)
            {
                return Math.Min(at + random.Next(64), bytes.Length - 1);
            }
        }

        return random.Next(first, random.Next(3) == 0 ? bytes.Length : Math.Clamp(4096, first + 1, bytes.Length));
    }

    // Makes a field of eight bytes the address of something else.
    private static void Repoint(byte[] bytes, int at, Random random)
    {
        if (at + 8 <= bytes.Length)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(at), random.Next(bytes.Length) & ~7);
        }
    }
}
