using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Snnc.Compiler.Tensors;
using Snnc.Import.Writing;
using Snnc.Tensors.Hdf5;

namespace Snnc.Import.Nir;

/// <summary>Imports networks of the Neuromorphic Intermediate Representation (Pedersen et al., 2024).</summary>
public static class NirImporter
{
    /// <summary>Gets the names of the systems that a file can be read as.</summary>
    public static IReadOnlyList<string> Conventions => Convention.Names;

    /// <summary>Imports a .nir file.</summary>
    /// <exception cref="ImportException">It cannot be imported.</exception>
    /// <exception cref="TensorFormatException">It is damaged.</exception>
    public static ImportedNetwork Import(string path, ImportOptions options)
    {
        var root = Hdf5File.Open(path);
        return Import(NirReader.Read(root), Path.GetFileName(path), options, NirReader.VersionReading(root));
    }

    /// <summary>Imports a graph.</summary>
    /// <param name="source">Where it is from, for the comment at the head of the program.</param>
    /// <exception cref="ImportException">It cannot be imported.</exception>
    public static ImportedNetwork Import(NirGraph nir, string source, ImportOptions options) => Import(nir, source, options, []);

    private static ImportedNetwork Import(NirGraph nir, string source, ImportOptions options, List<string> readings)
    {
        var graph = GraphEnds.Complete(Flattening.Of(nir), readings);
        var reading = Interpretation.Of(graph, options, readings);
        bool IsDelay(NirPrimitive node) => node.Type == "Delay" && LeastSteps(node, reading) >= 1;
        graph = CycleDelays.Insert(graph, IsDelay);
        Report(graph, reading, options, readings);
        var shapes = ShapeInference.Of(graph, CycleDelays.Order(graph, IsDelay));

        var text = new NetworkText(options.Name);
        text.Note($"Imported from {source}.");
        readings.ForEach(line => text.Note($"- {line}"));
        if (reading.Convention.Profile is { } profile)
        {
            text.Use(profile);
        }

        text.Time(reading.StepSeconds is { } step ? Times.Text(step) : null, options.Steps);
        var tensors = ProgramWriter.Write(graph, shapes, reading, options, text);
        if (tensors.Arrays.Count > 0)
        {
            text.Weights(TensorTable.Container, options.WeightsFile);
        }

        return new ImportedNetwork(text.ToString(), tensors.Arrays, readings);
    }

    private static double LeastSteps(NirPrimitive node, Interpretation reading) =>
        Math.Round(node["delay"].Reals.Min() / (reading.StepInUnit ?? 1), MidpointRounding.AwayFromZero);

    private static void Report(FlatGraph graph, Interpretation reading, ImportOptions options, List<string> readings)
    {
        foreach (var edge in graph.Edges.Where(edge => edge.IsDelayed))
        {
            readings.Add($"a cycle is closed one step later: on the edge from '{graph.Nodes[edge.From].Name}' to '{graph.Nodes[edge.To].Name}'");
        }

        foreach (var node in graph.Nodes.Where(node => node.Type == "Delay"))
        {
            var steps = node["delay"].Reals.Select(delay => delay / (reading.StepInUnit ?? 1)).ToList();
            if (steps.Any(count => count < 0))
            {
                throw new ImportException($"'{node.Name}' (Delay) has a delay below 0");
            }

            if (steps.Any(count => Math.Abs(count - Math.Round(count)) > 1e-4))
            {
                readings.Add($"the delay of '{node.Name}' is rounded to whole steps");
            }
        }

        if (!options.InputsAreSpikes)
        {
            readings.Add("the file does not say whether its inputs are spikes: they are signals, which take any numbers (--input)");
        }

        if (options.Steps is null)
        {
            readings.Add("the file does not say how many steps an inference takes: the network is a stream (--steps)");
        }
    }
}
