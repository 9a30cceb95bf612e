using System;
using System.Collections.Generic;
using System.Linq;

namespace Snnc.Execution.Calibration;

/// <summary>Costs that explain times: what is done so and so often at the cost of each, with the least relative errors.</summary>
public static class LeastSquares
{
    private const int Passes = 20_000;

    /// <summary>The costs, none of them negative.</summary>
    /// <param name="times">How often each thing is done, and the time that all of it takes, which is positive.</param>
    public static double[] NotNegative(IEnumerable<(double[] Counts, double Time)> times)
    {
        var rows = times.Select(time => Array.ConvertAll(time.Counts, count => count / time.Time)).ToList();
        var costs = new double[rows[0].Length];
        for (var pass = 0; pass < Passes; pass++)
        {
            // One cost after the other is made the best beside the others; none of the problem's minima is but one.
            var k = pass % costs.Length;
            var (left, square) = (rows.Sum(row => row[k] * (1 - Sum(row, costs) + (row[k] * costs[k]))), rows.Sum(row => row[k] * row[k]));
            costs[k] = square > 0 ? Math.Max(0, left / square) : 0;
        }

        return costs;
    }

    private static double Sum(double[] row, double[] costs) => row.Select((count, i) => count * costs[i]).Sum();
}
