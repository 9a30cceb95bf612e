using System;
using System.Globalization;
using Snnc.Compiler.Symbols;

namespace Snnc.LanguageServer.Queries;

/// <summary>Numbers as people read them.</summary>
internal static class Quantity
{
    private static readonly (double Size, string Unit)[] Times = [(1, "s"), (1e-3, "ms"), (1e-6, "us"), (1e-9, "ns"), (1e-12, "ps")];

    private static readonly (double Size, string Unit)[] Memories = [(1 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB")];

    /// <summary>A number of a few digits.</summary>
    public static string Number(double value) => value.ToString("G5", CultureInfo.InvariantCulture);

    /// <summary>A whole number with its thousands apart.</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A share in percent.</summary>
    public static string Percent(double share) => (100 * share).ToString("G3", CultureInfo.InvariantCulture) + " %";

    /// <summary>A time in seconds.</summary>
    public static string Seconds(double seconds)
    {
        var (size, unit) = Array.Find(Times, time => Math.Abs(seconds) >= time.Size * (1 - 1e-9));
        return unit is null ? $"{Number(seconds)} s" : $"{Number(seconds / size)} {unit}";
    }

    /// <summary>A time in steps, in seconds too where a step has a length.</summary>
    public static string Steps(double steps, TimeScale scale)
    {
        var counted = $"{Number(steps)} {(steps == 1 ? "step" : "steps")}";
        return scale.Seconds is { } step ? $"{Seconds(steps * step)} ({counted})" : counted;
    }

    /// <summary>An amount of memory.</summary>
    public static string Bytes(long bytes)
    {
        var (size, unit) = Array.Find(Memories, memory => bytes >= memory.Size);
        return unit is null ? $"{bytes} bytes" : $"{(bytes / size).ToString("G4", CultureInfo.InvariantCulture)} {unit}";
    }
}
