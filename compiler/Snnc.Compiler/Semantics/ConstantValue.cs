using System;

namespace Snnc.Compiler.Semantics;

/// <summary>Values of expressions that are made of numbers alone.</summary>
public static class ConstantValue
{
    /// <summary>The value of an Int expression of numbers; null where it holds something else, overflows or divides by zero.</summary>
    public static long? TryInt(BoundExpr expr) => expr switch
    {
        _ when expr.Type != BoundType.Int => null,
        BoundNumber number => (long?)number.Exact,
        BoundUnary { Operator: "-" } unary => TryInt(unary.Operand) is { } x && x != long.MinValue ? -x : null,
        BoundBinary binary => TryInt(binary.Left) is { } left && TryInt(binary.Right) is { } right ? Operate(binary.Operator, left, right) : null,
        BoundCall call => TryCall(call),
        _ => null,
    };

    /// <summary>The SI value of an expression of numbers in decimal arithmetic; null where it holds something else, <c>step</c>s or too many digits.</summary>
    public static decimal? TryDecimal(BoundExpr expr)
    {
        if (expr.Type == BoundType.Int)
        {
            return TryInt(expr);
        }

        try
        {
            return expr switch
            {
                BoundNumber { InSteps: false } number => number.Exact,
                BoundUnary { Operator: "-" } unary => -TryDecimal(unary.Operand),
                BoundCall { Function: "real" } call => TryDecimal(call.Arguments[0]),
                BoundBinary binary => Operate(binary.Operator, TryDecimal(binary.Left), TryDecimal(binary.Right)),
                _ => null,
            };
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    internal static long? Operate(string op, long x, long y)
    {
        try
        {
            return checked(op switch
            {
                "+" => x + y,
                "-" => x - y,
                "*" => x * y,
                "/" when y != 0 => x / y,
                "%" when y != 0 => y == -1 ? 0 : x % y,
                "<<" when y is >= 0 and < 64 => ShiftLeft(x, (int)y),
                ">>" when y is >= 0 and < 64 => x >> (int)y,
                _ => (long?)null,
            });
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    internal static long ShiftRightToZero(long x, long n) => x < 0 ? -(long)(((ulong)-x) >> (int)(n & 63)) : x >> (int)(n & 63);

    private static long ShiftLeft(long x, int n) => (x << n) >> n == x ? x << n : throw new OverflowException();

    private static long? TryCall(BoundCall call)
    {
        var arguments = new long[call.Arguments.Count];
        for (var i = 0; i < arguments.Length; i++)
        {
            if (TryInt(call.Arguments[i]) is not { } value)
            {
                return call.Function == "int" && TryDecimal(call.Arguments[0]) is { } real && Math.Abs(real) < long.MaxValue ? (long)real : null;
            }

            arguments[i] = value;
        }

        return call.Function switch
        {
            "int" => arguments[0],
            "abs" when arguments[0] != long.MinValue => Math.Abs(arguments[0]),
            "sign" => Math.Sign(arguments[0]),
            "min" => Math.Min(arguments[0], arguments[1]),
            "max" => Math.Max(arguments[0], arguments[1]),
            "clip" => Math.Min(Math.Max(arguments[0], arguments[1]), arguments[2]),
            "asr0" => ShiftRightToZero(arguments[0], arguments[1]),
            _ => null,
        };
    }

    private static decimal? Operate(string op, decimal? x, decimal? y) => op switch
    {
        "+" => x + y,
        "-" => x - y,
        "*" => x * y,
        "/" when y != 0 => x / y,
        "%" when y != 0 => x % y,
        _ => null,
    };
}
