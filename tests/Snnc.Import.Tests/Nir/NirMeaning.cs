using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Import.Nir;

namespace Snnc.Import.Tests.Nir;

/// <summary>
/// What a graph means, in plain code over doubles: NIR's equations, step by step. Knows nothing of the importer; which edges are heard a step later
/// is said by whoever made the graph.
/// </summary>
internal sealed class NirMeaning(DrawnGraph drawn, NirReadingOptions reading, int steps)
{
    private readonly Dictionary<string, double[]> _values = [];
    private readonly Dictionary<string, double[]> _previous = [];
    private readonly Dictionary<string, double[][]> _history = [];
    private readonly Dictionary<string, double[]> _membranes = [];
    private readonly Dictionary<string, double[]> _currents = [];

    /// <summary>Gets how near any membrane came to its threshold.</summary>
    public double Nearest { get; private set; } = double.MaxValue;

    /// <summary>The outputs in their order, of all steps.</summary>
    public double[][] Run(IReadOnlyDictionary<string, float[]> inputs)
    {
        var outputs = drawn.Nodes.Where(node => node.Type == "Output").Select(node => node.Name).ToDictionary(name => name, _ => new List<double>());
        for (var t = 0; t < steps; t++)
        {
            foreach (var node in drawn.Nodes)
            {
                var size = drawn.Shapes[node.Name].Aggregate(1, (a, b) => a * b);
                _values[node.Name] = node.Type == "Input" ? [.. inputs[node.Name].Skip(t * size).Take(size).Select(x => (double)x)] : Evaluate(node, size, t);
                if (outputs.TryGetValue(node.Name, out var record))
                {
                    record.AddRange(_values[node.Name]);
                }
            }

            foreach (var (name, value) in _values)
            {
                _previous[name] = value;
            }
        }

        return [.. outputs.Values.Select(record => record.ToArray())];
    }

    private double[] Evaluate(NirPrimitive node, int size, int t)
    {
        var sources = drawn.Edges.Where(edge => edge.To == node.Name).ToList();
        var inputSize = sources.Count == 0 ? size : drawn.Shapes[sources[0].From].Aggregate(1, (a, b) => a * b);
        var x = new double[inputSize];
        foreach (var edge in sources)
        {
            var from = (edge.IsLate ? _previous : _values).GetValueOrDefault(edge.From);
            for (var i = 0; from is not null && i < inputSize; i++)
            {
                x[i] += from[i];
            }
        }

        return node.Type switch
        {
            "Output" or "Flatten" => x,
            "Affine" or "Linear" => Linear(node, x),
            "Conv1d" or "Conv2d" or "SumPool2d" or "AvgPool2d" => Windows(node, x, drawn.Shapes[sources[0].From], size),
            "Scale" => [.. x.Select((value, i) => value * Of(node, "scale", i))],
            "Threshold" => [.. x.Select((value, i) => Fires(value, Of(node, "threshold", i), false))],
            "Delay" => Delayed(node, x, t),
            _ => Population(node, x),
        };
    }

    private static double Of(NirPrimitive node, string field, int i, double absent = 0) =>
        node.Find(field) is { } found ? found.Reals[found.Reals.Length == 1 ? 0 : i] : absent;

    private static double[] Linear(NirPrimitive node, double[] x)
    {
        var shape = node["weight"].Shape;
        int rows = shape[^2], columns = shape[^1];
        var weight = node["weight"].Reals;
        var y = new double[x.Length / columns * rows];
        for (var i = 0; i < y.Length; i++)
        {
            var (block, row) = (i / rows, i % rows);
            var matrix = shape.Rank > 2 ? block * rows * columns : 0;
            y[i] = (node.Find("bias") is { } bias ? bias.Reals[row] : 0)
                + Enumerable.Range(0, columns).Sum(c => weight[matrix + (row * columns) + c] * x[(block * columns) + c]);
        }

        return y;
    }

