using System.Collections.Generic;
using System.Linq;

namespace Snnc.Execution;

/// <summary>Times of inferences in microseconds.</summary>
public sealed class Timings(IEnumerable<double> microseconds)
{
    private readonly double[] _sorted = [.. microseconds.Order()];

    /// <summary>Gets the time that half of them stay under.</summary>
    public double Median => Quantile(0.5);

    /// <summary>Gets the time that one in ten stays under.</summary>
    public double P10 => Quantile(0.1);

    /// <summary>Gets the time that nine in ten stay under.</summary>
    public double P90 => Quantile(0.9);

    /// <summary>Gets the sum, in seconds.</summary>
    public double TotalSeconds => _sorted.Sum() / 1e6;

    // Between two times, in proportion; 0 of none.
    private double Quantile(double fraction)
    {
        if (_sorted.Length == 0)
        {
            return 0;
        }

        var place = fraction * (_sorted.Length - 1);
        var below = (int)place;
        var above = below + 1 < _sorted.Length ? below + 1 : below;
        return _sorted[below] + ((_sorted[above] - _sorted[below]) * (place - below));
    }
}
