namespace Snnc.Cost.Advice;

/// <summary>What layers are compared for.</summary>
/// <param name="Steps">The steps of a spiking layer.</param>
/// <param name="Frames">How often an ANN computes in an inference: once for a still image; for what varies in time, once for each of its
/// frames.</param>
public sealed record AdviceOptions(int Steps, int Frames)
{
    /// <summary>Gets the spikes per element and step of layers that do not spike in the program.</summary>
    public double Rate { get; init; } = 0.1;

    /// <summary>Gets the share of an ANN's activations that are not 0: half of them behind relu.</summary>
    public double AnnDensity { get; init; } = 0.5;

    /// <summary>Gets the bits of an ANN's activations, or null for those of the machine.</summary>
    public int? ActivationBits { get; init; }

    /// <summary>The bits that tell as many levels as a neuron fires in some steps: an ANN with so many says as much (arXiv 2409.08290).</summary>
    public static int MatchedBits(int steps) => (int)System.Math.Ceiling(System.Math.Log2(steps + 1.0));
}
