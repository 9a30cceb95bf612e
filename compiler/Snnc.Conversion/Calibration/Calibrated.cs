using System.Collections.Generic;

namespace Snnc.Conversion.Calibration;

/// <summary>What was seen of a layer.</summary>
/// <param name="Percentile">The percentile of its activations that was asked for.</param>
/// <param name="Largest">The largest.</param>
internal sealed record ActivationRange(double Percentile, double Largest)
{
    /// <summary>Gets the activation that one spike in each step stands for; that of a layer that was never active is 1.</summary>
    public double Factor => Percentile > 0 ? Percentile : Largest > 0 ? Largest : 1;
}

/// <summary>What calibration data showed.</summary>
/// <param name="Units">The range of each layer of neurons, by label.</param>
/// <param name="Inputs">The largest value of each node that weights read before time, by name.</param>
/// <param name="Samples">How many samples were seen.</param>
internal sealed record Calibrated(
    IReadOnlyDictionary<string, ActivationRange> Units, IReadOnlyDictionary<string, double> Inputs, int Samples);
