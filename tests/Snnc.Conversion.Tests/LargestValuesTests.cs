using System;
using System.Linq;
using Shouldly;
using Snnc.Conversion.Calibration;
using Xunit;

namespace Snnc.Conversion.Tests;

/// <summary>Percentiles of many values, of which few are kept.</summary>
public sealed class LargestValuesTests
{
    [Theory]
    [InlineData(100, 50)]
    [InlineData(200_000, 99.9)]
    [InlineData(200_000, 99)]
    [InlineData(200_000, 100)]
    [InlineData(1, 99.9)]
    [InlineData(2, 99.9)]
    public void Percentile_OfRandomValues_IsThatOfAllInOrder(int count, double percentile)
    {
        var random = new Random(count);
        var values = Enumerable.Range(0, count).Select(_ => random.Next(3) == 0 ? 0 : random.NextSingle()).ToArray();
        var seen = new LargestValues(count, percentile);
        foreach (var part in values.Chunk(777))
        {
            seen.Add(part);
        }

        seen.Quantile.ShouldBe(Expected(values, percentile), 1e-12);
        seen.Largest.ShouldBe(values.Max());
    }

    [Fact]
    public void Percentile_OfTwoThreads_IsThatOfBothTogether()
    {
        var random = new Random(5);
        var values = Enumerable.Range(0, 300_000).Select(_ => random.NextSingle()).ToArray();
        var (first, second) = (new LargestValues(values.Length, 99.5), new LargestValues(values.Length, 99.5));
        first.Add(values.AsSpan(0, 100_000));
        second.Add(values.AsSpan(100_000));
        first.Add(second);

        first.Quantile.ShouldBe(Expected(values, 99.5), 1e-12);
    }

    // NumPy's default: between two values in proportion.
    private static double Expected(float[] values, double percentile)
    {
        var sorted = values.Order().ToArray();
        var place = percentile / 100 * (sorted.Length - 1);
        var below = (int)Math.Floor(place);
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (((double)sorted[above] - sorted[below]) * (place - below));
    }
}
