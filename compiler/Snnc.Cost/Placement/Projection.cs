using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Text;

namespace Snnc.Cost.Placement;

/// <summary>The synapses from a population to another, or to itself.</summary>
/// <param name="Name">As in the program.</param>
/// <param name="Source">Index of the population that sends.</param>
/// <param name="Target">Index of the population that receives.</param>
/// <param name="Size">Of each synapse.</param>
public abstract record Projection(string Name, int Source, int Target, SynapseSize Size)
{
    /// <summary>Gets where a text says it, or null.</summary>
    public Location? Location { get; init; }

    /// <summary>Gets the number of synapses, as neurons see them: weights that several share count for each.</summary>
    public abstract long Synapses { get; }

    /// <summary>Gets the most synapses that one neuron receives.</summary>
    public abstract int GreatestFanIn { get; }

    /// <summary>What the synapses into a patch of the target take of its core.</summary>
    /// <param name="compartments">Compartments of the patch.</param>
    public abstract SynapseDemand Demand(Patch target, int compartments, ChipLimits limits);

    /// <summary>How many neurons of a patch of the source have a synapse into a patch of the target.</summary>
    public abstract long Senders(Patch source, Patch target);

    /// <summary>How many axons leave a patch of the source: each of its neurons has one to each part of the target that it reaches.</summary>
    public virtual long AxonsFrom(Patch source, Partition target) => target.Parts.Sum(part => Senders(source, part));

    /// <summary>The most parts of the target that one neuron reaches; not less than the true number.</summary>
    public virtual int GreatestFanOut(Partition target) => target.Parts.Count;
}

/// <summary>What synapses take of a core.</summary>
/// <param name="Axons">Neurons that send to it; each needs an axon.</param>
/// <param name="Words">Words of synapse memory; lists that several axons share are there once.</param>
/// <param name="Synapses">Synapses as neurons see them.</param>
/// <param name="LongestList">Words of the longest list.</param>
/// <param name="Groups">Groups of targets at which axons begin.</param>
/// <param name="Formats">Of synapses.</param>
public sealed record SynapseDemand(long Axons, long Words, long Synapses, int LongestList, int Groups, IReadOnlySet<SynapseFormat> Formats)
{
    /// <summary>Gets the demand of no synapses.</summary>
    public static SynapseDemand None { get; } = new(0, 0, 0, 0, 0, new HashSet<SynapseFormat>());

    /// <summary>What several connections into one part take; their axons may begin at the same targets.</summary>
    public static SynapseDemand IntoOnePart(IEnumerable<SynapseDemand> demands) =>
        demands.Aggregate(None, (sum, demand) => sum.With(demand) with { Groups = System.Math.Max(sum.Groups, demand.Groups) });

    /// <summary>Both together in one core.</summary>
    public SynapseDemand With(SynapseDemand other) => new(
        Axons + other.Axons,
        Words + other.Words,
        Synapses + other.Synapses,
        System.Math.Max(LongestList, other.LongestList),
        Groups + other.Groups,
        Formats.Union(other.Formats).ToHashSet());
}
