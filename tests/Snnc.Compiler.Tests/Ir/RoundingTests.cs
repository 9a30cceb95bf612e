using System;
using System.Numerics;
using Shouldly;
using Snnc.Compiler.Ir.Interpretation;
using Xunit;

namespace Snnc.Compiler.Tests.Ir;

public sealed class RoundingTests
{
    private static readonly Rounding Single = new(true);

    [Fact]
    public void MultiplyAdd_SumJustBesideAHalfway_IsRoundedOnce()
    {
        // (1 + 2^-12)^2 = 1 + 2^-11 + 2^-24: exactly between two singles; the tiny addend decides, but is lost in a double.
        const float X = 1 + (1f / 4096);
        var tiny = MathF.Pow(2, -100);
        var twice = (float)(((double)X * X) + tiny);
        var expected = MathF.BitIncrement(1 + (1f / 2048));
        Single.MultiplyAdd(X, X, tiny).ShouldBe(expected);
        Single.MultiplyAdd(X, X, -tiny).ShouldBe(1 + (1f / 2048));
        twice.ShouldNotBe(expected);
    }

    [Fact]
    public void MultiplyAdd_RandomBits_IsTheExactValueRoundedOnce()
    {
        var random = new Random(1);
        for (var i = 0; i < 200_000; i++)
        {
            float x = Near(random, 0), y = Near(random, 0), z = Near(random, random.Next(-60, 60));
            Check(x, y, z);
        }
    }

    [Fact]
    public void MultiplyAdd_ProductCancelsOrHalves_IsTheExactValueRoundedOnce()
    {
        var random = new Random(2);
        for (var i = 0; i < 100_000; i++)
        {
            float x = Near(random, 0), y = Near(random, 0);
            Check(x, y, -(x * y));
            Check(x, y, (float)(x * y * Math.Pow(2, random.Next(-30, 30))));
            Check(1 + (random.Next(4096) / 4096f), 1 + (random.Next(4096) / 4096f), MathF.Pow(2, random.Next(-140, 30)) * (random.Next(3) - 1));
        }
    }

    [Fact]
    public void MultiplyAdd_SubnormalResults_AreTheExactValueRoundedOnce()
    {
        var random = new Random(3);
        for (var i = 0; i < 100_000; i++)
        {
            Check(Near(random, -70), Near(random, -70), Near(random, random.Next(-148, -120)));
        }
    }

    [Fact]
    public void MultiplyAdd_Overflow_IsInfinite()
    {
        Single.MultiplyAdd(float.MaxValue, 2, 0).ShouldBe(double.PositiveInfinity);
        Single.MultiplyAdd(float.PositiveInfinity, 0, 1).ShouldBe(double.NaN);
    }

    // A single with random mantissa and an exponent near this one.
    private static float Near(Random random, int exponent) =>
        (float)((random.Next(2) == 0 ? 1 : -1) * (1 + (random.Next(1 << 23) / (double)(1 << 23))) * Math.Pow(2, exponent + random.Next(-3, 4)));

    private static void Check(float x, float y, float z)
    {
        var result = Single.MultiplyAdd(x, y, z);
        result.ShouldBe(ExactMultiplyAdd(x, y, z), $"{x:R} * {y:R} + {z:R}");
    }

    // All in units of 2^-298, then cut to 24 bits (or to the subnormals' 2^-149), half to even.
    private static float ExactMultiplyAdd(float x, float y, float z)
    {
        var exact = (Units(x) * Units(y)) + (Units(z) << 149);
        var magnitude = BigInteger.Abs(exact);
        var drop = Math.Max((int)magnitude.GetBitLength() - 24, 149);
        var (kept, rest) = (magnitude >> drop, magnitude & ((BigInteger.One << drop) - 1));
        var half = BigInteger.One << (drop - 1);
        if (rest > half || (rest == half && !kept.IsEven))
        {
            kept++;
        }

        return (float)((exact.Sign < 0 ? -1 : 1) * (double)kept * Math.Pow(2, drop - 298));
    }

    // In units of 2^-149.
    private static BigInteger Units(float x)
    {
        var bits = BitConverter.SingleToInt32Bits(x);
        var (exponent, mantissa) = ((bits >> 23) & 255, bits & 0x7FFFFF);
        var units = exponent == 0 ? mantissa : new BigInteger(mantissa | 0x800000) << (exponent - 1);
        return bits < 0 ? -units : units;
    }
}
