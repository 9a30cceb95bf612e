using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using Snnc.Compiler;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Passes;
using Snnc.Compiler.Text;
using Snnc.Execution;
using Snnc.Runtime;
using Snnc.Tensors;
using Snnc.Tests;

namespace Snnc.Benchmarks.Comparison;

/// <summary>A network compiled for one back end that runs batches on some threads.</summary>
internal sealed class OwnBatch
{
    private const int Calls = 200;
    private const int Rounds = 8;

    private readonly NetworkPool _pool;
    private readonly int _samples;
    private readonly float[][] _inputs;
    private readonly Array[] _outputs;

    private OwnBatch(INetworkRunner runner, int samples, int threads, Func<ValueInfo, int, float[]> inputs)
    {
        _pool = new NetworkPool(Enumerable.Range(0, threads).Select(i => i == 0 ? runner : runner.CreateAnother()).ToList());
        _samples = samples;
        _inputs = [.. runner.Inputs.Select(input => inputs(input, samples * RunArguments.LengthOf(runner, input)))];
        _outputs = [.. RunArguments.CreateOutputs(runner).Select(array => array is long[] ? (Array)new long[samples * array.Length] : new float[samples * array.Length])];
        WarmUp();
    }

    /// <summary>Gets the back ends that are measured.</summary>
    public static IReadOnlyList<string> Backends { get; } = ["csharp", "native"];

    /// <summary>A network of the folder Networks on drawn inputs.</summary>
    public static OwnBatch OfNetwork(string program, string backend, int samples, int threads)
    {
        var path = Repository.PathOf("tests", "Snnc.Benchmarks", "Networks", $"{program}.snn");
        var random = new Random(1);
        return new OwnBatch(
            Compile(path, BenchFolder.Weights, backend), samples, threads,
            (_, length) => [.. Enumerable.Range(0, length).Select(_ => random.NextSingle())]);
    }

    /// <summary>A trained network with its inputs.</summary>
    /// <param name="program">The path of its program.</param>
    /// <param name="weights">The folder of its weights.</param>
    /// <param name="input">The numbers of its input, of all samples.</param>
    public static OwnBatch OfModel(string program, string weights, string backend, int samples, int threads, float[] input) => new(
        Compile(program, weights, backend), samples, threads,
        (_, length) => input.AsSpan(0, length).ToArray());

    /// <summary>Keeps this thread, and on Linux no other, on the first core.</summary>
    public static void StayOnFirstCore()
    {
        if (OperatingSystem.IsLinux() || OperatingSystem.IsWindows())
        {
            Process.GetCurrentProcess().ProcessorAffinity = 1;
        }
    }

    /// <summary>The median time of a batch, in milliseconds.</summary>
    /// <param name="calls">How many are timed.</param>
    public double Time(int calls = Calls)
    {
        var times = new double[calls];
        for (var call = 0; call < times.Length; call++)
        {
            var start = Stopwatch.GetTimestamp();
            _pool.RunBatch(0, _samples, _inputs, _outputs);
            times[call] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        return times.Order().ElementAt(times.Length / 2);
    }

    private static INetworkRunner Compile(string program, string weights, string backend)
    {
        var tensors = new FileTensorResolver();
        var text = new SourceText(Path.Combine(weights, Path.GetFileName(program)), File.ReadAllText(program));
        var compilation = Compilation.Create(text, new ProgramSources(Path.GetDirectoryName(program)!), tensors);
        if (compilation.Diagnostics.FirstOrDefault(d => d.Severity == Severity.Error) is { } error)
        {
            throw new ComparisonException($"{program}: {error.Code} {error.Message}");
        }

        var plan = Planner.Plan(PassPipeline.Run(compilation.Graphs[^1], PassOptions.Default), PassOptions.Default);
        return backend == "native" ? NativeRunner.Compile(plan, tensors) : CSharpRunner.Compile(plan, tensors);
    }

    // Emitted C# comes to its last tier by calls and pauses: two tiers, and before them in the queue stands what the compiler itself has made hot.
    private void WarmUp()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            foreach (var _ in Enumerable.Range(0, 40).TakeWhile(_ => Stopwatch.GetElapsedTime(start).TotalSeconds < 0.5))
            {
                _pool.RunBatch(0, _samples, _inputs, _outputs);
            }

            Thread.Sleep(120);
        }
    }

    /// <summary>Files beside the program, wherever its weights are.</summary>
    private sealed class ProgramSources(string folder) : ISourceResolver
    {
        public SourceText? TryRead(string fromPath, string reference)
        {
            var path = Path.Combine(folder, reference);
            return File.Exists(path) ? new SourceText(path, File.ReadAllText(path)) : null;
        }
    }
}
