using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;
using Snnc.Compiler.Text;
using Snnc.Cost.Accelerators;
using Snnc.Cost.Workloads;

namespace Snnc.Cost.Fit;

/// <summary>Holds a network, as it was written, against the limits that an accelerator's file tells.</summary>
public static class LimitCheck
{
    /// <summary>What is beyond a limit, each with its place in the program; what a file does not limit is not looked at.</summary>
    public static IReadOnlyList<Diagnostic> Of(Graph graph, Accelerator accelerator)
    {
        if (TargetLimits.Constants.All(limit => accelerator.Si(limit.Name) is null))
        {
            return [];
        }

        var values = new GraphValues(graph);
        var layers = graph.Nodes.Where(node => node.Op is not InputOp).Select(node => LayerShape.Of(node, graph, values)).ToList();
        return [.. layers.SelectMany(layer => OfLayer(layer, graph, accelerator)), .. OfNetwork(layers, graph, accelerator)];
    }

    private static IEnumerable<Diagnostic> OfLayer(WorkloadLayer layer, Graph graph, Accelerator accelerator)
    {
        var place = layer.Node.Location ?? graph.Location ?? Location.OfFile(graph.Name);
        if (layer.Kind == LayerKind.Population && layer.Node.Type.Kind == ValueKind.Spikes && accelerator.Si(TargetLimits.Spikes) is 0)
        {
            yield return Catalog.NoSpikesOnTarget(place, accelerator.Name, layer.Name);
        }

        if (!layer.IsConnection)
        {
            yield break;
        }

        if (Beyond(FanIn(layer), TargetLimits.FanIn, accelerator) is { } fanIn)
        {
            var what = $"an output of '{layer.Name}' sums {FanIn(layer)} synapses";
            yield return Catalog.BeyondLimit(place, accelerator.Name, what, fanIn, "cut the layer into several");
        }

        if (Beyond(layer.WeightBits, TargetLimits.WeightWidth, accelerator) is { } width)
        {
            var what = $"the weights of '{layer.Name}' have {layer.WeightBits} bits";
            yield return Catalog.BeyondLimit(place, accelerator.Name, what, width, $"round them: quantize {{ {layer.Name} = {width}; }}");
        }
    }

    private static IEnumerable<Diagnostic> OfNetwork(IReadOnlyList<WorkloadLayer> layers, Graph graph, Accelerator accelerator)
    {
        var place = graph.Location ?? Location.OfFile(graph.Name);
        var (neurons, synapses) = (layers.Sum(layer => layer.Neurons), layers.Sum(layer => layer.Synapses));
        if (Beyond(neurons, TargetLimits.Neurons, accelerator) is { } mostNeurons)
        {
            yield return Catalog.BeyondLimit(place, accelerator.Name, $"'{graph.Name}' has {neurons} neurons", mostNeurons, "make layers smaller");
        }

        if (Beyond(synapses, TargetLimits.Synapses, accelerator) is { } mostSynapses)
        {
            yield return Catalog.BeyondLimit(
                place, accelerator.Name, $"'{graph.Name}' stores {synapses} weights", mostSynapses, "make layers smaller, or prune them");
        }
    }

    private static long FanIn(WorkloadLayer layer) => layer.Kind == LayerKind.Sparse
        ? layer.Synapses / layer.Filters
        : (long)layer.KernelHeight * layer.KernelWidth * layer.Channels / layer.Groups;

    // The limit, where it is passed.
    private static long? Beyond(long needed, string limit, Accelerator accelerator) => accelerator.Si(limit) is { } most && needed > most ? (long)most : null;
}
