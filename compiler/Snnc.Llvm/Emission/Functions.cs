using LLVMSharp.Interop;
using Snnc.Numerics;

namespace Snnc.Llvm.Emission;

/// <summary>Functions of reals: in doubles by the formulas of <see cref="SpecialFunctions"/>, then rounded once.</summary>
internal static class Functions
{
    private const double SqrtHalf = 0.70710678118654752;

    /// <summary>A function of the language.</summary>
    public static LLVMValueRef Call(Code code, string function, LLVMValueRef x) => function switch
    {
        "sqrt" or "floor" or "ceil" or "round" or "abs" => code.RealFunction($"{Intrinsic(function)}.f32", x),
        "sign" => Sign(code, x),
        _ => code.ToSingle(InDoubles(code, function, code.ToDouble(x))),
    };

    /// <summary>The intrinsic, without its type, of a function that is computed in single precision.</summary>
    public static string Intrinsic(string function) => function switch
    {
        "round" => "llvm.roundeven",
        "abs" => "llvm.fabs",
        _ => $"llvm.{function}",
    };

    /// <summary>x (1 + erf(x / sqrt 2)) / 2, through erfc.</summary>
    public static LLVMValueRef Gelu(Code code, LLVMValueRef single)
    {
        var x = code.ToDouble(single);
        var tail = code.DoubleFunction("erfc", code.RealMultiply(code.RealNegate(x), code.Double(SqrtHalf)));
        var value = code.RealMultiply(code.RealMultiply(code.Double(0.5), x), tail);
        var isLeast = code.Compare(LLVMRealPredicate.LLVMRealOEQ, x, code.Double(double.NegativeInfinity));
        return code.ToSingle(code.Select(isLeast, code.Double(0), value));
    }

    /// <summary>How sure scores are: the softmax of the largest, <c>1 / sum of exp(x - max)</c>, summed in doubles.</summary>
    public static LLVMValueRef Confidence(Code code, LLVMValueRef scores, long count)
    {
        LLVMValueRef Score(LLVMValueRef i) => code.Load(code.Module.F32, scores, i);
        var largest = code.Fold(code.Whole(0), code.Whole(count), code.Whole(1), [code.Real(float.NegativeInfinity)], (i, most) =>
            [code.Select(code.IsGreater(false, Score(i), most[0]), Score(i), most[0])])[0];
        var sum = code.Fold(code.Whole(0), code.Whole(count), code.Whole(1), [code.Double(0)], (i, soFar) =>
            [code.RealAdd(soFar[0], code.DoubleFunction("exp", code.ToDouble(code.RealSubtract(Score(i), largest))))])[0];
        return code.ToSingle(code.RealDivide(code.Double(1), sum));
    }

    /// <summary>Noise or chance: the hash of a seed and a counter, 24 bits.</summary>
    public static LLVMValueRef Hash(Code code, long seed, LLVMValueRef counter)
    {
        LLVMValueRef Mix(LLVMValueRef z, int shift) => code.ExclusiveOr(z, code.ShiftRightUnsigned(z, code.Whole(shift)));
        var z = code.Add(code.Whole(unchecked((seed << 40) + (long)0x9E3779B97F4A7C15)), counter);
        z = code.Multiply(Mix(z, 30), code.Whole(unchecked((long)0xBF58476D1CE4E5B9)));
        z = code.Multiply(Mix(z, 27), code.Whole(unchecked((long)0x94D049BB133111EB)));
        return code.ShiftRightUnsigned(Mix(z, 31), code.Whole(40));
    }

    private static LLVMValueRef InDoubles(Code code, string function, LLVMValueRef x) => function switch
    {
        "sigmoid" => code.RealDivide(
            code.Double(1), code.RealAdd(code.Double(1), code.DoubleFunction("exp", code.RealNegate(x)))),
        "expm1" => Expm1(code, x),
        "log1p" => Log1p(code, x),
        _ => code.DoubleFunction(function, x),
    };

    private static LLVMValueRef Expm1(Code code, LLVMValueRef x)
    {
        var one = code.Double(1);
        var u = code.DoubleFunction("exp", x);
        var less = code.RealSubtract(u, one);
        var near = code.RealDivide(code.RealMultiply(less, x), code.DoubleFunction("log", u));
        near = code.Select(code.Compare(LLVMRealPredicate.LLVMRealOEQ, u, one), x, near);

        // Unordered: NaN is far from 0 too.
        return code.Select(code.Compare(LLVMRealPredicate.LLVMRealUGT, Magnitude(code, x), one), less, near);
    }

    private static LLVMValueRef Log1p(Code code, LLVMValueRef x)
    {
        var one = code.Double(1);
        var u = code.RealAdd(one, x);
        var log = code.DoubleFunction("log", u);
        var near = code.RealDivide(code.RealMultiply(log, x), code.RealSubtract(u, one));
        var value = code.Select(code.Compare(LLVMRealPredicate.LLVMRealOGT, Magnitude(code, x), one), log, near);
        return code.Select(code.Compare(LLVMRealPredicate.LLVMRealOEQ, u, one), x, value);
    }

    private static LLVMValueRef Magnitude(Code code, LLVMValueRef x) => code.DoubleFunction("llvm.fabs.f64", x);

    private static LLVMValueRef Sign(Code code, LLVMValueRef x)
    {
        var negative = code.Select(code.Compare(LLVMRealPredicate.LLVMRealOLT, x, code.Real(0)), code.Real(-1), code.Real(0));
        return code.Select(code.Compare(LLVMRealPredicate.LLVMRealOGT, x, code.Real(0)), code.Real(1), negative);
    }
}
