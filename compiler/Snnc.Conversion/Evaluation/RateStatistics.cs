using System;

namespace Snnc.Conversion.Evaluation;

/// <summary>Rates of a layer's neurons against the activations that they stand for, over neurons and samples.</summary>
internal sealed class RateStatistics
{
    private double _count;
    private double _sumA;
    private double _sumR;
    private double _sumAA;
    private double _sumRR;
    private double _sumAR;
    private double _saturated;

    /// <summary>Gets the mean rate, per step.</summary>
    public double MeanRate => _count == 0 ? 0 : _sumR / _count;

    /// <summary>Gets the share of activations that are above what one spike in each step stands for.</summary>
    public double Saturated => _count == 0 ? 0 : _saturated / _count;

    /// <summary>Gets Pearson's correlation; null where either never varies.</summary>
    public double? Correlation
    {
        get
        {
            var (a, r) = ((_count * _sumAA) - (_sumA * _sumA), (_count * _sumRR) - (_sumR * _sumR));
            return a <= 0 || r <= 0 ? null : ((_count * _sumAR) - (_sumA * _sumR)) / Math.Sqrt(a) / Math.Sqrt(r);
        }
    }

    /// <summary>Gets the factor by which rates come nearest to activations, in squares.</summary>
    public double BestFactor => _sumRR > 0 && _sumAR > 0 ? _sumAR / _sumRR : 1;

    /// <summary>The root of the mean square of activation / factor - rate.</summary>
    public double Error(double factor) => _count == 0 ? 0
        : Math.Sqrt(Math.Max(0, (_sumAA / (factor * factor)) - (2 * _sumAR / factor) + _sumRR) / _count);

    /// <summary>Adds a sample's.</summary>
    /// <param name="counts">The spikes of each neuron.</param>
    /// <param name="factor">What one spike in each step stands for.</param>
    public void Add(ReadOnlySpan<float> activations, ReadOnlySpan<double> counts, int steps, double factor)
    {
        for (var i = 0; i < activations.Length; i++)
        {
            double a = activations[i], r = counts[i] / steps;
            _count++;
            _sumA += a;
            _sumR += r;
            _sumAA += a * a;
            _sumRR += r * r;
            _sumAR += a * r;
            _saturated += Math.Abs(a) > factor ? 1 : 0;
        }
    }

    /// <summary>Adds what another counted.</summary>
    public void Add(RateStatistics other)
    {
        _count += other._count;
        _sumA += other._sumA;
        _sumR += other._sumR;
        _sumAA += other._sumAA;
        _sumRR += other._sumRR;
        _sumAR += other._sumAR;
        _saturated += other._saturated;
    }
}
