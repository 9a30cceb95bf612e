using System;
using System.IO;
using System.Runtime.InteropServices;
using Snnc.Compiler.Tensors;

namespace Snnc.Tensors.Elements;

/// <summary>Decodes the values of one tensor from a stream that stands at their first byte and ends with their last.</summary>
internal sealed class ElementReader(Stream source, Layout layout, bool bigEndian = false, bool fortranOrder = false)
{
    private const int BufferSize = 1 << 16;

    /// <summary>Reads all values, in C order, and makes sure that nothing follows them.</summary>
    /// <exception cref="MalformedException">The stream holds fewer or more bytes than the layout says.</exception>
    public Array Read()
    {
        var values = ReadValues();
        if (source.ReadByte() >= 0)
        {
            throw new MalformedException("there are more bytes than the shape of the tensor accounts for");
        }

        return values;
    }

    private Array ReadValues() => layout.DType switch
    {
        DType.Bool => InCOrder(Array.ConvertAll(Fill<byte>(), b => b != 0)),
        DType.Int8 => InCOrder(Fill<sbyte>()),
        DType.UInt8 => InCOrder(Fill<byte>()),
        DType.Int16 => InCOrder(Fill<short>()),
        DType.UInt16 => InCOrder(Fill<ushort>()),
        DType.Int32 => InCOrder(Fill<int>()),
        DType.UInt32 => InCOrder(Fill<uint>()),
        DType.Int64 => InCOrder(Fill<long>()),
        DType.UInt64 => InCOrder(Fill<ulong>()),
        DType.Float16 => InCOrder(HalfPrecision.WidenHalf(Fill<ushort>())),
        DType.BFloat16 => InCOrder(HalfPrecision.WidenBrain(Fill<ushort>())),
        DType.Float32 => InCOrder(Fill<float>()),
        DType.Float64 => InCOrder(Fill<double>()),
        _ => throw new ArgumentOutOfRangeException(nameof(layout), layout.DType, "Not a type of elements."),
    };

    // In pieces, because a span of bytes cannot cover more than two gigabytes and a stream reads only into arrays on netstandard2.0.
    private T[] Fill<T>()
        where T : struct
    {
        var values = new T[layout.Count];
        var size = Layout.SizeOf(layout.DType);
        var buffer = new byte[(int)Math.Min(BufferSize, Math.Max(size, layout.Bytes))];
        for (var at = 0; at < values.Length;)
        {
            var count = Math.Min(buffer.Length / size, values.Length - at);
            source.ReadFully(buffer, count * size);
            var piece = MemoryMarshal.AsBytes(values.AsSpan(at, count));
            buffer.AsSpan(0, count * size).CopyTo(piece);
            if (bigEndian == BitConverter.IsLittleEndian)
            {
                ReverseEach(piece, size);
            }

            at += count;
        }

        return values;
    }

    private static void ReverseEach(Span<byte> bytes, int size)
    {
        for (var i = 0; size > 1 && i < bytes.Length; i += size)
        {
            bytes.Slice(i, size).Reverse();
        }
    }

    private T[] InCOrder<T>(T[] values) => fortranOrder ? FortranOrder.ToCOrder(values, layout.Shape) : values;
}
