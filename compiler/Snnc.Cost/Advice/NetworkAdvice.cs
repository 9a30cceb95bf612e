using System.Collections.Generic;
using System.Linq;
using Snnc.Cost.Accelerators;

namespace Snnc.Cost.Advice;

/// <summary>A network on an accelerator, with each layer as one of an ANN and as one of spikes.</summary>
/// <param name="Network">The network.</param>
/// <param name="Accelerator">The accelerator.</param>
/// <param name="Options">What was compared.</param>
/// <param name="IsEventDriven">Whether events come in, which an ANN sees as frames.</param>
/// <param name="Layers">Its layers with weights, in order.</param>
/// <param name="Cuts">The ways to divide it: ANN throughout, spikes throughout, then each cut.</param>
public sealed record NetworkAdvice(
    string Network, Accelerator Accelerator, AdviceOptions Options, bool IsEventDriven, IReadOnlyList<LayerAdvice> Layers, IReadOnlyList<CutAdvice> Cuts)
{
    /// <summary>Gets the cheapest of those that are known, or null where none is.</summary>
    public CutAdvice? Best => Cuts.Where(cut => cut.Estimate.EnergyJ is not null).OrderBy(cut => cut.Estimate.EnergyJ).FirstOrDefault();

    /// <summary>Gets the ANN throughout.</summary>
    public CutAdvice Ann => Cuts.First(cut => cut.Kind == CutKind.Ann);

    /// <summary>Gets the network that spikes throughout.</summary>
    public CutAdvice Spiking => Cuts.First(cut => cut.Kind == CutKind.Spiking);

    /// <summary>Gets the frames from which on an ANN that sees so many in an inference costs more than spikes throughout; null where unknown.</summary>
    public double? BreakEvenFrames => Spiking.Estimate.EnergyJ / (Ann.Estimate.EnergyJ / Options.Frames);
}