    // By definition: for each output, all places of its window.
    private double[] Windows(NirPrimitive node, double[] x, int[] input, int size)
    {
        var output = drawn.Shapes[node.Name];
        var rank = input.Length - 1;
        var isPool = node.Type.EndsWith("Pool2d", StringComparison.Ordinal);
        var kernel = isPool ? node["kernel_size"].Reals.Select(k => (int)k).ToArray() : [.. node["weight"].Shape.Skip(2)];
        int[] strides = Axes(node, "stride", rank, 1), dilations = Axes(node, "dilation", rank, 1), before = Padding(node, rank, kernel, dilations);
        var groups = isPool ? input[0] : (int)Of(node, "groups", 0, 1);
        int perGroup = isPool ? 1 : node["weight"].Shape[1], places = kernel.Aggregate(1, (a, b) => a * b);
        var y = new double[size];
        for (var o = 0; o < size; o++)
        {
            var at = Unravel(o, output);
            y[o] = isPool || node.Find("bias") is not { } bias ? 0 : bias.Reals[at[0]];
            for (var c = 0; c < perGroup; c++)
            {
                var channel = (at[0] / (output[0] / groups) * perGroup) + c;
                for (var k = 0; k < places; k++)
                {
                    var offset = Unravel(k, kernel);
                    var place = Enumerable.Range(0, rank).Select(a => (at[a + 1] * strides[a]) - before[a] + (dilations[a] * offset[a])).ToArray();
                    if (place.Select((p, a) => p >= 0 && p < input[a + 1]).All(inside => inside))
                    {
                        var value = x[place.Select((p, a) => (p, a)).Aggregate(channel, (index, pair) => (index * input[pair.a + 1]) + pair.p)];
                        y[o] += isPool ? value : value * node["weight"].Reals[(((at[0] * perGroup) + c) * places) + k];
                    }
                }
            }

            y[o] = node.Type == "AvgPool2d" ? y[o] / places : y[o];
        }

        return y;
    }

    private static int[] Axes(NirPrimitive node, string field, int rank, int absent) =>
        [.. Enumerable.Range(0, rank).Select(a => (int)Of(node, field, a, absent))];

    private static int[] Padding(NirPrimitive node, int rank, int[] kernel, int[] dilations) => node.Find("padding") switch
    {
        { IsText: true, Text: "same" } => [.. kernel.Select((k, a) => dilations[a] * (k - 1) / 2)],
        { IsText: true } => new int[rank],
        _ => Axes(node, "padding", rank, 0),
    };

    private static int[] Unravel(int index, int[] shape)
    {
        var at = new int[shape.Length];
        for (var a = shape.Length - 1; a >= 0; a--)
        {
            (at[a], index) = (index % shape[a], index / shape[a]);
        }

        return at;
    }

    private double[] Delayed(NirPrimitive node, double[] x, int t)
    {
        var history = _history.TryGetValue(node.Name, out var known) ? known : _history[node.Name] = new double[steps][];
        history[t] = x;
        return [.. x.Select((_, i) => t - (int)Math.Round(Of(node, "delay", i) / reading.Step) is >= 0 and var then ? history[then][i] : 0)];
    }

    private double[] Population(NirPrimitive node, double[] x)
    {
        var v = Kept(_membranes, node.Name, x.Length);
        var y = new double[x.Length];
        for (var i = 0; i < x.Length; i++)
        {
            var drive = node.Type.StartsWith("Cuba", StringComparison.Ordinal) ? Current(node, x[i], i, x.Length) : x[i];
            v[i] = node.Type is "I" or "IF" ? v[i] + (reading.Gain * Of(node, "r", i) * drive)
                : Relaxed(v[i], Of(node, "v_leak", i) + (Of(node, "r", i) * drive), Of(node, node.Find("tau") is null ? "tau_mem" : "tau", i));
            if (node.Find("v_threshold") is null)
            {
                y[i] = v[i];
                continue;
            }

            y[i] = Fires(v[i], Of(node, "v_threshold", i), reading.IsReached);
            v[i] = y[i] == 0 ? v[i] : reading.Reset switch
            {
                ResetMode.Subtract => v[i] - Of(node, "v_threshold", i),
                ResetMode.Zero => 0,
                _ => Of(node, "v_reset", i),
            };
        }

        return y;
    }

    private double Current(NirPrimitive node, double x, int i, int count)
    {
        var current = Kept(_currents, node.Name, count);
        return current[i] = Relaxed(current[i], Of(node, "w_in", i, 1) * x, Of(node, "tau_syn", i));
    }

    private double Relaxed(double value, double target, double tau)
    {
        var share = reading.Method == IntegrationMethod.Euler ? reading.Step / tau : 1 - Math.Exp(-reading.Step / tau);
        return value + (share * (target - value));
    }

    private double Fires(double value, double threshold, bool isReached)
    {
        Nearest = Math.Min(Nearest, Math.Abs(value - threshold));
        return value > threshold || (isReached && value == threshold) ? 1 : 0;
    }

    private static double[] Kept(Dictionary<string, double[]> states, string name, int count) =>
        states.TryGetValue(name, out var known) ? known : states[name] = new double[count];
}
