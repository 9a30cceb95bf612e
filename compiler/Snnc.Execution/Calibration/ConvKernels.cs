using System;
using System.Collections.Generic;
using Snnc.Compiler.Plan;
using Snnc.Compiler.Targets;
using Snnc.Runtime.Kernels;

namespace Snnc.Execution.Calibration;

/// <summary>The kernels of a convolution with 3 x 3 windows, each ready to run over the same spikes of one step.</summary>
public sealed class ConvKernels
{
    private readonly ConvWeights<float> _weights;
    private readonly float[] _x;
    private readonly float[] _y;

    private ConvKernels(int channels, int extent, int outputs, double density)
    {
        var shape = ConvShape.Rank2(channels, extent, extent, outputs, 3, padding: 1);
        var random = new Random(1);
        Work = new ConvWork(channels, extent * extent, outputs, extent * extent, 3, 9) { Density = density };
        _weights = ConvWeights.Pack(shape, Array.ConvertAll(new float[shape.WeightLength], _ => random.Next(-512, 513) / 4096f), null);
        _x = Array.ConvertAll(new float[shape.InputLength], _ => random.NextDouble() < density ? 1f : 0);
        _y = new float[shape.OutputLength];
    }

    /// <summary>Gets the kernels that it has, by their names in plans.</summary>
    public static IReadOnlyList<string> Names { get; } = [Kernel.Event, Kernel.Dense];

    /// <summary>Gets what there is to do in one step.</summary>
    public ConvWork Work { get; }

    /// <summary>A layer for warming up.</summary>
    public static ConvKernels Small(double density) => new(2, 8, 8, density);

    /// <summary>A layer of the size that images of 32 x 32 have after a first pooling.</summary>
    public static ConvKernels Large(double density) => new(16, 17, 32, density);

    /// <summary>Runs a kernel over one step; the sums are thrown away.</summary>
    /// <exception cref="ArgumentException">There is no such kernel.</exception>
    public Action Runner(string kernel) => kernel switch
    {
        Kernel.Event => () => Conv.Spikes(_x, _weights, _y),
        Kernel.Dense => () => Conv.Signal(_x, _weights, _y),
        _ => throw new ArgumentException($"no kernel is called {kernel}", nameof(kernel)),
    };
}
