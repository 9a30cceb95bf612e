using System.Collections.Generic;
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
    private readonly Dictionary<string, NativeFunction> _now = [];
    private readonly Dictionary<string, NativeFunction> _atEnd = [];

    public NodeFunctions(NativeModule module, InstanceLayout layout, WeightBlock weights, LoadedConstants constants)
    {
        (_module, _layout, _weights, _constants) = (module, layout, weights, constants);
        foreach (var stage in layout.Plan.Stages)
        {
            foreach (var plan in stage.Nodes)
            {
                Emit(plan);
            }
        }
    }

    /// <summary>The function of a node, or null for an input or a view.</summary>
    public NativeFunction? Now(string node) => _now.TryGetValue(node, out var function) ? function : null;

    /// <summary>What a node does at the end of each step of the loop that it listens to, or null.</summary>
    public NativeFunction? AtEnd(string node) => _atEnd.TryGetValue(node, out var function) ? function : null;

    /// <summary>What a node's function sees, with the code to write.</summary>
    public NodeScope Scope(Node node, Code code) => new(node, code, _layout, _weights, _constants);

    private void Emit(NodePlan plan)
    {
        if (plan.Kernel == Kernel.View || plan.Node.Op is InputOp)
        {
            return;
        }

        var scope = Begin(plan.Node, "");
        EmitBody(scope);
        _now[plan.Node.Name] = End(scope, "");
        if (plan.Node.Op is DecodeOp decode)
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

    private static void EmitBody(NodeScope scope)
    {
        switch (scope.Node.Op)
        {
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

    private NativeFunction Define(Node node, string part) => _module.DefineInner(
        $"node.{node.Name}{part}", 2, _module.Void, _module.Pointer, _module.Pointer, _module.I64, _module.I64);

    private NodeScope Begin(Node node, string part) => Scope(node, new Code(_module, Define(node, part).Value));

    private NativeFunction End(NodeScope scope, string part)
    {
        scope.Code.Return();
        return _module.Function($"node.{scope.Node.Name}{part}", _module.Void);
    }
}
