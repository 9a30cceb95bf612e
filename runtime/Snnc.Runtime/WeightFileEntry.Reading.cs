using System;
using System.IO;
using System.Linq;

namespace Snnc.Runtime;

/// <content>Reading.</content>
internal sealed partial record WeightFileEntry
{
    private int Length => IsEmpty ? 0 : Shape.Aggregate(1, (product, extent) => product * extent);

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
}
