using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;

namespace Snnc.Compiler.Passes;

/// <summary>
/// Timestep fusion: cuts the loop over the steps into regions, each of which runs all steps of a tile of time before the next begins, so that weights
/// are
/// read once for many steps and states stay at hand.
/// <code>
/// before                        after
///   for each step                 for each tile of steps
///     fc1, h, fc2, rec, o           tiled   fc1, h      (for each 64 neurons of h: all steps)
///                                   tiled   fc2         (the sums of all steps: o is recurrent, its input is not)
///                                   stepped rec, o      (a true recurrence: step by step)
/// </code>
/// Cases: nodes that reach each other through the past (strongly connected) stay together and stepped, whatever is between them. A population outside
/// of such a cycle,
/// whose body has a vector form, is tiled, and takes in the connections that lead to it alone. A connection that leads elsewhere is tiled by itself,
/// since its sums
/// need no state. Everything else is stepped; stepped regions that follow each other are one unless both hold weights, which would then drive each
/// other out of the cache. A stream brings one step at a time, so there is nothing to fuse.
/// </summary>
internal sealed class TimestepFusion
{
    private readonly GraphUses _uses;
    private readonly GraphValues _values;
    private readonly IReadOnlyList<Node> _nodes;
    private readonly Dictionary<string, int> _unitOf = [];
    private readonly List<List<Node>> _units = [];
    private readonly List<bool> _isRecurrent = [];
    private readonly HashSet<string> _channelsLast = [];
    private readonly HashSet<string> _steppedImages = [];

    private TimestepFusion(IReadOnlyList<Node> nodes, GraphUses uses, GraphValues values) => (_nodes, _uses, _values) = (nodes, uses, values);

    /// <summary>The regions of a loop in execution order.</summary>
    public static IReadOnlyList<Region> Run(Stage stage, PlanContext context)
    {
        if (context.Graph.Time.IsStream || !context.Options.IsOn(PlanPass.Fusion))
        {
            return [new Region(RegionKind.Stepped, [.. stage.Nodes], PlainPlanner.WhyStepped(context.Graph.Time))];
        }

        var fusion = new TimestepFusion([.. stage.Nodes], context.Uses, context.Values);
        fusion.FindCycles();
        fusion.TakeInConnections();
        return fusion.Merge(fusion.Order());
    }

    private void FindCycles()
    {
        var places = _nodes.Select((node, place) => (node.Name, place)).ToDictionary(pair => pair.Name, pair => pair.place);
        var successors = _nodes.Select(_ => new List<int>()).ToArray();
        foreach (var (node, place) in _nodes.Select((node, place) => (node, place)))
        {
            foreach (var input in node.Inputs.Where(input => places.ContainsKey(input.Node)))
            {
                successors[places[input.Node]].Add(place);
            }
        }

        var components = StronglyConnected.Of(successors);
        var unitOfComponent = new Dictionary<int, int>();
        foreach (var (node, place) in _nodes.Select((node, place) => (node, place)))
        {
            if (!unitOfComponent.TryGetValue(components[place], out var unit))
            {
                unitOfComponent[components[place]] = unit = _units.Count;
                _units.Add([]);
                _isRecurrent.Add(false);
            }

            _unitOf[node.Name] = unit;
            _units[unit].Add(node);
            _isRecurrent[unit] |= _units[unit].Count > 1 || successors[place].Contains(place);
        }
    }

    // A connection moves into the unit of the one population that it leads to; its old unit stays behind empty.
    private void TakeInConnections()
    {
        foreach (var population in _nodes.Where(node => node.Op is NeuronOp && IsTiled(node)))
        {
            var connections = population.Inputs.Where(input => input.State is null).Select(input => _uses.NodeOf(input.Node)).Distinct()
                .Where(node => node.Op is ConnectionOp && _unitOf.ContainsKey(node.Name) && IsTiled(node) && HasOneUser(node)).ToList();
            if (!LiesChannelsLast(population, connections))
            {
                connections.RemoveAll(node => node.Op is ConvOp);
                if (FeedsImages(population))
                {
                    _steppedImages.Add(population.Name);
                }
            }

            TakeIn(connections, _unitOf[population.Name]);
        }
    }

    private void TakeIn(List<Node> connections, int unit)
    {
        foreach (var connection in connections)
        {
            _units[_unitOf[connection.Name]].Clear();
            _unitOf[connection.Name] = unit;
        }

        _units[unit].InsertRange(0, connections);
    }

    // Convolutions leave their sums with the channels innermost: the population lies so too, and so must all that it reads.
    private bool LiesChannelsLast(Node population, List<Node> connections)
    {
        var isLast = connections.Any(node => node.Op is ConvOp) && population.Inputs.All(input => input.State is null
            && (_channelsLast.Contains(input.Node) || connections.Any(node => node.Name == input.Node && node.Op is ConvOp)));
        return isLast && _channelsLast.Add(population.Name);
    }

