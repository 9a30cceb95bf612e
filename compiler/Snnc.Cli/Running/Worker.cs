using System;
using System.Diagnostics;
using Snnc.Cli.Data;
using Snnc.Cli.Reporting;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Ir.Interpretation;
using Snnc.Compiler.Text;
using Snnc.Execution;
using Snnc.Runtime;

namespace Snnc.Cli.Running;

/// <summary>One thread's instance of a network, its buffers, and what it counts.</summary>
internal sealed class Worker
{
    /// <summary>Spikes are counted in the first samples; more of them would not change a rate by much.</summary>
    private const int WatchedSamples = 100;

    private readonly INetworkRunner _runner;
    private readonly SampleSet _samples;
    private readonly SampleRecord _record;
    private readonly TraceRecorder? _trace;
    private readonly IStepObserver _observer;
    private readonly Location _place;
    private readonly EarlyStop? _stop;
    private readonly float[][] _inputs;
    private readonly Array[] _outputs;
    private SampleBatch? _batch;

    public Worker(INetworkRunner runner, SampleSet samples, SampleRecord record, Trace? trace, Location place, EarlyStop? stop = null)
    {
        (_runner, _samples, _record, _place, _stop) = (runner, samples, record, place, stop);
        _trace = trace is null ? null : new TraceRecorder(trace);
        Statistics = new RunStatistics(runner.Nodes);
        _observer = _trace is null ? Statistics : new ObserverGroup([Statistics, _trace]);
        (_inputs, _outputs) = (samples.CreateBuffers(), RunArguments.CreateOutputs(runner));
    }

    /// <summary>Gets the spikes and times of this worker's samples.</summary>
    public RunStatistics Statistics { get; }

    /// <summary>Gets the steps of this worker's samples together.</summary>
    public long StepsRun { get; private set; }

    /// <summary>Runs a sample.</summary>
    /// <exception cref="DiagnosticException">It cannot be run.</exception>
    public void Run(int sample)
    {
        _samples.Read(sample, _inputs);
        try
        {
            // What is watched runs step by step, which takes longer.
            _runner.Observer = null;
            var start = Stopwatch.GetTimestamp();
            StepsRun += Infer(sample);
            Statistics.AddSample(Stopwatch.GetElapsedTime(start));
            if (_trace is not null || sample < WatchedSamples)
            {
                Watch(sample);
            }
        }
        catch (RunException e)
        {
            throw new DiagnosticException(Catalog.RunFailed(e.Location ?? _place, sample, Sentence.AsMessage(e.Message), e.Hint));
        }

        _record.Add(sample, _outputs);
    }

    /// <summary>Runs several samples at once, which only networks without time do.</summary>
    /// <returns>Whether they ran: not where they are traced or may end early, or one of them cannot be run.</returns>
    public bool TryRunBatch(int first, int last)
    {
        if (_trace is not null || _stop is not null || !SampleBatch.IsFor(_runner))
        {
            return false;
        }

        _batch ??= new SampleBatch(_inputs, _outputs, last - first);
        for (var sample = first; sample < last; sample++)
        {
            _samples.Read(sample, _inputs);
            _batch.Take(sample - first, _inputs);
        }

        try
        {
            _runner.Observer = null;
            var start = Stopwatch.GetTimestamp();
            _runner.RunBatch(first, 0, last - first, _batch.Inputs, _batch.Outputs);
            Statistics.AddSamples(last - first, Stopwatch.GetElapsedTime(start));
        }
        catch (RunException)
        {
            return false;
        }

        for (var sample = first; sample < last; sample++)
        {
            _batch.Give(sample - first, _outputs);
            _record.Add(sample, _outputs);
        }

        return true;
    }

    private void Watch(int sample)
    {
        if (_trace is not null)
        {
            _trace.Sample = sample;
        }

        _runner.Observer = _observer;
        Infer(sample);
        Statistics.AddWatched();
    }

    private long Infer(int sample)
    {
        if (_stop is null)
        {
            _runner.Run(sample, _inputs, _outputs);
            return _runner.Steps ?? 0;
        }

        try
        {
            return _runner.RunUntil(_stop.Confidence, _stop.Every, sample, _inputs, _outputs);
        }
        catch (NotSupportedException)
        {
            throw new DiagnosticException(Catalog.NeedsAllSteps(_place, _runner.Name));
        }
    }
}
