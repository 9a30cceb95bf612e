using System;
using System.Text;
using Snnc.Tensors.Elements;

namespace Snnc.Tensors.Hdf5.Format;

/// <summary>Reads the fields of one structure, little-endian; no read leaves the structure.</summary>
/// <param name="structure">What messages call it: "the local heap at byte 680".</param>
/// <param name="bytes">Bytes that hold the structure.</param>
/// <param name="start">Its first byte.</param>
/// <param name="end">One past its last byte.</param>
/// <param name="sizes">The sizes of addresses and lengths.</param>
/// <param name="whole">The structure that this is a part of.</param>
internal sealed class FieldReader(string structure, byte[] bytes, int start, int end, FieldSizes sizes, FieldReader? whole = null)
{
    /// <summary>An address that leads nowhere: all its bits are ones.</summary>
    public const long Undefined = -1;

    // From the start on.
    private int _position;

    public FieldSizes Sizes => sizes;

    private string Structure => whole is null ? structure : $"{structure} of {whole.Structure}";

    /// <summary>Gets the bytes before the next field.</summary>
    public int Position => _position;

    /// <summary>Gets the bytes from the next field on.</summary>
    public int Left => end - start - _position;

    public byte Byte() => bytes[Take(1)];

    public int Short() => (int)Number(2);

    public uint Int() => (uint)Number(4);

    /// <summary>A whole number of so many bytes; bits beyond the 64th must be zero.</summary>
    public ulong Number(int count)
    {
        var (at, value) = (Take(count), 0UL);
        for (var i = count - 1; i >= 0; i--)
        {
            if (value >> 56 != 0)
            {
                throw Damaged("holds a number of more than 64 bits");
            }

            value = (value << 8) | bytes[at + i];
        }

        return value;
    }

    /// <summary>A place in the file, or <see cref="Undefined"/>.</summary>
    public long Address()
    {
        var value = Number(sizes.Address);
        var undefined = ulong.MaxValue >> (64 - (8 * sizes.Address));
        return value == undefined ? Undefined : InRange(value);
    }

    /// <summary>A size or count in a field of the file's length size.</summary>
    public long Length() => InRange(Number(sizes.Length));

    /// <summary>A size or count of so many bytes.</summary>
    public long Count(int count) => InRange(Number(count));

    public byte[] Bytes(long count)
    {
        var at = Take(count);
        return bytes.AsSpan(at, (int)count).ToArray();
    }

    public void Skip(long count) => Take(count);

    /// <summary>Skips to a multiple of so many bytes from the start of the structure.</summary>
    public void Align(int multiple) => Skip((multiple - (Position % multiple)) % multiple);

    /// <summary>Text of so many bytes, of which a zero and what follows it are no part.</summary>
    public string Text(long count)
    {
        var at = Take(count);
        var zero = Array.IndexOf(bytes, (byte)0, at, (int)count);
        return Encoding.UTF8.GetString(bytes, at, zero < 0 ? (int)count : zero - at);
    }

    /// <summary>Text that ends with a zero.</summary>
    public string TextToZero()
    {
        var zero = Array.IndexOf(bytes, (byte)0, start + _position, Left);
        return zero < 0 ? throw Damaged("holds a name without an end") : Text(zero + 1 - start - _position);
    }

    /// <summary>A part of the structure, as one of its own.</summary>
    public FieldReader Part(string part, long count)
    {
        var at = Take(count);
        return new FieldReader(part, bytes, at, at + (int)count, sizes, this);
    }

    /// <summary>The structure again, from so many bytes after its start on.</summary>
    public FieldReader From(long offset) => offset >= 0 && offset <= end - start
        ? new FieldReader(structure, bytes, start + (int)offset, end, sizes, whole)
        : throw Damaged("ends too early");

    public void Expect(string signature)
    {
        if (Left < signature.Length || Encoding.ASCII.GetString(bytes, start + _position, signature.Length) != signature)
        {
            throw Damaged($"does not begin with {signature}");
        }

        Skip(signature.Length);
    }

    /// <summary>Reads a version and checks it.</summary>
    public byte Version(int least, int most)
    {
        var version = Byte();
        return version >= least && version <= most ? version : throw Damaged($"is of version {version}, which cannot be read");
    }

    /// <summary>Reads the checksum of all bytes of the structure before it.</summary>
    public void Checksum()
    {
        var expected = Lookup3.Hash(bytes, start, Position);
        if (Int() != expected)
        {
            throw Damaged("does not have the checksum that it says");
        }
    }

    /// <summary>Reads the checksum of the whole structure, in which it itself counts as zero.</summary>
    public void ChecksumOfAll()
    {
        var whole = bytes.AsSpan(start, end - start).ToArray();
        whole.AsSpan(Position, Math.Min(4, Left)).Clear();
        if (Int() != Lookup3.Hash(whole, 0, whole.Length))
        {
            throw Damaged("does not have the checksum that it says");
        }
    }

    public MalformedException Damaged(string how) => new($"{Structure} {how}", "copy or download the file again");

    private long InRange(ulong value) => value <= long.MaxValue ? (long)value : throw Damaged("holds a number that is too large");

    private int Take(long count)
    {
        if (count < 0 || count > Left)
        {
            throw Damaged("ends too early");
        }

        var at = start + _position;
        _position += (int)count;
        return at;
    }
}
