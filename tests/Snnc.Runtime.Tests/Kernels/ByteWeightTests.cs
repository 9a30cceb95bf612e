using System;
using System.Linq;
using Shouldly;
using Snnc.Numerics;
using Snnc.Runtime.Kernels;
using Xunit;

namespace Snnc.Runtime.Tests.Kernels;

/// <summary>Weights of eight bits: their steps, and sums that are exact whatever their order.</summary>
public sealed class ByteWeightTests
{
    private const int Steps = 3;

    [Theory]
    [InlineData(5, 8, 0.4, 1)]
    [InlineData(40, 20, 0.4, 1)]
    [InlineData(40, 33, 0.4, 1)]
    [InlineData(40, 49, 0.4, 1)]
    [InlineData(70, 64, 0, 1)]
    [InlineData(70, 150, 0.2, 1)]
    [InlineData(700, 70, 1, 1)]
    [InlineData(70, 70, 0.3, 3)]
    public void EventTiles_OfBytes_AreTheExactSums(int inputs, int outputs, double density, int greatestCount)
    {
        var random = new Random(inputs + outputs);
        var x = Array.ConvertAll(new float[inputs * Steps], _ => random.NextDouble() < density ? random.Next(1, greatestCount + 1) : 0f);

        AreTheExactSums(random, x, inputs, outputs, hasValues: greatestCount > 1);
    }

    // More weights than a core's own cache holds, in blocks of one size or not: steps of no entry, of as many as 16 bits hold the sums of, of one more, and of
    // all that there are, in one block or several.
    [Theory]
    [InlineData(1024)]
    [InlineData(1100)]
    [InlineData(8200)]
    public void EventTiles_OfBytesInBlocks_AreTheExactSums(int inputs)
    {
        var random = new Random(inputs);
        int[] entries = [0, 256, inputs, 257, 0, 513, inputs, inputs - 1, 1, inputs / 2];
        var x = new float[inputs * entries.Length];
        for (var step = 0; step < entries.Length; step++)
        {
            var places = Enumerable.Range(0, inputs).ToArray();
            if (step % 2 == 1)
            {
                random.Shuffle(places);
            }

            Array.ForEach(places[..entries[step]], place => x[(step * inputs) + place] = 1);
        }

        AreTheExactSums(random, x, inputs, outputs: (640 << 10) / inputs, hasValues: false);
    }

    [Fact]
    public void Pack_WeightsThatAreNoMultiples_AreRefused() =>
        Should.Throw<ArgumentException>(() => TiledByteWeights.Pack([127, 0.3f], null, 1, 2)).Message.ShouldContain("Weight 0 of output 0");

    [Fact]
    public void RowStep_OfRoundedWeights_IsTheSameAgain()
    {
        var random = new Random(1);
        for (var i = 0; i < 10_000; i++)
        {
            var greatest = random.NextDouble() * Math.Pow(2, random.Next(-40, 40));
            var step = RowStep.Of(greatest, 8);

            Math.Round(greatest / step).ShouldBe(127);
            RowStep.Of(127 * step, 8).ShouldBe(step);
            ((double)(float)step).ShouldBe(step);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NaN)]
    public void RowStep_OfNothing_IsOne(double greatest) => RowStep.Of(greatest, 8).ShouldBe(1);

    [Fact]
    public void RowStep_OfRows_IsThatOfEach() =>
        LoadTime.RowStep(new LoadArray([2, 2], [127, -3, 0, 0]), 8).Values.ShouldBe([1.0, 1]);

    private static void AreTheExactSums(Random random, float[] x, int inputs, int outputs, bool hasValues)
    {
        var steps = x.Length / inputs;
        var (weight, bias) = Rounded(random, outputs, inputs);
        var lists = new SpikeLists(inputs, steps, hasValues);
        lists.FromValues(x);
        var weights = TiledByteWeights.Pack(weight, bias, outputs, inputs);
        var sums = new StepRows<float>(outputs, steps);

        for (var tile = 0; tile < weights.Tiles; tile++)
        {
            EventTiles.Sum(lists, weights, tile, steps, sums, tile * TiledWeights.TileWidth);
        }

        ExactSums.ShouldBeIn(sums, x, weight, bias);
    }

    private static (float[] Weight, float[] Bias) Rounded(Random random, int outputs, int inputs)
    {
        var (weight, bias) = (new float[outputs * inputs], new float[outputs]);
        for (var output = 0; output < outputs; output++)
        {
            var step = (float)RowStep.Of(random.NextDouble() * 3, 8);
            for (var input = 0; input < inputs; input++)
            {
                weight[(output * inputs) + input] = step * (input == 0 ? 127 : random.Next(-127, 128));
            }

            bias[output] = step * random.Next(-500, 500);
        }

        return (weight, bias);
    }
}
