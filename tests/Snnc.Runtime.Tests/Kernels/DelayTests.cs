using System;
using System.Collections.Generic;
using Shouldly;
using Snnc.Runtime.Kernels;
using Xunit;

namespace Snnc.Runtime.Tests.Kernels;

public sealed class DelayTests
{
    private const int Steps = 12;

    [Fact]
    public void DelayedDense_RandomDelays_EqualTheSumOverThePast()
    {
        for (var seed = 0; seed < 30; seed++)
        {
            var numbers = new Numbers(seed);
            var (rows, inputs, outputs) = (numbers.Between(1, 3), numbers.Between(1, 6), numbers.Between(1, 6));
            var (weight, bias, delays) = (numbers.Weights(inputs * outputs), numbers.Weights(outputs), numbers.Whole(inputs * outputs, 0, 4));
            var weights = DelayedWeights.Pack(SynapseList.All(inputs, outputs), weight, bias, delays);
            var sums = weights.CreateSums(rows);
            List<float[]> past = [];
            for (var step = 0; step < Steps; step++)
            {
                past.Add(numbers.Spikes(rows * inputs, 0.5));
                var y = new float[rows * outputs];
                Delayed.Send(past[step], weights, sums);
                Delayed.Take(weights, sums, y);
                sums.Advance();
                for (var place = 0; place < y.Length; place++)
                {
                    var (row, output) = Math.DivRem(place, outputs);
                    var expected = bias[output];
                    for (var input = 0; input < inputs; input++)
                    {
                        var from = step - (int)delays[(output * inputs) + input];
                        expected += from < 0 ? 0 : weight[(output * inputs) + input] * past[from][(row * inputs) + input];
                    }

                    y[place].ShouldBe(expected);
                }
            }
        }
    }

    [Fact]
    public void DelayedConv_OneDelayForAll_EqualsTheConvolutionOfThePast()
    {
        var numbers = new Numbers(3);
        var shape = ConvShape.Rank2(4, 6, 7, 6, kernel: 3, stride: 2, padding: 1, groups: 2);
        var (weight, bias) = (numbers.Weights(shape.WeightLength), numbers.Weights(6));
        var weights = DelayedConvWeights.Pack(shape, weight, bias, Array.ConvertAll(new long[weight.Length], _ => 2L));
        var plain = ConvWeights.Pack(shape, weight, bias);
        var sums = weights.CreateSums();
        List<float[]> past = [new float[shape.InputLength], new float[shape.InputLength]];
        var (y, expected) = (new float[shape.OutputLength], new float[shape.OutputLength]);
        for (var step = 0; step < Steps; step++)
        {
            past.Add(numbers.Spikes(shape.InputLength, 0.3));
            Delayed.Take(weights, sums, y);
            Delayed.Send(past[^1], weights, sums);
            sums.Advance();
            Conv.Scalar<float, float>(past[step], plain, expected);
            y.ShouldBe(expected);
        }
    }

    [Fact]
    public void DelayedConv_DelayPerTap_ShiftsEachTap()
    {
        var shape = ConvShape.Rank1(1, 4, 1, kernel: 2);
        var weights = DelayedConvWeights.Pack(shape, [1L, 10], null, [0, 1]);
        var sums = weights.CreateSums();
        Step([1, 2, 3, 4]).ShouldBe([1L, 2, 3]);
        Step([0, 0, 0, 0]).ShouldBe([20L, 30, 40]);
        Step([0, 0, 0, 5]).ShouldBe([0L, 0, 0]);
        Step([0, 0, 0, 0]).ShouldBe([0L, 0, 50]);

        long[] Step(float[] x)
        {
            var y = new long[3];
            Delayed.Send(x, weights, sums);
            Delayed.Take(weights, sums, y);
            sums.Advance();
            return y;
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    public void DelayLine_EverySteps_GivesThePast(int delay)
    {
        var line = new DelayLine<float>(2, delay);
        var y = new float[2];
        for (var step = 1; step <= Steps; step++)
        {
            line.Step([step, -step], y);
            var expected = Math.Max(0, step - delay);
            y.ShouldBe([expected, -expected]);
        }

        line.Reset();
        line.Step([7, 7], y);
        y.ShouldBe(delay == 0 ? [7f, 7] : [0f, 0]);
    }

    [Fact]
    public void DelayLines_DelayPerElement_GiveThePast()
    {
        var lines = new DelayLines<long>([0, 1, 3]);
        var y = new long[3];
        for (var step = 1; step <= Steps; step++)
        {
            lines.Step([step, step, step], y);
            y.ShouldBe([step, Math.Max(0, step - 1), Math.Max(0, step - 3)]);
        }
    }

    [Fact]
    public void DelayLine_SavedAndLoaded_GoesOn()
    {
        var line = new DelayLine<float>(1, 3);
        var lines = new DelayLines<float>([2]);
        var y = new float[1];
        for (var step = 1; step <= 4; step++)
        {
            line.Step([step], y);
            lines.Step([step], y);
        }

        var writer = new StateWriter("N", 1);
        line.Save(writer);
        lines.Save(writer);
        var reader = new StateReader(writer.ToArray(), "N", 1);
        var (line2, lines2) = (new DelayLine<float>(1, 3), new DelayLines<float>([2]));
        line2.Load(reader);
        lines2.Load(reader);
        line2.Step([9], y);
        y.ShouldBe([2f]);
        lines2.Step([9], y);
        y.ShouldBe([3f]);
    }

    [Fact]
    public void Delays_HugeOrNegative_AreRefused()
    {
        Should.Throw<SnncRunException>(() => new DelayLine<float>(1 << 20, 1 << 20)).Message.ShouldContain("too much memory");
        Should.Throw<SnncRunException>(() => new DelayLines<float>([int.MaxValue - 1, int.MaxValue - 1])).Message.ShouldContain("too much memory");
        Should.Throw<SnncRunException>(() => new DelayLines<float>([-1])).Message.ShouldContain("-1");
        Should.Throw<SnncRunException>(() => DelayedWeights.Pack(SynapseList.OneToOne(2), [1f], null, [1L << 40])).Message.ShouldContain("out of range");
    }
}
