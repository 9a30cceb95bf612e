using System;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using Snnc.Execution;

namespace Snnc.Benchmarks.Comparison;

/// <summary>A workload compiled for one back end, with inputs and outputs at hand.</summary>
internal sealed class OwnRun
{
    private const int Passes = 3;

    private readonly INetworkRunner _runner;
    private readonly float[][][] _inputs;
    private readonly Array[] _outputs;

    /// <summary>Compiles, loads and warms up.</summary>
    public OwnRun(Workload workload, string backend)
    {
        Workload = workload;
        Backend = backend;
        _runner = workload.Compile(backend);
        _inputs = workload.Inputs(workload.Samples);
        _outputs = RunArguments.CreateOutputs(_runner);
        WarmUp();
    }

    /// <summary>Gets what is run.</summary>
    public Workload Workload { get; }

    /// <summary>Gets what runs it.</summary>
    public string Backend { get; }

    /// <summary>The mean time of an inference over all samples, in milliseconds: the median of some passes, of which a short one may meet other work.</summary>
    public double Time() => Enumerable.Range(0, Passes).Select(_ => TimeOfPass()).Order().ElementAt(Passes / 2);

    private double TimeOfPass()
    {
        var start = Stopwatch.GetTimestamp();
        foreach (var input in _inputs)
        {
            _runner.Run(0, input, _outputs);
        }

        return Stopwatch.GetElapsedTime(start).TotalMilliseconds / _inputs.Length;
    }

    /// <summary>The outputs summed over the samples, as the floors print them.</summary>
    public double[] Sums()
    {
        var sums = new double[_outputs[0].Length];
        foreach (var input in _inputs)
        {
            _runner.Run(0, input, _outputs);
            for (var i = 0; i < sums.Length; i++)
            {
                sums[i] += ((float[])_outputs[0])[i];
            }
        }

        return sums;
    }

    // Emitted C# starts in tier 0; calls and pauses bring it to its last tier, which compiles in the background.
    private void WarmUp()
    {
        for (var round = 0; round < 3; round++)
        {
            var start = Stopwatch.GetTimestamp();
            foreach (var call in Enumerable.Range(0, 40).TakeWhile(_ => Stopwatch.GetElapsedTime(start).TotalSeconds < 1))
            {
                _runner.Run(0, _inputs[call % _inputs.Length], _outputs);
            }

            Thread.Sleep(120);
        }
    }
}
