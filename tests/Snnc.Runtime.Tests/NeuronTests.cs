using System;
using Shouldly;
using Snnc.Numerics;
using Xunit;

namespace Snnc.Runtime.Tests;

public sealed class NeuronTests
{
    [Fact]
    public void CounterHash_Zero_IsTheReferenceValue() => CounterHash.SplitMix64(0).ShouldBe(16294208416658607535UL);

    [Fact]
    public void Rand_Counter_IsTheHashOver2To24() => Neuron.Rand(3, 17).ShouldBe(CounterHash.Hash(3, 17) / 16777216f);

    [Fact]
    public void Counter_Parts_NestAsTheLanguageSays() =>
        Neuron.Counter(sample: 2, steps: 25, step: 3, size: 100, index: 7).ShouldBe((((2 * 25) + 3) * 100) + 7);

    [Fact]
    public void Fma_Cancellation_RoundsOnce()
    {
        var x = 1 + MathF.Pow(2, -12);
        Neuron.Fma(x, x, -1).ShouldBe(MathF.Pow(2, -11) + MathF.Pow(2, -24));
    }

    [Theory]
    [InlineData(127, 8, 127)]
    [InlineData(128, 8, -128)]
    [InlineData(-129, 8, 127)]
    [InlineData((1L << 23) + 5, 24, -(1L << 23) + 5)]
    public void Wrap_Bits_IsTwosComplement(long x, int bits, long expected) => Neuron.Wrap(x, bits).ShouldBe(expected);

    [Theory]
    [InlineData(200, 8, 127)]
    [InlineData(-200, 8, -128)]
    [InlineData(100, 8, 100)]
    public void Saturate_Bits_Clips(long x, int bits, long expected) => Neuron.Saturate(x, bits).ShouldBe(expected);

    [Theory]
    [InlineData(7, 1, 3)]
    [InlineData(-7, 1, -3)]
    [InlineData(-1, 5, 0)]
    [InlineData(-7, 64, -7)]
    [InlineData(long.MinValue, 62, -2)]
    public void ShiftRightToZero_Number_KeepsItsSign(long x, long n, long expected) => Neuron.ShiftRightToZero(x, n).ShouldBe(expected);

    [Theory]
    [InlineData(float.NaN, 0)]
    [InlineData(float.PositiveInfinity, long.MaxValue)]
    [InlineData(-1e30f, long.MinValue)]
    [InlineData(-2.9f, -2)]
    public void ToInt_Real_TruncatesAndSaturates(float x, long expected) => Neuron.ToInt(x).ShouldBe(expected);

    [Fact]
    public void Division_ByZeroOrOfTheLeast_DoesNotTrap()
    {
        Neuron.Divide(5, 0).ShouldBe(0);
        Neuron.Divide(long.MinValue, -1).ShouldBe(long.MinValue);
        Neuron.Divide(-7, 2).ShouldBe(-3);
        Neuron.Remainder(5L, 0L).ShouldBe(0);
        Neuron.Remainder(long.MinValue, -1L).ShouldBe(0);
        Neuron.Remainder(-7L, 4L).ShouldBe(-3);
        Neuron.Remainder(-7f, 4f).ShouldBe(-3);
    }

    [Fact]
    public void RealFunctions_AreThoseOfDoublesRounded()
    {
        foreach (var x in new[] { -3.7f, -0.001f, 0.001f, 0.5f, 2.5f })
        {
            Neuron.Exp(x).ShouldBe((float)Math.Exp(x));
            Neuron.Tanh(x).ShouldBe((float)Math.Tanh(x));
            Neuron.Sigmoid(x).ShouldBe((float)(1 / (1 + Math.Exp(-x))));
            Neuron.Round(x).ShouldBe((float)Math.Round(x, MidpointRounding.ToEven));
            Neuron.Floor(x).ShouldBe((float)Math.Floor(x));
            Neuron.Ceil(x).ShouldBe((float)Math.Ceiling(x));
        }

        Neuron.Expm1(1e-10f).ShouldBe(1e-10f);
        Neuron.Log1p(1e-10f).ShouldBe(1e-10f);
        Neuron.Log(2).ShouldBe((float)Math.Log(2));
        Neuron.Sqrt(2).ShouldBe((float)Math.Sqrt(2));
    }

    [Fact]
    public void MinMaxAbsSign_Numbers_AreThoseOfTheLanguage()
    {
        Neuron.Min(1f, 2f).ShouldBe(1);
        Neuron.Max(1f, 2f).ShouldBe(2);
        Neuron.Min(1L, 2L).ShouldBe(1);
        Neuron.Max(1L, 2L).ShouldBe(2);
        Neuron.Abs(-2.5f).ShouldBe(2.5f);
        Neuron.Abs(long.MinValue).ShouldBe(long.MinValue);
        Neuron.Sign(float.NaN).ShouldBe(0);
        Neuron.Sign(-2L).ShouldBe(-1);
    }
}
