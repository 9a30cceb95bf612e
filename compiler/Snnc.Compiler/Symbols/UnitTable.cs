using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Collections;

namespace Snnc.Compiler.Symbols;

/// <summary>A unit of the language: <c>mV</c> is 10^-3 of the SI unit of a voltage.</summary>
/// <param name="Name">As written.</param>
/// <param name="Dimension">What it measures.</param>
/// <param name="PowerOfTen">Of its prefix; 0 without one.</param>
/// <param name="IsStep">It is <c>step</c>, the network's time step.</param>
public sealed record Unit(string Name, Dimension Dimension, int PowerOfTen, bool IsStep);

/// <summary>The units of the language: <c>s Hz V A F ohm S</c> with the prefixes <c>p n u m k M</c>, and <c>step</c>.</summary>
public static class UnitTable
{
    private static readonly (string Name, Dimension Dimension)[] Bases =
    [
        ("s", Dimension.Time),
        ("Hz", Dimension.None / Dimension.Time),
        ("V", Dimension.Voltage),
        ("A", Dimension.Current),
        ("F", Dimension.Current * Dimension.Time / Dimension.Voltage),
        ("ohm", Dimension.Voltage / Dimension.Current),
        ("S", Dimension.Current / Dimension.Voltage),
    ];

    private static readonly (string Prefix, int PowerOfTen)[] Prefixes = [("", 0), ("p", -12), ("n", -9), ("u", -6), ("m", -3), ("k", 3), ("M", 6)];

    private static readonly Dictionary<string, Unit> Units =
        (from unit in Bases
         from prefix in Prefixes
         select new Unit(prefix.Prefix + unit.Name, unit.Dimension, prefix.PowerOfTen, false))
        .Append(new Unit("step", Dimension.Time, 0, true))
        .ToDictionary(unit => unit.Name);

    private static readonly Dictionary<string, string> Aliases = new()
    {
        ["sec"] = "s", ["second"] = "s", ["seconds"] = "s", ["msec"] = "ms", ["usec"] = "us", ["millisecond"] = "ms", ["milliseconds"] = "ms",
        ["volt"] = "V", ["volts"] = "V", ["amp"] = "A", ["ampere"] = "A", ["hertz"] = "Hz", ["farad"] = "F", ["siemens"] = "S", ["ohms"] = "ohm",
        ["steps"] = "step", ["dt"] = "step",
    };

    /// <summary>Gets all names, for completion.</summary>
    public static IEnumerable<string> Names => Units.Keys;

    /// <summary>The unit of this name, or null.</summary>
    public static Unit? Find(string name) => Units.TryGetValue(name, out var unit) ? unit : null;

    /// <summary>The unit that a wrong name was probably meant to be, or null.</summary>
    public static string? Nearest(string name) =>
        Aliases.TryGetValue(name.ToLowerInvariant(), out var alias) ? alias
        : name.Length < 2 ? Units.Keys.FirstOrDefault(u => u.ToLowerInvariant() == name.ToLowerInvariant())
        : EditDistance.Nearest(name, Units.Keys);
}
