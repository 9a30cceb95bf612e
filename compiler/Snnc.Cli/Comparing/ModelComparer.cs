using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Cli.Reporting;
using Snnc.Cli.Running;
using Snnc.Cli.Terminals;
using Snnc.Cli.Verbs;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Ir.Interpretation;
using Snnc.Execution;
using Snnc.Runtime;

namespace Snnc.Cli.Comparing;

/// <summary>Runs two networks on the same samples, and counts what differs: populations and outputs are matched by name.</summary>
internal sealed class ModelComparer
{
    private readonly Side _first;
    private readonly Side _second;
    private readonly List<(NodeComparison Report, PopulationTrace.Population First, PopulationTrace.Population Second)> _nodes = [];
    private readonly List<(OutputComparison Report, int First, int Second)> _outputs = [];
    private readonly List<Unmatched> _unmatched = [];

    /// <summary>Matches the networks.</summary>
    public ModelComparer(NetworkRun first, ComparedModel firstModel, NetworkRun second, ComparedModel secondModel)
    {
        (_first, _second) = (new Side(first, firstModel), new Side(second, secondModel));
        MatchNodes();
        MatchOutputs();
    }

    /// <summary>Runs all samples.</summary>
    /// <exception cref="DiagnosticException">A sample cannot be run.</exception>
    public ComparisonReport Run(IReadOnlyList<string> notes, VerbContext context)
    {
        var samples = Math.Min(_first.Samples, _second.Samples);
        var (hasAnswers, answersDiffering) = (_first.HasAnswers && _second.HasAnswers, 0);
        using var progress = new Progress(context.Terminal, "comparing", samples);
        for (var sample = 0; sample < samples; sample++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            _first.Run(sample);
            _second.Run(sample);
            _nodes.ForEach(node => Count(node.Report, node.First, node.Second, sample));
            _outputs.ForEach(output => Count(output.Report, _first.Outputs[output.First], _second.Outputs[output.Second]));
            answersDiffering += hasAnswers && _first.Answer != _second.Answer ? 1 : 0;
            progress.Advance(1);
        }

        return new ComparisonReport(
            _first.Model, _second.Model, samples, [.. _nodes.Select(node => node.Report)], [.. _outputs.Select(output => output.Report)], _unmatched, notes)
        {
            AnswersDiffering = hasAnswers ? answersDiffering : null,
            IsLabelled = _first.IsLabelled,
        };
    }

    private static void Count(NodeComparison report, PopulationTrace.Population first, PopulationTrace.Population second, int sample)
    {
        var values = Math.Min(first.Values.Length, second.Values.Length);
        var before = report.Differing;
        for (var i = 0; i < values; i++)
        {
            // A number that is none equals itself.
            if (!first.Values[i].Equals(second.Values[i]))
            {
                report.Differing++;
                report.LargestDifference = Math.Max(report.LargestDifference, Math.Abs((double)first.Values[i] - second.Values[i]));
                report.First ??= new FirstDifference(
                    sample, i / report.Neurons, i % report.Neurons, first.Values[i], second.Values[i], first.Membrane[i], second.Membrane[i]);
            }
        }

        report.Compared += values;
        report.SamplesDiffering += report.Differing > before ? 1 : 0;
        report.SpikesOfFirst += first.Values.Sum(value => (double)value);
        report.SpikesOfSecond += second.Values.Sum(value => (double)value);
    }

    private static void Count(OutputComparison report, Array first, Array second)
    {
        var differences = Numbers(first).Zip(Numbers(second), (a, b) => a.Equals(b) ? 0 : Math.Abs(a - b)).ToList();
        report.SamplesDiffering += differences.Exists(difference => difference != 0) ? 1 : 0;
        report.LargestDifference = differences.Append(report.LargestDifference).Max();
    }

    private static IEnumerable<double> Numbers(Array values) =>
        values is long[] wholes ? wholes.Select(x => (double)x) : ((float[])values).Select(x => (double)x);

