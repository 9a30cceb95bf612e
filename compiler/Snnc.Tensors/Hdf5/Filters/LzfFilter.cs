using System;
using Snnc.Tensors.Elements;

namespace Snnc.Tensors.Hdf5.Filters;

/// <summary>
/// LibLZF, which h5py brings along: a control byte below 32 is followed by so many literals and one more; any other says in its upper three bits
/// how long, and in its lower five and the next byte how far back, a repetition is.
/// </summary>
internal sealed class LzfFilter : ICompression
{
    private const int MostPerByte = 132;

    public int AddedBytes => 0;

    public byte[] Decode(byte[] bytes, int length)
    {
        if (length / MostPerByte > bytes.Length)
        {
            throw Damaged();
        }

        var (result, to) = (new byte[length], 0);
        for (var from = 0; from < bytes.Length;)
        {
            int control = bytes[from++];
            to = control < 32 ? Literals(bytes, ref from, result, to, control + 1) : Repetition(bytes, ref from, result, to, control);
        }

        return to == length ? result : throw Damaged();
    }

    private static int Literals(byte[] bytes, ref int from, byte[] result, int to, int count)
    {
        if (count > bytes.Length - from || count > result.Length - to)
        {
            throw Damaged();
        }

        Array.Copy(bytes, from, result, to, count);
        from += count;
        return to + count;
    }

    // The repetition may overlap what it makes.
    private static int Repetition(byte[] bytes, ref int from, byte[] result, int to, int control)
    {
        var count = control >> 5;
        count += count == 7 ? Next(bytes, ref from) : 0;
        var back = to - 1 - ((control & 0x1F) << 8) - Next(bytes, ref from);
        if (back < 0 || count + 2 > result.Length - to)
        {
            throw Damaged();
        }

        for (count += 2; count > 0; count--)
        {
            result[to++] = result[back++];
        }

        return to;
    }

    private static int Next(byte[] bytes, ref int from) => from < bytes.Length ? bytes[from++] : throw Damaged();

    private static MalformedException Damaged() => new("a chunk of values cannot be unpacked (lzf)", "copy or download the file again");
}
