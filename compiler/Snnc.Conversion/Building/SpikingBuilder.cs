using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Ir.Interpretation;
using Snnc.Compiler.Tensors;
using Snnc.Compiler.Text;
using Snnc.Conversion.Networks;
using Snnc.Import.Writing;

namespace Snnc.Conversion.Building;

/// <summary>Writes the new network node by node.</summary>
internal sealed class SpikingBuilder
{
    private readonly AnnGraph _ann;
    private readonly LayerRules _rules;
    private readonly ITensorResolver _tensors;
    private readonly Location _place;
    private readonly SpikingNetwork _network;
    private readonly Identifiers _names;
    private readonly Dictionary<string, Constant> _constants;
    private readonly Dictionary<string, string> _references = [];
    private readonly Dictionary<string, string> _encoded = [];
    private readonly Dictionary<string, ReadoutText> _readouts = [];

    private SpikingBuilder(AnnGraph ann, LayerRules rules, ITensorResolver tensors, int steps, Location place)
    {
        (_ann, _rules, _tensors, _place) = (ann, rules, tensors, place);
        _network = new SpikingNetwork(ann.Graph.Name, steps);
        _names = new Identifiers(ann.Graph.Nodes.Select(node => ann.LabelOf(node.Name)).Concat(ann.Units.Select(unit => unit.Label)), "w");
        _constants = ann.Graph.Constants.ToDictionary(constant => constant.Name);
    }

    /// <summary>The new network, and how its readouts are read.</summary>
    /// <exception cref="ConversionException">A node cannot be written.</exception>
    /// <exception cref="TensorFormatException">The weights cannot be read.</exception>
    public static (SpikingNetwork Network, IReadOnlyDictionary<string, ReadoutText> Readouts) Build(
        AnnGraph ann, LayerRules rules, ITensorResolver tensors, int steps, Location place)
    {
        var builder = new SpikingBuilder(ann, rules, tensors, steps, place);
        builder.Build();
        return (builder._network, builder._readouts);
    }

    private void Build()
    {
        _network.Notes.Add($"Made of {_ann.Graph.Name} by 'snnc convert'.");
        _network.Notes.AddRange(_rules.Notes);
        _network.Models.AddRange(_rules.Models);
        foreach (var node in _ann.Graph.Nodes)
        {
            Add(node);
            if (_ann.RoleOf(node.Name) == NodeRole.Timed && _ann.Readouts.Contains(node))
            {
                AddReadout(node);
            }
        }

        foreach (var output in _ann.Graph.Outputs)
        {
            AddOutput(output);
        }
    }

    private void Add(Node node)
    {
        if (node.Op is InputOp)
        {
            _references[node.Name] = _ann.LabelOf(node.Name);
            _network.AddInput(_ann.LabelOf(node.Name), $"frame{node.Type.Shape}");
        }
        else if (_ann.RoleOf(node.Name) == NodeRole.Timed)
        {
            AddTimed(node);
        }
        else if (!IsMereIndex(node))
        {
            AddFrame(node);
        }
    }

    private void AddFrame(Node node)
    {
        var from = node.Inputs.Select(input => _readouts.TryGetValue(input.Node, out var readout) ? Final(input.Node, readout) : _references[input.Node]);
        _references[node.Name] = AddOperator(node, [.. from]);
    }

    private void AddTimed(Node node)
    {
        var from = node.Inputs.Select(input => Source(node, input.Node)).ToList();
        var unit = _ann.UnitOf(node.Name);
        var reference = node.Op is ActivationOp ? "" : AddOperator(node, from);
        if (unit is not null)
        {
            var (model, arguments) = _rules.Neuron(unit);
            reference = _network.Add(unit.Label, model, arguments, node.Op is ActivationOp ? from : [reference], isNamed: true);
        }

        _references[node.Name] = reference;
    }

    private string Source(Node reader, string name)
    {
        var reference = _ann.RoleOf(name) == NodeRole.Frame ? Encoded(name) : _references[name];
        var scale = _rules.Rescale(reader, name);
        return scale == 1 ? reference
            : _network.Add(_names.Fresh($"{reference}_scaled"), "scale", [Numeral.Of((float)scale)], [reference]);
    }

