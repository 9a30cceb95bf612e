using Snnc.Compiler.Tensors;
using Snnc.Tensors.Elements;

namespace Snnc.Tensors.Hdf5.Format;

/// <summary>The type of an element, versions 1 to 5 (section IV.A.2.d).</summary>
/// <param name="Kind">What the elements are.</param>
/// <param name="Bytes">The bytes of one.</param>
internal sealed record Datatype(Hdf5Kind Kind, int Bytes)
{
    /// <summary>Gets the type of numbers; null for others.</summary>
    public DType? Number { get; private init; }

    /// <summary>Gets whether the most significant byte of a number comes first.</summary>
    public bool IsBigEndian { get; private init; }

    /// <summary>Gets whether texts are in the global heap.</summary>
    public bool IsVariableLength { get; private init; }

    /// <summary>Gets whether a text of fixed length is filled up with blanks rather than zeros.</summary>
    public bool IsBlankPadded { get; private init; }

    /// <summary>Gets why values of this type cannot be read, or null.</summary>
    public UnsupportedTypeException? Problem { get; private init; }

    public static Datatype Read(FieldReader fields)
    {
        var classAndVersion = fields.Byte();
        var bits = (int)fields.Number(3);
        var bytes = fields.Int();
        if (classAndVersion >> 4 is 0 or > 5 || bytes is 0 or > int.MaxValue)
        {
            throw fields.Damaged("is no type of elements");
        }

        return (classAndVersion & 0xF) switch
        {
            0 => ReadInteger(fields, bits, (int)bytes),
            1 => ReadReal(fields, bits, (int)bytes),
            3 => new Datatype(Hdf5Kind.Text, (int)bytes) { IsBlankPadded = (bits & 0xF) == 2 },
            4 => ReadInteger(fields, bits & 7, (int)bytes),
            8 => ReadEnumeration(fields, (int)bytes),
            9 when (bits & 0xF) == 1 => ReadVariableText(fields, (int)bytes),
            var other => Unsupported(NameOf(other), (int)bytes),
        };
    }

    private static Datatype ReadInteger(FieldReader fields, int bits, int bytes)
    {
        var (offset, precision) = (fields.Short(), fields.Short());
        if (offset != 0 || precision != 8 * bytes || bytes is not (1 or 2 or 4 or 8))
        {
            return Unsupported($"whole numbers of {precision} bits in {bytes} bytes", bytes);
        }

        var isSigned = (bits & 8) != 0;
        var type = (bytes, isSigned) switch
        {
            (1, true) => DType.Int8,
            (1, false) => DType.UInt8,
            (2, true) => DType.Int16,
            (2, false) => DType.UInt16,
            (4, true) => DType.Int32,
            (4, false) => DType.UInt32,
            (_, true) => DType.Int64,
            (_, false) => DType.UInt64,
        };
        return new Datatype(Hdf5Kind.Integer, bytes) { Number = type, IsBigEndian = (bits & 1) != 0 };
    }

    // The type of its numbers; the names and values that follow it are passed over.
    private static Datatype ReadEnumeration(FieldReader fields, int bytes)
    {
        var (typeClass, bits, length) = (fields.Byte() & 0xF, (int)fields.Number(3), fields.Int());
        return typeClass == 0 && length == bytes ? ReadInteger(fields, bits, bytes) : throw fields.Damaged("is an enumeration of no numbers");
    }

    // Offset and precision, then place and length of exponent and mantissa, then the bias.
    private static Datatype ReadReal(FieldReader fields, int bits, int bytes)
    {
        var offset = fields.Short();
        var form = (bytes, fields.Short(), fields.Byte(), fields.Byte(), fields.Byte(), fields.Byte(), fields.Int());
        DType? type = form switch
        {
            (2, 16, 10, 5, 0, 10, 15) => DType.Float16,
            (2, 16, 7, 8, 0, 7, 127) => DType.BFloat16,
            (4, 32, 23, 8, 0, 23, 127) => DType.Float32,
            (8, 64, 52, 11, 0, 52, 1023) => DType.Float64,
            _ => null,
        };

        // Bit 6 with bit 0 is the order of a VAX.
        return type is null || offset != 0 || (bits & 0x40) != 0 ? Unsupported($"real numbers of {bytes} bytes in an uncommon form", bytes)
            : new Datatype(Hdf5Kind.Real, bytes) { Number = type, IsBigEndian = (bits & 1) != 0 };
    }

    // A length, the address of a collection and an index in it.
    private static Datatype ReadVariableText(FieldReader fields, int bytes) =>
        bytes == 8 + fields.Sizes.Address ? new Datatype(Hdf5Kind.Text, bytes) { IsVariableLength = true }
            : throw fields.Damaged($"is a text of variable length in {bytes} bytes");

    private static Datatype Unsupported(string what, int bytes) => new(Hdf5Kind.Other, bytes)
    {
        Problem = new UnsupportedTypeException($"it holds {what}, and only numbers and texts can be read", "write it as float32, float64 or int64"),
    };

    private static string NameOf(int typeClass) => typeClass switch
    {
        2 => "times",
        5 => "opaque bytes",
        6 => "structures",
        7 => "references",
        9 => "lists of variable length",
        10 => "arrays",
        11 => "complex numbers",
        _ => $"elements of the unknown class {typeClass}",
    };
}
