using System;

namespace Snnc.Compiler.Ir.Interpretation;

/// <summary>
/// Rounds results. Reals are held in doubles; for + - * / and sqrt of single-precision operands, one operation in doubles that is then rounded to
/// single is the correctly rounded single operation, as 53 >= 2 * 24 + 2 (Figueroa 1995).
/// </summary>
internal readonly struct Rounding(bool isSingle)
{
    /// <summary>Gets a value indicating whether results are rounded to single precision.</summary>
    public bool IsSingle { get; } = isSingle;

    /// <summary>x in the precision of the run.</summary>
    public double Round(double x) => IsSingle ? (float)x : x;

    /// <summary>A compiled expression, rounded.</summary>
    public Func<int, double> Round(Func<int, double> value) => IsSingle ? i => (float)value(i) : value;

    /// <summary>x * y + z; in single precision with one rounding.</summary>
    public double MultiplyAdd(double x, double y, double z) => IsSingle ? SingleMultiplyAdd(x, y, z) : (x * y) + z;

    /// <summary>target[at ...] += weights[from ...] * x, element by element.</summary>
    public void AddScaled(double[] target, int at, double[] weights, int from, int length, double x)
    {
        if (!IsSingle)
        {
            for (var i = 0; i < length; i++)
            {
                target[at + i] += weights[from + i] * x;
            }

            return;
        }

        for (var i = 0; i < length; i++)
        {
            target[at + i] = (float)(target[at + i] + (float)(weights[from + i] * x));
        }
    }

    /// <summary>
    /// Fused multiply-add of single-precision numbers. The product of two is exact in a double. Adding z may round, and rounding that sum again to
    /// single could differ from rounding once, so the sum is rounded to odd: if it is inexact, its last bit is made 1 (Boldo and Melquiond 2008).
    /// </summary>
    private static double SingleMultiplyAdd(double x, double y, double z)
    {
        var product = x * y;
        var sum = product + z;
        if (double.IsNaN(sum) || double.IsInfinity(sum))
        {
            return (float)sum;
        }

        // Knuth's TwoSum: sum + error is exactly product + z.
        var part = sum - product;
        var error = (product - (sum - part)) + (z - part);
        var bits = BitConverter.DoubleToInt64Bits(sum);
        if (error != 0 && (bits & 1) == 0)
        {
            bits += error > 0 == sum > 0 ? 1 : -1;
        }

        return (float)BitConverter.Int64BitsToDouble(bits);
    }
}
