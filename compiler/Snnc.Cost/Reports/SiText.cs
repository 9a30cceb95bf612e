using System;
using System.Globalization;

namespace Snnc.Cost.Reports;

/// <summary>Quantities as people read them: four digits and a prefix, <c>12.35 uJ</c>; what is unknown is <c>unknown</c>.</summary>
public static class SiText
{
    private const string Unknown = "unknown";
    private static readonly string[] Prefixes = ["f", "p", "n", "u", "m", "", "k", "M", "G", "T"];

    /// <summary>A quantity in its unit without prefix.</summary>
    public static string Of(double? value, string unit)
    {
        if (value is not { } number)
        {
            return Unknown;
        }

        if (number == 0)
        {
            return $"0 {unit}";
        }

        var thousand = Math.Clamp((int)Math.Floor(Math.Log10(Math.Abs(number)) / 3), -5, 4);
        return $"{Digits(number / Math.Pow(1000, thousand))} {Prefixes[thousand + 5]}{unit}";
    }

    /// <summary>An area; its prefixes count twice.</summary>
    public static string OfArea(double? squareMetres) => squareMetres is { } area ? $"{Digits(area * 1e6)} mm2" : Unknown;

    /// <summary>Bytes in KiB and the like.</summary>
    public static string OfBytes(double? bytes) => bytes switch
    {
        null => Unknown,
        < 1 << 10 => $"{Digits(bytes.Value)} B",
        < 1 << 20 => $"{Digits(bytes.Value / (1 << 10))} KiB",
        _ => $"{Digits(bytes.Value / (1 << 20))} MiB",
    };

    /// <summary>A count with its thousands apart.</summary>
    public static string OfCount(double? count) =>
        count?.ToString(count < 100 && count != Math.Floor(count.Value) ? "0.##" : "#,0", CultureInfo.InvariantCulture)
        ?? Unknown;

    /// <summary>A share in per cent.</summary>
    public static string OfShare(double? part, double? whole) => part is { } p && whole is > 0 and { } w
        ? (100 * p / w).ToString("0.0", CultureInfo.InvariantCulture) + " %"
        : "-";

    private static string Digits(double value) =>
        value.ToString(Math.Abs(value) switch { >= 100 => "0.0", >= 10 => "0.00", _ => "0.000" }, CultureInfo.InvariantCulture);
}
