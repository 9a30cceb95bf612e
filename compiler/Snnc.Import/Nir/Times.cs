using System.Globalization;
using Snnc.Import.Writing;

namespace Snnc.Import.Nir;

/// <summary>Times as the language writes them.</summary>
internal static class Times
{
    private static readonly (string Name, int PowerOfTen)[] Units = [("s", 0), ("ms", -3), ("us", -6), ("ns", -9)];

    /// <summary>A time of a file in the unit that reads best: 0.0025 s is <c>2.5 ms</c>, digit for digit.</summary>
    public static string Text(double value, TimeUnit unit) => unit switch
    {
        TimeUnit.Steps => $"{Numeral.Of(value)} step",
        TimeUnit.Milliseconds => Shifted(value, -3),
        _ => Shifted(value, 0),
    };

    /// <summary>A time in seconds.</summary>
    public static string Text(double seconds) => Shifted(seconds, 0);

    /// <summary>The unit itself, as a tensor of times is multiplied with.</summary>
    public static string Name(TimeUnit unit) => unit switch
    {
        TimeUnit.Steps => "1 step",
        TimeUnit.Milliseconds => "1 ms",
        _ => "1 s",
    };

    // The decimal point moves; no digit changes, so that what is a whole number of steps stays one.
    private static string Shifted(double value, int powerOfTen)
    {
        var isExact = decimal.TryParse(Numeral.Of(value), NumberStyles.Float, CultureInfo.InvariantCulture, out var exact) && (double)exact == value;
        if (!isExact || exact == 0)
        {
            return $"{Numeral.Of(value)} {(powerOfTen == 0 ? "s" : "ms")}";
        }

        foreach (var (name, power) in Units)
        {
            var shifted = exact * Power(powerOfTen - power);
            if (System.Math.Abs(shifted) >= 1 || power == -9 || (power == -3 && System.Math.Abs(shifted) >= 0.1m))
            {
                return $"{Plain(shifted)} {name}";
            }
        }

        return $"{Numeral.Of(value)} s";
    }

    private static decimal Power(int exponent) =>
        exponent >= 0 ? (decimal)System.Math.Pow(10, exponent) : 1 / (decimal)System.Math.Pow(10, -exponent);

    // Without the zeros at its end, which a decimal number keeps.
    private static string Plain(decimal value) => (value / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);
}
