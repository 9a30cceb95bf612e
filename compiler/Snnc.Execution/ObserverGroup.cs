using System;
using System.Collections.Generic;
using Snnc.Runtime;

namespace Snnc.Execution;

/// <summary>Several observers as one.</summary>
public sealed class ObserverGroup(IReadOnlyList<IStepObserver> observers) : IStepObserver
{
    /// <inheritdoc/>
    public void OnValues(int node, int step, ReadOnlySpan<float> values)
    {
        foreach (var observer in observers)
        {
            observer.OnValues(node, step, values);
        }
    }

    /// <inheritdoc/>
    public void OnValues(int node, int step, ReadOnlySpan<long> values)
    {
        foreach (var observer in observers)
        {
            observer.OnValues(node, step, values);
        }
    }

    /// <inheritdoc/>
    public void OnStates(int node, int state, int step, ReadOnlySpan<float> values)
    {
        foreach (var observer in observers)
        {
            observer.OnStates(node, state, step, values);
        }
    }

    /// <inheritdoc/>
    public void OnStates(int node, int state, int step, ReadOnlySpan<long> values)
    {
        foreach (var observer in observers)
        {
            observer.OnStates(node, state, step, values);
        }
    }
}
