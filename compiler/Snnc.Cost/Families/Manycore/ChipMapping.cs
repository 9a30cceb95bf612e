using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Ir.Interpretation;
using Snnc.Compiler.Ir.Notation;
using Snnc.Compiler.Plan;
using Snnc.Compiler.Tensors;
using Snnc.Compiler.Text;
using Snnc.Cost.Placement;

namespace Snnc.Cost.Families.Manycore;

/// <summary>
/// Reads a graph as populations of compartments and synapses between them. Neurons whose model a compartment runs go to cores; what comes before them
/// (frames, encoders, models of an encoder's own) runs outside and sends its spikes in; what only looks at their states and counts runs outside too.
/// </summary>
public sealed class ChipMapping
{
    private readonly Graph _graph;
    private readonly GraphValues _values;
    private readonly string _target;
    private readonly ChipLimits _limits;
    private readonly List<Population> _populations = [];
    private readonly Dictionary<string, int> _indices = [];
    private readonly Dictionary<string, ChipValue> _known = [];
    private readonly List<Diagnostic> _problems = [];
    private readonly ProjectionBuilder _projections;

    private ChipMapping(Graph graph, ITensorResolver? tensors, string target, ChipLimits limits)
    {
        (_graph, _values, _target, _limits) = (graph, new GraphValues(graph), target, limits);
        _projections = new ProjectionBuilder(graph, tensors, _populations, limits);
    }

    /// <summary>Maps a graph.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="tensors">Finds the weights; null, or files that are not there, count as if no weight were 0.</param>
    /// <param name="target">The accelerator's name, for messages.</param>
    /// <param name="limits">What its synapses can hold.</param>
    public static ChipNetwork Of(Graph graph, ITensorResolver? tensors, string target, ChipLimits limits) =>
        new ChipMapping(graph, tensors, target, limits).Run();

    private ChipNetwork Run()
    {
        var inside = ChipPopulations.Of(_graph, (node, why) => Report(Catalog.NeuronNotOnTarget(PlaceOf(node), _target, ModelOf(node), why)));
        foreach (var node in _graph.Nodes.Where(node => inside.Contains(node.Name) || MakesSpikesOutside(node)))
        {
            _indices[node.Name] = _populations.Count;
            _populations.Add(PopulationOf(node, isOutside: !inside.Contains(node.Name)));
        }

        if (inside.Count == 0 && _problems.Count == 0)
        {
            Report(Catalog.NothingOnTarget(_graph.Location ?? Location.OfFile(_graph.Name), _target, _graph.Name));
        }

        var projections = _graph.Nodes.Where(node => inside.Contains(node.Name)).SelectMany(Into).ToList();
        List<Diagnostic> problems = [.. _problems];
        return new ChipNetwork(
            new SpikingNetwork(_graph.Name, _populations, projections),
            [.. _graph.Nodes.Where(node => !inside.Contains(node.Name) && IsOutside(node))],
            problems)
        {
            RoundsWeights = _projections.RoundsWeights,
        };
    }

    // What is made of spikes and read by no population may be anything: it is no core that makes it.
    private bool IsOutside(Node node) => node.Op is not InputOp && (_indices.ContainsKey(node.Name) || Of(new ValueRef(node.Name)).Terms.Count == 0);

    private static string ModelOf(Node node) => ((NeuronOp)node.Op).Model;

    private static Population PopulationOf(Node node, bool isOutside)
    {
        var shape = node.Type.Shape;
        var compartments = node.Op is NeuronOp neuron ? NeuronFit.Of(neuron).Compartments : 1;
        var population = shape.Rank switch
        {
            2 => new Population(node.Name, shape[0], 1, shape[1], compartments),
            3 => new Population(node.Name, shape[0], shape[1], shape[2], compartments),
            _ => new Population(node.Name, checked((int)shape.Size), 1, 1, compartments),
        };
        return population with { IsOutside = isOutside, Location = node.Location };
    }

    // Spikes of an input, an encoder, or a population that no compartment runs.
    private static bool MakesSpikesOutside(Node node) =>
        node.Type.Kind == ValueKind.Spikes && node.Op is InputOp or EncodeRateOp or EncodeLatencyOp or EncodeDeltaOp or ThresholdOp or NeuronOp;

    private IEnumerable<Projection> Into(Node node)
    {
        var sum = ChipValue.Sum([.. node.Inputs.Select(Of)]);
        if (sum.Origin == ValueOrigin.Graded)
        {
            Report(Catalog.GradedOnTarget(PlaceOf(node), _target, node.Name));
        }

        foreach (var term in sum.Terms)
        {
            Check(term, node);
            yield return _projections.Build(term, _indices[node.Name]);
        }
    }

