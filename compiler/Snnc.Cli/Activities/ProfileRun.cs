using System;
using System.Linq;
using System.Threading;
using Snnc.Cli.Reporting;
using Snnc.Cli.Running;
using Snnc.Cli.Terminals;
using Snnc.Cli.Verbs;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Ir.Interpretation;
using Snnc.Execution;
using Snnc.Runtime;

namespace Snnc.Cli.Activities;

/// <summary>Runs a network to learn how active it is.</summary>
internal static class ProfileRun
{
    /// <summary>Runs all samples.</summary>
    /// <exception cref="DiagnosticException">A sample cannot be run.</exception>
    public static ActivityReport Record(NetworkRun run, VerbContext context)
    {
        var (nodes, samples) = (new ActivityRecorder(run.Runner.Nodes), run.Samples.Count);
        run.Runner.Observer = nodes;
        using (var progress = new Progress(context.Terminal, "running", samples))
        {
            RunAll(run, progress, context.Cancellation);
        }

        // Nodes that only passes made are no part of the program.
        var named = run.Graph.Nodes.Select(node => node.Name).ToHashSet();
        var inputs = RecordInputs(run, samples);
        var recorded = inputs.Records(samples).Concat(nodes.Records(samples).Where(node => named.Contains(node.Name)));
        return new ActivityReport(run.Graph.Name, run.Graph.Time.Steps, samples, [.. recorded.DistinctBy(node => node.Name)]);
    }

    /// <summary>How active the inputs of the first samples are: an observer hears of what is computed only.</summary>
    public static ActivityRecorder RecordInputs(NetworkRun run, int samples)
    {
        var inputs = run.Runner.Inputs;
        var recorder = new ActivityRecorder([.. inputs.Select(input => new NodeInfo(input.Name, input, []))]);
        var buffers = run.Samples.CreateBuffers();
        for (var sample = 0; sample < samples; sample++)
        {
            run.Samples.Read(sample, buffers);
            for (var input = 0; input < inputs.Count; input++)
            {
                RecordSteps(recorder, input, inputs[input], buffers[input]);
            }
        }

        return recorder;
    }

    private static void RunAll(NetworkRun run, Progress progress, CancellationToken cancellation)
    {
        var (inputs, outputs) = (run.Samples.CreateBuffers(), RunArguments.CreateOutputs(run.Runner));
        for (var sample = 0; sample < run.Samples.Count; sample++)
        {
            cancellation.ThrowIfCancellationRequested();
            run.Samples.Read(sample, inputs);
            try
            {
                run.Runner.Run(sample, inputs, outputs);
            }
            catch (RunException e)
            {
                throw new DiagnosticException(Catalog.RunFailed(e.Location ?? run.Place, sample, Sentence.AsMessage(e.Message), e.Hint));
            }

            progress.Advance(1);
        }
    }

    private static void RecordSteps(ActivityRecorder recorder, int input, ValueInfo value, float[] steps)
    {
        for (var step = 0; value.Kind != ValueKind.Frame && step < steps.Length / value.Length; step++)
        {
            recorder.OnValues(input, step, steps.AsSpan(step * value.Length, value.Length));
        }
    }
}
