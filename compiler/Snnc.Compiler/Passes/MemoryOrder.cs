using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;

namespace Snnc.Compiler.Passes;

/// <summary>
/// Tells which values lie with their channels innermost: tiled convolutions add whole runs of output channels, and find what lies under a row of their kernel
/// in one piece. Poolings between them follow suit where all that read them can.
/// </summary>
internal sealed class MemoryOrder
{
    private readonly GraphUses _uses;
    private readonly HashSet<string> _tiled;
    private readonly HashSet<string> _lastInTiles;
    private readonly Dictionary<string, bool> _isLast = [];

    public MemoryOrder(IEnumerable<Region> regions, GraphUses uses)
    {
        _uses = uses;
        var tiled = regions.Where(region => region.Kind == RegionKind.Tiled).ToList();
        _tiled = [.. tiled.SelectMany(region => region.Nodes).Select(node => node.Name)];
        _lastInTiles = [.. tiled.Where(region => region.Nodes[0].Op is ConvOp).SelectMany(region => region.Nodes).Select(node => node.Name)];
    }

    /// <summary>The order in which a value itself lies.</summary>
    public ElementOrder Of(ValueRef value) => value.State is null && IsLast(_uses.NodeOf(value.Node)) ? ElementOrder.ChannelsLast : ElementOrder.Natural;

    /// <summary>The order in which a value is kept: that of its own, or the one that a convolution asks for.</summary>
    public ElementOrder Kept(ValueRef value) =>
        _uses.ReadersOf(value).Any(reader => reader.Op is ConvOp && _lastInTiles.Contains(reader.Name)) ? ElementOrder.ChannelsLast : Of(value);

    /// <summary>Whether a node takes what it reads with channels last.</summary>
    public bool Accepts(Node reader) => reader.Op switch
    {
        PoolOp => IsLast(reader),
        NeuronOp => _lastInTiles.Contains(reader.Name),
        _ => _tiled.Contains(reader.Name),
    };

    // While it is being found a pooling is not; so two poolings in a row stay in natural order, which is right, if not best.
    private bool IsLast(Node node)
    {
        if (_lastInTiles.Contains(node.Name))
        {
            return true;
        }

        if (node.Op is not PoolOp)
        {
            return false;
        }

        if (!_isLast.TryGetValue(node.Name, out var isLast))
        {
            var (value, source) = (new ValueRef(node.Name), _uses.Viewed(node.Inputs[0]));
            _isLast[node.Name] = false;
            _isLast[node.Name] = isLast = source == node.Inputs[0] && Of(source) == ElementOrder.ChannelsLast
                && !_uses.IsOutput(value) && _uses.ReadersOf(value).All(Accepts);
        }

        return isLast;
    }
}
