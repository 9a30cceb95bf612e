using System;
using System.Linq;
using Shouldly;
using Snnc.Numerics;
using Xunit;

namespace Snnc.Compiler.Tests.Ir;

public sealed class NumericsTests
{
    [Fact]
    public void SplitMix64_Zero_IsThePublishedValue() => CounterHash.SplitMix64(0).ShouldBe(16294208416658607535);

    [Fact]
    public void Hash_SeedAndCounter_AreJoinedAt40Bits() =>
        CounterHash.Hash(3, 5).ShouldBe((uint)(CounterHash.SplitMix64((3UL << 40) + 5) >> 40));

    [Theory]
    [InlineData(0.3)]
    [InlineData(0)]
    [InlineData(1)]
    public void DrawnSynapses_AreThoseOfALesserHash_AndDrawnOnce(double p)
    {
        var drawn = DrawnSynapses.Of(20, 30, p, 5);

        var pairs = Enumerable.Range(0, 600).Where(pair => CounterHash.Hash(5, pair) < p * CounterHash.Range).ToArray();
        drawn.Targets.ShouldBe(pairs.Select(pair => pair % 30));
        drawn.FirstOfSource.ShouldBe(Enumerable.Range(0, 21).Select(source => pairs.Count(pair => pair < source * 30)));
        DrawnSynapses.Of(20, 30, p, 5).ShouldBeSameAs(drawn);
        DrawnSynapses.Of(20, 30, p, 6).ShouldNotBeSameAs(drawn);
    }

    // 9 and 9 million synapses are more than are kept, and 18 million are not kept at all.
    [Fact]
    public void DrawnSynapses_BeyondWhatIsKept_AreDrawnAgain()
    {
        var first = DrawnSynapses.Of(3000, 3000, 1, 1);
        DrawnSynapses.Of(3000, 3000, 1, 2).Targets.Length.ShouldBe(9_000_000);
        DrawnSynapses.Of(3000, 3000, 1, 1).ShouldNotBeSameAs(first);

        DrawnSynapses.Of(3000, 6000, 1, 1).ShouldNotBeSameAs(DrawnSynapses.Of(3000, 6000, 1, 1));
    }

    // Values of 25 digits from the power series, rounded to double.
    [Theory]
    [InlineData(1e-10, 1.00000000005e-10)]
    [InlineData(-1e-10, -9.9999999995e-11)]
    [InlineData(0.5, 0.6487212707001281468)]
    [InlineData(-0.001, -0.00099950016662500833)]
    [InlineData(3, 19.085536923187667741)]
    [InlineData(-40, -1)]
    public void Expm1_IsAccurate(double x, double expected) => Math.Abs((SpecialFunctions.Expm1(x) / expected) - 1).ShouldBeLessThan(1e-15);

    [Theory]
    [InlineData(1e-10, 9.9999999995e-11)]
    [InlineData(-0.001, -0.00100050033358353350)]
    [InlineData(0.5, 0.40546510810816438198)]
    [InlineData(9, 2.3025850929940456840)]
    public void Log1p_IsAccurate(double x, double expected) => Math.Abs((SpecialFunctions.Log1p(x) / expected) - 1).ShouldBeLessThan(1e-15);

    [Fact]
    public void Expm1AndLog1p_Limits_AreIeee()
    {
        SpecialFunctions.Expm1(double.NegativeInfinity).ShouldBe(-1);
        SpecialFunctions.Expm1(double.PositiveInfinity).ShouldBe(double.PositiveInfinity);
        SpecialFunctions.Expm1(0).ShouldBe(0);
        SpecialFunctions.Log1p(-1).ShouldBe(double.NegativeInfinity);
        SpecialFunctions.Log1p(double.PositiveInfinity).ShouldBe(double.PositiveInfinity);
        SpecialFunctions.Log1p(-2).ShouldBe(double.NaN);
    }

    // Abramowitz and Stegun, table 7.1, and values of 20 digits from the series.
    [Theory]
    [InlineData(0.02, 0.022564574691844943)]
    [InlineData(0.5, 0.52049987781304653768)]
    [InlineData(1, 0.84270079294971486934)]
    [InlineData(1.9, 0.99279042923525746995)]
    [InlineData(2.1, 0.99702053334366700705)]
    [InlineData(-3, -0.99997790950300141456)]
    [InlineData(7, 1)]
    public void Erf_IsAccurate(double x, double expected) => SpecialFunctions.Erf(x).ShouldBe(expected, 1e-15);

    [Theory]
    [InlineData(2.5, 4.0695201744495893956e-4)]
    [InlineData(5, 1.5374597944280348502e-12)]
    [InlineData(10, 2.0884875837625447570e-45)]
    public void Erfc_KeepsItsDigitsWhereErfIsOne(double x, double expected) =>
        Math.Abs((SpecialFunctions.Erfc(x) / expected) - 1).ShouldBeLessThan(1e-13);

    [Fact]
    public void Gelu_Limits_AreZeroAndTheIdentity()
    {
        SpecialFunctions.Gelu(double.NegativeInfinity).ShouldBe(0);
        SpecialFunctions.Gelu(40).ShouldBe(40);
        SpecialFunctions.Gelu(1).ShouldBe(0.84134474606854293, 1e-15);
    }

    [Fact]
    public void MatrixExponential_Triangular_IsTheClosedForm()
    {
        // v' = (-v + i)/20, i' = -i/5, over a step of 1.
        var result = MatrixExponential.Of([-0.05, 0.05, 0, -0.2], 2);
        result[0].ShouldBe(Math.Exp(-0.05), 1e-15);
        result[1].ShouldBe(0.05 / 0.15 * (Math.Exp(-0.05) - Math.Exp(-0.2)), 1e-15);
        result[2].ShouldBe(0);
        result[3].ShouldBe(Math.Exp(-0.2), 1e-15);
    }

    [Fact]
    public void MatrixExponential_Nilpotent_IsTheShortSeries() =>
        MatrixExponential.Of([0, 3, 0, 0, 0, 5, 0, 0, 0], 3).ShouldBe([1, 3, 7.5, 0, 1, 5, 0, 0, 1], 1e-14);

    [Fact]
    public void MatrixExponential_LargeRotation_StaysOnTheCircle()
    {
        var result = MatrixExponential.Of([0, -20, 20, 0], 2);
        result.ShouldBe([Math.Cos(20), -Math.Sin(20), Math.Sin(20), Math.Cos(20)], 1e-12);
    }

    [Fact]
    public void MatrixExponential_StiffDecay_StaysSmall() => MatrixExponential.Of([-300, 1, 0, -0.1], 2)[0].ShouldBe(0, 1e-100);

    // A resistance in ohms beside times in steps: the entry is B / -a * (1 - e^a), whatever the size of B.
    [Theory]
    [InlineData(1)]
    [InlineData(5e8)]
    [InlineData(-5e13)]
    [InlineData(1e-30)]
    [InlineData(1e300)]
    public void MatrixExponential_EntriesOfUnlikeSizes_KeepTheirDigits(double b)
    {
        var drive = MatrixExponential.Of([-0.05, b, 0, 0], 2);
        drive[0].ShouldBe(Math.Exp(-0.05), 1e-15);
        (drive[1] / (b / 0.05 * -SpecialFunctions.Expm1(-0.05))).ShouldBe(1, 1e-14);

        // v' = b w, w' = -w / b turns by one radian.
        var turn = MatrixExponential.Of([0, b, -1 / b, 0], 2);
        (turn[1] / b).ShouldBe(Math.Sin(1), 1e-14);
        turn[3].ShouldBe(Math.Cos(1), 1e-14);
    }
}
