using System;
using System.Text;
using Snnc.Compiler.Tensors;

namespace Snnc.Tensors.Hdf5.Writing;

/// <summary>Writes an object header of version 1 and its messages (section IV.A).</summary>
internal sealed class HeaderWriter
{
    private const int MaxMessage = ushort.MaxValue - 7;
    private readonly FieldWriter _messages = new();
    private int _count;

    public HeaderWriter Add(int type, FieldWriter message)
    {
        message.Align();
        if (message.Length > MaxMessage)
        {
            throw new ArgumentException($"An attribute takes {message.Length} bytes, and at most {MaxMessage} can be written.", nameof(message));
        }

        _messages.Short(type).Short(message.Length).Int(0).Bytes(message.ToArray());
        _count++;
        return this;
    }

    public void AddAttribute(WrittenArray attribute, FieldWriter values)
    {
        var name = new FieldWriter().Bytes(Encoding.UTF8.GetBytes(attribute.Name)).Zeros(1);
        var (type, space) = (Datatype(attribute.Values), Dataspace(attribute.Shape));
        var message = new FieldWriter().Bytes(1, 0).Short(name.Length).Short(type.Length).Short(space.Length);
        foreach (var part in new[] { name, type, space, values })
        {
            message.Bytes(part.Align().ToArray());
        }

        Add(0x0C, message);
    }

    public FieldWriter ToHeader() =>
        new FieldWriter().Bytes(1, 0).Short(_count).Int(1).Int(_messages.Length).Int(0).Bytes(_messages.ToArray());

    /// <summary>The extents (section IV.A.2.b).</summary>
    public static FieldWriter Dataspace(Shape shape)
    {
        var message = new FieldWriter().Bytes(1, (byte)shape.Rank).Zeros(6);
        foreach (var extent in shape)
        {
            message.Long(extent);
        }

        return message;
    }

    /// <summary>The type of elements (section IV.A.2.d): class and version, bits, length, and how the bits of a number are laid out.</summary>
    public static FieldWriter Datatype(Array values) => values switch
    {
        float[] => new FieldWriter().Bytes(0x11, 0x20, 31, 0).Int(4).Short(0).Short(32).Bytes(23, 8, 0, 23).Int(127),
        double[] => new FieldWriter().Bytes(0x11, 0x20, 63, 0).Int(8).Short(0).Short(64).Bytes(52, 11, 0, 52).Int(1023),
        long[] => new FieldWriter().Bytes(0x10, 0x08, 0, 0).Int(8).Short(0).Short(64),

        // A text of variable length in UTF-8, made of bytes.
        _ => new FieldWriter().Bytes(0x19, 1, 1, 0).Int(16).Bytes(0x10, 0, 0, 0).Int(1).Short(0).Short(8),
    };
}
