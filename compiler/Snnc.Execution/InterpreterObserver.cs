using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Ir.Interpretation;
using Snnc.Runtime;

namespace Snnc.Execution;

/// <summary>Tells a <see cref="IStepObserver"/> what the interpreter tells its own kind.</summary>
internal sealed class InterpreterObserver(IStepObserver observer, IReadOnlyDictionary<string, int> places, IReadOnlyList<NodeInfo> nodes)
    : IInterpreterObserver
{
    public void OnStep(Node node, string? state, int step, double[] values)
    {
        var place = places[node.Name];
        if (state is null)
        {
            OnValues(place, step, values);
            return;
        }

        var states = nodes[place].States;
        var index = states.TakeWhile(other => other.Name != state).Count();
        if (states[index].IsInt)
        {
            observer.OnStates(place, index, step, Array.ConvertAll(values, value => (long)value));
        }
        else
        {
            observer.OnStates(place, index, step, Array.ConvertAll(values, value => (float)value));
        }
    }

    public void OnFrame(Node node, double[] values) => OnValues(places[node.Name], -1, values);

    private void OnValues(int place, int step, double[] values)
    {
        if (nodes[place].Value.IsInt)
        {
            observer.OnValues(place, step, Array.ConvertAll(values, value => (long)value));
        }
        else
        {
            observer.OnValues(place, step, Array.ConvertAll(values, value => (float)value));
        }
    }
}
