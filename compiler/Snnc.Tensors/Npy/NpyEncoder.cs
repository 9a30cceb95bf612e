using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Snnc.Compiler.Tensors;
using Snnc.Tensors.Elements;

namespace Snnc.Tensors.Npy;

/// <summary>Encodes arrays in format 1.0 of .npy.</summary>
internal static class NpyEncoder
{
    private const int Alignment = 64;

    /// <summary>The bytes before the values, padded so that the values start at a multiple of 64.</summary>
    /// <exception cref="ArgumentException">The values are not as many as the shape says, or of no stored type.</exception>
    public static byte[] Header(NamedArray array)
    {
        var type = TypeOf(array.Values);
        if (array.Values.Length != array.Shape.Size || array.Shape.Size > Layout.MaxBytes / Layout.SizeOf(type))
        {
            var message = $"{array.Values.Length} values do not fill the shape {array.Shape} of '{array.Key}', or are too many.";
            throw new ArgumentException(message, nameof(array));
        }

        var extents = string.Concat(array.Shape.Select(e => e.ToString(CultureInfo.InvariantCulture) + ", "));
        var shape = array.Shape.Rank == 1 ? extents.TrimEnd() : extents.TrimEnd(',', ' ');
        var fields = $"{{'descr': '{NpyType.NameOf(type)}', 'fortran_order': False, 'shape': ({shape}), }}";
        var length = ((10 + fields.Length + 1 + Alignment - 1) / Alignment * Alignment) - 10;
        byte[] prefix = [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0, (byte)length, (byte)(length >> 8)];
        return [.. prefix, .. Encoding.ASCII.GetBytes(fields.PadRight(length - 1) + "\n")];
    }

    public static void Write(Stream stream, byte[] header, Array values)
    {
        stream.Write(header, 0, header.Length);
        ArrayBytes.Write(stream, values);
    }

    // By the element type itself: to the runtime an array of uint is an array of int too.
    private static DType TypeOf(Array values) => Type.GetTypeCode(values.GetType().GetElementType()) switch
    {
        TypeCode.Boolean => DType.Bool,
        TypeCode.SByte => DType.Int8,
        TypeCode.Byte => DType.UInt8,
        TypeCode.Int16 => DType.Int16,
        TypeCode.UInt16 => DType.UInt16,
        TypeCode.Int32 => DType.Int32,
        TypeCode.UInt32 => DType.UInt32,
        TypeCode.Int64 => DType.Int64,
        TypeCode.UInt64 => DType.UInt64,
        TypeCode.Single => DType.Float32,
        TypeCode.Double => DType.Float64,
        _ => throw new ArgumentException($"Values of type {values.GetType()} cannot be written.", nameof(values)),
    };
}
