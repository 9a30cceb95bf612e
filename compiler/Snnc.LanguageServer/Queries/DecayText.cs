using Snnc.Compiler.Symbols;

namespace Snnc.LanguageServer.Queries;

/// <summary>Decays in words.</summary>
internal static class DecayText
{
    /// <summary>For a summary: <c>v keeps 0.90484 a step</c>.</summary>
    public static string Short(Decay decay) => $"{decay.State} keeps {Quantity.Number(decay.Factor)} a step";

    /// <summary>In full, with where it comes from.</summary>
    public static string Long(Decay decay, TimeScale scale) =>
        $"`{decay.State}` keeps {Quantity.Number(decay.Factor)} of itself a step: tau = {Quantity.Steps(decay.Tau, scale)}"
        + (decay.Method is { } method ? $", {Formula(method)}" : $" by tau = -1 / ln({Quantity.Number(decay.Factor)})");

    private static string Formula(string method) => method switch
    {
        "euler" => "1 - 1 / tau (Euler)",
        "rk4" => "by Runge-Kutta",
        _ => "exp(-1 / tau)",
    };
}
