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
    public RunDifference? Compare(INetworkRunner first, INetworkRunner second, long sample, float[][] inputs, int streamSteps = 0)
    {
        var (shown, given) = Record(first, sample, inputs, streamSteps);
        var (otherShown, otherGiven) = Record(second, sample, inputs, streamSteps);
        return FirstDifference(sample, shown, otherShown) ?? FirstDifference(sample, given, otherGiven);
    }

    private static (IReadOnlyList<RunRecord.Entry> Shown, IReadOnlyList<RunRecord.Entry> Given) Record(
        INetworkRunner runner, long sample, float[][] inputs, int streamSteps)
    {
        var record = new RunRecord(runner.Nodes);
        var before = runner.Observer;
        runner.Observer = record;
        try
        {
            return (record.Entries, runner.IsStream ? RunStream(runner, inputs, streamSteps) : RunSample(runner, sample, inputs));
        }
        finally
        {
            runner.Observer = before;
        }
    }

    private static List<RunRecord.Entry> RunSample(INetworkRunner runner, long sample, float[][] inputs)
    {
        var outputs = RunArguments.CreateOutputs(runner);
        runner.Run(sample, inputs, outputs);
        return [.. runner.Outputs.Select((output, i) => Entry(output, -1, outputs[i]))];
    }

    private static List<RunRecord.Entry> RunStream(INetworkRunner runner, float[][] inputs, int steps)
    {
        var outputs = RunArguments.CreateOutputs(runner);
        var ready = new bool[outputs.Length];
        var given = new List<RunRecord.Entry>();
        runner.Reset();
        for (var step = 0; step < steps; step++)
        {
            var now = inputs.Select((input, i) => input.AsSpan(step * runner.Inputs[i].Length, runner.Inputs[i].Length).ToArray()).ToArray();
            runner.Step(now, outputs, ready);
            given.AddRange(runner.Outputs.Select((output, i) => Entry(output, step, outputs[i])).Where((_, i) => ready[i]));
        }

        return given;
    }

    private static RunRecord.Entry Entry(ValueInfo output, int step, Array values) => new(
        $"output {output.Name}", output.Kind, step, values is long[] wholes ? Array.ConvertAll(wholes, value => (double)value)
            : Array.ConvertAll((float[])values, value => (double)value));

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
