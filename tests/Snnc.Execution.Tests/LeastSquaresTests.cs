using Shouldly;
using Snnc.Execution.Calibration;
using Xunit;

namespace Snnc.Execution.Tests;

public sealed class LeastSquaresTests
{
    [Fact]
    public void NotNegative_TimesOfKnownCosts_GivesTheCosts()
    {
        double[] expected = [0.5, 20, 3];
        double[][] counts = [[100, 2, 9], [1000, 1, 4], [50, 8, 1], [300, 3, 30]];

        var costs = LeastSquares.NotNegative(System.Array.ConvertAll(counts, row =>
            (row, (row[0] * expected[0]) + (row[1] * expected[1]) + (row[2] * expected[2]))));

        for (var i = 0; i < expected.Length; i++)
        {
            costs[i].ShouldBe(expected[i], 1e-3 * expected[i]);
        }
    }

    // The second of two lines that noise has turned round: the first cost alone explains the times best.
    [Fact]
    public void NotNegative_ACostThatWouldBeNegative_IsZero()
    {
        var costs = LeastSquares.NotNegative([([1, 1], 10), ([1, 2], 9), ([1, 3], 8)]);

        costs[1].ShouldBe(0);
        costs[0].ShouldBeInRange(8, 10);
    }
}
