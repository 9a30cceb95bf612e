using System.Collections.Generic;
using Snnc.Tensors.Elements;

namespace Snnc.Tensors.Onnx;

/// <summary>Inputs and outputs of a graph (ValueInfoProto, with its TypeProto and TensorShapeProto).</summary>
internal static class ValueReader
{
    /// <exception cref="MalformedException">It is damaged.</exception>
    public static OnnxValue Read(WireReader reader)
    {
        var value = new OnnxValue("", null);
        reader.Message(() =>
        {
            switch (reader.Field)
            {
                case 1:
                    value = value with { Name = reader.Text() };
                    return true;
                case 2:
                    ReadType(reader, shape => value = value with { Extents = shape });
                    return true;
                default:
                    return false;
            }
        });
        return value;
    }

    private static void ReadType(WireReader reader, System.Action<List<long?>> keep) =>
        reader.Message(() => Inside(reader, 1, () => reader.Message(() => Inside(reader, 2, () => keep(ReadShape(reader))))));

    private static bool Inside(WireReader reader, int field, System.Action read)
    {
        if (reader.Field != field)
        {
            return false;
        }

        read();
        return true;
    }

    private static List<long?> ReadShape(WireReader reader)
    {
        var extents = new List<long?>();
        reader.Message(() => Inside(reader, 1, () =>
        {
            long? extent = null;
            reader.Message(() => Inside(reader, 1, () => extent = reader.Integer()));
            extents.Add(extent);
        }));
        return extents;
    }
}
