using System.Collections.Generic;
using System.Linq;
using Snnc.Cost.Placement;
using Snnc.Cost.Workloads;

namespace Snnc.Cost.Families.Manycore;

/// <summary>
/// The instructions of each layer, in an inference:
/// <code>
/// population   neuron.inactive + neuron.active   compartments x steps; a neuron that fires is active in its step
///              spike                             neurons that fire
///              message.out, message.in           a spike for each core that it goes to
///              tile.spike, hop.ew, hop.ns        where the placement sends it, hop.chip to another chip
///              synop                             one into each further compartment of a neuron that fires
/// connection   synop, synop.sparse, synop.conv   spikes x synapses that each crosses, by how its lists are written
/// the rest     host.op                           products, or elements, x steps
/// </code>
/// </summary>
internal sealed class ManycoreCounts(Workload workload, ChipNetwork chip, PlacedNetwork placed, NetworkWork work, PriceList prices)
{
    private readonly SpikeRates _rates = new(chip.Network, workload);

    /// <summary>The operations that a processor beside the cores takes for a layer.</summary>
    public static double HostOperations(WorkloadLayer layer) => (layer.IsConnection ? layer.Products : layer.Outputs) * layer.Steps;

    /// <summary>The cost of each layer, in order.</summary>
    public IReadOnlyList<NodeCost> Nodes() => [.. workload.Layers.Select(layer => new NodeCost(layer.Name, [.. All(layer).Where(one => one.Count > 0)]))];

    private IEnumerable<InstructionCount> All(WorkloadLayer layer)
    {
        if (chip.Outside.Any(node => node.Name == layer.Name))
        {
            return [prices.Priced("host.op", HostOperations(layer), "host.op.energy")];
        }

        var population = chip.Network.Populations.TakeWhile(population => population.Name != layer.Name).Count();
        return population < chip.Network.Populations.Count ? [.. Population(population), .. Connection(layer)] : Connection(layer);
    }

    private IEnumerable<InstructionCount> Population(int index)
    {
        var (population, traffic, steps) = (chip.Network.Populations[index], work.Traffic[index], workload.Steps);
        var spikes = population.Neurons * _rates.Mean(index) * steps;
        var updates = (double)population.Neurons * population.Compartments * steps;
        return
        [
            Priced("neuron.inactive", updates - spikes),
            Priced("neuron.active", spikes),
            Priced("spike", spikes),
            Priced("synop", spikes * (population.Compartments - 1)),
            Priced("message.out", traffic.Messages * steps),
            Priced("message.in", traffic.Messages * steps),
            Priced("tile.spike", traffic.WithinTile * steps),
            Priced("hop.ew", traffic.AlongRows * steps),
            Priced("hop.ns", traffic.AlongColumns * steps),
            Priced("hop.chip", traffic.ToOtherChips * steps),
        ];
    }

    private IEnumerable<InstructionCount> Connection(WorkloadLayer layer) => chip.Network.Projections
        .Where(projection => projection.Name == layer.Name)
        .GroupBy(projection => NetworkWork.ClassOf(projection, placed))
        .Select(group => Priced(group.Key, group.Sum(_rates.Operations) * workload.Steps));

    private InstructionCount Priced(string @class, double count) => prices.Priced(@class, count, $"{@class}.energy");
}
