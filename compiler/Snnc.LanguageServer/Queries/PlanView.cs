using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using Snnc.Compiler;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Passes;
using Snnc.Compiler.Plan;
using Snnc.Compiler.Semantics.Networks;
using Snnc.Compiler.Targets;
using Snnc.Compiler.Tensors;

namespace Snnc.LanguageServer.Queries;

/// <summary>The plans of a program's networks, made when first asked for. May be used from several threads.</summary>
internal sealed class PlanView
{
    // Larger weights are not read for a line of text; what is folded into them does not change the plan.
    private const long MostParameters = 2_000_000;

    private static readonly ConditionalWeakTable<Compilation, PlanView> Views = [];

    private readonly Lazy<IReadOnlyDictionary<string, ExecutionPlan>> _plans;

    private PlanView(Compilation compilation, ITensorResolver tensors, RecordedRates rates) =>
        _plans = new(() => compilation.Graphs.Zip(compilation.Networks, (graph, network) => (graph.Name, Plan: Plan(graph, network, tensors, rates)))
            .Where(pair => pair.Plan is not null).GroupBy(pair => pair.Name).ToDictionary(group => group.Key, group => group.First().Plan!));

    /// <summary>The plans of a compilation.</summary>
    public static PlanView Of(Compilation compilation, ITensorResolver tensors, RecordedRates rates) =>
        Views.GetValue(compilation, made => new PlanView(made, tensors, rates));

    /// <summary>The plan of a network; null where the program has errors, or where it is too large to be planned.</summary>
    public ExecutionPlan? Find(string network) => _plans.Value.GetValueOrDefault(network);

    private static ExecutionPlan? Plan(Graph graph, BoundNetwork network, ITensorResolver tensors, RecordedRates rates)
    {
        var options = new PassOptions
        {
            Tensors = network.Nodes.Sum(NodeFacts.ParametersOf) <= MostParameters ? tensors : null,
            Activity = rates.Network == graph.Name ? new ActivityProfile(graph.Name, rates.Densities) : null,
        };
        try
        {
            return Planner.Plan(PassPipeline.Run(graph, options), options);
        }
        catch (Exception e) when (e is TensorFormatException or OverflowException or OutOfMemoryException)
        {
            return null;
        }
    }
}
