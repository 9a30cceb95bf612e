using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Tensors;
using Snnc.Compiler.Text;
using Snnc.Conversion.Building;
using Snnc.Conversion.Calibration;
using Snnc.Conversion.Networks;
using Snnc.Execution;

namespace Snnc.Conversion.Evaluation;

/// <summary>Runs the trained and the new network on samples.</summary>
internal sealed class Evaluator(AnnGraph ann, ITensorResolver annTensors, SampleData data, int threads, Location place, CancellationToken cancellation)
{
    private SampleRun Run => new(data, threads, place, cancellation);

    /// <summary>How many answers of the trained network are right; null where there is nothing to compare labels with.</summary>
    /// <param name="graph">The trained network, with max or average pooling.</param>
    public int? CorrectOf(Graph graph)
    {
        if (data.Labels is null || AnswerPath.ReadoutOf(ann) is not { } readout)
        {
            return null;
        }

        var correct = 0;
        var runner = SampleRun.Fast(Calibrator.WithOutputs(graph, [readout.Name]), annTensors);
        Run.Run(runner, (_, sample, outputs) =>
        {
            if (ArgMax((float[])outputs[0]) == data.Labels[sample])
            {
                Interlocked.Increment(ref correct);
            }
        });
        return correct;
    }

    /// <summary>How many answers of the new network are right when it stops after each of its steps; null without labels.</summary>
    public IReadOnlyList<int>? CorrectAfter(ConvertedNetwork converted, Action<long>? advance)
    {
        if (data.Labels is null || AnswerPath.ReadoutOf(ann) is not { } readout)
        {
            return null;
        }

        var text = converted.Readouts[readout.Name];
        var (graph, tensors) = converted.Compile([("probe", text.Signal)]);
        var run = Run;
        var correct = Enumerable.Range(0, run.Workers).Select(_ => new int[converted.Steps]).ToList();
        run.Run(SampleRun.Fast(graph, tensors), (worker, sample, outputs) =>
        {
            AddCorrect(correct[worker], (float[])outputs[^1], text.IsCount, data.Labels[sample]);
            advance?.Invoke(1);
        });
        return [.. Enumerable.Range(0, converted.Steps).Select(step => correct.Sum(counts => counts[step]))];
    }

    /// <summary>Watches the new network node by node, beside the trained one.</summary>
    /// <param name="factor">What a spike in each step stands for; null where the recipe does not say, and the best is taken.</param>
    public (SpikeWatch Spikes, IReadOnlyList<LayerReport> Layers) Watch(ConvertedNetwork converted, Func<Unit, double?> factor)
    {
        var (graph, tensors) = converted.Compile([]);
        var snn = SampleRun.Watched(graph, tensors);
        var trained = SampleRun.Fast(Calibrator.WithOutputs(ann.Graph, [.. ann.Units.Select(unit => unit.Source)]), annTensors);
        var labels = ann.Units.Select(unit => unit.Label).ToList();
        var run = Run;
        var pairs = Enumerable.Range(0, run.Workers)
            .Select(worker => new Pair(new SpikeWatch(graph, snn.Nodes, labels), worker == 0 ? trained : trained.CreateAnother(), data)).ToList();
        void Take(int worker, int sample, Array[] outputs) => pairs[worker].Add(sample, converted.Steps, unit => factor(ann.Units[unit]));
        run.Run(snn, Take, (worker, runner) => runner.Observer = pairs[worker].Spikes);
        pairs.Skip(1).ToList().ForEach(pairs[0].Add);
        return (pairs[0].Spikes, [.. ann.Units.Select((unit, i) => LayerOf(unit, pairs[0].Rates[i], pairs[0].Spikes.SpikesOfUnits[i], factor(unit)))]);
    }

    /// <summary>The products of connections of the trained network.</summary>
    public double Products(Func<Node, bool> isMeant) => ann.Graph.Nodes.Where(node => node.Op is ConnectionOp && isMeant(node))
        .Sum(node => FanOut.Of((ConnectionOp)node.Op, ann.Node(node.Inputs[0].Node).Type.Shape, node.Type.Shape).Sum(fan => (double)fan));

    private LayerReport LayerOf(Unit unit, RateStatistics rates, double spikes, double? known)
    {
        var factor = known ?? rates.BestFactor;
        var size = (int)ann.Node(unit.Source).Type.Shape.Size;
        return new LayerReport(
            unit.Layer, unit.Label, size, factor, rates.MeanRate, spikes / data.Count, rates.Correlation, rates.Error(factor),
            known is null ? null : rates.Saturated);
    }

    private static void AddCorrect(int[] correct, float[] values, bool isCount, int label)
    {
        var size = values.Length / correct.Length;
        var sums = new float[size];
        for (var step = 0; step < correct.Length; step++)
        {
            var now = values.AsSpan(step * size, size);
            for (var i = 0; i < size; i++)
            {
                sums[i] = isCount ? sums[i] + now[i] : now[i];
            }

            correct[step] += ArgMax(sums) == label ? 1 : 0;
        }
    }

    // The lowest index on ties, as the language has it.
    private static int ArgMax(float[] values) => Array.IndexOf(values, values.Max());

    /// <summary>One thread's instances of both networks.</summary>
    private sealed class Pair(SpikeWatch spikes, INetworkRunner trained, SampleData data)
    {
        private readonly float[][] _inputs = data.CreateBuffers();
        private readonly Array[] _activations = RunArguments.CreateOutputs(trained);

        public SpikeWatch Spikes => spikes;

        public IReadOnlyList<RateStatistics> Rates { get; } = [.. trained.Outputs.Select(_ => new RateStatistics())];

        public void Add(int sample, int steps, Func<int, double?> factor)
        {
            data.Read(sample, _inputs);
            trained.Run(sample, _inputs, _activations);
            for (var unit = 0; unit < Rates.Count; unit++)
            {
                Rates[unit].Add((float[])_activations[unit], spikes.CountsOf(unit), steps, factor(unit) ?? double.PositiveInfinity);
            }

            spikes.Clear();
        }

        public void Add(Pair other)
        {
            spikes.Add(other.Spikes);
            Rates.Zip(other.Rates).ToList().ForEach(pair => pair.First.Add(pair.Second));
        }
    }
}
