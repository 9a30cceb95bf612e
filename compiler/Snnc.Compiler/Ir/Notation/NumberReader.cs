using System;
using System.Globalization;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Tensors;

namespace Snnc.Compiler.Ir.Notation;

/// <summary>Reads literals.</summary>
internal static class NumberReader
{
    /// <summary>A number with its sign: digits alone, or <c>inf</c> or <c>nan</c>.</summary>
    public static string Text(IrCursor cursor)
    {
        var sign = cursor.TryTake("-") ? "-" : "";
        if (cursor.IsNumber)
        {
            return sign + cursor.Take().Text;
        }

        cursor.FailUnexpected("a number");
        return "0";
    }

    /// <summary>Whether a number is written as a whole one.</summary>
    public static bool IsWhole(string text) => text.All(c => c is '-' or (>= '0' and <= '9'));

    /// <summary>A whole number of 64 bits.</summary>
    public static long Long(IrCursor cursor)
    {
        var at = cursor.Here;
        var text = Text(cursor);
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : Fail<long>(cursor, () => Catalog.BadGraphNumber(at, text, "a whole number of 64 bits"));
    }

    /// <summary>A whole number of 32 bits.</summary>
    public static int Int(IrCursor cursor)
    {
        var at = cursor.Here;
        var text = Text(cursor);
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : Fail<int>(cursor, () => Catalog.BadGraphNumber(at, text, "a whole number of 32 bits"));
    }

    /// <summary>A double.</summary>
    public static double Double(IrCursor cursor)
    {
        var at = cursor.Here;
        var text = Text(cursor);
        return ParseDouble(text) ?? Fail<double>(cursor, () => Catalog.BadGraphNumber(at, text, "a number"));
    }

    /// <summary>A single.</summary>
    public static float Single(IrCursor cursor, string text, Text.Location at)
    {
        if (ParseDouble(text) is { } special && (double.IsNaN(special) || double.IsInfinity(special)))
        {
            return (float)special;
        }

        // Not by way of a double: that would round twice.
        return float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value
            : Fail<float>(cursor, () => Catalog.BadGraphNumber(at, text, "a number"));
    }

    /// <summary>Extents or axes in brackets.</summary>
    public static EquatableArray<int> List(IrCursor cursor)
    {
        var list = new System.Collections.Generic.List<int>();
        cursor.Expect("[");
        while (cursor.Current.Kind != IrTokenKind.End && !cursor.Is("]"))
        {
            list.Add(Int(cursor));
            if (!cursor.Is("]"))
            {
                cursor.Expect(",");
            }
        }

        cursor.Expect("]");
        return list.ToEquatableArray();
    }

    /// <summary>A shape.</summary>
    public static Shape Shape(IrCursor cursor) => new(List(cursor));

    /// <summary>A <c>long</c> where it is written as a whole number and small enough, else a <c>double</c>; null for what is no number.</summary>
    public static object? Parse(string text) =>
        IsWhole(text) && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
            ? (object)whole
            : ParseDouble(text);

    private static double? ParseDouble(string text) => text switch
    {
        "nan" or "-nan" => double.NaN,
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null,
    };

    private static T? Fail<T>(IrCursor cursor, Func<Diagnostic> diagnostic)
    {
        cursor.Fail(diagnostic());
        return default;
    }
}
