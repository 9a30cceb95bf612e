using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Runtime;

namespace Snnc.Execution;

/// <summary>
/// Runs one sample with two runners and finds the first difference, in the order of execution: spikes must be equal, other values within a tolerance.
/// </summary>
/// <param name="tolerance">Of real values, relative to max(1, |value|); 0 asks for equal bits.</param>
public sealed class RunComparison(double tolerance = 1e-4)
{
    /// <summary>The first difference of all that the networks show and give, or null.</summary>
    /// <param name="inputs">One array per input; of a stream, the steps one after the other.</param>
    /// <param name="streamSteps">How many steps of a stream to run.</param>
    public RunDifference? Compare(INetworkRunner first, INetworkRunner second, long sample, float[][] inputs, int streamSteps = 0) =>
        Compare(sample, RecordedRun.Watched(first, sample, inputs, streamSteps), RecordedRun.Watched(second, sample, inputs, streamSteps));

    /// <summary>The first difference of two runs of one sample, or null. Of a run that was not watched, what it gave is compared.</summary>
    public RunDifference? Compare(long sample, RecordedRun first, RecordedRun second) =>
        FirstDifference(sample, first.Shown, second.Shown) ?? FirstDifference(sample, first.Given, second.Given);

    // A pass may remove a node that nothing reads, so only what both show is compared; outputs both give.
    private RunDifference? FirstDifference(long sample, IReadOnlyList<RunRecord.Entry> first, IReadOnlyList<RunRecord.Entry> second)
    {
        var others = second.GroupBy(entry => entry.What).ToDictionary(group => group.Key, group => new Queue<RunRecord.Entry>(group));
        foreach (var a in first.Where(entry => others.ContainsKey(entry.What)))
        {
            if (!others[a.What].TryDequeue(out var b) || a.Step != b.Step || a.Values.Length != b.Values.Length)
            {
                return new RunDifference(sample, a.What, a.Step, -1, 0, 0);
            }

            var index = Enumerable.Range(0, a.Values.Length).FirstOrDefault(i => !AreEqual(a.Kind, a.Values[i], b.Values[i]), -1);
            if (index >= 0)
            {
                return new RunDifference(sample, a.What, a.Step, index, a.Values[index], b.Values[index]);
            }
        }

        var shown = new HashSet<string>(first.Select(entry => entry.What));
        var extra = others.Where(other => shown.Contains(other.Key)).SelectMany(other => other.Value).FirstOrDefault();
        return extra is null ? null : new RunDifference(sample, extra.What, extra.Step, -1, 0, 0);
    }

    private bool AreEqual(ValueKind kind, double a, double b) =>
        a.Equals(b) || a == b || (kind != ValueKind.Spikes && Math.Abs(a - b) <= tolerance * Math.Max(1, Math.Abs(a)));
}
