using System;
using System.Linq;
using Shouldly;
using Snnc.Runtime.Kernels;
using Xunit;

namespace Snnc.Runtime.Tests.Kernels;

public sealed class DenseTests
{
    [Fact]
    public void Scalar_LiteralWeights_AddsBiasAndProducts()
    {
        var weights = DenseWeights.Pack([1, 2, 3, 4, 5, 6], [10f, 20], outputs: 2, inputs: 3);
        var y = new float[2];
        Dense.Scalar<float, float>([1, 0, 2], weights, y);
        y.ShouldBe([17f, 36]);
    }

    [Fact]
    public void Signal_WholeWeights_SumsInSixtyFourBits()
    {
        var weights = DenseWeights.Pack([1L << 40, 1], null, outputs: 1, inputs: 2);
        var y = new long[1];
        Dense.Signal([2f, 3f], weights, y);
        y.ShouldBe([(1L << 41) + 3]);
        Dense.Spikes([2L, 3L], weights, y);
        y.ShouldBe([(1L << 41) + 3]);
    }

    [Fact]
    public void SignalAndSpikes_RandomSizes_EqualTheScalarResult()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var numbers = new Numbers(seed);
            var (rows, outputs, inputs) = (numbers.Between(1, 9), numbers.Between(1, 70), numbers.Between(1, 130));
            var weights = DenseWeights.Pack(
                numbers.Weights(outputs * inputs), numbers.Between(0, 1) == 0 ? null : numbers.Weights(outputs), outputs, inputs);
            var x = numbers.Spikes(rows * inputs, numbers.Between(0, 10) / 10.0);
            var (expected, signal, spikes) = (new float[rows * outputs], Filled(rows * outputs), Filled(rows * outputs));
            Dense.Scalar<float, float>(x, weights, expected);
            Dense.Signal(x, weights, signal);
            Dense.Spikes(x, weights, spikes);
            signal.ShouldBe(expected, $"seed {seed}");
            spikes.ShouldBe(expected, $"seed {seed}");
        }
    }

    [Fact]
    public void Spikes_NotANumber_IsNotSkipped()
    {
        var weights = DenseWeights.Pack(Enumerable.Repeat(1f, 40).ToArray(), null, outputs: 1, inputs: 40);
        var x = new float[40];
        x[3] = float.NaN;
        var y = new float[1];
        Dense.Spikes(x, weights, y);
        y[0].ShouldBe(float.NaN);
    }

    [Fact]
    public void Signal_WrongLength_SaysWhich()
    {
        var weights = DenseWeights.Pack(new float[6], null, outputs: 2, inputs: 3);
        Should.Throw<ArgumentException>(() => Dense.Signal(new float[4], weights, new float[2])).Message.ShouldContain("x has 4 elements");
        Should.Throw<ArgumentException>(() => Dense.Spikes(new float[3], weights, new float[3])).Message.ShouldContain("y has 3 elements, not 2");
        Should.Throw<ArgumentException>(() => DenseWeights.Pack(new float[5], null, 2, 3)).Message.ShouldContain("weight has 5 elements");
    }

    [Fact]
    public void SignalAndSpikes_CalledAgain_AllocateNothing()
    {
        var numbers = new Numbers(1);
        var weights = DenseWeights.Pack(numbers.Weights(100 * 50), null, 50, 100);
        var x = numbers.Spikes(500, 0.3);
        var y = new float[250];
        Allocations.Of(() => Dense.Signal(x, weights, y)).ShouldBe(0);
        Allocations.Of(() => Dense.Spikes(x, weights, y)).ShouldBe(0);
    }

    private static float[] Filled(int length) => Enumerable.Repeat(99f, length).ToArray();
}
