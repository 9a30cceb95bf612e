using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;

namespace Snnc.Runtime.Kernels;

/// <summary>
/// Counts how active what connections read is: in the first tiles of steps, and then in one of about a thousand, so that it takes no time that could be
/// measured. What was counted long ago counts less and less. One for each instance of a network.
/// </summary>
/// <param name="first">So many tiles are counted first.</param>
/// <param name="every">Then one of so many.</param>
/// <param name="memory">After so many that were counted, all of them count half.</param>
/// <param name="layers">The connections, what each reads, and the share that was expected not to be 0.</param>
public sealed class ActivityMeter(int first, int every, int memory, params (string Node, string Input, double Planned)[] layers)
{
    private readonly long[] _active = new long[layers.Length];
    private readonly long[] _values = new long[layers.Length];
    private int _wait;
    private int _counted;

    /// <summary>Whether the tile that has just run is one to count.</summary>
    public bool IsDue()
    {
        if (_wait > 0)
        {
            _wait--;
            return false;
        }

        Begin();
        return true;
    }

    /// <summary>Counts what is on the lists of a tile.</summary>
    /// <param name="layer">Its place among the connections.</param>
    public void Count(int layer, SpikeLists lists) => Add(layer, lists.Events, (long)lists.Size * lists.Count);

    /// <summary>Counts what is not 0 in the rows of a tile's steps.</summary>
    /// <param name="layer">Its place among the connections.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Count(int layer, StepRows<float> rows, int steps)
    {
        var active = 0;
        for (var step = 0; step < steps; step++)
        {
            foreach (var value in rows[step])
            {
                active += value != 0 ? 1 : 0;
            }
        }

        Add(layer, active, (long)rows.Size * steps);
    }

    /// <summary>What was counted so far.</summary>
    public IReadOnlyList<LayerActivity> Read() =>
        [.. layers.Select((layer, i) => new LayerActivity(layer.Node, layer.Input, layer.Planned, (double)_active[i] / _values[i]))];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Begin()
    {
        _counted++;
        _wait = _counted < first ? 0 : every - 1;
        for (var layer = 0; layer < _active.Length && _counted % memory == 0; layer++)
        {
            (_active[layer], _values[layer]) = (_active[layer] / 2, _values[layer] / 2);
        }
    }

    private void Add(int layer, long active, long values)
    {
        _active[layer] += active;
        _values[layer] += values;
    }
}
