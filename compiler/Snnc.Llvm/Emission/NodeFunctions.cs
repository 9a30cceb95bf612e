using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Ir.Interpretation;
using Snnc.Compiler.Plan;

namespace Snnc.Llvm.Emission;

/// <summary>Emits a function for each node of a plan, and one for what a node does at the end of a step.</summary>
internal sealed class NodeFunctions
{
    private readonly NativeModule _module;
    private readonly InstanceLayout _layout;
    private readonly WeightBlock _weights;
    private readonly LoadedConstants _constants;
    private readonly AlikeFunctions _functions;
    private readonly Dictionary<string, NativeFunction> _now = [];
    private readonly Dictionary<string, NativeFunction> _atEnd = [];
    private readonly Dictionary<string, NativeFunction> _lists = [];
    private readonly Dictionary<string, NativeFunction> _tiled = [];
    private readonly Dictionary<string, NativeFunction> _shared = [];

    public NodeFunctions(NativeModule module, InstanceLayout layout, WeightBlock weights, LoadedConstants constants)
    {
        (_module, _layout, _weights, _constants) = (module, layout, weights, constants);
        _functions = new AlikeFunctions(module, weights);
        foreach (var region in layout.Plan.Stages.SelectMany(stage => stage.Regions))
        {
            if (region.Kind == RegionKind.Tiled)
            {
                EmitTiled(region);
                if (region.Sharing is not null && !module.IsLarge)
                {
                    _shared[LastOf(region)] = new SharedRegion(module, layout, region, this, LanesOf(region.Nodes)).Emit();
                }

                continue;
            }

            var takenIn = region.Nodes.SelectMany(layout.TakenIn).ToHashSet();
            foreach (var plan in region.Nodes.Where(plan => !takenIn.Contains(plan)))
            {
                Emit(plan);
            }
        }
    }

    /// <summary>The function of a tiled region, which runs several steps.</summary>
    public NativeFunction Tiled(PlanRegion region) => _tiled[LastOf(region)];

    /// <summary>The same of a region that threads share, or null.</summary>
    public NativeFunction? Shared(PlanRegion region) => _shared.TryGetValue(LastOf(region), out var function) ? function : null;

    /// <summary>The function that lists what is not 0 of a node's values, or null.</summary>
    public NativeFunction? Lists(string node) => _lists.TryGetValue(node, out var function) ? function : null;

    /// <summary>The function of a node, or null for an input or a view.</summary>
    public NativeFunction? Now(string node) => _now.TryGetValue(node, out var function) ? function : null;

    /// <summary>What a node does at the end of each step of the loop that it listens to, or null.</summary>
    public NativeFunction? AtEnd(string node) => _atEnd.TryGetValue(node, out var function) ? function : null;

    /// <summary>What a node's function sees, with the code to write.</summary>
    public NodeScope Scope(Node node, Code code, OwnParts? own = null) => new(node, code, _layout, _weights, _constants, own);

    private void Emit(NodePlan plan)
    {
        if (plan.Kernel is Kernel.View or Kernel.Previous || plan.JoinedTo is not null)
        {
            return;
        }

        if (_layout.TakenIn(plan) is { Count: > 0 } connections)
        {
            EmitPopulation(plan, connections);
            return;
        }

        if (_layout.ListsOf(plan.Node.Name) is { } place && !ListsItself(plan))
        {
            EmitLists(plan, place);
        }

        if (plan.Node.Op is InputOp)
        {
            return;
        }

        var scope = Begin(plan.Node, "");
        if (plan.Kernel == Kernel.Lanes)
        {
            EmitLanes(plan, scope);
        }
        else
        {
            EmitBody(scope, plan.Kernel);
        }

        _now[plan.Node.Name] = End(scope, "");
        if (plan.Node.Op is DecodeOp decode && !TimeEmitter.ReadsLast(_layout, plan.Node))
        {
            scope = Begin(plan.Node, ".end");
            new TimeEmitter(scope).Accumulate(decode);
            _atEnd[plan.Node.Name] = End(scope, ".end");
        }
        else if (plan.Node.Op is DelayOp or ConnectionOp { Delays: not null })
        {
            scope = Begin(plan.Node, ".end");
            new PastReader(scope).Push();
            _atEnd[plan.Node.Name] = End(scope, ".end");
        }
    }

    private static string LastOf(PlanRegion region) => region.Nodes[region.Nodes.Count - 1].Node.Name;

