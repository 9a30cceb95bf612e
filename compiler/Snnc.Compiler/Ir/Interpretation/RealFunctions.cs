using System;
using Snnc.Numerics;

namespace Snnc.Compiler.Ir.Interpretation;

/// <summary>The functions of one real number that expressions call, in doubles.</summary>
internal static class RealFunctions
{
    /// <summary>A function by its name in the language.</summary>
    public static Func<double, double> Of(string function) => function switch
    {
        "exp" => Math.Exp,
        "expm1" => SpecialFunctions.Expm1,
        "log" => Math.Log,
        "log1p" => SpecialFunctions.Log1p,
        "sqrt" => Math.Sqrt,
        "floor" => Math.Floor,
        "ceil" => Math.Ceiling,
        "round" => x => Math.Round(x, MidpointRounding.ToEven),
        "tanh" => Math.Tanh,
        "sigmoid" => SpecialFunctions.Sigmoid,
        "abs" => Math.Abs,
        "sign" => x => x > 0 ? 1 : x < 0 ? -1 : 0,
        _ => throw new ArgumentException($"There is no function '{function}'.", nameof(function)),
    };
}
