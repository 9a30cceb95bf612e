using System;
using System.IO;
using Google.Protobuf;
using Snnc.Compiler.Tensors;
using Snnc.Tensors.Elements;

namespace Snnc.Tensors.Onnx;

/// <summary>The values of an array that stand in a field of numbers, in one piece or several.</summary>
internal sealed class NumberFields(Layout layout, int field)
{
    /// <summary>Reads them from the message that lies in these bytes of the file.</summary>
    /// <exception cref="MalformedException">The file has changed since it was opened, and now holds something else there.</exception>
    public Array Read(Stream file, long start, long end)
    {
        file.Position = start;
        return WireReader.Read(file, reader => Read(reader, end));
    }

    private Array Read(WireReader reader, long end) => layout.DType switch
    {
        DType.Float32 => Fill(reader, end, WireFormat.WireType.Fixed32, input => input.ReadFloat()),
        DType.Float64 => Fill(reader, end, WireFormat.WireType.Fixed64, input => input.ReadDouble()),
        DType.Int64 => Varints(reader, end, input => input.ReadInt64()),
        DType.UInt64 => Varints(reader, end, input => input.ReadUInt64()),
        DType.UInt32 => Varints(reader, end, input => (uint)input.ReadUInt64()),
        DType.Int32 => Varints(reader, end, input => input.ReadInt32()),
        DType.Int16 => Varints(reader, end, input => (short)input.ReadInt32()),
        DType.UInt16 => Varints(reader, end, input => (ushort)input.ReadInt32()),
        DType.Int8 => Varints(reader, end, input => (sbyte)input.ReadInt32()),
        DType.UInt8 => Varints(reader, end, input => (byte)input.ReadInt32()),
        DType.Bool => Varints(reader, end, input => input.ReadInt32() != 0),
        DType.Float16 => HalfPrecision.WidenHalf(Varints(reader, end, input => (ushort)input.ReadInt32())),
        _ => HalfPrecision.WidenBrain(Varints(reader, end, input => (ushort)input.ReadInt32())),
    };

    private T[] Varints<T>(WireReader reader, long end, Func<CodedInputStream, T> readOne) => Fill(reader, end, WireFormat.WireType.Varint, readOne);

    private T[] Fill<T>(WireReader reader, long end, WireFormat.WireType wire, Func<CodedInputStream, T> readOne)
    {
        var values = new T[layout.Count];
        var at = 0;
        reader.Fields(end, () =>
        {
            if (reader.Field != field)
            {
                return false;
            }

            reader.Numbers(wire, input =>
            {
                values[at < values.Length ? at : throw Changed()] = readOne(input);
                at++;
            });
            return true;
        });
        return at == values.Length ? values : throw Changed();
    }

    private static MalformedException Changed() => new("the file has changed since it was opened");
}
