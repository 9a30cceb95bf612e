using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Targets;

namespace Snnc.Cost.Workloads;

/// <summary>What activity a workload is counted for.</summary>
public sealed record WorkloadActivity
{
    private readonly double? _rate;
    private readonly IReadOnlyDictionary<string, NodeActivity> _recorded;

    private WorkloadActivity(string description, double? rate, string? network, IReadOnlyDictionary<string, NodeActivity> recorded)
    {
        (Description, _rate, Network, _recorded) = (description, rate, network, recorded);
    }

    /// <summary>Gets what the program's <c>activity</c> block says, and for all else the defaults of <see cref="ActivityEstimate"/>.</summary>
    public static WorkloadActivity Estimated { get; } = new("estimated", null, null, new Dictionary<string, NodeActivity>());

    /// <summary>Gets the worst case: every neuron and input fires in every step, and no number is 0.</summary>
    public static WorkloadActivity Worst { get; } = new("worst", 1, null, new Dictionary<string, NodeActivity>());

    /// <summary>Gets the words for reports: <c>worst</c>, <c>0.1</c>, <c>recorded</c>, <c>estimated</c>.</summary>
    public string Description { get; }

    /// <summary>Gets the network that a recording is of, or null.</summary>
    public string? Network { get; }

    /// <summary>Gets a value indicating whether it was counted on data.</summary>
    public bool IsRecorded => Network is not null;

    /// <summary>All populations, encoders and spiking inputs at one rate; what is made of their spikes follows from it.</summary>
    /// <param name="rate">Spikes per element and step, from 0 to 1.</param>
    public static WorkloadActivity AtRate(double rate) =>
        new(rate.ToString("0.######", CultureInfo.InvariantCulture), rate, null, new Dictionary<string, NodeActivity>());

    /// <summary>What was recorded; nodes that were not are estimated.</summary>
    /// <param name="network">The network that it is of.</param>
    /// <param name="nodes">By the names of nodes.</param>
    public static WorkloadActivity Recorded(string network, IReadOnlyDictionary<string, NodeActivity> nodes) => new("recorded", null, network, nodes);

    /// <summary>How active each node of a graph is.</summary>
    internal IReadOnlyDictionary<string, NodeActivity> Of(Graph graph)
    {
        var estimate = new ActivityEstimate(graph, new Compiler.Plan.GraphValues(graph), Profile(graph));
        return graph.Nodes.ToDictionary(node => node.Name, node => Of(node, estimate));
    }

    private NodeActivity Of(Node node, ActivityEstimate estimate)
    {
        if (Network is not null && _recorded.TryGetValue(node.Name, out var recorded))
        {
            return recorded;
        }

        var density = _rate is 1 ? 1 : estimate.Of(new ValueRef(node.Name)).Density;
        return new NodeActivity(density, density);
    }

    // A rate is as if it had been recorded of everything that makes spikes.
    private ActivityProfile? Profile(Graph graph) => _rate is { } rate
        ? new ActivityProfile(graph.Name, graph.Nodes.Where(MakesSpikes).ToDictionary(node => node.Name, _ => rate))
        : Network is null ? null : new ActivityProfile(Network, _recorded.ToDictionary(node => node.Key, node => node.Value.Density));

    private static bool MakesSpikes(Node node) =>
        node.Type.Kind == ValueKind.Spikes && node.Op is InputOp or NeuronOp or ThresholdOp or EncodeRateOp or EncodeLatencyOp or EncodeDeltaOp;
}
