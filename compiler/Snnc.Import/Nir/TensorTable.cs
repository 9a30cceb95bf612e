using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Snnc.Compiler.Tensors;
using Snnc.Import.Writing;
using Snnc.Tensors;

namespace Snnc.Import.Nir;

/// <summary>The tensors of the program, under the names <c>node.field</c>, and how its text refers to them.</summary>
internal sealed class TensorTable
{
    /// <summary>What the program calls its weights.</summary>
    public const string Container = "w";

    private readonly List<NamedArray> _arrays = [];
    private readonly HashSet<string> _keys = [];

    /// <summary>Gets what was added.</summary>
    public IReadOnlyList<NamedArray> Arrays => _arrays;

    /// <summary>A field as it is: one number where all are the same, else the tensor.</summary>
    /// <param name="rank">Of the elements that it goes with.</param>
    public string Value(NirPrimitive node, string field, int rank) =>
        node[field].Uniform is { } number ? Numeral.Of(number) : Tensor(node, field, Populations.Squeezed(node[field].Shape, rank));

    /// <summary>A field times a number.</summary>
    public string Scaled(NirPrimitive node, string field, int rank, double factor) =>
        node[field].Uniform is { } number ? Numeral.Of(Product(number, factor))
        : factor == 1 ? Value(node, field, rank)
        : $"{Value(node, field, rank)} * {Numeral.Of(factor)}";

    /// <summary>A field that is times.</summary>
    public string Time(NirPrimitive node, string field, int rank, TimeUnit unit) =>
        node[field].Uniform is { } number ? Times.Text(number, unit) : $"{Value(node, field, rank)} * {Times.Name(unit)}";

    /// <summary>A field as a tensor of this shape.</summary>
    public string Tensor(NirPrimitive node, string field, Shape shape) => Add($"{node.Name}.{field}", shape, node[field].Values);

    /// <summary>An array that the file does not hold in this form.</summary>
    public string Add(string key, Shape shape, Array values)
    {
        var name = Key(key);
        for (var i = 2; !_keys.Add(name); i++)
        {
            name = $"{Key(key)}_{i.ToString(CultureInfo.InvariantCulture)}";
        }

        _arrays.Add(new NamedArray(name, shape, values));
        return Reference(name);
    }

    /// <summary>How the program refers to a tensor.</summary>
    public static string Reference(string key) => $"{Container}[\"{key}\"]";

    // What was divided by a step and is multiplied with it again is what it was.
    private static double Product(double x, double y) =>
        Math.Abs(x) < 1e12 && Math.Abs(y) < 1e12 && Math.Abs(x) > 1e-6 && Math.Abs(y) > 1e-6 ? (double)((decimal)x * (decimal)y) : x * y;

    // A text of the language has no escapes, and an archive has folders.
    private static string Key(string key) => string.Concat(key.Select(c => c is '"' or '/' or '\\' || char.IsControl(c) ? '_' : c));
}
