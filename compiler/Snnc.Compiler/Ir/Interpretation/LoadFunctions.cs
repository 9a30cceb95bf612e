using System;
using Snnc.Numerics;

namespace Snnc.Compiler.Ir.Interpretation;

/// <summary>The functions of load expressions, by the names that <see cref="LoadUnary"/> and <see cref="LoadBinary"/> use; all in doubles.</summary>
internal static class LoadFunctions
{
    /// <summary>A function of one number.</summary>
    public static Func<double, double> Unary(string function) => function switch
    {
        "neg" => x => -x,
        "int" => x => double.IsNaN(x) ? 0 : Math.Truncate(x),
        _ => RealFunctions.Of(function),
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
        "and" => (x, y) => Truth(x != 0 && y != 0),
        "or" => (x, y) => Truth(x != 0 || y != 0),
        "idiv" => (x, y) => WholeFunctions.Divide(Whole(x), Whole(y)),
        "shl" => (x, y) => Whole(x) << WholeFunctions.ShiftCount(Whole(y)),
        "shr" => (x, y) => Whole(x) >> WholeFunctions.ShiftCount(Whole(y)),
        "asr0" => (x, y) => WholeFunctions.ShiftRightToZero(Whole(x), Whole(y)),
        _ => Comparison(function),
    };

    private static Func<double, double, double> Comparison(string function) => function switch
    {
        "eq" => (x, y) => Truth(x == y),
        "ne" => (x, y) => Truth(x != y),
        "lt" => (x, y) => Truth(x < y),
        "le" => (x, y) => Truth(x <= y),
        "gt" => (x, y) => Truth(x > y),
        "ge" => (x, y) => Truth(x >= y),
        _ => throw new ArgumentException($"There is no load function '{function}'.", nameof(function)),
    };

    private static double Truth(bool value) => value ? 1 : 0;

    private static long Whole(double x) => WholeFunctions.FromReal(x);
}
