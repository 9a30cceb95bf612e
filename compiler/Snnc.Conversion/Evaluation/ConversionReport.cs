using System.Collections.Generic;
using System.Linq;

namespace Snnc.Conversion.Evaluation;

/// <summary>What conversion made of a network, and what it cost.</summary>
public sealed record ConversionReport
{
    /// <summary>Gets the network's name.</summary>
    public required string Network { get; init; }

    /// <summary>Gets the steps of an inference.</summary>
    public required int Steps { get; init; }

    /// <summary>Gets how it was made.</summary>
    public required ConversionOptions Options { get; init; }

    /// <summary>Gets the samples that thresholds were balanced on.</summary>
    public required int CalibrationSamples { get; init; }

    /// <summary>Gets the samples that accuracy was measured on.</summary>
    public required int Samples { get; init; }

    /// <summary>Gets how many answers of the trained network were right; null without labels.</summary>
    public required int? AnnCorrect { get; init; }

    /// <summary>Gets how many were with average for max pooling; null where there is no max pooling.</summary>
    public required int? AveragedCorrect { get; init; }

    /// <summary>Gets how many answers are right when a run ends after step 1, 2 ...; null without labels.</summary>
    public required IReadOnlyList<int>? CorrectAfter { get; init; }

    /// <summary>Gets the samples whose spikes were counted.</summary>
    public required int Watched { get; init; }

    /// <summary>Gets the spikes of each step, the mean of an inference.</summary>
    public required IReadOnlyList<double> SpikesPerStep { get; init; }

    /// <summary>Gets the additions that spikes cause in connections, in each step, the mean of an inference.</summary>
    public required IReadOnlyList<double> OperationsPerStep { get; init; }

    /// <summary>Gets the products of one inference of the trained network.</summary>
    public required double AnnProducts { get; init; }

    /// <summary>Gets the products that the input's currents cost, once for each inference.</summary>
    public required double InputProducts { get; init; }

    /// <summary>Gets the layers of neurons, in execution order.</summary>
    public required IReadOnlyList<LayerReport> Layers { get; init; }

    /// <summary>Gets the steps that tables show: powers of two, and the last.</summary>
    public IReadOnlyList<int> ShownSteps =>
        [.. Enumerable.Range(0, 31).Select(bits => 1 << bits).TakeWhile(steps => steps < Steps).Append(Steps)];

    /// <summary>Gets the share of right answers of the trained network; null without labels.</summary>
    public double? AnnAccuracy => AnnCorrect is { } correct ? (double)correct / Samples : null;

    /// <summary>The share of right answers when a run ends after so many steps; null without labels.</summary>
    public double? AccuracyAfter(int steps) => CorrectAfter is null ? null : (double)CorrectAfter[steps - 1] / Samples;

    /// <summary>The spikes of an inference of so many steps.</summary>
    public double SpikesAfter(int steps) => SpikesPerStep.Take(steps).Sum();

    /// <summary>The additions of an inference of so many steps.</summary>
    public double OperationsAfter(int steps) => OperationsPerStep.Take(steps).Sum();

    /// <summary>The fewest steps from which on accuracy is never below a target; null where it is in the end.</summary>
    public int? StepsFor(double target)
    {
        var first = Steps + 1;
        while (first > 1 && AccuracyAfter(first - 1) >= target)
        {
            first--;
        }

        return first > Steps ? null : first;
    }
}

/// <summary>A layer of neurons against the layer that it stands for.</summary>
/// <param name="Name">The connection that feeds it.</param>
/// <param name="Neurons">What its neurons are called in the new network.</param>
/// <param name="Size">How many they are.</param>
/// <param name="Factor">The activation that one spike in each step stands for.</param>
/// <param name="Rate">The mean rate, per step.</param>
/// <param name="Spikes">The spikes of an inference.</param>
/// <param name="Correlation">Of rates and activations; null where either never varies.</param>
/// <param name="Error">The root of the mean square of activation / factor - rate.</param>
/// <param name="Saturated">The share of activations above the factor; null where rates have no fixed factor.</param>
public sealed record LayerReport(
    string Name, string Neurons, int Size, double Factor, double Rate, double Spikes, double? Correlation, double Error, double? Saturated);
