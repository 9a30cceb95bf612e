using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Ir;

namespace Snnc.Compiler.Passes;

/// <summary>A graph while a pass rewrites it: who reads a node is known at once, and the order of the nodes stays.</summary>
internal sealed class GraphEditor
{
    private readonly Graph _graph;
    private readonly List<string> _order;
    private readonly HashSet<string> _names;
    private readonly Dictionary<string, Node> _nodes;
    private readonly Dictionary<string, List<string>> _readers = [];
    private readonly Dictionary<string, List<string>> _inserted = [];
    private readonly Dictionary<string, Constant> _constants;
    private readonly Dictionary<string, int> _constantUses = [];
    private readonly List<Constant> _added = [];
    private readonly List<Output> _outputs;

    public GraphEditor(Graph graph)
    {
        _graph = graph;
        _order = [.. graph.Nodes.Select(node => node.Name)];
        _names = [.. _order];
        _nodes = graph.Nodes.ToDictionary(node => node.Name);
        _constants = graph.Constants.ToDictionary(constant => constant.Name);
        _outputs = [.. graph.Outputs];
        foreach (var node in graph.Nodes)
        {
            Count(node, 1);
        }
    }

    /// <summary>Gets the names of the nodes that the graph had at first, in execution order; some may be gone by now.</summary>
    public IReadOnlyList<string> Names => _order;

    /// <summary>A node as it is now, or null where it is gone.</summary>
    public Node? Find(string name) => _nodes.TryGetValue(name, out var node) ? node : null;

    /// <summary>The node that gives a value, or null where the value is a state.</summary>
    public Node? Giver(ValueRef value) => value.State is null ? _nodes[value.Node] : null;

    /// <summary>The nodes that read a node or a state of it, once for each time they do.</summary>
    public IReadOnlyList<Node> Readers(string name) =>
        _readers.TryGetValue(name, out var readers) ? [.. readers.Select(reader => _nodes[reader])] : [];

    /// <summary>Whether a node's value leads to one place alone, which is no output.</summary>
    public bool HasOneReader(string name) => Readers(name).Count == 1 && !IsOutput(name);

    /// <summary>Whether an output gives a node's value or a state of it.</summary>
    public bool IsOutput(string name) => _outputs.Any(output => output.Value.Node == name);

    /// <summary>The type of a value.</summary>
    public Ir.ValueType TypeOf(ValueRef value)
    {
        var node = _nodes[value.Node];
        return value.State is null ? node.Type : new Ir.ValueType(
            ValueKind.Signal, node.Type.Shape, ((NeuronOp)node.Op).States.First(state => state.Name == value.State).Element);
    }

    /// <summary>A constant.</summary>
    public Constant Constant(string name) => _constants[name];

    /// <summary>Whether a constant is named by one operator, once.</summary>
    public bool IsUsedOnce(string constant) => _constantUses[constant] == 1;

    /// <summary>Adds a constant under this name, or one like it where it is taken.</summary>
    /// <returns>Its name.</returns>
    public string AddConstant(string name, LoadExpr value, ElementType element = ElementType.Real)
    {
        var unique = name;
        for (var i = 2; _constants.ContainsKey(unique); i++)
        {
            unique = $"{name}_{i}";
        }

        _added.Add(_constants[unique] = new Constant(unique, element, value.Shape, value));
        return unique;
    }

    /// <summary>The type that a node's operator gives for other inputs, or null where it takes none such.</summary>
    public Ir.ValueType? Infer(Node node, IEnumerable<Ir.ValueType> inputs) =>
        ShapeRules.Infer(node.Op, new RuleContext([.. inputs], node.Type, Constant, _graph.Time)).Type;

    /// <summary>Puts a node in the place of the one of its name.</summary>
    public void Replace(Node node)
    {
        Count(_nodes[node.Name], -1);
        _nodes[node.Name] = node;
        Count(node, 1);
    }

    /// <summary>Adds a node before another.</summary>
    public void InsertBefore(string place, Node node)
    {
        if (!_inserted.TryGetValue(place, out var before))
        {
            _inserted[place] = before = [];
        }

        before.Add(node.Name);
        _nodes.Add(node.Name, node);
        Count(node, 1);
    }

    /// <summary>A name for a node that comes of another, unlike all others.</summary>
    public string Fresh(string name)
    {
        var unique = name;
        for (var i = 2; !_names.Add(unique); i++)
        {
            unique = $"{name}_{i}";
        }

        return unique;
    }

    /// <summary>Gives another value to all that read a node's value, outputs too.</summary>
    public void Redirect(string from, ValueRef to)
    {
        ValueRef Follow(ValueRef value) => value == new ValueRef(from) ? to : value;
        foreach (var reader in Readers(from).Distinct())
        {
            Replace(reader with { Inputs = reader.Inputs.Select(Follow).ToEquatableArray() });
        }

        for (var i = 0; i < _outputs.Count; i++)
        {
            _outputs[i] = _outputs[i] with { Value = Follow(_outputs[i].Value) };
        }
    }

    /// <summary>Removes a node that nothing reads any more.</summary>
    public void RemoveIfUnread(string name)
    {
        if (_nodes.TryGetValue(name, out var node) && node.Op is not InputOp && Readers(name).Count == 0 && !IsOutput(name))
        {
            Count(node, -1);
            _nodes.Remove(name);
        }
    }

    /// <summary>The graph as it is now.</summary>
    public Graph ToGraph() => _graph with
    {
        Constants = _graph.Constants.Concat(_added).ToEquatableArray(),
        Nodes = _order.SelectMany(WithInserted).Where(_nodes.ContainsKey).Select(name => _nodes[name]).ToEquatableArray(),
        Outputs = _outputs.ToEquatableArray(),
    };

    private IEnumerable<string> WithInserted(string name) =>
        _inserted.TryGetValue(name, out var before) ? before.SelectMany(WithInserted).Append(name) : [name];

    private void Count(Node node, int sign)
    {
        foreach (var input in node.Inputs)
        {
            if (!_readers.TryGetValue(input.Node, out var readers))
            {
                _readers[input.Node] = readers = [];
            }

            if (sign > 0)
            {
                readers.Add(node.Name);
            }
            else
            {
                readers.Remove(node.Name);
            }
        }

        foreach (var constant in ConstantUses.Of(node.Op))
        {
            _constantUses[constant] = (_constantUses.TryGetValue(constant, out var uses) ? uses : 0) + sign;
        }
    }
}
