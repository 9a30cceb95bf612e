using System;

namespace Snnc.Compiler.Targets;

/// <summary>What a connection has to do, as far as its time depends on it.</summary>
public abstract record ConnectionWork
{
    /// <summary>Gets the steps that a kernel has at hand: those of a tile, or 1.</summary>
    public int Steps { get; init; } = 1;

    /// <summary>Gets the samples that share a pass over the weights.</summary>
    public int Batch { get; init; } = 1;

    /// <summary>Gets the share of the inputs that are not 0, at the connection: pooling and adding raise it over that of their sources.</summary>
    public double Density { get; init; } = 1;

    /// <summary>Gets the bytes of one weight: 4, or 1 or 2 where event tiles may hold it in fewer; other kernels hold single precision.</summary>
    public int WeightBytes { get; init; } = 4;

    /// <summary>Gets the bytes that are used between two uses of a weight, 0 for the weights of this connection alone. The weights of the whole
    /// network where layers take turns.</summary>
    public double Footprint { get; init; }

    /// <summary>Gets the number of values that come in, per step.</summary>
    public abstract double InputCount { get; }

    /// <summary>Gets the number of sums that go out, per step.</summary>
    public abstract double OutputCount { get; }

    /// <summary>Gets the bytes of all weights.</summary>
    public abstract double TotalBytes { get; }

    /// <summary>Gets the number of input vectors that meet the weights.</summary>
    internal double Vectors => (double)Steps * Batch;

    /// <summary>Gets the size that decides which memory the weights come from.</summary>
    internal double Resident => Math.Max(Footprint, TotalBytes);
}

/// <summary>Every input to every output.</summary>
/// <param name="Inputs">Number of inputs.</param>
/// <param name="Outputs">Number of outputs.</param>
public sealed record DenseWork(int Inputs, int Outputs) : ConnectionWork
{
    /// <inheritdoc/>
    public override double InputCount => Inputs;

    /// <inheritdoc/>
    public override double OutputCount => Outputs;

    /// <inheritdoc/>
    public override double TotalBytes => Synapses * WeightBytes;

    /// <summary>Gets the number of weights.</summary>
    internal double Synapses => (double)Inputs * Outputs;
}

/// <summary>A convolution.</summary>
/// <param name="InChannels">Channels that come in.</param>
/// <param name="InPixels">Positions of a channel that come in.</param>
/// <param name="OutChannels">Channels that go out.</param>
/// <param name="OutPixels">Positions of a channel that go out.</param>
/// <param name="KernelRows">Rows of the window: its edge, or 1 along one axis.</param>
/// <param name="KernelPixels">Positions of the window.</param>
/// <param name="Groups">Groups of channels that do not mix.</param>
public sealed record ConvWork(int InChannels, int InPixels, int OutChannels, int OutPixels, int KernelRows, int KernelPixels, int Groups = 1)
    : ConnectionWork
{
    /// <summary>Gets the share of the products that meet an input: the others lie outside of the image, where events are none.</summary>
    public double Inside { get; init; } = 1;

    /// <summary>Gets how many rows of outputs a row of inputs meets on average: fewer at the edges of an image and with strides.</summary>
    public double RowsMet { get; init; } = KernelRows;

    /// <summary>Gets how many pixels of a row of outputs an event gives to: what lies beside each other, some of it with a weight of 0.</summary>
    public double Reach { get; init; } = (double)KernelPixels / KernelRows;

    /// <inheritdoc/>
    public override double InputCount => (double)InChannels * InPixels;

    /// <inheritdoc/>
    public override double OutputCount => (double)OutChannels * OutPixels;

    /// <inheritdoc/>
    public override double TotalBytes => (double)KernelPixels * InChannels * OutChannels / Groups * WeightBytes;

    /// <summary>Gets the products of one step.</summary>
    public double Products => (double)OutPixels * KernelPixels * InChannels * OutChannels / Groups;

    /// <summary>Gets the rows of windows.</summary>
    internal double OutRows => KernelRows == 1 ? 1 : Math.Sqrt(OutPixels);

    /// <summary>Gets the rows of outputs that all inputs together give to, where each is an event.</summary>
    public double Visits => InputCount * RowsMet;

    /// <summary>Gets the weights that an event adds to a row of outputs.</summary>
    public double RunLength => Reach * OutChannels / Groups;
}

/// <summary>The synapses of a pattern.</summary>
/// <param name="Inputs">Number of inputs.</param>
/// <param name="Outputs">Number of outputs.</param>
/// <param name="Synapses">Number of synapses.</param>
public sealed record SparseWork(int Inputs, int Outputs, double Synapses) : ConnectionWork
{
    /// <inheritdoc/>
    public override double InputCount => Inputs;

    /// <inheritdoc/>
    public override double OutputCount => Outputs;

    /// <inheritdoc/>
    public override double TotalBytes => Synapses * (WeightBytes + sizeof(int));
}
