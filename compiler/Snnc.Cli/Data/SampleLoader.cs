using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Snnc.Cli.Data.Events;
using Snnc.Cli.Programs;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Tensors;
using Snnc.Compiler.Text;

namespace Snnc.Cli.Data;

/// <summary>
/// Finds the data of a network: <c>--data</c>, or <c>NAME.data.npz</c> beside <c>NAME.snn</c>. An input takes the array of its name; the only
/// array feeds the only input. The first axis of every array counts samples.
/// </summary>
internal sealed class SampleLoader(Graph graph, CompiledProgram program)
{
    private IReadOnlyList<Node> Inputs => [.. graph.Nodes.Where(node => node.Op is InputOp)];

    private string Beside => Path.ChangeExtension(program.Text.Path, ".data.npz");

    /// <summary>Where the samples are, or null where there are none.</summary>
    /// <param name="data">The path of <c>--data</c>, or null.</param>
    public string? PathOf(string? data) => data ?? (Inputs.Count > 0 && File.Exists(Beside) ? Beside : null);

    /// <summary>Loads the samples.</summary>
    /// <param name="data">The path of <c>--data</c>, or null.</param>
    /// <param name="labels">The path of <c>--labels</c>, or null.</param>
    /// <param name="limit">The most samples, or null.</param>
    /// <exception cref="DiagnosticException">There is no data, or it does not fit: one diagnostic for each input at fault.</exception>
    public SampleSet Load(string? data, string? labels, int? limit)
    {
        if (data is not null && Inputs.Count > 0 && new EventFiles(Inputs, graph.Time, limit).TryRead(data) is { } events)
        {
            // Only as many recordings were read as are wanted.
            var answers = (labels is null ? events.Labels : LabelArray.Load(DataContainer.Open(labels)))?.Take(limit);
            return new SampleSet(CountSamples(events.Path, events.Inputs, answers), events.Inputs, answers?.Values);
        }

        var container = Open(data);
        if (container is null)
        {
            return Inputs.Count == 0 ? SampleSet.OneRun
                : throw new DiagnosticException(Catalog.NoData(PlaceOf(Inputs[0]), graph.Name, Inputs.Select(input => input.Name), Beside));
        }

        var arrays = ReadInputs(container);
        var right = LabelArray.Load(container, labels);
        var count = CountSamples(container.Path, arrays, right);
        count = Math.Min(count, limit ?? count);
        foreach (var array in arrays)
        {
            SampleValues.Check(container, array.Input, ((ArraySamples)array.Samples).Tensor, (long)count * array.Length);
        }

        return new SampleSet(count, arrays, right?.Values);
    }

    private DataContainer? Open(string? data) => PathOf(data) is { } path ? DataContainer.Open(path) : null;

    private IReadOnlyList<InputArray> ReadInputs(DataContainer container)
    {
        var found = new List<(Node Input, TensorInfo Array)>();
        var errors = new List<Diagnostic>();
        foreach (var input in Inputs)
        {
            var array = ArrayOf(input, container);
            var error = array is null ? NoArray(input, container) : Check(input, array, container);
            if (error is not null)
            {
                errors.Add(error);
            }
            else
            {
                found.Add((input, array!));
            }
        }

        return errors.Count > 0 ? throw new DiagnosticException(errors)
            : [.. found.Select(pair => Samples(pair.Input, container.Read(pair.Array)))];
    }

    private InputArray Samples(Node input, TensorData tensor)
    {
        var length = (int)new SampleShape(input, graph.Time).Length;
        return new InputArray(input, new ArraySamples(tensor, length), length);
    }

    private TensorInfo? ArrayOf(Node input, DataContainer container) =>
        container.Find(input.Name) ?? (Inputs.Count == 1 && container.ArraysOfInputs.Count == 1 ? container.ArraysOfInputs[0] : null);

    private static Diagnostic NoArray(Node input, DataContainer container)
    {
        var names = container.Arrays.Select(container.NameOf).ToList();
        return container.WhyUnreadable(input.Name)
            ?? Catalog.NoArrayForInput(container.Path, input.Name, input.Type.Shape, names, EditDistance.Nearest(input.Name, names));
    }

    private Diagnostic? Check(Node input, TensorInfo array, DataContainer container)
    {
        var (name, shape) = (container.NameOf(array), array.Shape);
        var expected = new SampleShape(input, graph.Time);
        return !expected.Fits(shape) ? Catalog.DataShape(container.Path, name, shape, input.Name, expected.ToString(), expected.Advice(shape))
            : array.Shape[0] == 0 ? Catalog.NoSamples(container.Path, name)
            : null;
    }

    private static int CountSamples(string path, IReadOnlyList<InputArray> arrays, LabelArray? labels)
    {
        var counts = arrays.Select(array => (Path: path, array.Input.Name, Samples: array.Samples.Count)).ToList();
        if (labels is not null)
        {
            counts.Add((labels.Path, labels.Name, labels.Values.Length));
        }

        if (counts.Count == 0)
        {
            return 1;
        }

        var (first, odd) = (counts[0], counts.FindIndex(count => count.Samples != counts[0].Samples));
        return odd < 0 ? first.Samples
            : throw new DiagnosticException(Catalog.SampleCounts(counts[odd].Path, first.Name, first.Samples, counts[odd].Name, counts[odd].Samples));
    }

    private Location PlaceOf(Node node) => node.Location ?? program.PlaceOf(graph);
}