    private string Encoded(string frame) => _encoded.TryGetValue(frame, out var known) ? known
        : _encoded[frame] = _rules.Encode(_ann.Node(frame), _references[frame], _network, _names);

    private string AddOperator(Node node, IReadOnlyList<string> from)
    {
        var label = _ann.LabelOf(node.Name);
        if (node.Op is ConnectionOp connection)
        {
            return AddConnection(node, connection, label, from);
        }

        if (node.Op is ScaleOp scale)
        {
            var by = _constants[scale.By];
            return _network.Add(label, "scale", [Factor(by, label)], from);
        }

        var (op, arguments) = OperatorText.Of(node, 0, _place);
        return _network.Add(label, op, arguments, from);
    }

    private string Factor(Constant by, string label) => by.Shape.Rank == 0
        ? Numeral.Of((float)Values(by)[0])
        : _network.AddArray(new($"{label}.by", by.Shape, System.Array.ConvertAll(Values(by), x => (float)x)));

    private string AddConnection(Node node, ConnectionOp connection, string label, IReadOnlyList<string> from)
    {
        var weight = _constants[connection.Weight];
        var bias = connection.Bias is null ? null : _constants[connection.Bias];
        var (op, arguments) = OperatorText.Of(node, weight.Shape[0], _place);
        var weights = new LayerWeights(weight.Shape, Values(weight), bias?.Shape ?? Shape.Scalar, bias is null ? null : Values(bias));
        foreach (var array in _rules.Tensors(node, label, weights))
        {
            _network.AddArray(array);
        }

        return _network.Add(label, op, bias is null ? [.. arguments, "bias = none"] : arguments, from, isNamed: true);
    }

    private double[] Values(Constant constant) => LoadedValue.Evaluate(constant.Value, constant.Shape, _ann.Graph.Containers, _tensors);

    // The mean over time, in units of the trained network: a sum of each step's part.
    private void AddReadout(Node node)
    {
        var reference = _references[node.Name];
        var factor = _rules.FactorOf(node.Name) / _network.Steps;
        if (_ann.UnitOf(node.Name) is { Kind: UnitKind.Readout })
        {
            _readouts[node.Name] = new ReadoutText($"count({reference})", "count", reference, reference, factor, IsCount: true);
            return;
        }

        var sum = _network.Add(
            _names.Fresh($"{_ann.LabelOf(node.Name)}_sum"), "integrator", [$"r = {Numeral.Of((float)factor)}"], [reference], isNamed: true);
        _readouts[node.Name] = new ReadoutText($"last({sum}.v)", "last", $"{sum}.v", sum, 1, IsCount: false);
    }

    // The value that a node behind time reads: once for each readout.
    private string Final(string name, ReadoutText readout)
    {
        if (_references.TryGetValue($"{name}:final", out var known))
        {
            return known;
        }

        var final = _network.Add(_names.Fresh($"{readout.Node}_final"), readout.Decoder, [], [readout.Signal]);
        final = readout.Factor == 1 ? final : _network.Add(_names.Fresh($"{final}_mean"), "scale", [Numeral.Of((float)readout.Factor)], [final]);
        return _references[$"{name}:final"] = final;
    }

    // An argmax of a readout that only outputs give is written there.
    private bool IsMereIndex(Node node) =>
        node.Op is ArgMaxOp && _readouts.ContainsKey(node.Inputs[0].Node) && !_ann.Readers(node.Name).Any();

    private void AddOutput(Output output)
    {
        var node = _ann.Node(output.Value.Node);
        if (_readouts.TryGetValue(node.Name, out var readout))
        {
            _network.AddOutput($"{output.Name}: frame{node.Type.Shape}", readout.Value);
        }
        else if (IsMereIndex(node))
        {
            _network.AddOutput(output.Name, $"argmax({_readouts[node.Inputs[0].Node].Value})");
        }
        else
        {
            _network.AddOutput(output.Name, _references[node.Name]);
        }
    }
}
