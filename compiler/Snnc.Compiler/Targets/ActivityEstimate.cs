using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;

namespace Snnc.Compiler.Targets;

/// <summary>
/// How active the values of a graph are, each as its users see it. In this order: what a profile recorded of the node, what the program's
/// <c>activity</c> block says, what follows from the node's inputs by its operator (as if elements were independent), and for values that nothing is
/// known of:
/// <code>
/// spikes of a population, a threshold or an input   10 %, at most 100 Hz
/// rate encoding                                     20 % of its maximal rate (a mean intensity of 0.2)
/// latency encoding                                  one spike an element and inference
/// delta encoding                                    5 %
/// relu                                              50 %
/// frames and other signals                          all
/// </code>
/// </summary>
public sealed class ActivityEstimate
{
    private const double OfSpikes = 0.1;
    private const double Hertz = 100;
    private const double MeanIntensity = 0.2;
    private const double OfChanges = 0.05;
    private const double OfRelu = 0.5;
    private const string Assumed = "assumed";

    private readonly Dictionary<string, Activity> _activities = [];
    private readonly Graph _graph;
    private readonly GraphValues _values;
    private readonly ActivityProfile? _profile;

    /// <summary>Estimates a graph.</summary>
    /// <param name="profile">What was recorded, or null; of another network it says nothing.</param>
    public ActivityEstimate(Graph graph, GraphValues values, ActivityProfile? profile = null)
    {
        (_graph, _values, _profile) = (graph, values, profile?.Network == graph.Name ? profile : null);

        // Twice, for the delays that stand before what they delay.
        foreach (var node in graph.Nodes.Concat(graph.Nodes))
        {
            _activities[node.Name] = Estimate(node);
        }
    }

    /// <summary>How active a value is; states of neurons are.</summary>
    public Activity Of(ValueRef value) => value.State is null && _activities.TryGetValue(value.Node, out var activity)
        ? activity
        : Default(_values.TypeOf(value).Kind);

    // Finer steps do not make a neuron fire more often.
    private Activity Default(ValueKind kind) => kind == ValueKind.Spikes
        ? new Activity(Math.Min(OfSpikes, Hertz * (_graph.Time.StepSeconds ?? 1)), $"{Assumed} of spikes")
        : new Activity(1, "numbers are taken to be not 0");

    private Activity Estimate(Node node) =>
        _profile is not null && _profile.Densities.TryGetValue(node.Name, out var measured) ? new Activity(measured, "measured")
        : node.Activity is { } expected ? new Activity(Math.Min(1, expected), "activity block")
        : node.Op switch
        {
            EncodeRateOp rate => new Activity(Math.Min(1, rate.Max) * MeanIntensity, $"{Assumed} of a rate encoder"),
            EncodeLatencyOp when _graph.Time.Steps is { } steps => new Activity(1.0 / steps, "one spike an element"),
            EncodeDeltaOp => new Activity(OfChanges, $"{Assumed} of a delta encoder"),
            ActivationOp { Kind: ActivationKind.Relu } => new Activity(OfRelu, $"{Assumed} of relu"),
            ReshapeOp or PermuteOp or SliceOp or DelayOp or ScaleOp or EncodeConstantOp or EncodeRowsOp => Of(node.Inputs[0]),
            PoolOp pool => Raised(node, pool.Kernel * pool.Kernel, "pooled"),
            ReduceOp reduce => Raised(node, _values.TypeOf(node.Inputs[0]).Shape[reduce.Axis], "summed"),
            AddOp => Combined(node, densities => 1 - densities.Aggregate(1.0, (silent, density) => silent * (1 - density)), "added"),
            MulOp => Combined(node, densities => densities.Aggregate(1.0, (product, density) => product * density), "multiplied"),
            ConcatOp => Joined(node),
            _ => Default(node.Type.Kind),
        };

    // A sum is not 0 where any of its terms is not.
    private Activity Raised(Node node, int terms, string how)
    {
        var input = Of(node.Inputs[0]);
        return input.Density >= 1 ? input : new Activity(1 - Math.Pow(1 - input.Density, terms), $"{input.Source}, {how}");
    }

    private Activity Combined(Node node, Func<IEnumerable<double>, double> combine, string how)
    {
        var inputs = node.Inputs.Select(Of).ToList();
        return new Activity(combine(inputs.Select(input => input.Density)), $"{inputs[0].Source}, {how}");
    }

    private Activity Joined(Node node)
    {
        var (inputs, sizes) = (node.Inputs.Select(Of).ToList(), node.Inputs.Select(input => _values.TypeOf(input).Shape.Size).ToList());
        var active = inputs.Zip(sizes, (input, size) => input.Density * size).Sum();
        return new Activity(active / Math.Max(1, sizes.Sum()), inputs[0].Source);
    }
}
