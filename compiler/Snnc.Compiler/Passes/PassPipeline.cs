using System.Collections.Generic;
using Snnc.Compiler.Ir;

namespace Snnc.Compiler.Passes;

/// <summary>The passes in order.</summary>
public static class PassPipeline
{
    /// <summary>Gets every pass in the order in which they run.</summary>
    public static IReadOnlyList<Pass> Passes { get; } =
    [
        new("hoist", "computes what does not change with time once per inference", Hoisting.Run),
        new("merge", "computes once what is computed twice", Merging.Run),
        new("spread", "makes what is added before a neuron's port edges of the port", Spreading.Run),
        new("simplify", "skips what changes nothing, and joins two of a kind in a row", Simplification.Run),
        new("fold", "puts scales and batch norms into the weights of the connections beside them", Folding.Run),
        new("constants", "computes now what is known of the constants", ConstantFolding.Run),
        new("prune", "makes sparse connections of dense ones with few weights other than 0", Pruning.Run),
        new("canonicalise", "removes nodes that reach no output, and constants and containers that no node reads", Canonicalisation.Run),
    ];

    /// <summary>Runs the passes that are on, up to the one that the options name.</summary>
    /// <param name="observer">Told before and after each pass; may be null.</param>
    public static Graph Run(Graph graph, PassOptions options, IPassObserver? observer = null)
    {
        foreach (var pass in Passes)
        {
            if (options.IsOn(pass.Name))
            {
                observer?.Before(pass.Name, graph);
                graph = pass.Run(graph, options);
                observer?.After(pass.Name, graph);
            }

            if (pass.Name == options.StopAfter)
            {
                break;
            }
        }

        return graph;
    }
}
