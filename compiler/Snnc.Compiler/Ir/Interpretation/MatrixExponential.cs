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

    /// <summary>exp(A) of the n x n matrix <paramref name="a"/>, both row by row.</summary>
    public static double[] Of(double[] a, int n)
    {
        if (n == 1)
        {
            return [Math.Exp(a[0])];
        }

        var squarings = Squarings(Norm(a, n));
        var result = Taylor(Scale(a, Math.Pow(2, -squarings)), n);
        for (var i = 0; i < squarings; i++)
        {
            result = Multiply(result, result, n);
        }

        return result;
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
