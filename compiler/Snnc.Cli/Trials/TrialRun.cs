using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Cli.Programs;
using Snnc.Cli.Running;
using Snnc.Cli.Verbs;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Passes;
using Snnc.Compiler.Tensors;
using Snnc.Cost.Accelerators;
using Snnc.Cost.Families;
using Snnc.Cost.Functional;

namespace Snnc.Cli.Trials;

/// <summary>Runs a network in single precision, and as a target computes it.</summary>
internal sealed class TrialRun(TrialSettings settings, Preparation preparation, RunSettings run)
{
    /// <summary>Runs all trials on all samples.</summary>
    /// <param name="choose">How the program is planned.</param>
    /// <exception cref="DiagnosticException">The program, the data or the target cannot be used.</exception>
    public TrialReport Run(Func<CompiledProgram, (CompiledProgram Program, PassOptions Passes)> choose, VerbContext context)
    {
        var accelerator = CostFamilies.Accelerators.Load(settings.Target);
        var (program, passes) = choose(CompiledProgram.Load(preparation.File, context));
        var graph = program.Network(preparation.Network);
        var arithmetic = ArithmeticReader.Of(accelerator, settings.Encoding)
            ?? throw new DiagnosticException(Catalog.TargetWithoutArithmetic(program.PlaceOf(graph), accelerator.Name));

        // First on the target, which is where something may be wrong; all runs share the samples.
        var exact = preparation.Prepare(program, passes, context);
        var seeds = Enumerable.Range(settings.Seed, settings.Trials);
        var trials = seeds.Select(seed => (seed, OnTarget(exact, arithmetic, seed).Run(run, null, null, context))).ToList();
        return new TrialReport(accelerator.Name, exact.Run(run, null, null, context), trials, Notes(graph));
    }

    private NetworkRun OnTarget(NetworkRun exact, TargetArithmetic arithmetic, int seed)
    {
        try
        {
            var (graph, tensors) = FunctionalModel.Apply(exact.Graph, exact.Tensors, arithmetic, exact.Passes.Activity, seed);
            var passes = exact.Passes with { Tensors = tensors };
            var runner = Backend.Create(preparation.Backend, graph, passes, tensors, exact.Place, preparation.MayEndEarly);
            return exact with { Graph = graph, Runner = runner, Tensors = tensors, Passes = passes };
        }
        catch (UnsupportedArithmeticException e)
        {
            throw new DiagnosticException(Catalog.NotInArithmetic(
                exact.Graph.Nodes.First(node => node.Name == e.Node).Location ?? exact.Place, settings.Target, e.Message));
        }
        catch (TensorFormatException e)
        {
            throw new DiagnosticException(Catalog.UnusableWeights(e.Path, e.Message, e.Hint));
        }
    }

    private static IReadOnlyList<string> Notes(Graph graph)
    {
        var host = FunctionalModel.OnTheHost(graph);
        return host.Count == 0 ? [] : [$"no spikes feed {string.Join(", ", host.Select(name => $"'{name}'"))}: that part is computed in single precision"];
    }
}
