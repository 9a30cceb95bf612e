using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;

namespace Snnc.Tensors.Tests;

/// <summary>Containers made byte by byte from their specifications, with no code of the readers and writers under test.</summary>
internal static class ByteFormats
{
    public static byte[] Of<T>(params T[] values)
        where T : struct => MemoryMarshal.AsBytes<T>(values).ToArray();

    /// <summary>An array of 2 x 3 single-precision numbers 1 to 6.</summary>
    public static byte[] SmallNpy() => NpyBytes("<f4", "(2, 3)", Of<float>(1, 2, 3, 4, 5, 6));

    public static byte[] NpyBytes(string descr, string shape, byte[] data, bool fortran = false, byte version = 1) =>
        NpyBytesWithHeader($"{{'descr': '{descr}', 'fortran_order': {fortran}, 'shape': {shape}, }}", data, version);

    public static byte[] NpyBytesWithHeader(string header, byte[] data, byte version = 1)
    {
        var text = Encoding.UTF8.GetBytes(header + "\n");
        var length = version == 1 ? Of((ushort)text.Length) : Of((uint)text.Length);
        return [0x93, .. "NUMPY"u8, version, 0, .. length, .. text, .. data];
    }

    public static byte[] IdxBytes(byte type, int[] extents, byte[] data) =>
        [0, 0, type, (byte)extents.Length, .. extents.SelectMany(e => Of(e).Reverse()), .. data];

    public static byte[] SafetensorsBytes(string json, byte[] data)
    {
        var text = Encoding.UTF8.GetBytes(json);
        return [.. Of((ulong)text.Length), .. text, .. data];
    }

    /// <summary>A sound file with the tensors a [2,3] of F32 and b [2] of U8.</summary>
    public static byte[] SmallSafetensors()
    {
        var a = """ "a":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]}""";
        var b = """ "b":{"dtype":"U8","shape":[2],"data_offsets":[24,26]}""";
        return SafetensorsBytes($$"""{"__metadata__":{"by":"hand"},{{a}},{{b}} }""", [.. Of<float>(1, 2, 3, 4, 5, 6), 7, 8]);
    }

    public static byte[] Gzip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }

    public static byte[] Deflate(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            deflate.Write(content);
        }

        return packed.ToArray();
    }

    /// <summary>CRC-32 bit by bit.</summary>
    public static uint Crc(byte[] content)
    {
        var crc = uint.MaxValue;
        foreach (var b in content)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }
        }

        return ~crc;
    }

    public static byte[] ZipBytes(params ZipPart[] parts)
    {
        var bytes = new List<byte>();
        var directory = new List<byte>();
        foreach (var part in parts)
        {
            var offset = bytes.Count;
            bytes.AddRange(part.Local());
            directory.AddRange(part.Central(part.Offset ?? offset));
        }

        var directoryOffset = bytes.Count;
        bytes.AddRange(directory);
        if (parts.Any(p => p.IsZip64))
        {
            var endOffset = (long)bytes.Count;
            bytes.AddRange([.. Of(0x06064B50, 44), .. Of(0), .. Of<ushort>(45, 45), .. Of(0, 0), .. Of<long>(parts.Length, parts.Length)]);
            bytes.AddRange([.. Of<long>(directory.Count, directoryOffset), .. Of(0x07064B50, 0), .. Of(endOffset), .. Of(1)]);
            bytes.AddRange([.. Of(0x06054B50), .. Of<ushort>(0, 0, 0xFFFF, 0xFFFF), .. Of(-1, -1), .. Of<ushort>(0)]);
            return [.. bytes];
        }

        var count = (ushort)parts.Length;
        bytes.AddRange([.. Of(0x06054B50), .. Of<ushort>(0, 0, count, count), .. Of(directory.Count, directoryOffset), .. Of<ushort>(0)]);
        return [.. bytes];
    }
}
