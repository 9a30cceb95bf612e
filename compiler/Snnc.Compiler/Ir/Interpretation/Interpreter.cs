using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Tensors;

namespace Snnc.Compiler.Ir.Interpretation;

/// <summary>
/// Runs a graph in plain scalar code, node by node and step by step: the oracle that every back end must agree with.
/// The graph must satisfy the verifier. Not for use by several threads at once.
/// </summary>
public sealed class Interpreter
{
    private readonly Graph _graph;
    private readonly RunClock _clock;
    private readonly EvaluatorFactory _values;
    private readonly List<NodeEvaluator> _all;
    private readonly List<InputEvaluator> _inputs;
    private readonly List<InterpretedStage> _stages;
    private readonly CarriedValues _carried;

    /// <summary>Loads the constants and makes everything ready.</summary>
    /// <exception cref="TensorFormatException">A container, tensor or value is not what the graph says.</exception>
    /// <exception cref="RunException">The graph needs too much memory.</exception>
    public Interpreter(Graph graph, ITensorResolver resolver, Precision precision)
    {
        _graph = graph;
        _clock = new RunClock(graph.Time.Steps ?? 0);
        _values = new EvaluatorFactory(graph, new LoadedConstants(graph, resolver), new Rounding(precision == Precision.Single), _clock);
        _all = graph.Nodes.Select(_values.Create).ToList();
        _inputs = _all.OfType<InputEvaluator>().ToList();
        _stages = Stage.Of(graph).Select(stage => new InterpretedStage(stage, _all, _values)).ToList();
        _carried = new CarriedValues(graph, _values);
        Reset();
    }

    /// <summary>Runs an inference of a network that is not a stream.</summary>
    /// <param name="sample">Its index in the data, for what is random.</param>
    /// <param name="inputs">In the order of the graph's inputs: a frame's values, or those of all steps, in C order.</param>
    /// <param name="observer">Watches.</param>
    /// <exception cref="RunException">The inputs do not fit, or a value is out of the range of an operator.</exception>
    public InferenceResult Run(long sample, IReadOnlyList<float[]> inputs, IInterpreterObserver? observer = null)
    {
        if (_graph.Time.IsStream)
        {
            throw new InvalidOperationException($"'{_graph.Name}' is a stream: it has Step, not Run.");
        }

        Give(inputs, steps: _clock.Steps);
        Reset();
        _clock.Sample = sample;
        var recorded = _graph.Outputs.Select(output => Recorder(output)).ToList();
        foreach (var stage in _stages)
        {
            for (_clock.Step = 0; _clock.Step < (stage.IsLoop ? _clock.Steps : 1); _clock.Step++)
            {
                _carried.Recall(stage.Index, _clock.Step);
                stage.Run(_clock.Step, observer);
                _carried.Keep(stage.Index, _clock.Step);
                Record(stage, recorded);
            }
        }

        return new InferenceResult(recorded);
    }

    /// <summary>Runs one step of a stream.</summary>
    /// <param name="inputs">The values of this step, in the order of the graph's inputs.</param>
    /// <param name="observer">Watches.</param>
    /// <returns>For each output its values in this step, or null where a decoder's window is not yet complete.</returns>
    /// <exception cref="RunException">The inputs do not fit, or a value is out of the range of an operator.</exception>
    public IReadOnlyList<OutputValue?> Step(IReadOnlyList<float[]> inputs, IInterpreterObserver? observer = null)
    {
        if (!_graph.Time.IsStream)
        {
            throw new InvalidOperationException($"'{_graph.Name}' is not a stream: it has Run, not Step.");
        }

        Give(inputs, steps: 1);
        foreach (var stage in _stages)
        {
            stage.Run(_clock.Step, observer);
        }

        _clock.Step++;
        return _graph.Outputs.Select(Present).ToList();
    }

    /// <summary>Sets all states to their initial values and, in a stream, the time to its start.</summary>
    public void Reset()
    {
        _clock.Step = 0;
        foreach (var evaluator in _all)
        {
            // A frame of a stream is read before its first window ends.
            Array.Clear(evaluator.Result, 0, evaluator.Result.Length);
            evaluator.Reset();
        }
    }

    private void Give(IReadOnlyList<float[]> inputs, int steps)
    {
        if (inputs.Count != _inputs.Count)
        {
            throw new RunException($"'{_graph.Name}' takes {_inputs.Count} inputs, but {inputs.Count} are given");
        }

        for (var i = 0; i < inputs.Count; i++)
        {
            var node = _inputs[i].Node;
            var expected = node.Type.Shape.Size * (node.Type.Kind == ValueKind.Frame ? 1 : steps);
            if (inputs[i].Length != expected)
            {
                throw new RunException($"the input '{node.Name}' takes {expected} numbers, but {inputs[i].Length} are given", null, node.Location);
            }

            _inputs[i].Given = inputs[i];
        }
    }

    private OutputValue Recorder(Output output)
    {
        var (values, type) = (_values.Value(output.Value).Values, _values.Value(output.Value).Type);
        return type.Kind == ValueKind.Frame
            ? new OutputValue(output.Name, type.Shape, type.Element, new double[values.Length])
            : new OutputValue(output.Name, Shape.Of(type.Shape.Prepend(_clock.Steps)), type.Element, new double[values.Length * _clock.Steps]);
    }

    private void Record(InterpretedStage stage, List<OutputValue> recorded)
    {
        for (var i = 0; i < recorded.Count; i++)
        {
            var value = _graph.Outputs[i].Value;
            if (stage.Holds(value.Node))
            {
                var values = _values.Value(value).Values;
                values.CopyTo(recorded[i].Values, stage.IsLoop ? _clock.Step * values.Length : 0);
            }
        }
    }

    private OutputValue? Present(Output output)
    {
        var value = _values.Value(output.Value);
        return _stages.Any(stage => stage.IsComplete(output.Value.Node))
            ? new OutputValue(output.Name, value.Type.Shape, value.Type.Element, (double[])value.Values.Clone())
            : null;
    }
}