    // In tiles a population lies as it is kept, and a convolution in tiles asks for channels last.
    private bool FeedsImages(Node population) => population.Type.Shape.Rank > 1
        && _uses.ReadersOf(new ValueRef(population.Name)).Any(reader => reader.Op is ConvOp && _unitOf.ContainsKey(reader.Name) && IsTiled(reader));

    private bool HasOneUser(Node node) => _uses.ReadersOf(new ValueRef(node.Name)).Count == 1 && !_uses.IsOutput(new ValueRef(node.Name));

    private bool IsTiled(Node node) => !_isRecurrent[_unitOf[node.Name]] && node.Op switch
    {
        NeuronOp => !_steppedImages.Contains(node.Name) && LaneBodies.WhyNotPadded(node, node.Inputs.Select(_values.TypeOf)) is null,
        ConnectionOp => WhyNotTiled(node) is null,
        _ => false,
    };

    private string? WhyNotTiled(Node connection) =>
        _unitOf.ContainsKey(_uses.Viewed(connection.Inputs[0]).Node) ? Tiling.WhyNot(connection, _uses, _values) : "what it reads was made before this loop";

    // Units in an order in which each stands after what it reads; of those that could be next a stepped one, so that they stand together.
    private List<int> Order()
    {
        var waits = _units.Select(_ => 0).ToArray();
        var successors = _units.Select(_ => new HashSet<int>()).ToArray();
        foreach (var node in _nodes)
        {
            foreach (var input in node.Inputs.Where(input => _unitOf.ContainsKey(input.Node)))
            {
                var (from, to) = (_unitOf[input.Node], _unitOf[node.Name]);
                waits[to] += from != to && successors[from].Add(to) ? 1 : 0;
            }
        }

        var (stepped, tiled) = (new SortedSet<int>(), new SortedSet<int>());
        void Ready(int unit) => (KindOf(unit) == RegionKind.Tiled ? tiled : stepped).Add(unit);
        foreach (var unit in Enumerable.Range(0, _units.Count).Where(unit => _units[unit].Count > 0 && waits[unit] == 0))
        {
            Ready(unit);
        }

        var order = new List<int>();
        while (stepped.Count + tiled.Count > 0)
        {
            var ready = stepped.Count > 0 ? stepped : tiled;
            var unit = ready.Min;
            ready.Remove(unit);
            order.Add(unit);
            foreach (var next in successors[unit].Where(next => --waits[next] == 0))
            {
                Ready(next);
            }
        }

        return order;
    }

    private RegionKind KindOf(int unit) => IsTiled(_units[unit][_units[unit].Count - 1]) ? RegionKind.Tiled : RegionKind.Stepped;

    private List<Region> Merge(List<int> order)
    {
        var places = _nodes.Select((node, place) => (node.Name, place)).ToDictionary(pair => pair.Name, pair => pair.place);
        var regions = new List<Region>();
        foreach (var unit in order)
        {
            var region = RegionOf(unit);
            if (regions.Count > 0 && regions[regions.Count - 1] is { Kind: RegionKind.Stepped } last && region.Kind == RegionKind.Stepped
                && !(HoldsWeights(last) && HoldsWeights(region)))
            {
                regions[regions.Count - 1] = new Region(
                    RegionKind.Stepped,
                    [.. last.Nodes.Concat(region.Nodes).OrderBy(node => places[node.Name])],
                    HoldsWeights(region) ? region.Reason : last.Reason);
                continue;
            }

            regions.Add(region);
        }

        return regions;
    }

    private static bool HoldsWeights(Region region) => region.Nodes.Any(node => node.Op is ConnectionOp);

    private Region RegionOf(int unit)
    {
        var nodes = _units[unit];
        var last = nodes[nodes.Count - 1];
        if (KindOf(unit) == RegionKind.Tiled)
        {
            return new Region(RegionKind.Tiled, nodes, last.Op is NeuronOp ? "outside of every cycle: each tile of neurons runs all steps before the next tile"
                : "its sums need no state: those of all steps at once");
        }

        return new Region(RegionKind.Stepped, nodes, _isRecurrent[unit] ? "a cycle through time: step by step" : WhyStepped(last));
    }

    private string WhyStepped(Node node) => node.Op switch
    {
        NeuronOp when _steppedImages.Contains(node.Name) => "step by step, as a convolution reads it with channels last",
        NeuronOp => $"step by step, as {LaneBodies.WhyNotPadded(node, node.Inputs.Select(_values.TypeOf))}",
        ConnectionOp => $"step by step, as {WhyNotTiled(node)}",
        _ => "step by step: nothing is reused between steps",
    };
}
