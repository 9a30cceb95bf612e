using System;
using System.Linq;
using Shouldly;
using Snnc.Numerics;
using Snnc.Runtime.Kernels;
using Xunit;

namespace Snnc.Runtime.Tests.Kernels;

/// <summary>Weights in as few bits as their multiples of a common step need: found when they are packed, and summed exactly.</summary>
public sealed class NarrowWeightTests
{
    [Theory]
    [InlineData(5, 8, 0.4, 1, 300)]
    [InlineData(40, 20, 0.4, 1, 32767)]
    [InlineData(40, 33, 1, 1, 30000)]
    [InlineData(300, 49, 0.4, 1, 129)]
    [InlineData(70, 64, 0, 1, 1000)]
    [InlineData(150, 150, 0.5, 1, 4096)]
    [InlineData(400, 70, 1, 1, 32767)]
    [InlineData(70, 70, 0.3, 3, 900)]
    [InlineData(70, 70, 0.3, 3, 100)]
    [InlineData(400, 128, 0.7, 1, 127)]
    [InlineData(40, 70, 0.4, 1, 40000)]
    [InlineData(1030, 580, 0.5, 1, 100, 9)]
    [InlineData(700, 450, 0.6, 1, 2000, 9)]
    public void EventTiles_OfWholeMultiples_AreTheExactSums(int inputs, int outputs, double density, int greatestCount, int greatest, int steps = 3)
    {
        var random = new Random(inputs + outputs + greatest);
        var (weight, bias) = Multiples(random, outputs, inputs, greatest);
        var x = Array.ConvertAll(new float[inputs * steps], _ => random.NextDouble() < density ? random.Next(1, greatestCount + 1) : 0f);
        var lists = new SpikeLists(inputs, steps, hasValues: greatestCount > 1);
        lists.FromValues(x);
        var weights = TiledNarrowWeights.Pack(weight, bias, outputs, inputs);
        weights.Bits.ShouldBe(greatest < 128 ? 8 : greatest < 32768 ? 16 : 32);
        var sums = new StepRows<float>(outputs, steps);

        for (var tile = 0; tile < weights.Tiles; tile++)
        {
            EventTiles.Sum(lists, weights, tile, steps, sums, tile * TiledWeights.TileWidth);
        }

        ExactSums.ShouldBeIn(sums, x, weight, bias);
    }

    [Theory]
    [InlineData(8, 127f, -128f, 1f)]
    [InlineData(16, 128f, 1f)]
    [InlineData(16, 32767f, -32768f, 1f)]
    [InlineData(32, 32768f, 1f)]
    [InlineData(32, -32769f, 1f)]
    [InlineData(8, (float)(1UL << 63), -3f * (1UL << 61))]
    [InlineData(32, 3e30f, -6e30f, 0f)]
    [InlineData(16, 0.5f, 1 / 4096f)]
    [InlineData(32, 0.1f, 0.2f, 0.7f)]
    [InlineData(32, 1e-40f)]
    [InlineData(8, 0f, 0f)]
    public void Pack_Weights_TakesAsManyBitsAsTheyNeed(int bits, params float[] weights) =>
        TiledNarrowWeights.Pack(weights, [], 1, weights.Length).Bits.ShouldBe(bits);

    // 2^24 - 1 steps are exact, 2^24 may not be; a bias between the steps counts as finer ones.
    [Theory]
    [InlineData(8, 0f)]
    [InlineData(8, 0.5f)]
    [InlineData(8, (1 << 24) - 3f)]
    [InlineData(32, (1 << 24) - 2f)]
    [InlineData(32, (1 << 23) - 0.5f)]
    [InlineData(32, 1e-7f)]
    public void Pack_SumsThatMayBeRounded_StayNumbers(int bits, float bias) =>
        TiledNarrowWeights.Pack([1, -1], [bias], 1, 2).Bits.ShouldBe(bits);

    [Fact]
    public void CommonStep_OfMultiples_DividesThemAll()
    {
        var random = new Random(3);
        for (var i = 0; i < 1000; i++)
        {
            var (step, count) = (random.Next(1, 256) * MathF.Pow(2, random.Next(-60, 60)), random.Next(1, 40));
            var multiples = Enumerable.Range(0, count).Select(_ => random.Next(-127, 128)).ToArray();
            var divisor = multiples.Aggregate(0, (a, b) => (int)System.Numerics.BigInteger.GreatestCommonDivisor(a, b));

            var common = CommonStep.Of(multiples.Select(multiple => multiple * step).ToArray());

            common.Step.ShouldBe(divisor == 0 ? 1 : divisor * (double)step);
            common.Bits.ShouldBe(8);
        }
    }

    [Theory]
    [InlineData(1, 32767, 3)]
    [InlineData(1, -32768, 3)]
    [InlineData(64, -512, 65)]
    [InlineData(64, 511, 65)]
    [InlineData(int.MaxValue, 511, 64)]
    [InlineData(int.MaxValue, 32767, 1)]
    [InlineData(int.MaxValue, 0, 500)]
    public void ShortSums_OfEqualNumbers_AreAsManyAsFit(int most, int number, int count)
    {
        var sums = new ShortSums();
        sums.Add(100);
        sums.Clear();
        for (var i = 0; i < count; i++)
        {
            sums.Add(number);
        }

        sums.Most.ShouldBe(most);
    }

    [Fact]
    public void ShortSums_OfAnyNumbers_FitInAnyOrder()
    {
        var random = new Random(5);
        for (var i = 0; i < 300; i++)
        {
            var (sums, greatest) = (new ShortSums(), random.Next(1, 32769));
            var numbers = Enumerable.Range(0, random.Next(1, 400)).Select(_ => random.Next(-greatest, Math.Min(greatest + 1, 32768))).Order().ToArray();
            Array.ForEach(numbers, sums.Add);

            var most = Math.Min(sums.Most, numbers.Length);
            numbers.Take(most).Where(number => number < 0).Sum().ShouldBeGreaterThanOrEqualTo(short.MinValue);
            numbers.TakeLast(most).Where(number => number > 0).Sum().ShouldBeLessThanOrEqualTo(short.MaxValue);
            most.ShouldBeGreaterThan(0);
        }
    }

    // Whole multiples of a power of two that differs from output to output; one of each is odd, and one the greatest.
    private static (float[] Weight, float[] Bias) Multiples(Random random, int outputs, int inputs, int greatest)
    {
        var (weight, bias) = (new float[outputs * inputs], new float[outputs]);
        for (var output = 0; output < outputs; output++)
        {
            var step = MathF.Pow(2, -random.Next(0, 13));
            for (var input = 0; input < inputs; input++)
            {
                var multiple = input == 0 ? -greatest : input == 1 ? 1 : random.Next(-greatest, greatest + 1);
                weight[(output * inputs) + input] = step * multiple;
            }

            bias[output] = step * random.Next(-500, 500);
        }

        return (weight, bias);
    }
}