    private void Check(ChipTerm term, Node reader)
    {
        var place = term.Connection ?? reader;
        if (term.Connection is { } connection && _projections.WeightsOf(connection, term.ConnectionInput!) is var weights && weights.Bits > _limits.WeightBits)
        {
            Report(Catalog.WeightsTooWide(PlaceOf(place), _target, place.Name, weights.Bits, _limits.WeightBits));
        }

        if (ProjectionBuilder.DelayOf(term) > _limits.Delay)
        {
            Report(Catalog.DelayTooLong(PlaceOf(place), _target, place.Name, ProjectionBuilder.DelayOf(term) + 1, _limits.Delay + 1));
        }
    }

    private ChipValue Of(ValueRef value)
    {
        if (value.State is not null)
        {
            return ChipValue.Graded;
        }

        if (!_known.TryGetValue(value.Node, out var known))
        {
            var node = _values.NodeOf(value.Node);
            _known[value.Node] = known = _indices.TryGetValue(node.Name, out var index)
                ? node.Type.Kind == ValueKind.Spikes ? new ChipValue(ValueOrigin.Spikes, [new ChipTerm(index)]) : ChipValue.Graded
                : Computed(node);
        }

        return known;
    }

    private ChipValue Computed(Node node)
    {
        if (node.Type.Kind == ValueKind.Frame || node.Op is EncodeConstantOp)
        {
            return ChipValue.Constant;
        }

        var inputs = node.Inputs.Select(Of).ToList();
        return inputs.All(input => input.Terms.Count == 0)
            ? node.Op is EncodeRowsOp or InputOp or NeuronOp or EncodeDeltaOp ? ChipValue.Graded : ChipValue.Sum(inputs)
            : node.Op is NeuronOp ? ChipValue.Constant : OfSpikes(node, inputs) ?? Unsupported(node);
    }

    /// <summary>What an operator makes of spikes, or null where a core makes nothing of them.</summary>
    private ChipValue? OfSpikes(Node node, IReadOnlyList<ChipValue> inputs)
    {
        var (value, shape) = (inputs[0], _values.TypeOf(node.Inputs[0]).Shape);
        return node.Op switch
        {
            ReshapeOp or ScaleOp or BatchNormOp => value,
            PermuteOp op => value.Moved(IndexMaps.Permute(shape, op.Axes)),
            SliceOp op => value.Moved(IndexMaps.Slice(shape, op.Axis, op.Start, op.End - op.Start)),
            ConcatOp op => Joined(node, op, inputs),
            AddOp when node.Inputs.All(input => _values.TypeOf(input).Shape.Size == node.Type.Shape.Size) => ChipValue.Sum(inputs),
            DelayOp op => Each(value, term => term with { Delay = term.Delay + op.GreatestSteps }),
            ConnectionOp => Each(value, term => term.Connection is null ? term with { Connection = node, ConnectionInput = shape } : null),
            PoolOp { Kind: not PoolKind.Max } op => Each(
                value, term => term is { Pool: null, Sources: null, Connection: null } ? term with { Pool = op } : null),
            _ => null,
        };
    }

    private static ChipValue? Each(ChipValue value, Func<ChipTerm, ChipTerm?> change)
    {
        var changed = value.Terms.Select(change).ToList();
        return changed.Contains(null) ? null : value with { Terms = [.. changed.OfType<ChipTerm>()] };
    }

    private ChipValue Joined(Node node, ConcatOp op, IReadOnlyList<ChipValue> inputs)
    {
        var start = 0;
        var moved = new List<ChipValue>();
        for (var i = 0; i < inputs.Count; i++)
        {
            var extent = _values.TypeOf(node.Inputs[i]).Shape[op.Axis];
            var map = new int[node.Type.Shape.Size];
            Array.Fill(map, -1);
            var places = IndexMaps.Slice(node.Type.Shape, op.Axis, start, extent);
            for (var element = 0; element < places.Length; element++)
            {
                map[places[element]] = element;
            }

            moved.Add(inputs[i].Moved(map));
            start += extent;
        }

        return ChipValue.Sum(moved);
    }

    private ChipValue Unsupported(Node node)
    {
        Report(Catalog.OperatorNotOnTarget(PlaceOf(node), _target, OpFormats.Of(node.Op).Name));
        return ChipValue.Constant;
    }

    private Location PlaceOf(Node node) => node.Location ?? _graph.Location ?? Location.OfFile(_graph.Name);

    private void Report(Diagnostic problem)
    {
        if (!_problems.Contains(problem))
        {
            _problems.Add(problem);
        }
    }
}