    private void EmitTiled(PlanRegion region)
    {
        var last = region.Nodes[region.Nodes.Count - 1].Node;
        var name = $"region.{last.Name}";
        var (function, code) = _functions.Begin(name, others: 3, LanesOf(region.Nodes));
        if (region.Nodes[0].Node.Op is ConvOp)
        {
            new ImageEmitter(region.Nodes, Scope(last, code), node => Scope(node, code), code.Argument(4)).Emit();
        }
        else
        {
            new TiledEmitter(region.Nodes, Scope(last, code), node => Scope(node, code), code.Whole(0), code.Argument(4)).Emit();
        }

        _tiled[last.Name] = _functions.End(name, function, code);
    }

    // One step of a population that sums rows itself, as a tile of time of one step: but for whole rows, of which more at a time are in registers than its
    // states would leave.
    private void EmitPopulation(NodePlan plan, IReadOnlyList<NodePlan> connections)
    {
        var scope = Begin(plan.Node, "");
        var step = scope.RowOfStep(_layout.TileOf(plan.Node.Name));
        var wide = connections.Where(connection => new TiledConnection(Scope(connection.Node, scope.Code)).AddsWholeRows).ToList();
        wide.ForEach(connection => new ListedConnection(Scope(connection.Node, scope.Code)).Emit());
        new TiledEmitter([.. connections.Except(wide), plan], scope, node => Scope(node, scope.Code), step, null).Emit();
        _now[plan.Node.Name] = End(scope, "");
    }

    private void EmitLists(NodePlan plan, ListPlace place)
    {
        var scope = Begin(plan.Node, ".lists");
        var row = scope.Code.Add(scope.RowOfStep(_layout.TileOf(plan.Node.Name)), scope.Code.Whole(1));
        var lists = new StepLists(scope.Code, scope.Instance, place);
        if (place.Images is null)
        {
            lists.WriteRow(row, scope.Result, scope.Size);
        }
        else if (plan.Kernel == Kernel.PoolRows)
        {
            lists.WriteImage(row, scope.Result);
        }
        else
        {
            lists.WriteNaturalImage(row, scope.Result, scope.Shape[0]);
        }

        _lists[plan.Node.Name] = End(scope, ".lists");
    }

    // A population tells at once who fires.
    private bool ListsItself(NodePlan plan) => plan.Kernel == Kernel.Lanes && _layout.ListsOf(plan.Node.Name) is { Values: null, Images: null };

    private void EmitLanes(NodePlan plan, NodeScope scope)
    {
        var lists = ListsItself(plan) ? new StepLists(scope.Code, scope.Instance, _layout.ListsOf(plan.Node.Name)!.Value) : null;
        var row = scope.Code.Add(scope.RowOfStep(_layout.TileOf(plan.Node.Name)), scope.Code.Whole(1));
        new PopulationSweep(scope, lists, row).Emit();
    }

    private static void EmitBody(NodeScope scope, string kernel)
    {
        switch (scope.Node.Op)
        {
            case PoolOp pool when kernel == Kernel.PoolRows:
                new PoolRowsEmitter(scope).Emit(pool);
                break;
            case ConnectionOp when kernel == Kernel.EventRows:
                new ListedConnection(scope).Emit();
                break;
            case NeuronOp:
                new NeuronEmitter(scope).Emit();
                break;
            case ConnectionOp:
                new ConnectionEmitter(scope).Emit();
                break;
            case EncodeRateOp or EncodeLatencyOp or EncodeRowsOp or EncodeDeltaOp or DecodeOp or DelayOp:
                new TimeEmitter(scope).Emit();
                break;
            case ReduceOp or ArgMaxOp or SoftmaxOp or BatchNormOp or LayerNormOp:
                new AxisEmitter(scope).Emit();
                break;
            default:
                new ArrayEmitter(scope).Emit();
                break;
        }
    }

    private static string NameOf(Node node, string part) => $"node.{node.Name}{part}";

    private NodeScope Begin(Node node, string part)
    {
        int? lanes = _layout.PlanOf(node.Name) is { Kernel: Kernel.PoolRows } pool ? LanesOf([pool]) : null;
        return Scope(node, _functions.Begin(NameOf(node, part), others: 2, lanes).Code);
    }

    // Where channels lie innermost, whole vectors of them; or of rows of pixels, where these go one by one.
    private int? LanesOf(IReadOnlyList<NodePlan> plans) => plans[0].Node.Op is ConvOp
        ? plans.All(plan => ConvTile.HasRowsOf(plan, _module.Lanes)) ? null : NativeModule.FewestLanes
        : plans.All(plan => plan.Order == ElementOrder.Natural || plan.Node.Type.Shape[0] % _module.Lanes == 0) ? null : NativeModule.FewestLanes;

    private NativeFunction End(NodeScope scope, string part)
    {
        var name = NameOf(scope.Node, part);
        return _functions.End(name, _module.Function(name, _module.Void), scope.Code);
    }
}
