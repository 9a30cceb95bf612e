using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Snnc.Compiler.Tensors;
using Snnc.Tensors.Elements;
using Snnc.Tensors.Files;
using Snnc.Tensors.Hdf5.Format;

namespace Snnc.Tensors.Hdf5.Storage;

/// <summary>The values of a dataset or an attribute, read when they are asked for.</summary>
/// <param name="file">The path of the file.</param>
/// <param name="name">What messages call them.</param>
/// <param name="type">The type of an element.</param>
/// <param name="space">The extents.</param>
/// <param name="data">Where the bytes are.</param>
/// <param name="problem">Why they cannot be read although the type could, or null.</param>
internal sealed class StoredValues(
    string file, string name, Datatype type, Dataspace space, IRawData data, UnsupportedTypeException? problem = null)
{
    public IReadOnlyList<int> Shape => space.Extents;

    public Hdf5Kind Kind => type.Kind;

    public int ElementBytes => type.Bytes;

    public DType? Number => type.Number;

    public UnsupportedTypeException? Problem => type.Problem ?? problem;

    public double[] ReadReals() => Read("numbers", Number is not null, stream => DecodeNumbers(stream) switch
    {
        double[] doubles => doubles,
        var numbers => Tensor(numbers).ToDoubles(),
    });

    public float[] ReadSingles() => Read("numbers", Number is not null, stream =>
    {
        var numbers = DecodeNumbers(stream);
        if (numbers is float[] singles)
        {
            return singles;
        }

        var result = new float[numbers.Length];
        Tensor(numbers).CopyTo(0, result, result.Length);
        return result;
    });

    public long[] ReadIntegers() => Read("whole numbers", Kind == Hdf5Kind.Integer, stream => ToIntegers(DecodeNumbers(stream)));

    public string[] ReadTexts() => Read("texts", Kind == Hdf5Kind.Text, ReadTexts);

    /// <summary>The numbers in the narrowest type that holds them.</summary>
    public Array ReadNumbers(Stream stream) => Explain(() => DecodeNumbers(stream));

    private Array DecodeNumbers(Stream stream)
    {
        var layout = Layout.Create(Number!.Value, [.. Shape.Select(extent => (long)extent)]);
        return new ElementReader(data.Open(Hdf5Source.Open(stream), layout.Bytes), layout, type.IsBigEndian).Read();
    }

    private TensorData Tensor(Array numbers) => new(new TensorInfo(name, Number!.Value, Compiler.Tensors.Shape.Of(Shape)), numbers);

    // To the runtime an array of signed integers is one of unsigned integers too, so the type in the file decides.
    private long[] ToIntegers(Array numbers) => Number switch
    {
        DType.Int64 => (long[])numbers,
        DType.UInt64 => Array.ConvertAll((ulong[])numbers, Signed),
        DType.UInt32 => Array.ConvertAll((uint[])numbers, value => (long)value),
        DType.UInt8 => Array.ConvertAll((byte[])numbers, value => (long)value),
        DType.UInt16 => Array.ConvertAll((ushort[])numbers, value => (long)value),
        DType.Int8 => Array.ConvertAll((sbyte[])numbers, value => (long)value),
        DType.Int16 => Array.ConvertAll((short[])numbers, value => (long)value),
        _ => Array.ConvertAll((int[])numbers, value => (long)value),
    };

    private static long Signed(ulong value) => value <= long.MaxValue ? (long)value
        : throw new MalformedException($"the number {value} is more than {long.MaxValue}, the largest that can be read");

    private string[] ReadTexts(Stream stream)
    {
        var source = Hdf5Source.Open(stream);
        var count = space.Count;
        if (count * type.Bytes > Layout.MaxBytes)
        {
            throw new MalformedException($"{count} texts of {type.Bytes} bytes are more than can be read at once");
        }

        var bytes = data.Open(source, count * type.Bytes).ReadBytes((int)(count * type.Bytes));
        var fields = new FieldReader("its list of texts", bytes, 0, bytes.Length, source.Sizes);
        return [.. Enumerable.Range(0, (int)count).Select(_ => type.IsVariableLength ? ReadVariable(source, fields) : ReadFixed(fields))];
    }

    private static string ReadVariable(Hdf5Source source, FieldReader fields)
    {
        var (length, collection, index) = (fields.Int(), fields.Address(), fields.Int());
        return length == 0 || collection is 0 or FieldReader.Undefined ? "" : source.Heap.Text(collection, (int)index, length);
    }

    private string ReadFixed(FieldReader fields)
    {
        var text = fields.Text(type.Bytes);
        return type.IsBlankPadded ? text.TrimEnd(' ') : text;
    }

    private T Read<T>(string what, bool isThat, Func<Stream, T> read)
    {
        if (Problem is { } why)
        {
            throw new TensorFormatException(file, $"{name} cannot be read: {why.Message}", why.Hint, why);
        }

        if (!isThat)
        {
            throw new TensorFormatException(file, $"{name} holds {Plural(Kind)}, where {what} are needed");
        }

        return ContainerAccess.Read(file, stream => Explain(() => read(stream)));
    }

    private T Explain<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (MalformedException e)
        {
            throw new MalformedException($"{name} cannot be read: {e.Message}", e.Hint, e);
        }
    }

    private static string Plural(Hdf5Kind kind) => kind switch
    {
        Hdf5Kind.Integer => "whole numbers",
        Hdf5Kind.Real => "real numbers",
        _ => "texts",
    };
}
