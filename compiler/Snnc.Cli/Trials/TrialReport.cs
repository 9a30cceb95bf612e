using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Cli.Running;

namespace Snnc.Cli.Trials;

/// <summary>What a network does in a target's arithmetic, beside what it does in single precision.</summary>
/// <param name="Target">The accelerator.</param>
/// <param name="Exact">The run in single precision.</param>
/// <param name="Trials">The runs on the target, by seed.</param>
/// <param name="Notes">What of the network is not in the target's arithmetic.</param>
internal sealed record TrialReport(string Target, RunReport Exact, IReadOnlyList<(int Seed, RunReport Report)> Trials, IReadOnlyList<string> Notes)
{
    /// <summary>Gets the mean share of right answers, or null without labels.</summary>
    public double? MeanAccuracy => Exact.Accuracy is null ? null : Trials.Average(trial => trial.Report.Accuracy!.Value);

    /// <summary>Gets the standard deviation between trials, or null without labels or with one trial.</summary>
    public double? Deviation => MeanAccuracy is { } mean && Trials.Count > 1
        ? Math.Sqrt(Trials.Sum(trial => Math.Pow(trial.Report.Accuracy!.Value - mean, 2)) / (Trials.Count - 1))
        : null;
}
