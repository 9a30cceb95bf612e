using Snnc.Compiler.Symbols;

namespace Snnc.LanguageServer.Queries;

/// <summary>Units in words.</summary>
internal static class UnitText
{
    /// <summary>What a unit is, or null.</summary>
    public static string? Of(string name) => UnitTable.Find(name) switch
    {
        null => null,
        { IsStep: true } => "`step`: the network's time step",
        { PowerOfTen: 0 } unit => $"`{name}`: the unit of {QuantityOf(name)}",
        { PowerOfTen: var power } => $"`{name}`: 10^{power} {BaseOf(name)}, a unit of {QuantityOf(BaseOf(name))}",
    };

    /// <summary>How many seconds a unit of time is, or null.</summary>
    public static double? SecondsOf(string name, double step) => UnitTable.Find(name) switch
    {
        { IsStep: true } => step,
        { Dimension: var dimension, PowerOfTen: var power } when dimension == Dimension.Time => System.Math.Pow(10, power),
        _ => null,
    };

    /// <summary>What a unit without prefix measures.</summary>
    public static string QuantityOf(string name) => name switch
    {
        "s" or "step" => "time",
        "Hz" => "frequency",
        "V" => "voltage",
        "A" => "current",
        "F" => "capacitance",
        "ohm" => "resistance",
        _ => "conductance",
    };

    /// <summary>The unit without its prefix.</summary>
    public static string BaseOf(string name) => UnitTable.Find(name) is { PowerOfTen: not 0 } ? name[1..] : name;
}
