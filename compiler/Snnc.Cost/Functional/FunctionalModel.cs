using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Targets;
using Snnc.Compiler.Tensors;

namespace Snnc.Cost.Functional;

/// <summary>A network as a target computes it: an ordinary graph, which every back end runs.</summary>
public static class FunctionalModel
{
    /// <summary>Rewrites a network into a target's arithmetic.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="tensors">Its weights.</param>
    /// <param name="arithmetic">How the target computes.</param>
    /// <param name="profile">The network's recorded activity, by which converters' ranges are chosen; or null.</param>
    /// <param name="seed">Draws what differs from device to device.</param>
    /// <exception cref="UnsupportedArithmeticException">The network has something that the target's numbers have no form for.</exception>
    /// <exception cref="TensorFormatException">The weights cannot be read.</exception>
    public static (Graph Graph, ITensorResolver Tensors) Apply(
        Graph graph, ITensorResolver tensors, TargetArithmetic arithmetic, ActivityProfile? profile = null, int seed = 0) => arithmetic switch
    {
        FixedPointArithmetic fixedPoint => (FixedPointRewrite.Apply(graph, tensors, fixedPoint), tensors),
        CrossbarArithmetic crossbar => CrossbarRewrite.Apply(graph, tensors, crossbar, profile, seed),
        _ => (graph, tensors),
    };

    /// <summary>The connections that no spikes feed: a target's host computes them, in single precision.</summary>
    public static IReadOnlyList<string> OnTheHost(Graph graph)
    {
        var spikes = new SpikeFed(graph);
        return [.. graph.Nodes.Where(node => node.Op is ConnectionOp && !spikes.IsFedBySpikes(node)).Select(node => node.Name)];
    }
}
