using System;

namespace Snnc.Numerics;

/// <summary>Functions that <see cref="Math"/> of netstandard2.0 lacks, to a few units in the last place of a double.</summary>
internal static class SpecialFunctions
{
    private const double TwoOverSqrtPi = 1.1283791670955126;
    private const double SqrtHalf = 0.70710678118654752;

    /// <summary>exp(x) - 1 without cancellation near 0 (Kahan: the error of u = exp(x) cancels in (u - 1) / log(u)).</summary>
    public static double Expm1(double x)
    {
        var u = Math.Exp(x);
        if (Math.Abs(x) > 1 || double.IsNaN(x))
        {
            return u - 1;
        }

        return u == 1 ? x : (u - 1) * x / Math.Log(u);
    }

    /// <summary>log(1 + x) without cancellation near 0 (Kahan: the error of u = 1 + x cancels in log(u) / (u - 1)).</summary>
    public static double Log1p(double x)
    {
        var u = 1 + x;
        if (u == 1)
        {
            return x;
        }

        return Math.Abs(x) > 1 ? Math.Log(u) : Math.Log(u) * x / (u - 1);
    }

    /// <summary>1 / (1 + exp(-x)).</summary>
    public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    /// <summary>x * (1 + erf(x / sqrt 2)) / 2, through erfc so that large negative x keep their digits.</summary>
    public static double Gelu(double x) => double.IsNegativeInfinity(x) ? 0 : 0.5 * x * Erfc(-x * SqrtHalf);

    /// <summary>The error function.</summary>
    public static double Erf(double x)
    {
        if (Math.Abs(x) < 2)
        {
            return ErfSeries(x);
        }

        return x > 0 ? 1 - Erfc(x) : Erfc(-x) - 1;
    }

    /// <summary>1 - erf(x).</summary>
    public static double Erfc(double x)
    {
        if (double.IsNaN(x))
        {
            return x;
        }

        return x < 2 ? 1 - Erf(x) : ErfcFraction(x);
    }

    // erf(x) = 2/sqrt(pi) exp(-x^2) sum_n 2^n x^(2n+1) / (1 * 3 * ... * (2n+1)): all terms of one sign (Abramowitz and Stegun 7.1.6).
    private static double ErfSeries(double x)
    {
        double term = x, sum = x;
        for (var n = 1; Math.Abs(term) > Math.Abs(sum) * 1e-17; n++)
        {
            term *= 2 * x * x / ((2 * n) + 1);
            sum += term;
        }

        return TwoOverSqrtPi * Math.Exp(-x * x) * sum;
    }

    // erfc(x) = exp(-x^2)/sqrt(pi) * 1/(x + (1/2)/(x + (2/2)/(x + (3/2)/(x + ...)))) (Abramowitz and Stegun 7.1.14), from the inside out;
    // 100 levels are exact to a double for x >= 2.
    private static double ErfcFraction(double x)
    {
        var tail = x;
        for (var n = 100; n >= 1; n--)
        {
            tail = x + (0.5 * n / tail);
        }

        return 0.5 * TwoOverSqrtPi * Math.Exp(-x * x) / tail;
    }
}
