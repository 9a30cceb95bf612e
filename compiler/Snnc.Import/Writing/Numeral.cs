using System;
using System.Globalization;
using System.Linq;

namespace Snnc.Import.Writing;

/// <summary>Numbers as the language writes them.</summary>
public static class Numeral
{
    /// <summary>The shortest text that reads back as this number.</summary>
    /// <exception cref="ArgumentException">It is not finite.</exception>
    public static string Of(double value) => !double.IsFinite(value)
        ? throw new ArgumentException("Only finite numbers can be written.", nameof(value))
        : value.ToString("R", CultureInfo.InvariantCulture).Replace("E+", "e", StringComparison.Ordinal).Replace('E', 'e');

    /// <summary>The shortest text that reads back as this number, rounded to single precision.</summary>
    /// <exception cref="ArgumentException">It is not finite.</exception>
    public static string Of(float value) => Of(double.Parse(value.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));

    /// <summary>A shape as the language writes it: <c>[1, 28, 28]</c>.</summary>
    public static string Shape(params int[] extents) => $"[{string.Join(", ", extents.Select(e => e.ToString(CultureInfo.InvariantCulture)))}]";
}
