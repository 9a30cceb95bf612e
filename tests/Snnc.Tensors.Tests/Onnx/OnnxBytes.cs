using System;
using System.IO;
using Google.Protobuf;

namespace Snnc.Tensors.Tests.Onnx;

/// <summary>Models as their bytes, put together field by field.</summary>
internal static class OnnxBytes
{
    /// <summary>A model of IR version 8 and opset 13 with this graph.</summary>
    public static byte[] Model(params byte[][] graphFields) =>
        Join(Number(1, 8), Text(2, "test"), Part(7, Join(graphFields)), Part(8, Number(2, 13)));

    public static byte[] Initializer(params byte[][] fields) => Part(5, Join(fields));

    /// <summary>The fields of an array that all have: its extents, its type and its name.</summary>
    public static byte[] Head(string name, int type, params long[] extents) =>
        Join([.. Array.ConvertAll(extents, e => Number(1, e)), Number(2, type), Text(8, name)]);

    public static byte[] Raw(params byte[] bytes) => Part(9, bytes);

    public static byte[] Number(int field, long value) => Written(o =>
    {
        o.WriteTag(field, WireFormat.WireType.Varint);
        o.WriteInt64(value);
    });

    public static byte[] Text(int field, string text) => Written(o =>
    {
        o.WriteTag(field, WireFormat.WireType.LengthDelimited);
        o.WriteString(text);
    });

    public static byte[] Part(int field, byte[] bytes) => Written(o =>
    {
        o.WriteTag(field, WireFormat.WireType.LengthDelimited);
        o.WriteBytes(ByteString.CopyFrom(bytes));
    });

    public static byte[] Floats(int field, params float[] values) => Part(field, Written(o => Array.ForEach(values, o.WriteFloat)));

    public static byte[] Doubles(int field, params double[] values) => Part(field, Written(o => Array.ForEach(values, o.WriteDouble)));

    public static byte[] Varints(int field, params long[] values) => Part(field, Written(o => Array.ForEach(values, o.WriteInt64)));

    public static byte[] LoneFloat(int field, float value) => Written(o =>
    {
        o.WriteTag(field, WireFormat.WireType.Fixed32);
        o.WriteFloat(value);
    });

    public static byte[] Join(params byte[][] parts)
    {
        using var all = new MemoryStream();
        Array.ForEach(parts, part => all.Write(part));
        return all.ToArray();
    }

    private static byte[] Written(Action<CodedOutputStream> write)
    {
        using var bytes = new MemoryStream();
        var output = new CodedOutputStream(bytes, leaveOpen: true);
        write(output);
        output.Flush();
        return bytes.ToArray();
    }
}
