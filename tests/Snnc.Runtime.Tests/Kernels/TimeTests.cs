using System;
using System.Linq;
using Shouldly;
using Snnc.Numerics;
using Snnc.Runtime.Kernels;
using Xunit;

namespace Snnc.Runtime.Tests.Kernels;

public sealed class TimeTests
{
    [Fact]
    public void Rate_Counter_DecidesEachElement()
    {
        float[] x = [0, 0.25f, 0.5f, 2];
        var y = new float[4];
        for (var step = 0; step < 50; step++)
        {
            Encode.Rate(x, 2, seed: 7, sample: 3, steps: 50, step, y);
            y.ShouldBe(x.Select((value, i) => CounterHash.Hash(7, (((3 * 50) + step) * 4) + i) * 2.0 < value * 16777216.0 ? 1f : 0));
            y[0].ShouldBe(0);
            y[3].ShouldBe(1);
        }
    }

    [Fact]
    public void Latency_LargerValue_SpikesSooner()
    {
        float[] x = [1, 0.75f, 0.5f, 0.01f, 0];
        var spikes = Enumerable.Range(0, 9).Select(step => Step(step)).ToArray();
        Enumerable.Range(0, 5).Select(i => Array.FindIndex(spikes, y => y[i] == 1)).ShouldBe([0, 2, 4, 7, -1]);
        spikes.Sum(y => y.Sum()).ShouldBe(4);

        float[] Step(int step)
        {
            var y = new float[5];
            Encode.Latency(x, tau: 8, max: 1, step, y);
            return y;
        }
    }

    [Fact]
    public void Rows_Axis_BecomesTime()
    {
        var y = new float[2];
        Encode.Rows([1, 2, 3, 4, 5, 6], AxisShape.Of([2, 3], 1), 2, y);
        y.ShouldBe([3f, 6]);
    }

    [Fact]
    public void Delta_MovesOfAThreshold_GiveOneSpikeAStep()
    {
        var reference = new float[1];
        var y = new float[2];
        (float X, float On, float Off)[] steps = [(5, 0, 0), (5.5f, 0, 0), (7, 1, 0), (7, 1, 0), (7, 0, 0), (6, 0, 1), (6.5f, 0, 0)];
        for (var step = 0; step < steps.Length; step++)
        {
            Encode.Delta([steps[step].X], reference, 1, step == 0, y);
            y.ShouldBe([steps[step].On, steps[step].Off], $"step {step}");
        }
    }

    [Fact]
    public void Decoders_TwoWindows_StartAnew()
    {
        float[][] x = [[0, 2], [3, 0], [0, -5], [0, -1], [0, 0], [0, -2]];
        Windows(x, (input, step, y) => Decode.Sum(input, step, y)).ShouldBe([3f, -3, 0, -3]);
        Windows(x, (input, step, y) => Decode.Mean(input, step, 3, y)).ShouldBe([1f, -1, 0, -1]);
        Windows(x, (input, step, y) => Decode.Last(input, step, 3, y)).ShouldBe([0f, -5, 0, -2]);
        Windows(x, (input, step, y) => Decode.Max(input, step, y)).ShouldBe([3f, 2, 0, 0]);
        Windows(x, (input, step, y) => Decode.FirstSpike(input, step, 3, y)).ShouldBe([1f, 0, 3, 0]);
    }

    // Vectors and a rest; what is no number is greater than nothing, and stays where it stands.
    [Fact]
    public void DecodeMax_MoreThanAVector_KeepsTheGreaterOfEachElement()
    {
        var y = new float[37];
        float[][] x = [.. Enumerable.Range(0, 3).Select(step => Enumerable.Range(0, 37).Select(i => MathF.Sin((5 * i) + (11 * step))).ToArray())];
        (x[0][3], x[1][20], x[2][36]) = (float.NaN, float.NaN, float.PositiveInfinity);
        for (var step = 0; step < 3; step++)
        {
            Decode.Max(x[step], step, y);
        }

        y[3].ShouldBe(float.NaN);
        y[20].ShouldBe(MathF.Max(x[0][20], x[2][20]));
        y[36].ShouldBe(float.PositiveInfinity);
        Enumerable.Range(0, 37).Where(i => i is not (3 or 20)).ShouldAllBe(i => y[i] == x.Max(row => row[i]));
    }

    private delegate void Decoder(ReadOnlySpan<float> x, int step, Span<float> y);

    // The results of two windows of three steps.
    private static float[] Windows(float[][] x, Decoder decode)
    {
        var y = new float[2];
        for (var step = 0; step < 3; step++)
        {
            decode(x[step], step, y);
        }

        float[] first = [.. y];
        for (var step = 0; step < 3; step++)
        {
            decode(x[step + 3], step, y);
        }

        return [.. first, .. y];
    }
}
