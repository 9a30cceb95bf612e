using System.Collections.Generic;
using System.Linq;

namespace Snnc.Cost.Accelerators;

/// <summary>The units of accelerator files: a prefix and a unit, <c>pJ</c>, <c>mW</c>, <c>KiB</c>.</summary>
internal static class Units
{
    private const string NoUnit = "1";

    private static readonly Dictionary<Quantity, string> Bases = new()
    {
        [Quantity.Energy] = "J",
        [Quantity.Time] = "s",
        [Quantity.Power] = "W",
        [Quantity.Frequency] = "Hz",
        [Quantity.Bandwidth] = "B/s",
        [Quantity.Area] = "m2",
        [Quantity.Capacity] = "B",
        [Quantity.Width] = "bit",
        [Quantity.Cycles] = "cycle",
        [Quantity.Resistance] = "ohm",
        [Quantity.Number] = NoUnit,
    };

    private static readonly (string Prefix, double Factor)[] Prefixes =
        [("f", 1e-15), ("p", 1e-12), ("n", 1e-9), ("u", 1e-6), ("m", 1e-3), ("", 1), ("k", 1e3), ("M", 1e6), ("G", 1e9)];

    private static readonly (string Prefix, double Factor)[] BinaryPrefixes = [("", 1), ("Ki", 1 << 10), ("Mi", 1 << 20), ("Gi", 1 << 30)];

    private static readonly Dictionary<string, (Quantity Quantity, double Factor)> All = Bases
        .SelectMany(quantity =>
            PrefixesOf(quantity.Key).Select(prefix => (prefix.Prefix + quantity.Value, quantity.Key, FactorOf(quantity.Key, prefix.Factor))))
        .ToDictionary(unit => unit.Item1, unit => (unit.Key, unit.Item3));

    /// <summary>Whether a unit is one of a quantity.</summary>
    public static bool Fits(string unit, Quantity quantity) => All.TryGetValue(unit, out var found) && found.Quantity == quantity;

    /// <summary>What a number in this unit is multiplied by to be in the unit without a prefix.</summary>
    public static double Factor(string unit) => All[unit].Factor;

    /// <summary>The units of a quantity, for messages.</summary>
    public static IReadOnlyList<string> Of(Quantity quantity) => [.. All.Where(unit => unit.Value.Quantity == quantity).Select(unit => unit.Key)];

    private static (string Prefix, double Factor)[] PrefixesOf(Quantity quantity) => quantity switch
    {
        Quantity.Capacity => BinaryPrefixes,
        Quantity.Width or Quantity.Cycles or Quantity.Number => [("", 1)],
        _ => Prefixes,
    };

    // A square millimetre is a millionth of a square metre.
    private static double FactorOf(Quantity quantity, double prefix) => quantity == Quantity.Area ? prefix * prefix : prefix;
}
