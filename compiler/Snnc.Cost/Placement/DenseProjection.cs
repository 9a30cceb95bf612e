using System.Collections.Generic;

namespace Snnc.Cost.Placement;

/// <summary>A synapse from each neuron of the source to each of the target.</summary>
/// <param name="Sources">Neurons of the source.</param>
/// <param name="Targets">Neurons of the target.</param>
/// <param name="Sharing">How many sources have the same weights, so that their axons may share a list: those that one pooling window sums.</param>
public sealed record DenseProjection(string Name, int Source, int Target, SynapseSize Size, int Sources, int Targets, int Sharing = 1)
    : Projection(Name, Source, Target, Size)
{
    /// <inheritdoc/>
    public override long Synapses => (long)Sources * Targets;

    /// <inheritdoc/>
    public override int GreatestFanIn => Sources;

    /// <inheritdoc/>
    public override SynapseDemand Demand(Patch target, int compartments, ChipLimits limits)
    {
        var code = new SynapseCode(Size, compartments, limits.SynapsesPerEntry);
        var words = code.Words(1, target.Neurons, SynapseCoding.Dense);
        var lists = (Sources + Sharing - 1) / Sharing;
        return new SynapseDemand(
            Sources, (long)lists * words, (long)Sources * target.Neurons, words, 1, new HashSet<SynapseFormat> { code.Format(SynapseCoding.Dense) });
    }

    /// <inheritdoc/>
    public override long Senders(Patch source, Patch target) => source.Neurons;

    /// <inheritdoc/>
    public override long AxonsFrom(Patch source, Partition target) => (long)source.Neurons * target.Parts.Count;
}
