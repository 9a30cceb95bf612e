using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Cli.Data;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Tensors;

namespace Snnc.Cli.Drawing;

/// <summary>Reads what <c>snnc run --trace</c> wrote.</summary>
internal sealed class TraceFile
{
    private const string Spikes = ".spikes";
    private const string SpikesShape = ".spikes.shape";
    private const string Counts = ".counts";
    private const string Membrane = "v";

    private readonly DataContainer _container;
    private readonly Dictionary<string, int[]> _shapes;

    private TraceFile(DataContainer container)
    {
        _container = container;
        _shapes = container.Arrays.Where(array => array.Key.EndsWith(Spikes, StringComparison.Ordinal))
            .ToDictionary(array => array.Key[..^Spikes.Length], ShapeOf);
    }

    /// <summary>Reads one sample.</summary>
    /// <exception cref="DiagnosticException">The file is missing, damaged or no trace, or has not so many samples.</exception>
    public static TracedSample Read(string path, int sample)
    {
        var file = new TraceFile(DataContainer.Open(path));
        if (file._shapes.Count == 0)
        {
            throw file.Wrong("it holds no spikes: no array is called NAME.spikes");
        }

        var shape = file._shapes.Values.First();
        return sample < shape[0]
            ? new TracedSample(sample, shape[0], shape[1], [.. file.Nodes(sample, shape[0], shape[1])])
            : throw file.Wrong($"sample {sample} is not there: it holds {shape[0]}, and the first is sample 0");
    }

    private IEnumerable<TracedNode> Nodes(int sample, int samples, int steps)
    {
        foreach (var (name, shape) in _shapes)
        {
            if (shape[0] != samples || shape[1] != steps)
            {
                throw Wrong($"'{name}{Spikes}' is of {shape[0]} samples of {shape[1]} steps, and others are of {samples} of {steps}");
            }

            var states = Timed(samples, steps).Where(array => OwnerOf(array.Key) == name).ToList();
            var state = states.Find(array => array.Key == $"{name}.{Membrane}") ?? states.FirstOrDefault();
            yield return new TracedNode(name, Size(shape.Skip(2)), Unpack(name, shape, sample), state is null ? null : Values(state, sample));
        }

        foreach (var array in Timed(samples, steps).Where(array => OwnerOf(array.Key) is null))
        {
            yield return new TracedNode(array.Key, Size(array.Shape.Skip(2)), null, Values(array, sample));
        }
    }

    private IEnumerable<TensorInfo> Timed(int samples, int steps) => _container.Arrays.Where(array =>
        !array.Key.EndsWith(Spikes, StringComparison.Ordinal) && !array.Key.EndsWith(SpikesShape, StringComparison.Ordinal)
        && !array.Key.EndsWith(Counts, StringComparison.Ordinal)
        && array.Shape.Rank >= 2 && array.Shape[0] == samples && array.Shape[1] == steps);

    // The population that this is a state of.
    private string? OwnerOf(string key) => key.LastIndexOf('.') is > 0 and var dot && _shapes.ContainsKey(key[..dot]) ? key[..dot] : null;

    private int[] ShapeOf(TensorInfo spikes)
    {
        var info = _container.Find(spikes.Key + ".shape") ?? throw Wrong($"'{spikes.Key}' has no '{spikes.Key}.shape' beside it");
        var shape = _container.Read(info).ToDoubles();
        if (shape.Length < 2 || shape.Any(extent => !(extent >= 1 && extent <= int.MaxValue && extent % 1 == 0)))
        {
            throw Wrong($"'{info.Key}' must be the samples, the steps and the population's shape, each at least 1");
        }

        // Bits, eight to a byte.
        var bytes = Math.Ceiling(shape.Aggregate(1.0, (product, extent) => product * extent) / 8);
        return spikes.DType == DType.UInt8 && spikes.Shape.Size == bytes
            ? Array.ConvertAll(shape, extent => (int)extent)
            : throw Wrong($"'{spikes.Key}' must be {bytes:0} bytes, as '{info.Key}' says");
    }

    private bool[] Unpack(string name, int[] shape, int sample)
    {
        var packed = _container.Read(_container.Find(name + Spikes)!);
        var spikes = new bool[Size(shape.Skip(1))];
        var start = (long)sample * spikes.Length;
        for (var i = 0; i < spikes.Length; i++)
        {
            spikes[i] = ((int)packed.GetDouble((start + i) >> 3) & (0x80 >> (int)((start + i) & 7))) != 0;
        }

        return spikes;
    }

    private TracedValues Values(TensorInfo array, int sample)
    {
        var tensor = _container.Read(array);
        var values = new double[Size(array.Shape.Skip(1))];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = tensor.GetDouble(((long)sample * values.Length) + i);
        }

        return new TracedValues(OwnerOf(array.Key) is { } owner ? array.Key[(owner.Length + 1)..] : array.Key, values);
    }

    private int Size(IEnumerable<int> extents)
    {
        var size = extents.Aggregate(1.0, (product, extent) => product * extent);
        return size <= Array.MaxLength ? (int)size : throw Wrong($"a sample of it has {size:0} values, which are too many");
    }

    private DiagnosticException Wrong(string reason) =>
        new(Catalog.UnreadableData(_container.Path, reason, "'snnc run NET.snn --trace T.npz' writes what can be drawn"));
}
