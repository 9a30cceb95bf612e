using System.Collections.Generic;
using System.Linq;
using System.Text;
using Snnc.Cost.Families;
using Snnc.Cost.Workloads;

namespace Snnc.Cost.Reports;

/// <summary>An estimate as an assembly listing: the loops of each layer, and inside them its instructions with count, energy and share.</summary>
public static class Listing
{
    private const int Columns = 44;

    /// <summary>The text; lines end in <c>\n</c>.</summary>
    public static string Of(CostEstimate estimate, Workload workload)
    {
        var text = new StringBuilder($"; {estimate.Network} on {estimate.Accelerator.Name}, activity {workload.Activity}\n");
        var layers = workload.Layers.ToDictionary(layer => layer.Name);
        foreach (var node in estimate.Nodes.Where(node => node.Instructions.Count > 0))
        {
            Append(text, node.Name, LoopsOf(node, layers.GetValueOrDefault(node.Name)), node.Instructions, estimate);
        }

        if (estimate.Shared.Count > 0)
        {
            Append(text, "(of no layer)", [], estimate.Shared, estimate);
        }

        return text.ToString();
    }

    private static void Append(
        StringBuilder text, string name, IReadOnlyList<string> loops, IReadOnlyList<InstructionCount> instructions, CostEstimate estimate)
    {
        text.Append('\n').Append(name).Append(":\n");
        for (var depth = 0; depth < loops.Count; depth++)
        {
            text.Append(' ', 2 + (2 * depth)).Append("for ").Append(loops[depth]).Append('\n');
        }

        foreach (var instruction in instructions)
        {
            var line = new string(' ', 2 + (2 * loops.Count)) + instruction.Class;
            text.Append($"{line.PadRight(Columns)} ; {SiText.OfCount(instruction.Count),15}  {SiText.Of(instruction.EnergyJ, "J"),11}");
            text.Append($"  {SiText.OfShare(instruction.EnergyJ, estimate.EnergyJ),7}\n");
        }
    }

    // As the family runs them, where it says so; else as the layer is written.
    private static IReadOnlyList<string> LoopsOf(NodeCost node, WorkloadLayer? layer) => node.Loops.Count > 0
        ? [.. node.Loops.Where(loop => loop.Count > 1).Select(loop => $"{loop.Variable} in {SiText.OfCount(loop.Count)}{Side(loop)}   {loop.Meaning}")]
        : layer is null ? [] : Loops(layer);

    private static string Side(LoopLevel loop) => loop.IsSpatial ? " at once" : "";

    private static List<string> Loops(WorkloadLayer layer)
    {
        var loops = new List<string>();
        if (layer.Steps > 1)
        {
            loops.Add(layer.TileSteps > 1 ? $"t in {layer.Steps}, {layer.TileSteps} at a time" : $"t in {layer.Steps}");
        }

        loops.Add(layer.Kind switch
        {
            LayerKind.Sparse => $"synapse in {layer.Synapses}",
            LayerKind.Population => $"neuron in {layer.Neurons}",
            _ => $"{Extents(("k", layer.Filters), ("y", layer.OutHeight), ("x", layer.OutWidth))}",
        });
        if (layer.Kind is LayerKind.Convolution or LayerKind.Dense or LayerKind.Pool)
        {
            var channels = layer.Channels / layer.Groups;
            loops.Add($"{Extents(("c", channels), ("dy", layer.KernelHeight), ("dx", layer.KernelWidth))}{Active(layer)}");
        }

        return loops;
    }

    private static string Active(WorkloadLayer layer) => layer.InputDensity < 1 ? $"   if not 0: {SiText.OfShare(layer.InputDensity, 1)}" : "";

    private static string Extents(params (string Name, int Extent)[] axes)
    {
        var shown = axes.Where(axis => axis.Extent > 1).DefaultIfEmpty(axes[0]);
        return string.Join(", ", shown.Select(axis => $"{axis.Name} in {axis.Extent}"));
    }
}
