using System;
using System.Collections.Generic;
using System.IO;
using Google.Protobuf;
using Snnc.Compiler.Tensors;
using Snnc.Tensors.Elements;

namespace Snnc.Tensors.Onnx;

/// <summary>
/// An array in a model (TensorProto). Its values are raw bytes, or numbers in one of five fields; the narrower types stand in the field of int32,
/// half precision and bfloat16 as their bits.
/// </summary>
internal sealed class TensorReader(string path, WireReader reader)
{
    private const int External = 1;

    private static readonly Dictionary<long, (DType Type, int Field)> Types = new()
    {
        [1] = (DType.Float32, TensorField.Floats), [11] = (DType.Float64, TensorField.Doubles), [7] = (DType.Int64, TensorField.Int64s),
        [2] = (DType.UInt8, TensorField.Int32s), [3] = (DType.Int8, TensorField.Int32s), [4] = (DType.UInt16, TensorField.Int32s),
        [5] = (DType.Int16, TensorField.Int32s), [6] = (DType.Int32, TensorField.Int32s), [9] = (DType.Bool, TensorField.Int32s),
        [10] = (DType.Float16, TensorField.Int32s), [16] = (DType.BFloat16, TensorField.Int32s),
        [12] = (DType.UInt32, TensorField.UInt64s), [13] = (DType.UInt64, TensorField.UInt64s),
    };

    private static readonly Dictionary<long, string> OtherTypes = new()
    {
        [8] = "text", [14] = "complex numbers", [15] = "complex numbers", [17] = "8-bit floats", [18] = "8-bit floats", [19] = "8-bit floats",
        [20] = "8-bit floats", [21] = "4-bit numbers", [22] = "4-bit numbers", [23] = "4-bit numbers",
    };

    private readonly List<long> _extents = [];
    private readonly Dictionary<int, long> _counts = [];
    private string _name = "";
    private long _type;
    private bool _isExternal;
    private (long Start, long Length)? _raw;

    /// <summary>Reads the message that the reader stands before; its values are left where they are.</summary>
    /// <exception cref="MalformedException">It is damaged, or holds more or fewer values than its shape says.</exception>
    public OnnxTensor Read()
    {
        var (start, end) = reader.Message(ReadField);
        if (_isExternal)
        {
            return new OnnxTensor(path, _name, new UnsupportedTypeException(
                "its values lie in another file", "save the model with its weights inside, as onnx.save does unless told otherwise"));
        }

        if (!Types.TryGetValue(_type, out var type))
        {
            var held = OtherTypes.TryGetValue(_type, out var name) ? $"it holds {name}" : $"its type {_type} is not known";
            return new OnnxTensor(path, _name, new UnsupportedTypeException($"{held}, and only real numbers, integers and truth values can be read"));
        }

        var layout = Layout.Create(type.Type, _extents);
        return new OnnxTensor(path, _name, layout, Values(layout, type.Field, start, end));
    }

    private Func<Stream, Array> Values(Layout layout, int field, long start, long end)
    {
        if (_raw is { } raw)
        {
            Check(layout, raw.Length, layout.Bytes, "bytes");
            return file => new ElementReader(new SectionStream(file, raw.Start, raw.Length), layout).Read();
        }

        Check(layout, _counts.TryGetValue(field, out var count) ? count : 0, layout.Count, "values");
        return file => new NumberFields(layout, field).Read(file, start, end);
    }

    private void Check(Layout layout, long held, long expected, string what)
    {
        if (held != expected)
        {
            throw new MalformedException($"the tensor '{_name}' of shape {layout.Shape} holds {held} {what}, and not {expected}");
        }
    }

    private bool ReadField()
    {
        switch (reader.Field)
        {
            case TensorField.Extents:
                reader.Numbers(WireFormat.WireType.Varint, input => AddExtent(input.ReadInt64()));
                return true;
            case TensorField.Type:
                _type = reader.Integer();
                return true;
            case TensorField.Name:
                _name = reader.Text();
                return true;
            case TensorField.Raw:
                _raw = reader.Bytes();
                return true;
            case TensorField.Location:
                _isExternal = reader.Integer() == External;
                return true;
            case TensorField.Floats:
                return Count(WireFormat.WireType.Fixed32, input => input.ReadFixed32());
            case TensorField.Doubles:
                return Count(WireFormat.WireType.Fixed64, input => input.ReadFixed64());
            case TensorField.Int32s or TensorField.Int64s or TensorField.UInt64s:
                return Count(WireFormat.WireType.Varint, input => input.ReadUInt64());
            default:
                return false;
        }
    }

    private void AddExtent(long extent)
    {
        _extents.Add(extent);
        if (_extents.Count > Layout.MaxRank)
        {
            throw new MalformedException($"the tensor '{_name}' has more than {Layout.MaxRank} axes");
        }
    }

    private bool Count(WireFormat.WireType wire, Action<CodedInputStream> passOne)
    {
        var (field, count) = (reader.Field, 0L);
        reader.Numbers(wire, input =>
        {
            passOne(input);
            count++;
        });
        _counts[field] = (_counts.TryGetValue(field, out var before) ? before : 0) + count;
        return true;
    }
}
