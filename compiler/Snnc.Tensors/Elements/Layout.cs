using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Snnc.Compiler.Tensors;

namespace Snnc.Tensors.Elements;

/// <summary>Element type and extents of a stored tensor, known to fit the memory of a process; made before anything is allocated.</summary>
internal sealed record Layout(DType DType, Shape Shape, int Count)
{
    /// <summary>The most axes that NumPy allowed for most of its life.</summary>
    public const int MaxRank = 32;

    /// <summary>The most bytes that one tensor may take in its file: what one array of bytes can hold.</summary>
    public const long MaxBytes = 0x7FFFFFC7;

    /// <summary>Gets the size of the values in the file.</summary>
    public long Bytes => (long)Count * SizeOf(DType);

    /// <exception cref="MalformedException">Too many axes, a negative extent or too many elements.</exception>
    public static Layout Create(DType type, IReadOnlyList<long> extents)
    {
        if (extents.Count > MaxRank)
        {
            throw new MalformedException(Invariant($"the shape has {extents.Count} axes, and at most {MaxRank} can be read"), "reshape it to fewer");
        }

        foreach (var extent in extents)
        {
            if (extent is < 0 or > int.MaxValue)
            {
                throw new MalformedException(Invariant($"the shape has an axis of {extent} elements, which cannot be"));
            }
        }

        return new Layout(type, Shape.Of(extents.Select(e => (int)e)), CountOf(extents, SizeOf(type)));
    }

    /// <exception cref="MalformedException">The bytes that follow the header of a file are more or fewer than those of the values.</exception>
    public void CheckHeld(long held)
    {
        if (held != Bytes)
        {
            throw new MalformedException($"its header tells of {Bytes} bytes of values, but {held} follow");
        }
    }

    /// <summary>The bytes of one element.</summary>
    public static int SizeOf(DType type) => type switch
    {
        DType.Bool or DType.Int8 or DType.UInt8 => 1,
        DType.Int16 or DType.UInt16 or DType.Float16 or DType.BFloat16 => 2,
        DType.Int32 or DType.UInt32 or DType.Float32 => 4,
        DType.Int64 or DType.UInt64 or DType.Float64 => 8,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Not a type of elements."),
    };

    private static int CountOf(IReadOnlyList<long> extents, int size)
    {
        if (extents.Contains(0))
        {
            return 0;
        }

        var count = 1L;
        foreach (var extent in extents)
        {
            count *= extent;
            if (count > MaxBytes / size)
            {
                var shape = string.Join(", ", extents.Select(e => e.ToString(CultureInfo.InvariantCulture)));
                throw new MalformedException(Invariant($"a tensor of shape [{shape}] takes more than the {MaxBytes} bytes that can be read at once"),
                    "save it in parts, or with smaller elements");
            }
        }

        return (int)count;
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
