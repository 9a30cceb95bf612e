using System;
using System.Globalization;
using System.Linq;
using Snnc.Compiler.Tensors;

namespace Snnc.Import.Nir;

/// <summary>An array of numbers, or a text, that describes a node.</summary>
/// <param name="Shape">Its extents; none for one value.</param>
/// <param name="Values">In C order: a <c>float[] double[] long[]</c> or <c>string[]</c>.</param>
public sealed record NirField(Shape Shape, Array Values)
{
    /// <summary>One real number.</summary>
    public static NirField Of(double value) => new(Shape.Scalar, new[] { value });

    /// <summary>One whole number.</summary>
    public static NirField Of(long value) => new(Shape.Scalar, new[] { value });

    /// <summary>Whole numbers.</summary>
    public static NirField Of(params long[] values) => new([values.Length], values);

    /// <summary>Gets a value indicating whether it is a text.</summary>
    public bool IsText => Values is string[];

    /// <summary>Gets the text.</summary>
    public string Text => ((string[])Values)[0];

    /// <summary>Gets all numbers.</summary>
    public double[] Reals => Values switch
    {
        double[] v => v,
        float[] v => Array.ConvertAll(v, x => (double)x),
        long[] v => Array.ConvertAll(v, x => (double)x),
        _ => [],
    };

    /// <summary>Gets the number that all elements are, or null where they differ or there are none.</summary>
    public double? Uniform => Reals is [var first, .. var rest] && rest.All(x => x.Equals(first)) ? Shortest(first) : null;

    // 0.0025 in single precision means 0.0025: the number that a person wrote is the one that reads back as it.
    private double Shortest(double value) => Values is float[]
        ? double.Parse(((float)value).ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
        : value;
}
