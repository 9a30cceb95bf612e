using System;
using Snnc.Numerics;

namespace Snnc.Runtime;

/// <summary>The functions of load-time arithmetic by their names; all in doubles.</summary>
internal static class LoadFunctions
{
    /// <summary>A function of one number.</summary>
    public static Func<double, double> Unary(string function) => function switch
    {
        "neg" => x => -x,
        "exp" => Math.Exp,
        "expm1" => SpecialFunctions.Expm1,
        "log" => Math.Log,
        "log1p" => SpecialFunctions.Log1p,
        "sqrt" => Math.Sqrt,
        "abs" => Math.Abs,
        "sign" => x => x > 0 ? 1 : x < 0 ? -1 : 0,
        "floor" => Math.Floor,
        "ceil" => Math.Ceiling,
        "round" => x => Math.Round(x, MidpointRounding.ToEven),
        "tanh" => Math.Tanh,
        "sigmoid" => SpecialFunctions.Sigmoid,
        "int" => x => double.IsNaN(x) ? 0 : Math.Truncate(x),
        _ => throw new ArgumentException($"There is no function '{function}'.", nameof(function)),
    };

    /// <summary>A function of two numbers.</summary>
    public static Func<double, double, double> Binary(string function) => function switch
    {
        "add" => (x, y) => x + y,
        "sub" => (x, y) => x - y,
        "mul" => (x, y) => x * y,
        "div" => (x, y) => x / y,
        "rem" => (x, y) => x % y,
        "min" => (x, y) => x < y ? x : y,
        "max" => (x, y) => x > y ? x : y,
        "and" => (x, y) => x != 0 && y != 0 ? 1 : 0,
        "or" => (x, y) => x != 0 || y != 0 ? 1 : 0,
        "idiv" => (x, y) => Neuron.Divide(Whole(x), Whole(y)),
        "shl" => (x, y) => Neuron.ShiftLeft(Whole(x), Whole(y)),
        "shr" => (x, y) => Neuron.ShiftRight(Whole(x), Whole(y)),
        "asr0" => (x, y) => Neuron.ShiftRightToZero(Whole(x), Whole(y)),
        _ => Comparison(function),
    };

    private static Func<double, double, double> Comparison(string function) => function switch
    {
        "eq" => (x, y) => x == y ? 1 : 0,
        "ne" => (x, y) => x != y ? 1 : 0,
        "lt" => (x, y) => x < y ? 1 : 0,
        "le" => (x, y) => x <= y ? 1 : 0,
        "gt" => (x, y) => x > y ? 1 : 0,
        "ge" => (x, y) => x >= y ? 1 : 0,
        _ => throw new ArgumentException($"There is no function '{function}'.", nameof(function)),
    };

    private static long Whole(double x) => long.CreateSaturating(x);
}
