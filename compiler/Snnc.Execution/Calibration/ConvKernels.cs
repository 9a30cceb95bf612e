using System;
using System.Collections.Generic;
using Snnc.Compiler.Plan;
using Snnc.Compiler.Targets;
using Snnc.Runtime;
using Snnc.Runtime.Kernels;

namespace Snnc.Execution.Calibration;

/// <summary>The kernels of a convolution with 3 x 3 windows, each ready to run over the same spikes of a few steps.</summary>
public sealed class ConvKernels
{
    private const int Steps = 4;

    private readonly ConvWeights<float> _weights;
    private readonly ConvTileWeights _tiled;
    private readonly SpikeLists _lists;
    private readonly StepRows<float> _rows;
    private readonly StepRows<float> _sums;
    private readonly float[] _x;
    private readonly float[] _y;
    private readonly int _extent;

    /// <summary>Draws weights and spikes.</summary>
    /// <param name="channels">Channels that come in.</param>
    /// <param name="extent">Height and width of the images, which windows leave as they are.</param>
    /// <param name="outputs">Channels that go out, a multiple of 8.</param>
    /// <param name="density">The share of the inputs that are active in a step.</param>
    public ConvKernels(int channels, int extent, int outputs, double density)
    {
        var shape = ConvShape.Rank2(channels, extent, extent, outputs, 3, padding: 1);
        var random = new Random(1);
        var weight = Array.ConvertAll(new float[shape.WeightLength], _ => random.Next(-512, 513) / 4096f);
        (_extent, _weights, _tiled) = (extent, ConvWeights.Pack(shape, weight, null), ConvTileWeights.Pack(shape, weight, null));
        Work = new ConvWork(channels, extent * extent, outputs, extent * extent, 3, 9) { Density = density, Steps = Steps };
        _x = Array.ConvertAll(new float[shape.InputLength * Steps], _ => random.NextDouble() < density ? 1f : 0);
        _y = new float[shape.OutputLength];
        _lists = new SpikeLists(shape.InputLength, Steps, channels: channels);
        _lists.FromValues(_x);
        _rows = new StepRows<float>(shape.InputLength, Steps);
        _rows.FillChannelsLast(_x, channels);
        _sums = new StepRows<float>(extent * outputs, Steps);
    }

    /// <summary>Gets the kernels that it has, by their names in plans.</summary>
    public static IReadOnlyList<string> Names { get; } = [Kernel.EventTiles, Kernel.DenseTiles, Kernel.Event, Kernel.Dense];

    /// <summary>Gets what there is to do.</summary>
    public ConvWork Work { get; }

    /// <summary>Runs a kernel over all steps; the sums are thrown away.</summary>
    /// <exception cref="ArgumentException">There is no such kernel.</exception>
    public Action Runner(string kernel) => kernel switch
    {
        Kernel.EventTiles => Repeat(_extent, row => ConvEventTiles.Sum(_lists, _tiled, row, Steps, _sums)),
        Kernel.DenseTiles => Repeat(_extent, row => ConvDenseTiles.Sum(_rows, _tiled, row, Steps, _sums)),
        Kernel.Event => Repeat(Steps, step => Conv.Spikes(Input(step), _weights, _y)),
        Kernel.Dense => Repeat(Steps, step => Conv.Signal(Input(step), _weights, _y)),
        _ => throw new ArgumentException($"no kernel is called {kernel}", nameof(kernel)),
    };

    private static Action Repeat(int count, Action<int> run) => () =>
    {
        for (var i = 0; i < count; i++)
        {
            run(i);
        }
    };

    private ReadOnlySpan<float> Input(int step) => _x.AsSpan(step * (_x.Length / Steps), _x.Length / Steps);
}
