using System;
using System.Linq;
using Shouldly;
using Snnc.Runtime.Kernels;
using Xunit;

namespace Snnc.Runtime.Tests.Kernels;

public sealed class ConvTests
{
    [Fact]
    public void Scalar_OneChannel_CorrelatesWithTheWindow()
    {
        var weights = ConvWeights.Pack(ConvShape.Rank2(1, 3, 3, 1, kernel: 2), [1, 2, 3, 4], [0.5f]);
        var y = new float[4];
        Conv.Scalar<float, float>([1, 2, 3, 4, 5, 6, 7, 8, 9], weights, y);
        y.ShouldBe([37.5f, 47.5f, 67.5f, 77.5f]);
    }

    [Fact]
    public void Scalar_RankOneWithStridePaddingDilation_ReadsZeroOutside()
    {
        var weights = ConvWeights.Pack(ConvShape.Rank1(1, 5, 1, kernel: 2, stride: 2, padding: 1, dilation: 2), [1, 10], (float[]?)null);
        var y = new float[3];
        Conv.Scalar<float, float>([1, 2, 3, 4, 5], weights, y);
        y.ShouldBe([20f, 42, 4]);
    }

    [Fact]
    public void Scalar_Groups_ReadTheirOwnChannels()
    {
        var weights = ConvWeights.Pack(ConvShape.Rank2(2, 1, 1, 2, kernel: 1, groups: 2), [3, 5], (float[]?)null);
        var y = new float[2];
        Conv.Scalar<float, float>([1, 10], weights, y);
        y.ShouldBe([3f, 50]);
    }

    [Fact]
    public void SignalAndSpikes_RandomShapes_EqualTheScalarResult()
    {
        for (var seed = 0; seed < 400; seed++)
        {
            var numbers = new Numbers(seed);
            var shape = RandomShape(numbers);
            var weights = ConvWeights.Pack(shape, numbers.Weights(shape.WeightLength), numbers.Between(0, 1) == 0 ? null : numbers.Weights(shape.Outputs));
            var x = numbers.Spikes(shape.InputLength, numbers.Between(0, 10) / 10.0);
            var (expected, signal, spikes) = (new float[shape.OutputLength], Filled(shape.OutputLength), Filled(shape.OutputLength));
            Conv.Scalar<float, float>(x, weights, expected);
            Conv.Signal(x, weights, signal);
            Conv.Spikes(x, weights, spikes);
            signal.ShouldBe(expected, $"seed {seed}: {shape}");
            spikes.ShouldBe(expected, $"seed {seed}: {shape}");
        }
    }

    [Fact]
    public void Signal_WholeWeights_EqualTheRealResult()
    {
        var numbers = new Numbers(7);
        var shape = ConvShape.Rank2(4, 6, 5, 6, kernel: 3, padding: 1, groups: 2);
        var (weight, bias) = (numbers.Whole(shape.WeightLength, -9, 9), numbers.Whole(6, -9, 9));
        var x = numbers.Spikes(shape.InputLength, 0.4);
        var (whole, real) = (new long[shape.OutputLength], new float[shape.OutputLength]);
        Conv.Spikes(x, ConvWeights.Pack(shape, weight, bias), whole);
        Conv.Spikes(x, ConvWeights.Pack(shape, Array.ConvertAll(weight, w => (float)w), Array.ConvertAll(bias, b => (float)b)), real);
        whole.ShouldBe(real.Select(value => (long)value));
    }

    [Fact]
    public void Spikes_WholeWeights_EqualTheReference()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var numbers = new Numbers(seed);
            var shape = RandomShape(numbers);
            var bias = numbers.Between(0, 1) == 0 ? null : numbers.Whole(shape.Outputs, -9, 9);
            var weights = ConvWeights.Pack(shape, numbers.Whole(shape.WeightLength, -300, 300), bias);
            var reals = numbers.Spikes(shape.InputLength, numbers.Between(0, 10) / 10.0);
            var wholes = numbers.Whole(shape.InputLength, -1, 2);
            var (expected, found) = (new long[shape.OutputLength], new long[shape.OutputLength]);
            Conv.Signal(reals, weights, expected);
            Conv.Spikes(reals, weights, found);
            found.ShouldBe(expected, $"seed {seed}: {shape}");
            Conv.Signal(wholes, weights, expected);
            Conv.Spikes(wholes, weights, found);
            found.ShouldBe(expected, $"seed {seed}: {shape}");
        }
    }

    [Fact]
    public void Pack_ImpossibleShape_SaysWhy()
    {
        Should.Throw<ArgumentException>(() => ConvShape.Rank2(3, 4, 4, 4, kernel: 1, groups: 2)).Message.ShouldContain("2 groups");
        Should.Throw<ArgumentException>(() => ConvShape.Rank1(1, 4, 1, kernel: 5)).Message.ShouldContain("larger than the padded input");
    }

    [Fact]
    public void SignalAndSpikes_CalledAgain_AllocateNothing()
    {
        var numbers = new Numbers(1);
        var shape = ConvShape.Rank2(3, 8, 9, 12, kernel: 3, padding: 1);
        var weights = ConvWeights.Pack(shape, numbers.Weights(shape.WeightLength), null);
        var x = numbers.Spikes(shape.InputLength, 0.3);
        var y = new float[shape.OutputLength];
        Allocations.Of(() => Conv.Signal(x, weights, y)).ShouldBe(0);
        Allocations.Of(() => Conv.Spikes(x, weights, y)).ShouldBe(0);
    }

    private static ConvShape RandomShape(Numbers numbers)
    {
        var groups = numbers.OneOf(1, 1, 1, 2, 3);
        var (channels, outputs) = (groups * numbers.Between(1, 3), groups * numbers.Between(1, 19));
        var (kernel, stride, padding, dilation) = (numbers.Between(1, 4), numbers.Between(1, 3), numbers.Between(0, 3), numbers.Between(1, 2));
        var least = Math.Max(1, (dilation * (kernel - 1)) + 1 - (2 * padding));
        var (height, width) = (least + numbers.Between(0, 8), least + numbers.Between(0, 12));
        return numbers.Between(0, 3) == 0
            ? ConvShape.Rank1(channels, width, outputs, kernel, stride, padding, dilation, groups)
            : ConvShape.Rank2(channels, height, width, outputs, kernel, stride, padding, dilation, groups);
    }

    private static float[] Filled(int length) => Enumerable.Repeat(99f, length).ToArray();
}