    private void MatchNodes()
    {
        var others = _second.Trace.Populations.ToDictionary(population => population.Node.Name);
        foreach (var population in _first.Trace.Populations)
        {
            if (!others.Remove(population.Node.Name, out var other))
            {
                _unmatched.Add(new Unmatched(population.Node.Name, $"is in {_first.Model.Name} only"));
            }
            else if (Mismatch(population.Node.Value, other.Node.Value) is { } reason)
            {
                _unmatched.Add(new Unmatched(population.Node.Name, reason));
            }
            else
            {
                var value = population.Node.Value;
                _nodes.Add((new NodeComparison(population.Node.Name, value.Length, value.Kind == ValueKind.Spikes), population, other));
            }
        }

        _unmatched.AddRange(others.Values.Select(other => new Unmatched(other.Node.Name, $"is in {_second.Model.Name} only")));
    }

    private void MatchOutputs()
    {
        var (ours, theirs) = (_first.Runner.Outputs, _second.Runner.Outputs.ToList());
        for (var i = 0; i < ours.Count; i++)
        {
            var j = theirs.FindIndex(output => output.Name == ours[i].Name);
            if (j < 0 || Mismatch(ours[i], theirs[j]) is not null)
            {
                var reason = j < 0 ? $"is in {_first.Model.Name} only" : Mismatch(ours[i], theirs[j])!;
                _unmatched.Add(new Unmatched($"output {ours[i].Name}", reason));
            }
            else
            {
                _outputs.Add((new OutputComparison(ours[i].Name), i, j));
            }
        }

        var missing = theirs.Where(output => ours.All(other => other.Name != output.Name));
        _unmatched.AddRange(missing.Select(output => new Unmatched($"output {output.Name}", $"is in {_second.Model.Name} only")));
    }

    private string? Mismatch(ValueInfo first, ValueInfo second) =>
        first.Kind != second.Kind ? $"is {Word(first.Kind)} in {_first.Model.Name}, {Word(second.Kind)} in {_second.Model.Name}"
        : first.Shape.SequenceEqual(second.Shape) ? null
        : $"is [{string.Join(", ", first.Shape)}] in {_first.Model.Name}, [{string.Join(", ", second.Shape)}] in {_second.Model.Name}";

    private static string Word(ValueKind kind) => kind switch
    {
        ValueKind.Frame => "a frame",
        ValueKind.Signal => "a signal",
        _ => "spikes",
    };

    /// <summary>One of the two networks, with its buffers.</summary>
    private sealed class Side
    {
        private readonly NetworkRun _run;
        private readonly Answer? _answer;
        private readonly float[][] _inputs;

        public Side(NetworkRun run, ComparedModel model)
        {
            (_run, Model) = (run, model);
            (Trace, Outputs) = MemoryGuard.Run(run.Graph.Name, run.Place, () => (new PopulationTrace(run.Runner), RunArguments.CreateOutputs(run.Runner)));
            (_answer, _inputs) = (Running.Answer.Of(run.Graph), run.Samples.CreateBuffers());
            run.Runner.Observer = Trace;
            Model.Correct = _answer is not null && IsLabelled ? 0 : null;
        }

        public ComparedModel Model { get; }

        public PopulationTrace Trace { get; }

        public Array[] Outputs { get; }

        public INetworkRunner Runner => _run.Runner;

        public int Samples => _run.Samples.Count;

        public bool IsLabelled => _run.Samples.Labels is not null;

        public bool HasAnswers => _answer is not null;

        public long Answer => _answer!.Read(Outputs);

        public void Run(int sample)
        {
            _run.Samples.Read(sample, _inputs);
            try
            {
                Runner.Run(sample, _inputs, Outputs);
            }
            catch (RunException e)
            {
                throw new DiagnosticException(Catalog.RunFailed(e.Location ?? _run.Place, sample, Sentence.AsMessage(e.Message), e.Hint));
            }

            if (Model.Correct is { } correct)
            {
                Model.Correct = correct + (Answer == _run.Samples.Labels![sample] ? 1 : 0);
            }
        }
    }
}
