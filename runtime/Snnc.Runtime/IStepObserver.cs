using System;

namespace Snnc.Runtime;

/// <summary>
/// Watches a network run, to record traces and rates. <c>node</c> is the place in <see cref="INetwork.Nodes"/>, <c>state</c> that in the node's states;
/// step counts from 0 (in a stream from its start) and is -1 for frames. The spans are the network's own: copy what is kept.
/// A network that runs many steps of a part at a time shows the nodes of that part whose values it keeps, step by step, when they are done; what never leaves
/// the registers is not shown. <c>snnc build --passes=-fusion</c> makes one that shows every node and state in its step.
/// </summary>
public interface IStepObserver
{
    /// <summary>A node has its values.</summary>
    void OnValues(int node, int step, ReadOnlySpan<float> values);

    /// <inheritdoc cref="OnValues(int, int, ReadOnlySpan{float})"/>
    void OnValues(int node, int step, ReadOnlySpan<long> values);

    /// <summary>A neuron's state has its value at the end of the step.</summary>
    void OnStates(int node, int state, int step, ReadOnlySpan<float> values);

    /// <inheritdoc cref="OnStates(int, int, int, ReadOnlySpan{float})"/>
    void OnStates(int node, int state, int step, ReadOnlySpan<long> values);
}
