using System.Collections.Generic;
using System.Linq;
using Snnc.Cost.Placement;
using Snnc.Cost.Workloads;

namespace Snnc.Cost.Families.Manycore;

/// <summary>How often the populations of a chip fire, in the mean over steps.</summary>
internal sealed class SpikeRates
{
    private readonly double[] _means;
    private readonly IReadOnlyList<double>?[] _elements;

    /// <summary>Looks up the populations of a network in a workload.</summary>
    public SpikeRates(SpikingNetwork network, Workload workload)
    {
        var layers = workload.Layers.Where(layer => layer.GivesSpikes).ToDictionary(layer => layer.Name, layer => layer.OutputRate);
        var inputs = workload.Inputs.ToDictionary(input => input.Name, input => input.Activity.Rate);
        _elements = [.. network.Populations.Select(population => workload.ElementRates.GetValueOrDefault(population.Name))];
        _means = [.. network.Populations.Select((population, index) => _elements[index] is { } rates
            ? rates.Average()
            : layers.TryGetValue(population.Name, out var rate) || inputs.TryGetValue(population.Name, out rate) ? rate : 0)];
    }

    /// <summary>Spikes per neuron and step.</summary>
    public double Mean(int population) => _means[population];

    /// <summary>Synaptic operations of a step: spikes times the synapses that each crosses.</summary>
    public double Operations(Projection projection) => _elements[projection.Source] is { } rates && projection is MatrixProjection matrix
        ? matrix.Lists.Select((list, neuron) => list.Length * rates[neuron]).Sum()
        : projection.Synapses * _means[projection.Source];
}
