using System;
using System.Linq;
using Snnc.Compiler.Symbols;

namespace Snnc.Compiler.Semantics;

/// <summary>Evaluates expressions that are known when compiling, in doubles. Times come out in steps, all else in SI.</summary>
public static class ConstantEvaluator
{
    /// <summary>The value, or null where it depends on a tensor, a parameter or a state, or on a step that the network does not have.</summary>
    public static double? TryEvaluate(BoundExpr expr, TimeScale scale) => expr switch
    {
        BoundNumber number => Number(number, scale),
        BoundBool boolean => boolean.Value ? 1 : 0,
        BoundUnary { Operator: "-" } unary => -TryEvaluate(unary.Operand, scale),
        BoundUnary { Operator: "!" } unary => TryEvaluate(unary.Operand, scale) is { } x ? (x == 0 ? 1 : 0) : null,
        BoundBinary binary => Spine(binary, scale),
        BoundSelect select => TryEvaluate(select.Condition, scale) is { } c
            ? TryEvaluate(c != 0 ? select.WhenTrue : select.WhenFalse, scale) : null,
        BoundCall call => Call(call, scale),
        _ => null,
    };

    /// <summary>Evaluates a function of numbers by the language's rules; null for one that is not a function of numbers.</summary>
    public static double? Apply(string function, double x) => function switch
    {
        "exp" => Math.Exp(x),
        "expm1" => Snnc.Numerics.SpecialFunctions.Expm1(x),
        "log" => Math.Log(x),
        "log1p" => Snnc.Numerics.SpecialFunctions.Log1p(x),
        "sqrt" => Math.Sqrt(x),
        "abs" => Math.Abs(x),
        "sign" => x > 0 ? 1 : x < 0 ? -1 : 0,
        "floor" => Math.Floor(x),
        "ceil" => Math.Ceiling(x),
        "round" => Math.Round(x, MidpointRounding.ToEven),
        "tanh" => Math.Tanh(x),
        "sigmoid" => Snnc.Numerics.SpecialFunctions.Sigmoid(x),
        "int" => double.IsNaN(x) ? 0 : Math.Truncate(x),
        "real" => x,
        _ => null,
    };

    /// <summary>Evaluates a binary operator or function; comparisons give 1 or 0, integer operators take whole operands.</summary>
    public static double? Apply(string op, double a, double b, bool whole) => op switch
    {
        "+" => a + b,
        "-" => a - b,
        "*" => a * b,
        "/" => whole ? (b == 0 ? 0 : Math.Truncate(a / b)) : a / b,
        "%" => whole && b == 0 ? 0 : a % b,
        "==" => a == b ? 1 : 0,
        "!=" => a != b ? 1 : 0,
        "<" => a < b ? 1 : 0,
        "<=" => a <= b ? 1 : 0,
        ">" => a > b ? 1 : 0,
        ">=" => a >= b ? 1 : 0,
        "&&" => a != 0 && b != 0 ? 1 : 0,
        "||" => a != 0 || b != 0 ? 1 : 0,
        "<<" => (long)a << (int)b,
        ">>" => (long)a >> (int)b,
        "min" => a < b ? a : b,
        "max" => a > b ? a : b,
        "asr0" => ShiftRightToZero((long)a, (int)b),
        _ => null,
    };

    // A long sum is a deep left spine: walked in a loop, so that no program can exhaust the stack.
    private static double? Spine(BoundBinary top, TimeScale scale)
    {
        var spine = new System.Collections.Generic.Stack<BoundBinary>();
        BoundExpr node = top;
        while (node is BoundBinary binary)
        {
            spine.Push(binary);
            node = binary.Left;
        }

        var value = TryEvaluate(node, scale);
        while (spine.Count > 0 && value is { } left)
        {
            var binary = spine.Pop();
            value = TryEvaluate(binary.Right, scale) is { } right
                ? Apply(binary.Operator, left, right, binary.Left.Type == BoundType.Int && binary.Right.Type == BoundType.Int)
                : null;
        }

        return value;
    }

    private static double? Call(BoundCall call, TimeScale scale)
    {
        var arguments = call.Arguments.Select(argument => TryEvaluate(argument, scale)).ToList();
        if (arguments.Any(argument => argument is null))
        {
            return null;
        }

        var x = arguments[0]!.Value;
        return (call.Function, arguments.Count) switch
        {
            ("clip", 3) => Apply("min", Apply("max", x, arguments[1]!.Value, false)!.Value, arguments[2]!.Value, false),
            (_, 2) => Apply(call.Function, x, arguments[1]!.Value, false),
            (_, 1) => Apply(call.Function, x),
            _ => null,
        };
    }

    // Shifts count modulo 64, as in a step.
    private static long ShiftRightToZero(long x, int n) => x < 0 ? -(long)(((ulong)-x) >> (n & 63)) : x >> (n & 63);

    private static double? Number(BoundNumber number, TimeScale scale)
    {
        var exponent = number.Dimension.Time2;
        if (exponent == 0 || number.InSteps)
        {
            return number.Value;
        }

        if (scale.Exact is not { } step)
        {
            return null;
        }

        var plain = number.Value * Math.Pow((double)step, -exponent / 2.0);
        return exponent is 2 or -2 && number.Exact is { } exact ? Exactly(exact, step, exponent, plain) : plain;
    }

    // Decimal arithmetic makes 5 ms at 0.1 ms exactly 50. Beyond its range and digits the double stands.
    private static double Exactly(decimal value, decimal step, int exponent, double plain)
    {
        try
        {
            var exact = (double)(exponent > 0 ? value / step : value * step);
            return Math.Abs(exact - plain) <= 1e-12 * Math.Abs(plain) ? exact : plain;
        }
        catch (OverflowException)
        {
            return plain;
        }
    }
}
