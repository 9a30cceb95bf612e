using System;

namespace Snnc.Numerics;

/// <summary>
/// The greatest step of which all weights of an output are whole multiples, and whether single precision adds any of them, and the bias, without rounding
/// whatever the order. A weight is n * 2^e with n odd; the step is the greatest common divisor of all n times the least 2^e. Sums are whole multiples of
/// that power of two, or of the bias's where that is less, and single precision holds those below 2^24 of them.
/// </summary>
/// <param name="bias">What the sum begins with: a number of single precision.</param>
internal struct CommonStep(double bias)
{
    // The least exponent of a number that keeps all its bits.
    private const int LeastExponent = -126;
    private const int ExponentBias = 1023;
    private const int Exponents = 0x7ff;
    private const int MantissaBits = 52;
    private const int SingleBits = 23;
    private const int NoExponent = int.MaxValue;

    private int _exponent = NoExponent;
    private int _odd;
    private double _sum = Math.Abs(bias);

    /// <summary>Gets the greatest weight, or 0.</summary>
    public double Greatest { get; private set; }

    /// <summary>Gets the least weight, or 0.</summary>
    public double Least { get; private set; }

    /// <summary>Gets the step; 1 where all weights are 0.</summary>
    public readonly double Step => _odd == 0 ? 1 : _odd * PowerOfTwo(_exponent);

    /// <summary>Gets how many bits a weight needs: 8 or 16 where its multiple of the step has them and every sum is exact, else 32.</summary>
    public readonly int Bits => !IsExact ? 32 : Fits(8) ? 8 : Fits(16) ? 16 : 32;

    // Whether single precision rounds no sum, whatever the order.
    private readonly bool IsExact
    {
        get
        {
            var (least, _) = bias == 0 ? (_exponent, 0) : Split(bias);
            least = Math.Min(least, _exponent);
            return least == NoExponent || (least >= LeastExponent && _sum < (1 << (SingleBits + 1)) * PowerOfTwo(least));
        }
    }

    /// <summary>What the weights of an output have in common.</summary>
    public static CommonStep Of(ReadOnlySpan<double> weights, double bias = 0)
    {
        var step = new CommonStep(bias);
        foreach (var weight in weights)
        {
            step.Add(weight);
        }

        return step;
    }

    /// <summary>What the weights of an output have in common.</summary>
    public static CommonStep Of(ReadOnlySpan<float> weights, double bias = 0)
    {
        var step = new CommonStep(bias);
        foreach (var weight in weights)
        {
            step.Add(weight);
        }

        return step;
    }

    /// <summary>Takes a weight: a finite number of single precision.</summary>
    public void Add(double weight)
    {
        if (weight == 0)
        {
            return;
        }

        var (exponent, odd) = Split(weight);
        _exponent = Math.Min(_exponent, exponent);
        _odd = _odd == 1 ? 1 : Divisor(odd, _odd);
        _sum += Math.Abs(weight);
        (Greatest, Least) = (Math.Max(Greatest, weight), Math.Min(Least, weight));
    }

    private readonly bool Fits(int bits) => Greatest / Step < 1 << (bits - 1) && Least / Step >= -(1 << (bits - 1));

    private static int Divisor(int a, int b)
    {
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }

        return a;
    }

    private static double PowerOfTwo(int exponent) => BitConverter.Int64BitsToDouble((long)(exponent + ExponentBias) << MantissaBits);

    // A number as odd * 2^exponent, without its sign.
    private static (int Exponent, int Odd) Split(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        var whole = (int)((bits >> (MantissaBits - SingleBits)) & ((1 << SingleBits) - 1)) | (1 << SingleBits);
        var exponent = (int)((bits >> MantissaBits) & Exponents) - ExponentBias - SingleBits;

        // How many zeros end it is the exponent of its lowest one.
        var zeros = (int)(BitConverter.DoubleToInt64Bits(whole & -whole) >> MantissaBits) - ExponentBias;
        return (exponent + zeros, whole >> zeros);
    }
}
