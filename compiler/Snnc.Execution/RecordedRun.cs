using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Runtime;

namespace Snnc.Execution;

/// <summary>What one sample brought.</summary>
/// <param name="Shown">Nodes and states in every step, in the order of execution; nothing where nobody watched.</param>
/// <param name="Given">The outputs, as <c>output NAME</c>; of a stream, each time that there was one.</param>
public sealed record RecordedRun(IReadOnlyList<RunRecord.Entry> Shown, IReadOnlyList<RunRecord.Entry> Given)
{
    /// <summary>Runs a sample and keeps all that the network shows.</summary>
    /// <param name="inputs">One array per input; of a stream, the steps one after the other.</param>
    /// <param name="streamSteps">How many steps of a stream to run.</param>
    public static RecordedRun Watched(INetworkRunner runner, long sample, float[][] inputs, int streamSteps = 0)
    {
        var record = new RunRecord(runner.Nodes);
        var before = runner.Observer;
        runner.Observer = record;
        try
        {
            return new RecordedRun(record.Entries, Run(runner, sample, inputs, streamSteps));
        }
        finally
        {
            runner.Observer = before;
        }
    }

    /// <inheritdoc cref="Watched"/>
    /// <summary>Runs a sample as it runs where nobody watches.</summary>
    public static RecordedRun Unwatched(INetworkRunner runner, long sample, float[][] inputs, int streamSteps = 0) =>
        new([], Run(runner, sample, inputs, streamSteps));

    private static List<RunRecord.Entry> Run(INetworkRunner runner, long sample, float[][] inputs, int streamSteps) =>
        runner.IsStream ? RunStream(runner, inputs, streamSteps) : RunSample(runner, sample, inputs);

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
}
