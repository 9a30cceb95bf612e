using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Snnc.Tensors.Elements;

namespace Snnc.Tensors.Npy;

/// <summary>The header of a .npy file, formats 1.0 to 3.0 (NumPy Enhancement Proposal 1 and its successors).</summary>
/// <param name="Layout">Type and shape.</param>
/// <param name="BigEndian">Whether the most significant byte of an element comes first.</param>
/// <param name="FortranOrder">Whether the first index varies fastest.</param>
/// <param name="Length">Bytes before the first value.</param>
internal sealed record NpyHeader(Layout Layout, bool BigEndian, bool FortranOrder, int Length)
{
    /// <summary>More than NumPy itself accepts from files that it does not trust (10,000).</summary>
    public const int MaxLength = 1 << 14;

    private static readonly byte[] Magic = [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    public static bool IsMagic(ReadOnlySpan<byte> start) => start.StartsWith(Magic);

    /// <exception cref="MalformedException">The header is damaged.</exception>
    /// <exception cref="UnsupportedTypeException">The header is sound, its type of elements not among those that can be read.</exception>
    public static NpyHeader Read(Stream stream)
    {
        var prefix = stream.ReadBytes(8);
        if (!IsMagic(prefix) || prefix[6] is 0 or > 3)
        {
            throw new MalformedException("it does not begin like a .npy file of format 1, 2 or 3");
        }

        var lengthBytes = stream.ReadBytes(prefix[6] == 1 ? 2 : 4);
        var length = lengthBytes.Select((b, i) => (long)b << (8 * i)).Sum();
        if (length > MaxLength)
        {
            throw new MalformedException($"the header claims {length} bytes, and at most {MaxLength} are read");
        }

        var text = Encoding.UTF8.GetString(stream.ReadBytes((int)length));
        return Parse(text, prefix.Length + lengthBytes.Length + (int)length);
    }

    /// <summary>Reads the values that follow the header.</summary>
    public Array ReadValues(Stream stream) => new ElementReader(stream, Layout, BigEndian, FortranOrder).Read();

    private static NpyHeader Parse(string text, int length)
    {
        var fields = new PythonLiteralReader(text).ReadDictionary();
        if (fields.Count != 3
            || !fields.TryGetValue("descr", out var descr)
            || !fields.TryGetValue("fortran_order", out var order) || order is not bool fortran
            || !fields.TryGetValue("shape", out var shape) || shape is not List<object> extents || !extents.All(e => e is long))
        {
            throw new MalformedException("the header of the array does not say dtype, order and shape in the way of NumPy");
        }

        var type = NpyType.Parse(descr);
        return new NpyHeader(Layout.Create(type.DType, extents.ConvertAll(e => (long)e)), type.BigEndian, fortran, length);
    }
}
