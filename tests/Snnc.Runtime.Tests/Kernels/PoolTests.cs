using System;
using System.Linq;
using Shouldly;
using Snnc.Runtime.Kernels;
using Xunit;

namespace Snnc.Runtime.Tests.Kernels;

public sealed class PoolTests
{
    private static readonly float[] Square = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, -16];

    [Fact]
    public void Sum_TwoByTwo_AddsEachWindow() => Sum(Square, PoolShape.Square(1, 4, 4, 2, 2)).ShouldBe([14f, 22, 46, 22]);

    [Fact]
    public void Average_WithPadding_DividesByTheWholeWindow()
    {
        var shape = PoolShape.Square(1, 2, 2, 2, 2, padding: 1);
        var y = new float[4];
        Pool.Average([4, 8, 12, 16], shape, y);
        y.ShouldBe([1f, 2, 3, 4]);
    }

    [Fact]
    public void Max_WithPadding_LeavesThePaddingOut()
    {
        var y = new float[4];
        Pool.Max([-4f, -8, -12, -16], PoolShape.Square(1, 2, 2, 2, 2, padding: 1), y);
        y.ShouldBe([-4f, -8, -12, -16]);
        Pool.Max<float>([float.NegativeInfinity], PoolShape.Square(1, 1, 1, 1, 1), y.AsSpan(0, 1));
        y[0].ShouldBe(float.NegativeInfinity);
    }

    [Fact]
    public void Sum_WholeNumbers_StayWhole()
    {
        var y = new long[1];
        Pool.Sum([1L << 60, 1, 2, 3], PoolShape.Square(1, 2, 2, 2, 2), y);
        y.ShouldBe([(1L << 60) + 6]);
    }

    [Fact]
    public void Sum_RandomShapes_EqualAConvolutionWithOnes()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var numbers = new Numbers(seed);
            var (channels, kernel, stride, padding) = (numbers.Between(1, 4), numbers.Between(1, 4), numbers.Between(1, 3), numbers.Between(0, 2));
            var (height, width) = (kernel + numbers.Between(0, 6), kernel + numbers.Between(0, 9));
            var x = numbers.Signal(channels * height * width);
            var conv = ConvShape.Rank2(channels, height, width, channels, kernel, stride, padding, groups: channels);
            var expected = new float[conv.OutputLength];
            Conv.Scalar<float, float>(x, ConvWeights.Pack(conv, Enumerable.Repeat(1f, conv.WeightLength).ToArray(), null), expected);
            Sum(x, PoolShape.Square(channels, height, width, kernel, stride, padding)).ShouldBe(expected, $"seed {seed}");
        }
    }

    [Fact]
    public void Pools_CalledAgain_AllocateNothing()
    {
        var shape = PoolShape.Square(1, 4, 4, 2, 2);
        var y = new float[4];
        Allocations.Of(() => Pool.Sum<float>(Square, shape, y)).ShouldBe(0);
        Allocations.Of(() => Pool.Average(Square, shape, y)).ShouldBe(0);
        Allocations.Of(() => Pool.Max<float>(Square, shape, y)).ShouldBe(0);
    }

    private static float[] Sum(float[] x, PoolShape shape)
    {
        var y = new float[shape.OutputLength];
        Pool.Sum<float>(x, shape, y);
        return y;
    }
}
