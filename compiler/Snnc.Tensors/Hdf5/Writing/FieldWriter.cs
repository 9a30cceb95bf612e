using System;
using System.IO;
using System.Text;

namespace Snnc.Tensors.Hdf5.Writing;

/// <summary>Writes the fields of structures, little-endian, with addresses and lengths of eight bytes.</summary>
internal sealed class FieldWriter
{
    private readonly MemoryStream _bytes = new();

    public int Length => (int)_bytes.Length;

    public byte[] ToArray() => _bytes.ToArray();

    public FieldWriter Bytes(params byte[] bytes)
    {
        _bytes.Write(bytes, 0, bytes.Length);
        return this;
    }

    public FieldWriter Short(int value) => Number(value, 2);

    public FieldWriter Int(int value) => Number(value, 4);

    /// <summary>An address, a length or a number of eight bytes.</summary>
    public FieldWriter Long(long value) => Number(value, 8);

    public FieldWriter Ascii(string text) => Bytes(Encoding.ASCII.GetBytes(text));

    public FieldWriter Zeros(int count) => Bytes(new byte[count]);

    /// <summary>Zeros up to a multiple of eight bytes.</summary>
    public FieldWriter Align() => Zeros(Padding(Length));

    /// <summary>Zeros up to so many bytes.</summary>
    public FieldWriter PadTo(int length) => Zeros(Math.Max(0, length - Length));

    /// <summary>How much is missing to a multiple of eight.</summary>
    public static int Padding(long length) => (int)((8 - (length % 8)) % 8);

    private FieldWriter Number(long value, int count)
    {
        for (var i = 0; i < count; i++)
        {
            _bytes.WriteByte((byte)(value >> (8 * i)));
        }

        return this;
    }
}
