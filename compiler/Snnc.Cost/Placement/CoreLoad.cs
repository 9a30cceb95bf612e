using System;
using System.Collections.Generic;
using System.Linq;

namespace Snnc.Cost.Placement;

/// <summary>A limit of a core.</summary>
public enum CoreResource
{
    /// <summary>Compartments.</summary>
    Compartments,

    /// <summary>Axons that end in it.</summary>
    InputAxons,

    /// <summary>Entries for axons that leave it.</summary>
    OutputAxons,

    /// <summary>Axons that leave one neuron.</summary>
    OutputAxonsPerNeuron,

    /// <summary>Words of synapse memory.</summary>
    SynapseWords,

    /// <summary>Words of the synapses of one axon.</summary>
    WordsPerAxon,

    /// <summary>Formats of synapses.</summary>
    SynapseFormats,

    /// <summary>Groups of targets.</summary>
    TargetGroups,

    /// <summary>Synapses.</summary>
    Synapses,
}

/// <summary>Too little of a resource.</summary>
/// <param name="Resource">Of what.</param>
/// <param name="Needed">How much is needed.</param>
/// <param name="Most">How much there is.</param>
public sealed record Shortage(CoreResource Resource, long Needed, long Most);

/// <summary>What a core holds, or would.</summary>
/// <param name="Compartments">Of its neurons.</param>
/// <param name="Input">What the synapses into it take.</param>
/// <param name="OutputAxons">Entries for axons that leave it.</param>
/// <param name="MostPerNeuron">Axons that leave one neuron.</param>
public sealed record CoreLoad(int Compartments, SynapseDemand Input, long OutputAxons, int MostPerNeuron)
{
    /// <summary>Gets the load of an empty core.</summary>
    public static CoreLoad Empty { get; } = new(0, SynapseDemand.None, 0, 0);

    /// <summary>Both together.</summary>
    public CoreLoad With(CoreLoad other) => new(
        Compartments + other.Compartments, Input.With(other.Input), OutputAxons + other.OutputAxons, Math.Max(MostPerNeuron, other.MostPerNeuron));

    /// <summary>Of each resource what is taken and what there is.</summary>
    public IEnumerable<(CoreResource Resource, long Taken, long Most)> Uses(ChipLimits limits)
    {
        yield return (CoreResource.Compartments, Compartments, limits.Compartments);
        yield return (CoreResource.WordsPerAxon, Input.LongestList, limits.WordsPerAxon);
        yield return (CoreResource.InputAxons, Input.Axons, limits.InputAxons);
        yield return (CoreResource.SynapseWords, Input.Words, limits.SynapseWords);
        yield return (CoreResource.SynapseFormats, Input.Formats.Count, limits.SynapseFormats);
        yield return (CoreResource.TargetGroups, Input.Groups, limits.TargetGroups);
        yield return (CoreResource.Synapses, Input.Synapses, limits.Synapses ?? long.MaxValue);
        yield return (CoreResource.OutputAxonsPerNeuron, MostPerNeuron, limits.OutputAxonsPerNeuron);
        yield return (CoreResource.OutputAxons, OutputAxons, limits.OutputAxons);
    }

    /// <summary>The first resource of which there is too little, or null.</summary>
    public Shortage? Exceeded(ChipLimits limits)
    {
        foreach (var (resource, taken, most) in Uses(limits))
        {
            if (taken > most)
            {
                return new Shortage(resource, taken, most);
            }
        }

        return null;
    }

    /// <summary>The share of the resource that is taken most, among those that add up over cores.</summary>
    public double Fullness(ChipLimits limits) => Uses(limits)
        .Where(use => use.Resource is CoreResource.Compartments or CoreResource.InputAxons or CoreResource.OutputAxons or CoreResource.SynapseWords)
        .Max(use => (double)use.Taken / use.Most);
}
