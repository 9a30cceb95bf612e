using System;
using System.Collections.Generic;
using System.Diagnostics;
using Snnc.Cli.Data;
using Snnc.Cli.Files;
using Snnc.Cli.Programs;
using Snnc.Cli.Verbs;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Passes;

namespace Snnc.Cli.Running;

/// <summary>What is run, and on what.</summary>
/// <param name="File">The program.</param>
/// <param name="Network">The network of several, or null.</param>
/// <param name="Data">The data's path, or null.</param>
/// <param name="Labels">The labels' path, or null.</param>
/// <param name="Limit">The most samples, or null.</param>
/// <param name="Backend">What runs it.</param>
internal sealed record Preparation(string File, string? Network, string? Data, string? Labels, int? Limit, string Backend)
{
    /// <summary>Gets a value indicating whether inferences may end before their last step.</summary>
    public bool MayEndEarly { get; init; }

    /// <summary>Gets the files that are written in the end, none of which may be read; null of one that is not asked for.</summary>
    public IReadOnlyList<string?> Written { get; init; } = [];

    /// <summary>Compiles the program and loads weights and data.</summary>
    /// <param name="choose">What is planned of the program, and how.</param>
    /// <exception cref="DiagnosticException">One of them has errors.</exception>
    public NetworkRun Prepare(Func<CompiledProgram, (CompiledProgram Program, PassOptions Passes)> choose, VerbContext context)
    {
        var start = Stopwatch.GetTimestamp();
        var (program, passes) = choose(CompiledProgram.Load(File, context));
        return Prepare(program, passes, start, context);
    }

    /// <summary>Loads weights and data of a program that is compiled already.</summary>
    /// <exception cref="DiagnosticException">One of them has errors.</exception>
    public NetworkRun Prepare(CompiledProgram program, PassOptions passes, VerbContext context) =>
        Prepare(program, passes, Stopwatch.GetTimestamp(), context);

    private NetworkRun Prepare(CompiledProgram program, PassOptions passes, long start, VerbContext context)
    {
        var graph = program.Network(Network);
        if (graph.Time.IsStream)
        {
            throw new DiagnosticException(Catalog.StreamCannotRun(program.PlaceOf(graph), graph.Name));
        }

        var compiled = Stopwatch.GetElapsedTime(start);
        var loader = new SampleLoader(graph, program);
        AtomicFile.RequireOthers(Written, [File, loader.PathOf(Data), Labels, .. program.WeightFiles(graph)]);
        var samples = loader.Load(Data, Labels, Limit);
        context.Cancellation.ThrowIfCancellationRequested();
        start = Stopwatch.GetTimestamp();
        var runner = Running.Backend.Create(Backend, graph, passes, program.Tensors, program.PlaceOf(graph), MayEndEarly);
        var seconds = (compiled + Stopwatch.GetElapsedTime(start)).TotalSeconds;
        return new NetworkRun(graph, runner, samples, seconds) { Place = program.PlaceOf(graph), Tensors = program.Tensors, Passes = passes };
    }
}
