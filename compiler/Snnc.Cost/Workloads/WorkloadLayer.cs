using System.Collections.Generic;
using Snnc.Compiler.Ir;

namespace Snnc.Cost.Workloads;

/// <summary>
/// A node of the plan that computes, in the field's terms. Shapes: a dense layer is a convolution of kernel 1 over 1 x 1 pixels (over as many as its
/// leading axes have elements), one along an axis has height 1, and what has no pixels has 1 x 1 of them. So the products of one step of a
/// connection are OutHeight OutWidth Filters KernelHeight KernelWidth Channels / Groups, of a sparse one <see cref="Synapses"/>.
/// </summary>
public sealed record WorkloadLayer
{
    /// <summary>Gets the node's name in the program.</summary>
    public required string Name { get; init; }

    /// <summary>Gets what it does.</summary>
    public required LayerKind Kind { get; init; }

    /// <summary>Gets the node itself, for what is not said here.</summary>
    public required Node Node { get; init; }

    /// <summary>Gets the rows of a channel that come in.</summary>
    public int Height { get; init; } = 1;

    /// <summary>Gets the columns of a channel that come in.</summary>
    public int Width { get; init; } = 1;

    /// <summary>Gets the channels that come in.</summary>
    public int Channels { get; init; } = 1;

    /// <summary>Gets the channels that go out.</summary>
    public int Filters { get; init; } = 1;

    /// <summary>Gets the rows of the window.</summary>
    public int KernelHeight { get; init; } = 1;

    /// <summary>Gets the columns of the window.</summary>
    public int KernelWidth { get; init; } = 1;

    /// <summary>Gets the step from window to window.</summary>
    public int Stride { get; init; } = 1;

    /// <summary>Gets the zeros around a channel, on each side (along the columns only where there is one axis).</summary>
    public int Padding { get; init; }

    /// <summary>Gets the groups of channels that do not mix.</summary>
    public int Groups { get; init; } = 1;

    /// <summary>Gets the rows of a channel that go out.</summary>
    public int OutHeight { get; init; } = 1;

    /// <summary>Gets the columns of a channel that go out.</summary>
    public int OutWidth { get; init; } = 1;

    /// <summary>Gets the stored weights; of a matrix whose zeros are known when it is loaded, all of its entries. 0 without weights.</summary>
    public long Synapses { get; init; }

    /// <summary>Gets the stored biases.</summary>
    public long Biases { get; init; }

    /// <summary>Gets the bits of a weight: 32 for single precision, fewer where the program rounds.</summary>
    public int WeightBits { get; init; } = 32;

    /// <summary>Gets the bits of a number that comes in, or null where that is up to the machine.</summary>
    public int? ActivationBits { get; init; }

    /// <summary>Gets the neurons of a population, 0 of all else.</summary>
    public long Neurons { get; init; }

    /// <summary>Gets what one neuron does in a step.</summary>
    public NeuronWork NeuronWork { get; init; } = NeuronWork.None;

    /// <summary>Gets the bytes that are carried from step to step.</summary>
    public long StateBytes { get; init; }

    /// <summary>Gets how often it is computed in an inference: 1 where it does not change with time.</summary>
    public int Steps { get; init; } = 1;

    /// <summary>Gets a value indicating whether what comes in are spikes, so that a synapse adds and does not multiply.</summary>
    public bool TakesSpikes { get; init; }

    /// <summary>Gets a value indicating whether what goes out are spikes.</summary>
    public bool GivesSpikes { get; init; }

    /// <summary>Gets the share of the elements of the first source that are not 0 in a step.</summary>
    public double InputDensity { get; init; } = 1;

    /// <summary>Gets the first source's spikes of each step in the mean inference, or null where only the mean is known.</summary>
    public IReadOnlyList<double>? InputSpikesPerStep { get; init; }

    /// <summary>Gets the share of the elements that go out and are not 0, in a step.</summary>
    public double OutputDensity { get; init; } = 1;

    /// <summary>Gets what goes out per element and step: spikes, where it spikes.</summary>
    public double OutputRate { get; init; } = 1;

    /// <summary>Gets the spikes of each step in the mean inference, or null where only the mean is known.</summary>
    public IReadOnlyList<double>? OutputSpikesPerStep { get; init; }

    /// <summary>Gets the longest delay of its synapses, in steps; 0 without delays.</summary>
    public int DelaySteps { get; init; }

    /// <summary>Gets the plan's kernel.</summary>
    public string Kernel { get; init; } = "";

    /// <summary>Gets the steps for which the plan runs it before its neighbours, so that its weights are loaded once for so many.</summary>
    public int TileSteps { get; init; } = 1;

    /// <summary>Gets the names of the layers and inputs that it reads, past what only changes shapes.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>Gets a value indicating whether it has weights.</summary>
    public bool IsConnection => Kind is LayerKind.Convolution or LayerKind.Dense or LayerKind.Sparse;

    /// <summary>Gets the elements that come in, in a step.</summary>
    public long Inputs => (long)Height * Width * Channels;

    /// <summary>Gets the elements that go out, in a step.</summary>
    public long Outputs => (long)OutHeight * OutWidth * Filters;

    /// <summary>Gets the products of one step if nothing is 0 (of a sparse connection its synapses); 0 of what is no connection.</summary>
    public double Products => Kind switch
    {
        LayerKind.Sparse => Synapses,
        LayerKind.Convolution or LayerKind.Dense => (double)Outputs * KernelHeight * KernelWidth * Channels / Groups,
        _ => 0,
    };
}
