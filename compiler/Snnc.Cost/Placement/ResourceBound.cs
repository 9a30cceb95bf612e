using System.Linq;

namespace Snnc.Cost.Placement;

/// <summary>
/// The fewest cores that a network can take, whatever the placement: what all of it needs of a resource, over what a core has of it. Axons are counted as
/// if each population stood in one core, however large, and lists of synapses likewise, with the shortest targets; so no placement takes fewer.
/// </summary>
public static class ResourceBound
{
    /// <summary>The largest over the resources.</summary>
    public static int Cores(SpikingNetwork network, ChipLimits limits)
    {
        var inside = Enumerable.Range(0, network.Populations.Count).Where(i => !network.Populations[i].IsOutside).ToList();
        var demands = inside.Select(i => SynapseDemand.IntoOnePart(network.Into(i).Select(p => p.Demand(
            network.Populations[i].Whole, compartments: 1, limits)))).ToList();
        return (int)new[]
        {
            1,
            Share(inside.Sum(i => (long)network.Populations[i].Neurons * network.Populations[i].Compartments), limits.Compartments),
            Share(demands.Sum(demand => demand.Axons), limits.InputAxons),
            Share(demands.Sum(demand => demand.Words), limits.SynapseWords),
            limits.Synapses is { } most ? Share(demands.Sum(demand => demand.Synapses), most) : 1,
        }.Max();
    }

    private static long Share(long needed, int perCore) => (needed + perCore - 1) / perCore;
}
