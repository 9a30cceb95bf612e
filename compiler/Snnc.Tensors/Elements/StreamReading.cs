using System.IO;

namespace Snnc.Tensors.Elements;

/// <summary>Reads what must be there.</summary>
internal static class StreamReading
{
    /// <summary>Reads as many bytes as asked for, or throws.</summary>
    /// <exception cref="MalformedException">The stream ends before.</exception>
    public static void ReadFully(this Stream stream, byte[] buffer, int count)
    {
        if (stream.ReadUpTo(buffer, count) < count)
        {
            throw new MalformedException("the data ends too early, so the file was probably cut off", "copy or download it again");
        }
    }

    /// <summary>Reads exactly <paramref name="count"/> bytes.</summary>
    /// <exception cref="MalformedException">The stream ends before.</exception>
    public static byte[] ReadBytes(this Stream stream, int count)
    {
        var bytes = new byte[count];
        stream.ReadFully(bytes, count);
        return bytes;
    }

    /// <summary>Reads as many bytes as asked for, or as many as there are.</summary>
    public static int ReadUpTo(this Stream stream, byte[] buffer, int count)
    {
        var total = 0;
        while (total < count && stream.Read(buffer, total, count - total) is var read and > 0)
        {
            total += read;
        }

        return total;
    }
}
