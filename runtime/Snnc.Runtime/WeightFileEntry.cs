using System;
using System.IO;
using System.Linq;
using System.Text;

namespace Snnc.Runtime;

/// <summary>An entry of a weights file's directory.</summary>
internal sealed record WeightFileEntry(string Container, string Key, WeightType Type, int[] Shape, long Offset)
{
    /// <summary>Gets UTF-8 that refuses what is not.</summary>
    public static Encoding Names { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Gets the bytes of an element; 0 for a type that there is not.</summary>
    public int ElementLength => Type switch
    {
        WeightType.Single => sizeof(float),
        WeightType.Double => sizeof(double),
        WeightType.Int64 => sizeof(long),
        _ => 0,
    };

    private int Length => IsEmpty ? 0 : Shape.Aggregate(1, (product, extent) => product * extent);

    private bool IsEmpty => Array.IndexOf(Shape, 0) >= 0;

    /// <summary>Reads one; anything may stand in it.</summary>
    public static WeightFileEntry ReadFrom(BinaryReader reader)
    {
        var container = ReadName(reader);
        var key = ReadName(reader);
        var type = (WeightType)reader.ReadByte();
        var shape = new int[reader.ReadByte()];
        for (var axis = 0; axis < shape.Length; axis++)
        {
            shape[axis] = reader.ReadInt32();
        }

        return new WeightFileEntry(container, key, type, shape, reader.ReadInt64());
    }

    /// <summary>Writes it.</summary>
    public void WriteTo(BinaryWriter writer)
    {
        WriteName(writer, Container);
        WriteName(writer, Key);
        writer.Write((byte)Type);
        writer.Write(checked((byte)Shape.Length));
        foreach (var extent in Shape)
        {
            writer.Write(extent);
        }

        writer.Write(Offset);
    }

    /// <summary>Whether the data lies between two places of the file.</summary>
    public bool Fits(long start, long end)
    {
        if (ElementLength == 0 || Offset < start || Offset > end || Array.Exists(Shape, extent => extent < 0))
        {
            return false;
        }

        // An extent of 0 makes it empty, however large the others are.
        return IsEmpty || Shape.Aggregate(Math.Min((end - Offset) / ElementLength, Array.MaxLength), (room, extent) => room / extent) > 0;
    }

    /// <summary>Reads the data.</summary>
    public WeightTensor Read(WeightBytes bytes) => Type switch
    {
        WeightType.Single => WeightTensor.Of(Shape, bytes.Read<float>(Offset, Length)),
        WeightType.Double => WeightTensor.Of(Shape, bytes.Read<double>(Offset, Length)),
        _ => WeightTensor.Of(Shape, bytes.Read<long>(Offset, Length)),
    };

    private static string ReadName(BinaryReader reader)
    {
        var bytes = reader.ReadBytes(reader.ReadUInt16());
        return Names.GetString(bytes);
    }

    private static void WriteName(BinaryWriter writer, string name)
    {
        var bytes = Names.GetBytes(name);
        writer.Write(checked((ushort)bytes.Length));
        writer.Write(bytes);
    }
}
