using System;

namespace Snnc.Cli.Terminals;

/// <summary>Lengths of time as people read them.</summary>
internal static class Duration
{
    /// <summary>Three significant digits in the unit that suits: <c>812 us</c>, <c>1.24 ms</c>.</summary>
    public static string Exact(double seconds) => seconds switch
    {
        < 1e-3 => FormattableString.Invariant($"{Digits(seconds * 1e6)} us"),
        < 1 => FormattableString.Invariant($"{Digits(seconds * 1e3)} ms"),
        _ => FormattableString.Invariant($"{Digits(seconds)} s"),
    };

    /// <summary>Whole minutes and seconds: <c>2 min 5 s</c>.</summary>
    public static string Coarse(TimeSpan time) =>
        time.TotalMinutes >= 1 ? $"{(int)time.TotalMinutes} min {time.Seconds} s" : $"{(int)Math.Ceiling(time.TotalSeconds)} s";

    private static string Digits(double value) => value switch
    {
        < 10 => FormattableString.Invariant($"{value:0.00}"),
        < 100 => FormattableString.Invariant($"{value:0.0}"),
        _ => FormattableString.Invariant($"{value:0}"),
    };
}
