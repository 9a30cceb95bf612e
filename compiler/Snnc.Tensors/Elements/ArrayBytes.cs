using System;
using System.IO;

namespace Snnc.Tensors.Elements;

/// <summary>Writes the values of arrays as they are in memory.</summary>
internal static class ArrayBytes
{
    private const int BufferSize = 1 << 16;

    public static void Write(Stream stream, Array values)
    {
        var buffer = new byte[BufferSize];
        for (int at = 0, total = Buffer.ByteLength(values); at < total; at += BufferSize)
        {
            var count = Math.Min(BufferSize, total - at);
            Buffer.BlockCopy(values, at, buffer, 0, count);
            stream.Write(buffer, 0, count);
        }
    }
}
