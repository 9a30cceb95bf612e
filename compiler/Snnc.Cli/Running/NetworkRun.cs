using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using Snnc.Cli.Activities;
using Snnc.Cli.Data;
using Snnc.Cli.Terminals;
using Snnc.Cli.Verbs;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Passes;
using Snnc.Compiler.Tensors;
using Snnc.Compiler.Text;
using Snnc.Execution;

namespace Snnc.Cli.Running;

/// <summary>A network, what runs it, and the samples that it is run on.</summary>
/// <param name="Graph">The network.</param>
/// <param name="Runner">The first instance; others are made of it.</param>
/// <param name="Samples">What it is run on.</param>
/// <param name="PreparationSeconds">How long compiling and loading took.</param>
internal sealed record NetworkRun(Graph Graph, INetworkRunner Runner, SampleSet Samples, double PreparationSeconds)
{
    /// <summary>Gets the place of errors that have none of their own.</summary>
    public required Location Place { get; init; }

    /// <summary>Gets the passes that made what runs.</summary>
    public PassOptions Passes { get; init; } = PassOptions.Default;

    /// <summary>Gets where the weights come from.</summary>
    public required ITensorResolver Tensors { get; init; }

    /// <summary>Runs all samples.</summary>
    /// <param name="outputs">Keeps all outputs, or null.</param>
    /// <param name="trace">Keeps spikes and states, or null.</param>
    /// <exception cref="DiagnosticException">A sample cannot be run.</exception>
    public RunReport Run(RunSettings settings, OutputRecord? outputs, Trace? trace, VerbContext context)
    {
        var answer = Answer.Of(Graph);
        if (answer is null && Samples.Labels is not null)
        {
            context.Diagnostics.Report(Catalog.NoAnswer(Place, Graph.Name));
        }

        var record = new SampleRecord(Samples.Count, answer, outputs);
        var threads = Math.Min(settings.Threads, Samples.Count);
        var workers = MemoryGuard.Run(Graph.Name, Place, () => CreateWorkers(settings, record, trace));
        var start = Stopwatch.GetTimestamp();
        using (var progress = new Progress(context.Terminal, "running", Samples.Count))
        {
            new SampleLoop(Samples.Count, settings.Batch, progress, context.Cancellation).Run(workers);
        }

        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        workers.Skip(1).ToList().ForEach(worker => workers[0].Statistics.Add(worker.Statistics));
        context.Diagnostics.Report(ActivityCheck.Of(this, workers[0].Statistics));
        return Report(workers[0].Statistics, answer, record.CountCorrect(Samples.Labels), threads, seconds, context) with
        {
            MeanSteps = settings.Stop is null ? null : (double)workers.Sum(worker => worker.StepsRun) / Samples.Count,
        };
    }

    /// <summary>An instance for each thread; where there are fewer batches than threads, several share the work of one.</summary>
    public IEnumerable<INetworkRunner> CreateRunners(RunSettings settings)
    {
        var count = Math.Min(settings.Threads, (int)(((long)Samples.Count + settings.Batch - 1) / settings.Batch));
        for (var i = 0; i < count; i++)
        {
            var runner = i == 0 ? Runner : Runner.CreateAnother();
            runner.Threads = Math.Max(settings.Threads / count, 1);
            yield return runner;
        }
    }

    private List<Worker> CreateWorkers(RunSettings settings, SampleRecord record, Trace? trace) =>
        [.. CreateRunners(settings).Select(runner => new Worker(runner, Samples, record, trace, Place, settings.Stop))];

    private RunReport Report(RunStatistics statistics, Answer? answer, int? correct, int threads, double seconds, VerbContext context) => new()
    {
        Network = Graph.Name,
        Backend = Runner.Backend,
        Samples = Samples.Count,
        Watched = statistics.Watched,
        Correct = correct,
        AnsweredBy = answer?.Name,
        Steps = Graph.Time.Steps,
        StepSeconds = Graph.Time.StepSeconds,
        Threads = threads,
        Seconds = seconds,
        PreparationSeconds = PreparationSeconds,
        MicrosecondsPerInference = statistics.Timings,
        Nodes = Activity(statistics),
        Warnings = [.. context.Diagnostics.All.Where(d => d.Severity == Severity.Warning).Select(d => $"{d.Code}: {d.Message}")],
    };

    // Pooled, delayed or reshaped spikes are the same ones again: only what makes spikes is told.
    private IReadOnlyList<NodeActivity> Activity(RunStatistics statistics)
    {
        var places = statistics.Nodes.Select((node, place) => (node.Name, place)).ToDictionary(pair => pair.Name, pair => pair.place);
        return
        [
            .. Graph.Nodes.Where(node => node.Type.Kind == ValueKind.Spikes && SourceName(node.Op) is not null && places.ContainsKey(node.Name))
                .Select(node => (node, place: places[node.Name]))
                .Select(n => ActivityOf(n.node, n.place, statistics)),
        ];
    }

    private NodeActivity ActivityOf(Node node, int place, RunStatistics statistics) =>
        new(node.Name, SourceName(node.Op)!, node.Type.Shape.Size, statistics.SpikesOf(place) / Math.Max(1, statistics.Watched), statistics.RateOf(place));

    private static string? SourceName(Op op) => op switch
    {
        NeuronOp neuron => neuron.Model,
        EncodeRateOp => "encode.rate",
        EncodeLatencyOp => "encode.latency",
        EncodeDeltaOp => "encode.delta",
        ThresholdOp => "threshold",
        _ => null,
    };
}
