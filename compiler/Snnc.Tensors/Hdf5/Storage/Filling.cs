using System;
using Snnc.Tensors.Elements;

namespace Snnc.Tensors.Hdf5.Storage;

/// <summary>Makes the room for values of which some were never written.</summary>
internal static class Filling
{
    /// <summary>Values that a file does not hold but only promises are made up to here, lest a small file take all memory.</summary>
    public const long MaxUnwritten = 1 << 26;

    /// <summary>Room for values, filled with the fill value where some of it stays unwritten.</summary>
    /// <param name="length">Bytes.</param>
    /// <param name="fill">The bytes of a fill value, or none for zeros.</param>
    /// <param name="unwritten">The bytes that will not be written over.</param>
    /// <exception cref="MalformedException">Too much is unwritten.</exception>
    public static byte[] Create(long length, byte[] fill, long unwritten)
    {
        if (unwritten > MaxUnwritten)
        {
            throw new MalformedException($"{unwritten} bytes of its values were never written, and at most {MaxUnwritten} are filled in");
        }

        var values = new byte[length];
        for (var at = 0; unwritten > 0 && fill.Length > 0 && at < length; at += fill.Length)
        {
            Array.Copy(fill, 0, values, at, Math.Min(fill.Length, values.Length - at));
        }

        return values;
    }
}
