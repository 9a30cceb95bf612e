using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Text;
using Snnc.Execution;
using Snnc.Runtime;
using Snnc.Tensors;

namespace Snnc.Cli.Running;

/// <summary>Spikes and states of chosen nodes in every step of every sample, for <c>--trace</c>.</summary>
internal sealed class Trace
{
    private readonly Dictionary<(int Node, int? State), TraceChannel> _channels = [];

    /// <summary>Makes room for a recording.</summary>
    /// <param name="names">Nodes, each with its states, or single states <c>node.state</c>; empty for every neuron that spikes.</param>
    /// <exception cref="DiagnosticException">A name is unknown, there is nothing to record, or too much.</exception>
    public Trace(INetworkRunner runner, IReadOnlyList<string> names, int samples, Location place)
    {
        foreach (var (node, state) in names.Count == 0 ? Spiking(runner, place) : names.SelectMany(name => Resolve(runner, name, place)))
        {
            _channels.TryAdd((node, state), Create(runner, node, state, samples, place));
        }
    }

    /// <summary>What is recorded of this value, or null.</summary>
    public TraceChannel? Find(int node, int? state) => _channels.GetValueOrDefault((node, state));

    /// <summary>What is written.</summary>
    public IReadOnlyList<NamedArray> Arrays() => [.. _channels.Values.SelectMany(channel => channel.Arrays())];

    private static IReadOnlyList<(int Node, int? State)> Spiking(INetworkRunner runner, Location place)
    {
        var found = Enumerable.Range(0, runner.Nodes.Count)
            .Where(node => runner.Nodes[node].Value.Kind == ValueKind.Spikes && runner.Nodes[node].States.Count > 0)
            .SelectMany(node => WithStates(runner, node)).ToList();
        return found.Count > 0 ? found : throw new DiagnosticException(Catalog.NothingToTrace(place, runner.Name));
    }

    private static IEnumerable<(int Node, int? State)> Resolve(INetworkRunner runner, string name, Location place)
    {
        var node = IndexOf(runner.Nodes.Select(n => n.Name), name);
        if (node >= 0)
        {
            return WithStates(runner, node);
        }

        var dot = name.LastIndexOf('.');
        var owner = dot < 0 ? -1 : IndexOf(runner.Nodes.Select(n => n.Name), name[..dot]);
        var state = owner < 0 ? -1 : IndexOf(runner.Nodes[owner].States.Select(s => s.Name), name[(dot + 1)..]);
        return state >= 0 ? [(owner, state)]
            : throw new DiagnosticException(Catalog.UnknownNode(place, name, runner.Name, EditDistance.Nearest(name, Names(runner))));
    }

    private static IEnumerable<(int Node, int? State)> WithStates(INetworkRunner runner, int node) =>
        [(node, null), .. Enumerable.Range(0, runner.Nodes[node].States.Count).Select(state => (node, (int?)state))];

    private static IEnumerable<string> Names(INetworkRunner runner) =>
        runner.Nodes.SelectMany(node => node.States.Select(state => $"{node.Name}.{state.Name}").Prepend(node.Name));

    private static int IndexOf(IEnumerable<string> names, string name) => names.ToList().IndexOf(name);

    private static TraceChannel Create(INetworkRunner runner, int node, int? state, int samples, Location place)
    {
        var owner = runner.Nodes[node];
        var value = state is { } index ? owner.States[index] : owner.Value;
        var name = state is null ? owner.Name : $"{owner.Name}.{value.Name}";
        var steps = value.Kind == ValueKind.Frame ? 1 : runner.Steps ?? 1;
        int[] shape = value.Kind == ValueKind.Frame ? [samples, .. value.Shape] : [samples, steps, .. value.Shape];
        var length = (double)samples * steps * value.Length;
        return length > Array.MaxLength ? throw new DiagnosticException(Catalog.TraceTooLarge(place, name, length))
            : value.Kind == ValueKind.Spikes ? new SpikeChannel(name, shape, value.Length)
            : value.IsInt ? new NumberChannel<long>(name, shape, value.Length, wholes => wholes, reals => (long)reals)
            : new NumberChannel<float>(name, shape, value.Length, wholes => wholes, reals => reals);
    }
}
