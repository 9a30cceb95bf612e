using System;
using System.Collections.Generic;
using System.Linq;

namespace Snnc.Compiler.Ir.Interpretation;

/// <summary>A stage with its evaluators, and for a loop the decoders that listen to it.</summary>
internal sealed class InterpretedStage
{
    private readonly HashSet<string> _complete = [];
    private readonly List<NodeEvaluator> _evaluators;
    private readonly List<DecodeEvaluator> _listeners;
    private readonly Dictionary<string, IReadOnlyList<(string State, double[] Values)>> _states;

    public InterpretedStage(Stage stage, IReadOnlyList<NodeEvaluator> all, EvaluatorFactory values)
    {
        Index = stage.Index;
        IsLoop = stage.IsLoop;
        var names = new HashSet<string>(stage.Nodes.Select(node => node.Name));
        _evaluators = all.Where(evaluator => names.Contains(evaluator.Node.Name)).ToList();
        _listeners = IsLoop ? all.OfType<DecodeEvaluator>().Where(decoder => names.Contains(decoder.Node.Inputs[0].Node)).ToList() : [];
        _states = stage.Nodes.ToDictionary(node => node.Name, node => StatesOf(node, values));
    }

    /// <summary>Gets its place in the sequence of stages.</summary>
    public int Index { get; }

    /// <summary>Gets a value indicating whether it runs in every step.</summary>
    public bool IsLoop { get; }

    /// <summary>Whether a node is in it.</summary>
    public bool Holds(string node) => _states.ContainsKey(node);

    /// <summary>Whether a node is in it and has been computed in the last run: a frame of a stream waits for its decoders' windows.</summary>
    public bool IsComplete(string node) => _complete.Contains(node);

    /// <summary>Runs its nodes once, as far as what they read is complete.</summary>
    public void Run(int step, IInterpreterObserver? observer)
    {
        _complete.Clear();
        foreach (var evaluator in _evaluators)
        {
            if (IsLoop || IsReady(evaluator))
            {
                evaluator.Evaluate();
                _complete.Add(evaluator.Node.Name);
                Show(evaluator, step, observer);
            }
        }

        if (IsLoop)
        {
            EndStep();
        }
    }

    private static IReadOnlyList<(string State, double[] Values)> StatesOf(Node node, EvaluatorFactory values) => node.Op is NeuronOp neuron
        ? neuron.States.Select(state => (state.Name, values.Value(new ValueRef(node.Name, state.Name)).Values)).ToList()
        : [];

    private bool IsReady(NodeEvaluator evaluator) => evaluator is DecodeEvaluator decoder
        ? decoder.IsComplete
        : evaluator.Node.Inputs.All(input => !Holds(input.Node) || IsComplete(input.Node));

    private void EndStep()
    {
        foreach (var evaluator in _evaluators)
        {
            evaluator.EndStep();
        }

        foreach (var decoder in _listeners)
        {
            decoder.Accumulate();
        }
    }

    private void Show(NodeEvaluator evaluator, int step, IInterpreterObserver? observer)
    {
        if (observer is null)
        {
            return;
        }

        if (!IsLoop)
        {
            observer.OnFrame(evaluator.Node, evaluator.Result);
            return;
        }

        observer.OnStep(evaluator.Node, null, step, evaluator.Result);
        foreach (var (state, values) in _states[evaluator.Node.Name])
        {
            observer.OnStep(evaluator.Node, state, step, values);
        }
    }
}
