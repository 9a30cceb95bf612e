using Snnc.Cost.Families;

namespace Snnc.Cost.Advice;

/// <summary>Which layers spike.</summary>
public enum CutKind
{
    /// <summary>None.</summary>
    Ann,

    /// <summary>All.</summary>
    Spiking,

    /// <summary>Those from a layer on; before it, an ANN that runs once and drives it with a current.</summary>
    AnnThenSpiking,

    /// <summary>Those before a layer; from it on, an ANN that runs once over the spikes that were counted.</summary>
    SpikingThenAnn,
}

/// <summary>A way to divide a network.</summary>
/// <param name="Kind">Which part spikes.</param>
/// <param name="At">The first layer of the second part; null where there is one part.</param>
/// <param name="Estimate">What the whole costs, encoders and decoders included.</param>
public sealed record CutAdvice(CutKind Kind, string? At, CostEstimate Estimate)
{
    /// <summary>Gets it in words.</summary>
    public string Description => Kind switch
    {
        CutKind.Ann => "ANN throughout",
        CutKind.Spiking => "spikes throughout",
        CutKind.AnnThenSpiking => $"ANN, spikes from '{At}' on",
        _ => $"spikes, ANN from '{At}' on",
    };
}
