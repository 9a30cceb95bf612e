using System;
using System.Collections.Generic;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Snnc.Runtime;

/// <summary>
/// Records what a node gives, or a state of it, step by step, from when it is made until it is disposed. As numbers of double precision: they hold reals
/// and whole numbers alike. Of parts that run many steps at a time only what is kept can be seen; a network that was built without fusion
/// (<c>--passes=-fusion</c>) shows everything.
/// </summary>
public sealed class NodeProbe : IStepObserver, IDisposable
{
    private readonly INetwork _network;
    private readonly int _node;
    private readonly int _state;
    private readonly List<int> _steps = [];
    private readonly List<double> _values = [];

    internal NodeProbe(INetwork network, string name, int node, int state)
    {
        (_network, Name, _node, _state) = (network, name, node, state);
        Width = (state < 0 ? network.Nodes[node].Value : network.Nodes[node].States[state]).Length;
    }

    /// <summary>Gets what is recorded: <c>node</c> or <c>node.state</c>.</summary>
    public string Name { get; }

    /// <summary>Gets the elements of a row: those of the node's shape.</summary>
    public int Width { get; }

    /// <summary>Gets the number of rows: one per step, or per inference of a frame.</summary>
    public int Count => _steps.Count;

    /// <summary>The values of a row, in C order.</summary>
    /// <exception cref="InvalidOperationException">Nothing was recorded: the network did not run, or does not show this.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public ReadOnlySpan<double> this[int row] => Count > 0
        ? CollectionsMarshal.AsSpan(_values).Slice(checked(row * Width), Width)
        : throw new InvalidOperationException(
            $"The network {_network.Name} showed no values of '{Name}'. What never leaves the registers is not shown; build it with --passes=-fusion.");

    /// <summary>The step of a row; -1 for frames.</summary>
    public int StepOf(int row) => _steps[row];

    /// <summary>Forgets what was recorded.</summary>
    public void Clear()
    {
        _steps.Clear();
        _values.Clear();
    }

    /// <summary>Ends the recording; what was recorded stays.</summary>
    public void Dispose() => ProbeGroup.Remove(_network, this);

    /// <inheritdoc/>
    void IStepObserver.OnValues(int node, int step, ReadOnlySpan<float> values) => Record(node, -1, step, values);

    /// <inheritdoc/>
    void IStepObserver.OnValues(int node, int step, ReadOnlySpan<long> values) => Record(node, -1, step, values);

    /// <inheritdoc/>
    void IStepObserver.OnStates(int node, int state, int step, ReadOnlySpan<float> values) => Record(node, state, step, values);

    /// <inheritdoc/>
    void IStepObserver.OnStates(int node, int state, int step, ReadOnlySpan<long> values) => Record(node, state, step, values);

    private void Record<T>(int node, int state, int step, ReadOnlySpan<T> values)
        where T : INumber<T>
    {
        if (node != _node || state != _state)
        {
            return;
        }

        _steps.Add(step);
        foreach (var value in values)
        {
            _values.Add(double.CreateTruncating(value));
        }
    }
}
