using System;
using Snnc.Runtime;
using Snnc.Runtime.Kernels;

namespace Snnc.Execution.Calibration;

/// <summary>A kernel of C# alone, without a network around it; what it sums is thrown away.</summary>
internal abstract record BareKernel : TimedWork
{
    /// <summary>Makes inputs of which this share is active, and what runs the kernel over them.</summary>
    public abstract Action Runner(double rate);

    /// <summary>Draws inputs.</summary>
    protected static float[] Draw(int length, double rate)
    {
        var random = new Random(1);
        return Array.ConvertAll(new float[length], _ => random.NextDouble() < rate ? 1f : 0);
    }

    /// <summary>Makes weights, which are all the same: no kernel looks at them.</summary>
    protected static float[] Weights(int length)
    {
        var weights = new float[length];
        Array.Fill(weights, 1);
        return weights;
    }
}

/// <summary>The products of a dense layer with all its inputs, step by step.</summary>
internal sealed record BareProducts(int Inputs, int Outputs, int Steps) : BareKernel
{
    /// <inheritdoc/>
    public override Action Runner(double rate)
    {
        var (values, sums) = (Draw(Inputs * Steps, rate), new float[Outputs]);
        var weights = DenseWeights.Pack(Weights(Inputs * Outputs), null, Outputs, Inputs);
        return () =>
        {
            for (var step = 0; step < Steps; step++)
            {
                Dense.Signal(values.AsSpan(step * Inputs, Inputs), weights, sums);
            }
        };
    }
}

/// <summary>A step of a convolution with windows of 3 x 3: of what is active alone, or of everything.</summary>
internal sealed record BareConvolution(int Channels, int Extent, int Outputs, bool IsEvent) : BareKernel
{
    /// <inheritdoc/>
    public override Action Runner(double rate)
    {
        var shape = ConvShape.Rank2(Channels, Extent, Extent, Outputs, 3, padding: 1);
        var weights = ConvWeights.Pack(shape, Weights(shape.WeightLength), null);
        var (values, sums) = (Draw(shape.InputLength, rate), new float[shape.OutputLength]);
        return IsEvent ? () => Conv.Spikes(values, weights, sums) : () => Conv.Signal(values, weights, sums);
    }
}

/// <summary>A step of sparse synapses, drawn between as many neurons on both sides.</summary>
internal sealed record BareSynapses : BareKernel
{
    private const int Neurons = 4000;
    private const double Probability = 0.02;
    private static readonly Lazy<SynapseList> Synapses = new(() => SynapseList.Probability(Neurons, Neurons, Probability, 1));

    /// <summary>Gets how many there are to be expected.</summary>
    public static double Count => Neurons * Neurons * Probability;

    /// <inheritdoc/>
    public override Action Runner(double rate)
    {
        var weights = SparseWeights.Pack(Synapses.Value, Weights(Synapses.Value.Count), null);
        var (lists, sums) = (new SpikeLists(Neurons, 1), new float[Neurons]);
        lists.FromValues(Draw(Neurons, rate));
        return () => EventRows.Add(lists, 0, weights, sums);
    }
}
