using System;
using System.Buffers.Binary;
using System.Linq;

namespace Snnc.Tensors.Tests.Hdf5;

/// <summary>Damages a file: flips bits, writes extremes or addresses over fields, cuts the end off; mostly where its structures are.</summary>
internal static class FileMutation
{
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

    // A signature or the message of an old header is near, more often than not.
    private static int Place(byte[] bytes, Random random)
    {
        var at = random.Next(bytes.Length);
        for (var tries = 0; tries < 200 && random.Next(20) != 0; tries++, at = random.Next(bytes.Length))
        {
            if (at + 4 < bytes.Length && bytes.AsSpan(at, 4).IndexOfAnyExceptInRange((byte)'A', (byte)'Z') < 0)
            {
                return Math.Min(at + random.Next(64), bytes.Length - 1);
            }
        }

        return random.Next(3) == 0 ? random.Next(bytes.Length) : random.Next(Math.Min(bytes.Length, 4096));
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
