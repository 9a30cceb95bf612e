using System;
using System.Collections.Generic;
using Snnc.Runtime;

namespace Snnc.Execution.Tests;

/// <summary>Notes the steps that an observer is told.</summary>
internal sealed class StepCounter : IStepObserver
{
    public List<int> Steps { get; } = [];

    public void OnValues(int node, int step, ReadOnlySpan<float> values) => Steps.Add(step);

    public void OnValues(int node, int step, ReadOnlySpan<long> values) => Steps.Add(step);

    public void OnStates(int node, int state, int step, ReadOnlySpan<float> values) => Steps.Add(step);

    public void OnStates(int node, int state, int step, ReadOnlySpan<long> values) => Steps.Add(step);
}
