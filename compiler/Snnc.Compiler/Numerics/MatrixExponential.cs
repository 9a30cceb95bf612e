using System;

namespace Snnc.Numerics;

/// <summary>
/// exp(A) of small matrices by scaling and squaring over a Taylor series (Moler and Van Loan 2003, method 3): needs no inverse of A,
/// so it is right for singular matrices (integrators, augmented systems) too.
/// </summary>
internal static class MatrixExponential
{
    // With |A| <= 1/2 the first term left out is below 0.5^19 / 19! < 2e-23.
    private const int Terms = 18;

    // Off its diagonal a row or column below this needs no balancing: it does not add a squaring.
    private const double Small = 0.25;

    // Each sweep takes at least the square root of what is unbalanced, and a double has less than 2^11 exponents.
    private const int Sweeps = 12;

    /// <summary>exp(A) of the n x n matrix <paramref name="a"/>, both row by row.</summary>
    public static double[] Of(double[] a, int n)
    {
        if (n == 1)
        {
            return [Math.Exp(a[0])];
        }

        var balanced = (double[])a.Clone();
        var scales = Balance(balanced, n);
        var squarings = Squarings(Norm(balanced, n));
        var result = Taylor(Scale(balanced, Math.Pow(2, -squarings)), n);
        for (var i = 0; i < squarings; i++)
        {
            result = Multiply(result, result, n);
        }

        for (var i = 0; i < result.Length; i++)
        {
            result[i] *= scales[i / n] / scales[i % n];
        }

        return result;
    }

    // Each squaring costs a bit, and a large drive or coupling (ohms beside seconds) would cost many. So A becomes inv(D) A D, with D diagonal and of
    // powers of two, by which nothing is rounded (Parlett and Reinsch 1969).
    private static double[] Balance(double[] a, int n)
    {
        var scales = new double[n];
        for (var i = 0; i < n; i++)
        {
            scales[i] = 1;
        }

        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            for (var i = 0; i < n; i++)
            {
                var factor = Math.Pow(2, Math.Round(Math.Log(OffDiagonal(a, n, i, n, 1) / OffDiagonal(a, n, i, 1, n), 2) / 2));
                if (factor > 0 && !double.IsInfinity(factor))
                {
                    scales[i] *= factor;
                    ScaleState(a, n, i, factor);
                }
            }
        }

        return scales;
    }

    private static double OffDiagonal(double[] a, int n, int i, int start, int step)
    {
        var sum = 0.0;
        for (var j = 0; j < n; j++)
        {
            sum += j == i ? 0 : Math.Abs(a[(i * start) + (j * step)]);
        }

        return Math.Max(sum, Small);
    }

    private static void ScaleState(double[] a, int n, int i, double factor)
    {
        for (var j = 0; j < n; j++)
        {
            if (j != i)
            {
                a[(i * n) + j] /= factor;
                a[(j * n) + i] *= factor;
            }
        }
    }

    // How often |A| must be halved to be at most 1/2. Beyond 1024 the result has over- or underflown anyway (NaN stays NaN).
    private static int Squarings(double norm)
    {
        var count = 0;
        for (; norm > 0.5 && count < 1024; norm /= 2)
        {
            count++;
        }

        return count;
    }

    // Horner: I + A (I + A/2 (I + A/3 (...))).
    private static double[] Taylor(double[] a, int n)
    {
        var result = Identity(n);
        for (var k = Terms; k >= 1; k--)
        {
            result = Multiply(a, Scale(result, 1.0 / k), n);
            for (var i = 0; i < n; i++)
            {
                result[(i * n) + i] += 1;
            }
        }

        return result;
    }

    private static double[] Identity(int n)
    {
        var result = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            result[(i * n) + i] = 1;
        }

        return result;
    }

    private static double[] Scale(double[] a, double factor) => Array.ConvertAll(a, x => x * factor);

    private static double[] Multiply(double[] a, double[] b, int n)
    {
        var result = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                for (var k = 0; k < n; k++)
                {
                    result[(i * n) + j] += a[(i * n) + k] * b[(k * n) + j];
                }
            }
        }

        return result;
    }

    // The largest sum of a row's absolute values.
    private static double Norm(double[] a, int n)
    {
        var norm = 0.0;
        for (var i = 0; i < n; i++)
        {
            var row = 0.0;
            for (var j = 0; j < n; j++)
            {
                row += Math.Abs(a[(i * n) + j]);
            }

            norm = Math.Max(norm, row);
        }

        return norm;
    }
}
