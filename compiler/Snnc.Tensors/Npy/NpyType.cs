using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Tensors;
using Snnc.Tensors.Elements;

namespace Snnc.Tensors.Npy;

/// <summary>NumPy's names of element types: byte order, kind and bytes, as in <c>&lt;f4</c>.</summary>
internal sealed record NpyType(DType DType, bool BigEndian)
{
    private static readonly Dictionary<string, DType> Types = new()
    {
        ["?"] = DType.Bool, ["b1"] = DType.Bool,
        ["i1"] = DType.Int8, ["i2"] = DType.Int16, ["i4"] = DType.Int32, ["i8"] = DType.Int64,
        ["u1"] = DType.UInt8, ["u2"] = DType.UInt16, ["u4"] = DType.UInt32, ["u8"] = DType.UInt64,
        ["f2"] = DType.Float16, ["f4"] = DType.Float32, ["f8"] = DType.Float64,
    };

    private static readonly Dictionary<char, (string Name, string Hint)> OtherKinds = new()
    {
        ['c'] = ("complex numbers", "save the real and the imaginary part as two arrays"),
        ['f'] = ("floating-point numbers of an uncommon size", "save them as float64"),
        ['O'] = ("Python objects", "save an array of numbers: numpy.savez(FILE, NAME=numpy.asarray(VALUE, dtype=\"float32\"))"),
        ['S'] = ("text", "save only numbers"),
        ['U'] = ("text", "save only numbers"),
        ['V'] = ("structures", "save each field as an array of its own"),
        ['M'] = ("dates", "save them as int64"),
        ['m'] = ("durations", "save them as int64"),
    };

    /// <param name="descr">The header's entry: a string, or a list of fields.</param>
    /// <exception cref="UnsupportedTypeException">The elements are no real numbers, integers or truth values.</exception>
    public static NpyType Parse(object descr)
    {
        if (descr is not string name)
        {
            throw Unsupported("structures with several fields", OtherKinds['V'].Hint);
        }

        var order = name.Length > 0 && "<>|=".IndexOf(name[0]) >= 0 ? name[0] : '=';
        var type = name.TrimStart('<', '>', '|', '=');
        if (Types.TryGetValue(type, out var known))
        {
            return new NpyType(known, order == '>');
        }

        throw type.Length > 0 && OtherKinds.TryGetValue(type[0], out var kind)
            ? Unsupported($"{kind.Name} (dtype '{name}')", kind.Hint)
            : Unsupported($"elements of the unknown dtype '{name}'", "save it with a dtype such as float32 or int64");
    }

    /// <summary>The little-endian name of a type.</summary>
    public static string NameOf(DType type) =>
        (Layout.SizeOf(type) == 1 ? "|" : "<") + Types.Last(t => t.Value == type).Key;

    private static UnsupportedTypeException Unsupported(string what, string hint) =>
        new($"the array holds {what}, and only real numbers, integers and truth values can be read", hint);
}
