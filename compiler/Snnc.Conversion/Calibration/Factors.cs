using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Conversion.Networks;

namespace Snnc.Conversion.Calibration;

/// <summary>
/// What the values of the new network stand for: a value of the trained network is this factor times the mean of the one that runs in time. A layer's
/// neurons have the factor that was measured; what leads to them takes it over, so that their threshold is 1.
/// </summary>
internal sealed class Factors
{
    private readonly Dictionary<string, double> _factors = [];
    private readonly Dictionary<string, double?> _targets = [];
    private readonly AnnGraph _ann;
    private readonly Calibrated _calibrated;

    /// <summary>Finds all factors.</summary>
    /// <param name="ofInput">The factor of an encoded frame, by the frame's name.</param>
    public Factors(AnnGraph ann, Calibrated calibrated, IReadOnlyDictionary<string, double> ofInput)
    {
        (_ann, _calibrated) = (ann, calibrated);
        foreach (var node in ann.Graph.Nodes.Reverse())
        {
            _targets[node.Name] = ann.Readers(node.Name).Select(TargetThrough).FirstOrDefault(target => target is not null);
        }

        foreach (var node in ann.Graph.Nodes.Where(node => ann.RoleOf(node.Name) != NodeRole.Answer))
        {
            _factors[node.Name] = ann.RoleOf(node.Name) == NodeRole.Frame ? ofInput.GetValueOrDefault(node.Name, 1) : FactorOf(node);
        }
    }

    /// <summary>The factor of what a node becomes; of neurons, that of their spikes.</summary>
    public double Of(string name) => _ann.UnitOf(name) is { Kind: not UnitKind.Relu } unit ? OfUnit(unit) : _factors[name];

    /// <summary>The factor of what a node gives to its own neurons, if it has some; else as <see cref="Of"/>.</summary>
    public double Inner(string name) => _factors[name];

    /// <summary>The factor of a layer's spikes.</summary>
    public double OfUnit(Unit unit) => _calibrated.Units[unit.Label].Factor;

    private double? TargetThrough(Node reader) =>
        _ann.RoleOf(reader.Name) != NodeRole.Timed || reader.Op is ConnectionOp ? null
        : reader.Op is ActivationOp ? OfUnit(_ann.UnitOf(reader.Name)!)
        : _targets[reader.Name];

    private double FactorOf(Node node) => node.Op switch
    {
        ActivationOp => OfUnit(_ann.UnitOf(node.Name)!),
        ConnectionOp => _ann.UnitOf(node.Name) is { } unit ? OfUnit(unit) : _targets[node.Name] ?? 1,
        _ => Joined(node),
    };

    private double Joined(Node node)
    {
        var inputs = node.Inputs.Select(input => Of(input.Node)).ToList();
        return inputs.All(factor => factor == inputs[0]) ? inputs[0] : _targets[node.Name] ?? inputs[0];
    }
}
