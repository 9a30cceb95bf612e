using System;
using System.IO;
using System.Linq;
using Google.Protobuf;
using Snnc.Tensors.Elements;

namespace Snnc.Tensors.Onnx;

/// <summary>
/// The wire format of protocol buffers: messages of numbered fields. What is read must lie inside its message; the messages of a model nest to a
/// depth that the readers fix.
/// </summary>
internal sealed class WireReader(Stream file)
{
    private const int MaxPrefix = 5;
    private readonly CodedInputStream _input = new(file, leaveOpen: true);
    private uint _tag;

    /// <summary>Gets where the next byte lies in the file.</summary>
    public long Position => _input.Position;

    /// <summary>Gets the number of the field that is being read.</summary>
    public int Field => WireFormat.GetTagFieldNumber(_tag);

    /// <summary>Gets how the field that is being read is written.</summary>
    public WireFormat.WireType Wire => WireFormat.GetTagWireType(_tag);

    /// <summary>Reads a whole file, with all failures as the one of this library.</summary>
    /// <exception cref="MalformedException">The bytes are no such message.</exception>
    public static T Read<T>(Stream file, Func<WireReader, T> read)
    {
        try
        {
            return read(new WireReader(file));
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new MalformedException("it is no ONNX model, or it was cut off", "copy or download it again", e);
        }
    }

    /// <summary>Goes through the fields up to a place in the file; what the action does not read is passed over.</summary>
    /// <param name="end">Where the message ends, or null: with the file.</param>
    /// <param name="readField">Reads the field if it knows it, and says whether it did.</param>
    public void Fields(long? end, Func<bool> readField)
    {
        while (end is null ? !_input.IsAtEnd : Position < end)
        {
            _tag = _input.ReadTag();
            if (_tag == 0)
            {
                throw Overrun();
            }

            if (!readField())
            {
                _input.SkipLastField();
            }
        }

        if (end is not null && Position != end)
        {
            throw Overrun();
        }
    }

    /// <summary>Goes through the fields of a message inside this one, and says where it lies.</summary>
    public (long Start, long End) Message(Func<bool> readField)
    {
        var end = EndOfBytes();
        var start = Position;
        Fields(end, readField);
        return (start, end);
    }

    // Where the field of bytes ends whose length is read now.
    private long EndOfBytes()
    {
        Expect(WireFormat.WireType.LengthDelimited);
        var length = _input.ReadLength();
        return length < 0 ? throw Overrun() : Position + length;
    }

    /// <summary>Passes over a field of bytes, and says where they lie.</summary>
    public (long Start, long Length) Bytes()
    {
        Expect(WireFormat.WireType.LengthDelimited);
        var start = Position;
        _input.SkipLastField();

        // The bytes follow their length, which takes a byte for each seven of its bits.
        var whole = Position - start;
        for (var prefix = 1; prefix <= Math.Min(whole, MaxPrefix); prefix++)
        {
            if (CodedOutputStream.ComputeLengthSize((int)(whole - prefix)) == prefix)
            {
                return (start + prefix, whole - prefix);
            }
        }

        throw Overrun();
    }

    /// <summary>Reads a text; it goes into messages and comments, so that control characters become spaces.</summary>
    public string Text()
    {
        Expect(WireFormat.WireType.LengthDelimited);
        var text = _input.ReadString();
        return text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)) : text;
    }

    public long Integer()
    {
        Expect(WireFormat.WireType.Varint);
        return _input.ReadInt64();
    }

    public float Single()
    {
        Expect(WireFormat.WireType.Fixed32);
        return _input.ReadFloat();
    }

    /// <summary>Reads a repeated number, which stands alone or with others in one piece.</summary>
    /// <param name="wire">How one of them is written.</param>
    /// <param name="readOne">Reads one.</param>
    public void Numbers(WireFormat.WireType wire, Action<CodedInputStream> readOne)
    {
        if (Wire == wire)
        {
            readOne(_input);
            return;
        }

        var end = EndOfBytes();
        while (Position < end)
        {
            readOne(_input);
        }

        if (Position != end)
        {
            throw Overrun();
        }
    }

    private void Expect(WireFormat.WireType wire)
    {
        if (Wire != wire)
        {
            throw new MalformedException($"it is no ONNX model: field {Field} is written as {Wire}, not as {wire}");
        }
    }

    private static MalformedException Overrun() => new("it is no ONNX model: a part ends after the one that holds it", "copy or download it again");
}
