using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Snnc.Cli.Running;
using Snnc.Cli.Terminals;
using Snnc.Cli.Verbs;
using Snnc.Compiler.Diagnostics;
using Snnc.Execution;
using Snnc.Execution.Calibration;

namespace Snnc.Cli.Benchmarking;

/// <summary>Measures how fast a network runs.</summary>
internal static class BenchRun
{
    /// <summary>Warms up, and measures on all threads at once.</summary>
    /// <exception cref="DiagnosticException">A sample cannot be run.</exception>
    public static BenchReport Measure(NetworkRun run, BenchSettings settings, VerbContext context)
    {
        // Only networks without time run samples together; others would be timed with the copying around them.
        var spread = SampleBatch.IsFor(run.Runner) ? settings.Spread : settings.Spread with { Batch = 1 };
        var workers = MemoryGuard.Run(run.Graph.Name, run.Place, () => CreateWorkers(run, spread));
        Run(workers, settings, context);
        return new BenchReport
        {
            Network = run.Graph.Name,
            Backend = run.Runner.Backend,
            Processor = Processor.Model,
            Samples = run.Samples.Count,
            Steps = run.Graph.Time.Steps,
            Threads = spread.Threads,
            Batch = spread.Batch,
            Inferences = workers.Sum(worker => worker.Inferences),
            Seconds = workers.Max(worker => worker.Busy).TotalSeconds,
            PreparationSeconds = run.PreparationSeconds,
            Speed = SpeedOf(workers),
        };
    }

    private static List<BenchWorker> CreateWorkers(NetworkRun run, RunSettings spread) =>
    [
        .. run.CreateRunners(spread).Select((runner, i) => new BenchWorker(runner, run.Samples, spread.Batch, i * spread.Batch, run.Place)),
    ];

    private static void Run(List<BenchWorker> workers, BenchSettings settings, VerbContext context)
    {
        using var progress = new Progress(context.Terminal, "measuring (us)", (long)(settings.WarmUp + settings.Time).TotalMicroseconds);
        Task Start(BenchWorker worker, int place)
        {
            Action<TimeSpan> advance = place == 0 ? time => progress.Advance((long)time.TotalMicroseconds) : _ => { };
            return Task.Factory.StartNew(
                () => worker.Run(settings, advance, context.Cancellation), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }

        Task.WhenAll([.. workers.Select(Start)]).GetAwaiter().GetResult();
    }

    private static Speed SpeedOf(List<BenchWorker> workers)
    {
        var times = new Timings(workers.SelectMany(worker => worker.Microseconds));
        return new Speed(
            times.Median,
            times.P10,
            times.P90,
            workers.Sum(worker => worker.Inferences / worker.Busy.TotalSeconds),
            (double)workers.Sum(worker => worker.AllocatedBytes) / workers.Sum(worker => worker.Inferences));
    }
}
