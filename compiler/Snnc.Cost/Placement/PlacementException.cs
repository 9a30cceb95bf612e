using System;
using System.Globalization;

namespace Snnc.Cost.Placement;

/// <summary>A network does not fit.</summary>
public sealed class PlacementException : Exception
{
    /// <summary>Says that a population cannot be cut into parts that fit a core.</summary>
    public PlacementException(Population population, Shortage shortage)
        : base(string.Create(
            CultureInfo.InvariantCulture,
            $"a part of '{population.Name}' needs {shortage.Needed} {WordsOf(shortage.Resource)}, and a core has {shortage.Most}")) =>
        (Population, Shortage) = (population, shortage);

    /// <summary>Gets the population.</summary>
    public Population Population { get; }

    /// <summary>Gets what there is too little of, whatever the parts.</summary>
    public Shortage Shortage { get; }

    /// <summary>A resource in the words of messages.</summary>
    public static string WordsOf(CoreResource resource) => resource switch
    {
        CoreResource.Compartments => "compartments",
        CoreResource.InputAxons => "input axons",
        CoreResource.OutputAxons => "output axons",
        CoreResource.OutputAxonsPerNeuron => "output axons of one neuron",
        CoreResource.SynapseWords => "words of synapse memory",
        CoreResource.WordsPerAxon => "words for the synapses of one axon",
        CoreResource.SynapseFormats => "formats of synapses",
        CoreResource.TargetGroups => "groups of targets",
        CoreResource.Synapses => "synapses",
        _ => throw new ArgumentOutOfRangeException(nameof(resource), resource, "There is no such resource."),
    };
}
