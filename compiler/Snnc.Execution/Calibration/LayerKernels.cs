using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Plan;
using Snnc.Runtime;
using Snnc.Runtime.Kernels;

namespace Snnc.Execution.Calibration;

/// <summary>The kernels of a dense layer, each ready to run over the same spikes of several steps.</summary>
/// <param name="inputs">Number of inputs.</param>
/// <param name="outputs">Number of outputs.</param>
/// <param name="steps">Steps of a tile.</param>
public sealed class LayerKernels(int inputs, int outputs, int steps)
{
    private readonly float[] _weights = Draw(inputs * outputs);
    private readonly float[] _values = new float[inputs * steps];
    private readonly SpikeLists _lists = new(inputs, steps);
    private readonly StepRows<float> _rows = new(inputs, steps);
    private readonly StepRows<float> _sums = new(TiledWeights.TileWidth, steps);
    private readonly float[] _sum = new float[outputs];
    private TiledWeights? _tiled;
    private TiledByteWeights? _bytes;
    private TiledWeights? _products;
    private DenseWeights<float>? _dense;

    /// <summary>The name of event tiles with weights of eight bits.</summary>
    public const string ByteEventTiles = "event tiles, 8 bits";

    /// <summary>Gets the kernels that it has, by their names in plans.</summary>
    public static IReadOnlyList<string> Names { get; } = 
    [
        Kernel.EventTiles, Kernel.StationaryTiles, Kernel.DenseTiles, Kernel.SkipTiles, Kernel.EventRows, Kernel.Event, Kernel.Dense,
    ];

    /// <summary>Draws the spikes anew.</summary>
    /// <param name="density">The share of the inputs that are active in a step.</param>
    public void SetDensity(double density)
    {
        var random = new Random(1);
        for (var i = 0; i < _values.Length; i++)
        {
            _values[i] = random.NextDouble() < density ? 1 : 0;
        }

        _lists.FromValues(_values);
        _rows.Fill(_values);
    }

    /// <summary>Runs a kernel over all steps; the sums are thrown away.</summary>
    /// <exception cref="ArgumentException">There is no such kernel.</exception>
    public Action Runner(string kernel) => kernel switch
    {
        Kernel.EventTiles => Tiles(ForRows, (weights, tile) => EventTiles.Sum(_lists, weights, tile, steps, _sums)),
        Kernel.StationaryTiles => Tiles(ForRows, (weights, tile) => StationaryTiles.Sum(_lists, weights, tile, steps, _sums)),
        ByteEventTiles => ByteTiles(),
        Kernel.DenseTiles => Tiles(ForProducts, (weights, tile) => DenseTiles.Sum(_rows, weights, tile, steps, _sums)),
        Kernel.SkipTiles => Tiles(ForProducts, (weights, tile) => SkipTiles.Sum(_lists, weights, tile, steps, _sums)),
        Kernel.EventRows => Steps((step, weights) => EventRows.Add(_lists, step, weights, _sum)),
        Kernel.Event => Steps((step, weights) => Dense.Spikes(Input(step), weights, _sum)),
        Kernel.Dense => Steps((step, weights) => Dense.Signal(Input(step), weights, _sum)),
        _ => throw new ArgumentException($"no kernel is called {kernel}", nameof(kernel)),
    };

    /// <summary>Makes the lists of all steps from their values.</summary>
    public void Search() => _lists.FromValues(_values);

    private TiledWeights ForRows => _tiled ??= TiledWeights.Pack(_weights, null, outputs, inputs);

    private TiledWeights ForProducts => _products ??= TiledWeights.PackForProducts(_weights, null, outputs, inputs);

    private static float[] Draw(int length)
    {
        var random = new Random(2);
        var weights = new float[length];
        for (var i = 0; i < length; i++)
        {
            weights[i] = random.Next(-512, 513) / 4096f;
        }

        return weights;
    }

    private static Action Tiles(TiledWeights weights, Action<TiledWeights, int> run) => () =>
    {
        for (var tile = 0; tile < weights.Tiles; tile++)
        {
            run(weights, tile);
        }
    };

    private Action Steps(Action<int, DenseWeights<float>> run)
    {
        var weights = _dense ??= DenseWeights.Pack(_weights, null, outputs, inputs);
        return () =>
        {
            for (var step = 0; step < steps; step++)
            {
                run(step, weights);
            }
        };
    }

    // Weights with a step of 1, which the first of each output makes known.
    private Action ByteTiles()
    {
        float[] Multiples() => [.. _weights.Select((weight, i) => i % inputs == 0 ? 127 : MathF.Round(weight * 1000))];
        var weights = _bytes ??= TiledByteWeights.Pack(Multiples(), null, outputs, inputs);
        return () =>
        {
            for (var tile = 0; tile < weights.Tiles; tile++)
            {
                EventTiles.Sum(_lists, weights, tile, steps, _sums);
            }
        };
    }

    private ReadOnlySpan<float> Input(int step) => _values.AsSpan(step * inputs, inputs);
}
