using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Tensors.Hdf5;

namespace Snnc.Cli.Data.Events;

/// <summary>
/// NIR's files of data: for each node observables, which are <c>TimeGriddedData</c> (a value for each step), <c>EventData</c> (indices and times) or
/// <c>ValuedEventData</c> (and values).
/// </summary>
internal sealed class NirRecordings
{
    private const string TypeAttribute = "__type__";
    private const double SameStep = 1e-6;
    private readonly string _path;
    private readonly Hdf5Group _nodes;

    private NirRecordings(string path, Hdf5Group nodes) => (_path, _nodes) = (path, nodes);

    /// <summary>The file, or null if it is none of NIR's data.</summary>
    public static NirRecordings? Open(string path)
    {
        if (!path.EndsWith(".nir", StringComparison.OrdinalIgnoreCase) && !path.EndsWith(".h5", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var root = Hdf5File.Open(path);
        return TypeOf(root) == "NIRGraphData" && root.TryFind("nodes", out var nodes) && nodes is Hdf5Group group
            ? new NirRecordings(path, group) : null;
    }

    /// <summary>The samples of each input: of the node of its name, or of the only node if there is only one input.</summary>
    public EventSet Read(IReadOnlyList<Node> inputs, TimeBase time, int? limit) => new(_path, [.. inputs.Select(input =>
    {
        var bins = new EventBins(_path, input, time);
        Read(ObservableOf(input, inputs.Count), bins, limit);
        return bins.ToSamples();
    })], null);

    private static string? TypeOf(Hdf5Object group) =>
        group.Attributes.TryGetValue(TypeAttribute, out var type) && type.Kind == Hdf5Kind.Text ? type.ReadTexts().FirstOrDefault() : null;

    private Hdf5Group ObservableOf(Node input, int inputs)
    {
        var node = _nodes.TryFind(input.Name, out var found) ? found : inputs == 1 && _nodes.Children.Count == 1 ? _nodes.Children[0] : null;
        if (node is not Hdf5Group || !((Hdf5Group)node).TryFind("observables", out var observables) || observables is not Hdf5Group group)
        {
            var names = string.Join(", ", _nodes.Children.Select(child => child.Name));
            throw EventBins.Wrong(_path, $"it has no data of a node '{input.Name}', as the input is called", $"it holds data of {names}");
        }

        return (group.TryFind("spikes", out var spikes) ? spikes : group.Children.Count == 1 ? group.Children[0] : null) as Hdf5Group
            ?? throw EventBins.Wrong(_path, $"the node '{node.Name}' has several observables and none called 'spikes'");
    }

    private void Read(Hdf5Group observable, EventBins bins, int? limit)
    {
        switch (TypeOf(observable))
        {
            case "TimeGriddedData":
                ReadGrid(observable, bins, limit);
                break;
            case "EventData":
                ReadEvents(observable, bins, limit, bins.StepEndingAt, null);
                break;
            case "ValuedEventData":
                ReadEvents(observable, bins, limit, bins.StepOf, Dataset(observable, "value", 2).ReadSingles());
                break;
            case var type:
                throw EventBins.Wrong(_path, $"'{observable.Path}' is of the unknown type '{type}'", "write it as EventData or TimeGriddedData");
        }
    }

    private void ReadGrid(Hdf5Group observable, EventBins bins, int? limit)
    {
        var (data, dt) = (Dataset(observable, "data", 3), Number(observable, "dt"));
        if (Math.Abs(dt - bins.StepSeconds) > SameStep * bins.StepSeconds)
        {
            throw EventBins.Wrong(_path, $"a step of '{observable.Path}' is {dt} s, but one of the network {bins.StepSeconds} s", "make them equal");
        }

        CheckNeurons(data.Shape[2], observable, bins);
        var (values, at) = (data.ReadSingles(), 0);
        for (var sample = 0; sample < Math.Min(data.Shape[0], limit ?? int.MaxValue); sample++)
        {
            for (var i = 0; i < data.Shape[1] * data.Shape[2]; i++, at++)
            {
                if (values[at] != 0)
                {
                    bins.Add(i / data.Shape[2], i % data.Shape[2], values[at]);
                }
            }

            bins.EndRecording();
        }
    }

    // Rows are filled up with the index -1 at an infinite time.
    private void ReadEvents(Hdf5Group observable, EventBins bins, int? limit, Func<double, double> stepOf, float[]? values)
    {
        var (indices, times) = (Dataset(observable, "idx", 2), Dataset(observable, "time", 2));
        CheckNeurons((long)Number(observable, "n_neurons"), observable, bins);
        var (index, time) = (indices.ReadIntegers(), times.ReadReals());
        if (index.Length != time.Length || (values is not null && values.Length != index.Length))
        {
            throw EventBins.Wrong(_path, $"idx, time and value of '{observable.Path}' are not equally many");
        }

        var (samples, events) = (indices.Shape[0], indices.Shape[1]);
        for (var sample = 0; sample < Math.Min(samples, limit ?? int.MaxValue); sample++)
        {
            for (var i = sample * events; i < (sample + 1) * events; i++)
            {
                if (index[i] >= 0 && !double.IsPositiveInfinity(time[i]))
                {
                    bins.Add(stepOf(time[i]), index[i], values is null ? 1 : values[i]);
                }
            }

            bins.EndRecording();
        }
    }

    private void CheckNeurons(long neurons, Hdf5Group observable, EventBins bins)
    {
        if (neurons != bins.Shape.Size)
        {
            throw EventBins.Wrong(_path, $"'{observable.Path}' is of {neurons} neurons, but input '{bins.Input.Name}' has the shape {bins.Shape}");
        }
    }

    private Hdf5Dataset Dataset(Hdf5Group observable, string name, int rank) =>
        observable.TryFind(name, out var found) && found is Hdf5Dataset dataset && dataset.Shape.Count == rank ? dataset
            : throw EventBins.Wrong(_path, $"'{observable.Path}' has no array '{name}' of {rank} axes");

    private double Number(Hdf5Group observable, string name) =>
        observable.Attributes.TryGetValue(name, out var found) && found.ReadReals() is [var number] ? number
            : throw EventBins.Wrong(_path, $"'{observable.Path}' does not say its {name}");
}
