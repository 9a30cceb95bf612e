using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.ExceptionServices;
using System.Threading;
using Snnc.Cli.Terminals;
using Snnc.Compiler.Diagnostics;

namespace Snnc.Cli.Running;

/// <summary>Runs all samples on the threads of several workers. What a sample gives depends on the sample alone.</summary>
/// <param name="samples">The number of samples.</param>
/// <param name="batch">How many a worker takes at a time.</param>
internal sealed class SampleLoop(int samples, int batch, Progress progress, CancellationToken cancellation)
{
    private readonly Lock _lock = new();
    private int _next;
    private int _failed = int.MaxValue;
    private ExceptionDispatchInfo? _failure;

    /// <summary>Runs them; the first worker on this thread.</summary>
    /// <exception cref="DiagnosticException">A sample cannot be run; of those met, the first is told.</exception>
    public void Run(IReadOnlyList<Worker> workers)
    {
        var threads = workers.Skip(1).Select(worker => new Thread(() => Work(worker))).ToList();
        threads.ForEach(thread => thread.Start());
        Work(workers[0]);
        threads.ForEach(thread => thread.Join());
        cancellation.ThrowIfCancellationRequested();
        _failure?.Throw();
    }

    private void Work(Worker worker)
    {
        for (var first = Take(); first < samples; first = Take())
        {
            var last = Math.Min(first + batch, samples);
            if (batch == 1 || !worker.TryRunBatch((int)first, (int)last))
            {
                RunEach(worker, (int)first, last);
            }

            progress.Advance(last - first);
        }
    }

    private void RunEach(Worker worker, int first, long last)
    {
        for (var sample = first; sample < last && !cancellation.IsCancellationRequested && _failure is null; sample++)
        {
            RunOne(worker, sample);
        }
    }

    private long Take() => cancellation.IsCancellationRequested || _failure is not null ? samples : Interlocked.Add(ref _next, batch) - (long)batch;

    private void RunOne(Worker worker, int sample)
    {
        try
        {
            worker.Run(sample);
        }
        catch (Exception e)
        {
            // Carried to the thread that waits; threads meet their errors in any order.
            lock (_lock)
            {
                if (sample < _failed)
                {
                    (_failed, _failure) = (sample, ExceptionDispatchInfo.Capture(e));
                }
            }
        }
    }
}
