using System;
using System.IO;
using System.Linq;
using System.Text;

namespace Snnc.Runtime;

/// <summary>An entry of a weights file's directory. This part is compiled into the build task too, for netstandard2.0.</summary>
internal sealed partial record WeightFileEntry(string Container, string Key, WeightType Type, int[] Shape, long Offset)
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

    /// <summary>Gets the bytes of the data.</summary>
    public long ByteLength => IsEmpty ? 0 : Shape.Aggregate((long)ElementLength, (product, extent) => product * extent);

    private bool IsEmpty => Array.IndexOf(Shape, 0) >= 0;

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

    private static void WriteName(BinaryWriter writer, string name)
    {
        var bytes = Names.GetBytes(name);
        writer.Write(checked((ushort)bytes.Length));
        writer.Write(bytes);
    }
}
