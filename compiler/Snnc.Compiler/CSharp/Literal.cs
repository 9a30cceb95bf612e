using System.Globalization;
using System.Text;

namespace Snnc.Compiler.CSharp;

/// <summary>Numbers and texts as C# writes them; a number reads back as the very same one.</summary>
internal static class Literal
{
    public static string Of(float value)
    {
        if (float.IsNaN(value))
        {
            return "float.NaN";
        }

        if (float.IsInfinity(value))
        {
            return value > 0 ? "float.PositiveInfinity" : "float.NegativeInfinity";
        }

        return value == 0 ? (IsNegative(value) ? "-0f" : "0f") : Shortest(value) + "f";
    }

    public static string Of(double value)
    {
        if (double.IsNaN(value))
        {
            return "double.NaN";
        }

        if (double.IsInfinity(value))
        {
            return value > 0 ? "double.PositiveInfinity" : "double.NegativeInfinity";
        }

        return value == 0 ? (IsNegative(value) ? "-0d" : "0d") : Shortest(value) + "d";
    }

    // The most negative number has no literal of its own: its digits alone do not fit.
    public static string Of(long value) => value == long.MinValue ? "long.MinValue" : value.ToString(CultureInfo.InvariantCulture) + "L";

    public static string Of(int value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Of(bool value) => value ? "true" : "false";

    public static string Of(string text)
    {
        var result = new StringBuilder("\"");
        foreach (var c in text)
        {
            result.Append(c is '"' or '\\' ? $"\\{c}" : c is < ' ' or > '~' ? $"\\u{(int)c:x4}" : c.ToString());
        }

        return result.Append('"').ToString();
    }

    private static bool IsNegative(double zero) => double.IsNegativeInfinity(1 / zero);

    // The same digits on every runtime: the first of two widths that reads back.
    private static string Shortest(float value)
    {
        for (var digits = 6; digits < 9; digits++)
        {
            var text = value.ToString("G" + digits, CultureInfo.InvariantCulture);
            if (float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var read) && read == value)
            {
                return text;
            }
        }

        return value.ToString("G9", CultureInfo.InvariantCulture);
    }

    private static string Shortest(double value)
    {
        for (var digits = 15; digits < 17; digits++)
        {
            var text = value.ToString("G" + digits, CultureInfo.InvariantCulture);
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var read) && read == value)
            {
                return text;
            }
        }

        return value.ToString("G17", CultureInfo.InvariantCulture);
    }
}
