namespace Snnc.Cost.Workloads;

/// <summary>What a layer does.</summary>
public enum LayerKind
{
    /// <summary>Shared weights over windows.</summary>
    Convolution,

    /// <summary>Every input to every output.</summary>
    Dense,

    /// <summary>The synapses of a pattern.</summary>
    Sparse,

    /// <summary>Windows without weights.</summary>
    Pool,

    /// <summary>Neurons with states.</summary>
    Population,

    /// <summary>From a frame, or a signal, to steps.</summary>
    Encode,

    /// <summary>From steps to a frame.</summary>
    Decode,

    /// <summary>All else that computes: sums, scales, activations.</summary>
    Elementwise,
}
