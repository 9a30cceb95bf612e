using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Tensors;
using Snnc.Compiler.Text;
using Snnc.Conversion.Networks;

namespace Snnc.Conversion.Calibration;

/// <summary>Runs the trained network on calibration data, and finds how large its activations are.</summary>
internal static class Calibrator
{
    /// <summary>Sees all samples.</summary>
    /// <exception cref="ConversionException">A sample cannot be run.</exception>
    public static Calibrated Run(
        AnnGraph ann, ITensorResolver tensors, SampleData data, ConversionOptions options, Location place, CancellationToken cancellation)
    {
        var units = ann.Units.Select(unit => unit.Source).ToList();
        var inputs = EncodedFrames(ann);
        var graph = WithOutputs(ann.Graph, [.. units, .. inputs]);
        var run = new SampleRun(data, options.Threads, place, cancellation);

        var ranges = Enumerable.Range(0, run.Workers).Select(_ => CreateRanges(ann, data.Count, options.Percentile)).ToList();
        var largest = Enumerable.Range(0, run.Workers).Select(_ => new double[inputs.Count]).ToList();
        run.Run(SampleRun.Fast(graph, tensors), (worker, _, outputs) =>
        {
            for (var i = 0; i < units.Count; i++)
            {
                ranges[worker][i].Add(Magnitudes((float[])outputs[i], ann.Units[i].Kind));
            }

            for (var i = 0; i < inputs.Count; i++)
            {
                largest[worker][i] = Math.Max(largest[worker][i], ((float[])outputs[units.Count + i]).Max());
            }
        });

        for (var worker = 1; worker < run.Workers; worker++)
        {
            ranges[0].Zip(ranges[worker]).ToList().ForEach(pair => pair.First.Add(pair.Second));
        }

        return new Calibrated(
            ann.Units.Zip(ranges[0]).ToDictionary(pair => pair.First.Label, pair => new ActivationRange(pair.Second.Quantile, pair.Second.Largest)),
            inputs.Select((name, i) => (name, max: largest.Max(seen => seen[i]))).ToDictionary(pair => pair.name, pair => pair.max),
            data.Count);
    }

    /// <summary>Says which layers were silent.</summary>
    public static IEnumerable<Diagnostic> Silent(AnnGraph ann, Calibrated calibrated, Location place) =>
        ann.Units.Where(unit => calibrated.Units[unit.Label].Largest <= 0)
            .Select(unit => Catalog.SilentLayer(ann.Node(unit.Source).Location ?? place, unit.Layer, calibrated.Samples));

    /// <summary>A network that gives the values of these nodes instead of its outputs.</summary>
    public static Graph WithOutputs(Graph graph, IReadOnlyList<string> nodes) => graph with
    {
        Outputs = nodes.Select((name, i) => new Output($"value{i}", new ValueRef(name))).ToEquatableArray(),
    };

    private static IReadOnlyList<string> EncodedFrames(AnnGraph ann) =>
    [
        .. ann.Graph.Nodes.Where(node => ann.RoleOf(node.Name) == NodeRole.Frame)
            .Where(node => ann.Readers(node.Name).Any(reader => ann.RoleOf(reader.Name) == NodeRole.Timed)).Select(node => node.Name),
    ];

    private static IReadOnlyList<LargestValues> CreateRanges(AnnGraph ann, int samples, double percentile) =>
        [.. ann.Units.Select(unit => new LargestValues(ann.Node(unit.Source).Type.Shape.Size * samples, percentile))];

    private static float[] Magnitudes(float[] values, UnitKind kind) => kind == UnitKind.Signed ? Array.ConvertAll(values, Math.Abs) : values;
}
