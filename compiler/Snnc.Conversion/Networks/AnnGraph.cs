using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Passes;
using Snnc.Compiler.Text;
using Snnc.Import.Writing;

namespace Snnc.Conversion.Networks;

/// <summary>
/// A trained network as conversion sees it: scales and batch norms are in the weights, max pooling is average pooling, and it is known which nodes
/// become neurons.
/// </summary>
internal sealed class AnnGraph
{
    private readonly Dictionary<string, Node> _nodes;
    private readonly IReadOnlyDictionary<string, NodeRole> _roles;
    private readonly ILookup<string, Node> _readers;
    private readonly Dictionary<string, string> _labels = [];

    private AnnGraph(Graph trained, Graph graph, IReadOnlyDictionary<string, NodeRole> roles, ConversionOptions options)
    {
        (Trained, Graph) = (trained, graph);
        _roles = roles;
        _nodes = graph.Nodes.ToDictionary(node => node.Name);
        _readers = graph.Nodes.SelectMany(node => node.Inputs.Select(input => (input.Node, node))).ToLookup(pair => pair.Item1, pair => pair.node);
        var names = new Identifiers(graph.Nodes.Where(node => node.Op is InputOp).Select(node => node.Name), "w");
        foreach (var node in graph.Nodes)
        {
            _labels[node.Name] = node.Op is InputOp ? names.Of(node.Name) : names.Fresh(WantedLabel(node));
        }

        Readouts = [.. graph.Nodes.Where(IsReadOut)];
        Units = [.. graph.Nodes.Select(node => UnitOf(node, options, names)).OfType<Unit>()];
    }

    /// <summary>Gets the network as it was trained.</summary>
    public Graph Trained { get; }

    /// <summary>Gets the network that spikes stand for: the same, but for max pooling.</summary>
    public Graph Graph { get; }

    /// <summary>Gets the layers that become neurons, in execution order.</summary>
    public IReadOnlyList<Unit> Units { get; }

    /// <summary>Gets the nodes in time whose values an output, or a node behind time, reads.</summary>
    public IReadOnlyList<Node> Readouts { get; }

    /// <summary>Takes up scales and norms, and tells the nodes apart.</summary>
    /// <param name="place">Where errors point that have no better place.</param>
    /// <param name="warnings">What the user should know.</param>
    /// <exception cref="ConversionException">The network cannot be converted.</exception>
    public static AnnGraph Of(Graph graph, ConversionOptions options, Location place, ICollection<Diagnostic> warnings)
    {
        if (graph.Time.IsTimed)
        {
            throw new ConversionException(Catalog.AlreadyInTime(place, graph.Name));
        }

        var folded = PassPipeline.Run(graph, PassOptions.Default);
        var roles = NodeRoles.Of(folded, place);
        return new AnnGraph(folded, WithAverages(folded, roles, place, warnings), roles, options);
    }

    /// <summary>A node by its name.</summary>
    public Node Node(string name) => _nodes[name];

    /// <summary>What becomes of a node.</summary>
    public NodeRole RoleOf(string name) => _roles[name];

    /// <summary>What a node is called in the new network.</summary>
    public string LabelOf(string name) => _labels[name];

    /// <summary>The nodes that read a node.</summary>
    public IEnumerable<Node> Readers(string name) => _readers[name];

    /// <summary>The layer of neurons that a node is, or is followed by; null for none.</summary>
    public Unit? UnitOf(string name) => Units.FirstOrDefault(unit => unit.Source == name);

    private static Graph WithAverages(Graph graph, IReadOnlyDictionary<string, NodeRole> roles, Location place, ICollection<Diagnostic> warnings)
    {
        Node Averaged(Node node)
        {
            if (roles[node.Name] != NodeRole.Timed || node.Op is not PoolOp { Kind: PoolKind.Max } pool)
            {
                return node;
            }

            warnings.Add(Catalog.MaxBecomesAverage(node.Location ?? place, node.Name));
            return node with { Op = pool with { Kind = PoolKind.Average } };
        }

        return graph with { Nodes = graph.Nodes.Select(Averaged).ToEquatableArray() };
    }

    // A layer that took up a norm has the norm's name; its weights tell how it was called.
    private string WantedLabel(Node node)
    {
        if (node.Op is not ConnectionOp connection || node.Name.Split('_')[0] is not ("batchnorm" or "scale"))
        {
            return node.Name;
        }

        var key = ConstantUses.Tensors(Graph.Constants.First(constant => constant.Name == connection.Weight).Value).Select(t => t.Key).FirstOrDefault();
        var stem = key is null ? "" : key.EndsWith("weight", StringComparison.Ordinal) ? key[..^"weight".Length].TrimEnd('.', '_') : key;
        return stem == "" ? node.Name : stem;
    }

    private bool IsReadOut(Node node) => _roles[node.Name] == NodeRole.Timed
        && (Graph.Outputs.Any(output => output.Value.Node == node.Name) || Readers(node.Name).Any(reader => _roles[reader.Name] == NodeRole.Answer));

    private Unit? UnitOf(Node node, ConversionOptions options, Identifiers names)
    {
        UnitKind? kind = _roles[node.Name] != NodeRole.Timed ? null
            : node.Op is ActivationOp ? UnitKind.Relu
            : IsReadOut(node) ? IsCounted(options) ? UnitKind.Readout : null
            : options.SignedNeurons && node.Op is ConnectionOp && LeadsToWeights(node) ? UnitKind.Signed
            : null;
        return kind is null ? null : new Unit(node.Name, kind.Value, LayerOf(node), names.Fresh(WantedUnitLabel(node)));
    }

    private static bool IsCounted(ConversionOptions options) =>
        (options.Readout ?? (options.Recipe == Recipe.Nxtf ? ReadoutKind.Count : ReadoutKind.Potential)) == ReadoutKind.Count;

    private bool LeadsToWeights(Node node) => Readers(node.Name).Any(reader =>
        reader.Op is ConnectionOp || (reader.Op is not ActivationOp && _roles[reader.Name] == NodeRole.Timed && LeadsToWeights(reader)));

    private string WantedUnitLabel(Node node) =>
        node.Op is ActivationOp && node.Name.Split('_')[0] != "relu" ? _labels[node.Name] + "_if" : LayerOf(node) + "_if";

    private string LayerOf(Node node)
    {
        while (node.Op is not ConnectionOp && node.Inputs.Count > 0 && _roles[node.Inputs[0].Node] == NodeRole.Timed)
        {
            node = _nodes[node.Inputs[0].Node];
        }

        return _labels[node.Name];
    }
}
