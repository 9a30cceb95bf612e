using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;
using Snnc.Compiler.Targets;

namespace Snnc.Compiler.Passes;

/// <summary>What the parts of planning look at.</summary>
internal sealed class PlanContext(Graph graph, PassOptions options)
{
    /// <summary>Gets the graph after its passes.</summary>
    public Graph Graph { get; } = graph;

    /// <summary>Gets what the user asked for.</summary>
    public PassOptions Options { get; } = options;

    /// <summary>Gets who reads what.</summary>
    public GraphUses Uses { get; } = new(graph);

    /// <summary>Gets what the values are.</summary>
    public GraphValues Values { get; } = new(graph);

    /// <summary>Gets how active the values are expected to be.</summary>
    public ActivityEstimate Activities { get; } = new(graph, new GraphValues(graph), options.Activity);

    /// <summary>Gets how many bits weights need.</summary>
    public NarrowWeights Narrow { get; } = new(graph, options);
}
