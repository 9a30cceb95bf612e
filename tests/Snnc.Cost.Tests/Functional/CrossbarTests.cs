using System;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Tensors;
using Snnc.Cost.Functional;
using Snnc.Tensors;
using Xunit;

namespace Snnc.Cost.Tests.Functional;

public sealed class CrossbarTests
{
    private static readonly CrossbarArithmetic Ideal = new(
        Rows: 64, WeightBits: 4, AdcBits: 16, UnitSiemens: 1 / 19139.0, OffSiemens: 0, WireOhms: 0, Variation: 0, CellEncoding.Differential);

    [Theory]
    [InlineData(CellEncoding.Differential)]
    [InlineData(CellEncoding.Offset)]
    public void IdealArrays_WithFineConverters_SumTheRoundedWeights(CellEncoding encoding)
    {
        var (weights, spikes) = (Weights(5 * 100, 1), Spikes(100, 2));

        var sums = Dense(weights).On(Ideal with { Encoding = encoding }).Run(spikes);

        var level = weights.Max(Math.Abs) / 7.0;
        for (var o = 0; o < 5; o++)
        {
            var expected = Enumerable.Range(0, 100).Sum(i => Math.Round(weights[(o * 100) + i] / level) * level * spikes[i]);
            sums[0][o].ShouldBe(expected, 0.01);
        }
    }

    [Fact]
    public void Converters_OfFewBits_RoundEachArraysSum()
    {
        // One array, one output, weights of one level each: the sum of n spikes is n levels, in steps of the converter.
        var weights = Enumerable.Repeat(1f, 16).Concat(new float[84]).Concat(Enumerable.Repeat(0f, 4 * 100)).ToArray();
        var program = Dense(weights).On(Ideal with { AdcBits = 2, WeightBits = 2, Rows = 128 });

        var sums = Enumerable.Range(0, 17).Select(n => program.Run([.. Enumerable.Range(0, 100).Select(i => i < n ? 1f : 0)])[0][0]).ToArray();

        sums.Distinct().Count().ShouldBe(4);
        sums.ShouldBe(sums.Order());
        sums[0].ShouldBe(0);
    }

    [Fact]
    public void Convolution_OnArrays_SumsTheRoundedWeights()
    {
        var program = Program.Of(
            """
            network Net {
                time { step = 1 ms; steps = 1; }
                weights w = "w.npz";
                input s: spikes[3, 6, 6];
                s -> conv2d(4, 3, padding = 1, weight = w["w"], bias = w["b"]) -> h[4, 6, 6]: li(tau = 1 us);
                output sums = last(h.v);

                // The converters' range follows the expected rate; here it must hold every sum.
                activity { s = 0.5; }
            }
            """,
            new NamedArray("w", Shape.Of([4, 3, 3, 3]), Enumerable.Range(0, 108).Select(i => (i * 5 % 15) - 7f).ToArray()),
            new NamedArray("b", Shape.Of([4]), new[] { 0.5f, -0.25f, 0, 1 }));
        var spikes = Spikes(108, 4);

        // The weights are whole levels, so that ideal arrays change nothing.
        var exact = program.Run(spikes);
        var arrays = program.On(Ideal).Run(spikes);

        arrays[0].Zip(exact[0], (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(0.01);
    }

    [Fact]
    public void Variation_IsDrawnBySeed()
    {
        var (program, spikes) = (Dense(Weights(5 * 100, 1)), Spikes(100, 2));
        var arithmetic = Ideal with { Variation = 0.1 };

        var first = program.On(arithmetic, seed: 1).Run(spikes)[0];

        program.On(arithmetic, seed: 1).Run(spikes)[0].ShouldBe(first);
        program.On(arithmetic, seed: 2).Run(spikes)[0].ShouldNotBe(first);
    }

    [Fact]
    public void DifferentialEncoding_LosesLessInTheWiresThanOffset()
    {
        var (program, spikes) = (Dense(Weights(5 * 100, 1)), Spikes(100, 2));
        var exact = program.On(Ideal).Run(spikes)[0];

        double Error(CellEncoding encoding) => program.On(Ideal with { WireOhms = 5, Encoding = encoding }).Run(spikes)[0]
            .Zip(exact, (a, b) => Math.Abs(a - b)).Sum();

        Error(CellEncoding.Differential).ShouldBeInRange(0.01, Error(CellEncoding.Offset) / 2);
    }

    private static Program Dense(float[] weights) => Program.Of(
        """
        network Net {
            time { step = 1 ms; steps = 1; }
            weights w = "w.npz";
            input s: spikes[100];
            s -> dense(5, weight = w["w"], bias = none) -> h[5]: li(tau = 1 us);
            output sums = last(h.v);
        }
        """,
        new NamedArray("w", Shape.Of([5, 100]), weights));

    private static float[] Weights(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)(random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5))];
    }

    private static float[] Spikes(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() < 0.2 ? 1f : 0)];
    }
}
