using System;
using System.Collections.Generic;
using System.Linq;
using LLVMSharp.Interop;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Ir.Interpretation;
using Snnc.Compiler.Plan;

namespace Snnc.Llvm.Emission;

/// <summary>
/// Emits a plan as a module of functions whose names begin with the network's: <c>init size run run_batch step reset state_size save
/// load</c>. It decides nothing: order and kernels are the plan's.
/// </summary>
internal sealed class NetworkEmitter
{
    private readonly NativeModule _module;
    private readonly InstanceLayout _layout;
    private readonly WeightBlock _weights = new();
    private readonly NodeFunctions _nodes;
    private readonly string _prefix;
    private readonly bool _isObserved;
    private readonly Dictionary<string, int> _places;
    private readonly List<Node> _inputs;

    /// <summary>Emits the module.</summary>
    /// <param name="isObserved">Whether a function may be told of every node's values.</param>
    public NetworkEmitter(ExecutionPlan plan, LoadedConstants constants, TargetMachine target, string prefix, bool isObserved)
    {
        (_prefix, _isObserved) = (prefix, isObserved);
        _module = new NativeModule(plan.Graph.Name, target, plan.Graph.Nodes.Count);
        _layout = new InstanceLayout(plan, constants, isObserved);
        _nodes = new NodeFunctions(_module, _layout, _weights, constants);
        _places = plan.Graph.Nodes.Select((node, place) => (node.Name, place)).ToDictionary(pair => pair.Name, pair => pair.place);
        _inputs = [.. plan.Graph.Nodes.Where(node => node.Op is InputOp)];
        EmitReset();
        EmitInit();
        if (_layout.Time.IsStream)
        {
            EmitStep();
        }
        else
        {
            EmitRun();
        }

        EmitSnapshots();
        EmitSetParallel();
    }

    public NativeModule Module => _module;

    public InstanceLayout Layout => _layout;

    /// <summary>The numbers that the code reads.</summary>
    public byte[] Weights() => _weights.ToArray();

    private Graph Graph => _layout.Plan.Graph;

    private LLVMTypeRef Pointer => _module.Pointer;

    private LLVMTypeRef I64 => _module.I64;

    private Code Begin(string name, LLVMTypeRef result, params LLVMTypeRef[] parameters) =>
        new(_module, _module.Define($"{_prefix}_{name}", result, parameters).Value);

    private LLVMValueRef WeightsOf(Code code) => code.Load(Pointer, code.Offset(code.Argument(0), InstanceLayout.Weights));

    // ---- states ----------------------------------------------------------------------------------------------------------------

    private void EmitReset()
    {
        var inner = _module.DefineInner("reset", 2, _module.Void, Pointer, Pointer);
        var code = new Code(_module, inner.Value);
        code.Clear(code.Offset(code.Argument(0), InstanceLayout.Step), _layout.StateEnd - InstanceLayout.Step);
        foreach (var node in Graph.Nodes)
        {
            ResetStates(_nodes.Scope(node, code));
        }

        code.Return();
        code = Begin("reset", _module.Void, Pointer);
        code.Call(inner, code.Argument(0), WeightsOf(code));
        code.Return();
    }

    private static void ResetStates(NodeScope scope)
    {
        foreach (var state in scope.Node.Op is NeuronOp neuron ? neuron.States : [])
        {
            var values = scope.Read(new ValueRef(scope.Node.Name, state.Name));
            var count = NeuronEmitter.Initial(scope, state).Length;
            var initial = scope.Table(scope.Node.Name, $"initial {state.Name}", values.IsInt, () => NeuronEmitter.Initial(scope, state));
            scope.Code.For(scope.Size, i => values.Store(initial.Load(count == 1 ? scope.Code.Whole(0) : i), i));
        }
    }

    private void EmitInit()
    {
        var code = Begin("init", _module.Void, Pointer, Pointer);
        code.Clear(code.Argument(0), _layout.Size);
        code.Store(code.Argument(1), code.Offset(code.Argument(0), InstanceLayout.Weights));
        code.Call(_module.Function($"{_prefix}_reset", _module.Void, Pointer), code.Argument(0));
        code.Return();
        EmitNumber("size", _layout.Size);
    }

    private void EmitSetParallel()
    {
        if (_layout.Parallel is { } place)
        {
            var code = Begin("set_parallel", _module.Void, Pointer, Pointer, Pointer);
            code.Store(code.Argument(1), code.Offset(code.Argument(0), place));
            code.Store(code.Argument(2), code.Offset(code.Argument(0), place + sizeof(long)));
            code.Return();
        }
    }

    private void EmitNumber(string name, long value)
    {
        var code = Begin(name, I64);
        code.Return(code.Whole(value));
    }

    private void EmitSnapshots()
    {
        var size = _layout.StateEnd - InstanceLayout.Step;
        EmitNumber("state_size", size);
        var save = Begin("save", _module.Void, Pointer, Pointer);
        save.Copy(save.Argument(1), save.Offset(save.Argument(0), InstanceLayout.Step), save.Whole(size));
        save.Return();
        var load = Begin("load", _module.Void, Pointer, Pointer);
        load.Copy(load.Offset(load.Argument(0), InstanceLayout.Step), load.Argument(1), load.Whole(size));
        load.Return();
    }

    // ---- runs ------------------------------------------------------------------------------------------------------------------

    private void EmitRun()
    {
        var code = Begin("run", _module.I32, Pointer, I64, Pointer, Pointer);
        var call = new CallScope(code, WeightsOf(code), code.Argument(1), code.Argument(2), code.Argument(3));
        code.Call(_module.Function($"{_prefix}_reset", _module.Void, Pointer), call.Instance);
        ClearError(code);
        for (var stage = 0; stage < _layout.Plan.Stages.Count; stage++)
        {
            EmitStage(_layout.Plan.Stages[stage], call, code.Whole(_layout.Time.Steps ?? 1));
        }

        Return(code, code.Whole32(0), code.Whole32(1));
        if (_layout.Plan.Samples > 1)
        {
            EmitRunSamples();
        }
        else
        {
            EmitRunBatch();
        }
    }

    // Samples as steps.
    private void EmitRunSamples()
    {
        var code = Begin("run_batch", _module.I32, Pointer, I64, I64, Pointer, Pointer);
        var call = new CallScope(code, WeightsOf(code), code.Argument(1), code.Argument(3), code.Argument(4));
        ClearError(code);
        EmitStage(_layout.Plan.Stages[0], call, code.Argument(2));
        Return(code, code.Whole32(0), code.Whole32(1));
    }

    private void EmitRunBatch()
    {
        var code = Begin("run_batch", _module.I32, Pointer, I64, I64, Pointer, Pointer);
        var run = _module.Function($"{_prefix}_run", _module.I32);
        var inputs = _inputs.Select(node => LengthOf(node.Type) * sizeof(float)).ToList();
        var outputs = Graph.Outputs.Select(output => _layout.TypeOf(output.Value))
            .Select(type => LengthOf(type) * (type.Element == ElementType.Int ? sizeof(long) : sizeof(float))).ToList();
        var (given, taken) = (code.Slot(LLVMTypeRef.CreateArray2(Pointer, (ulong)inputs.Count + 1)),
            code.Slot(LLVMTypeRef.CreateArray2(Pointer, (ulong)outputs.Count + 1)));
        var result = code.Slot(_module.I32);
        code.Store(code.Whole32(0), result);
        code.For(code.Whole(0), code.Argument(2), i =>
        {
            Advance(code, code.Argument(3), given, inputs, i);
            Advance(code, code.Argument(4), taken, outputs, i);
            var failed = code.Call(run, code.Argument(0), code.Add(code.Argument(1), i), given, taken);
            code.Store(code.Or(code.Load(_module.I32, result), failed), result);
        });
        code.Return(code.Load(_module.I32, result));
    }

    // The arrays of sample i.
    private void Advance(Code code, LLVMValueRef from, LLVMValueRef to, IReadOnlyList<long> sizes, LLVMValueRef i)
    {
        for (var k = 0; k < sizes.Count; k++)
        {
            var array = code.Load(Pointer, from, code.Whole(k));
            code.Store(code.At(_module.I8, array, code.Multiply(i, sizes[k])), code.At(Pointer, to, code.Whole(k)));
        }
    }

    private long LengthOf(Compiler.Ir.ValueType type) =>
        type.Shape.Size * (type.Kind == ValueKind.Frame || _layout.Time.IsStream ? 1 : _layout.Time.Steps ?? 1);

    private void EmitStep()
    {
        var code = Begin("step", _module.I32, Pointer, Pointer, Pointer, Pointer);
        var call = new CallScope(code, WeightsOf(code), code.Whole(0), code.Argument(1), code.Argument(2));
        var step = code.Offset(call.Instance, InstanceLayout.Step);
        var t = code.Load(I64, step);
        ClearError(code);
        for (var stage = 0; stage < _layout.Plan.Stages.Count; stage++)
        {
            var regions = _layout.Plan.Stages[stage];
            EmitTile(regions, call, t, code.Whole(1));
        }

        var any = code.Slot(_module.I32);
        code.Store(code.Whole32(0), any);
        for (var k = 0; k < Graph.Outputs.Count; k++)
        {
            var (output, ready) = (k, IsReady(code, Graph.Outputs[k].Value, t));
            code.Store(code.Extend(ready, _module.I8), code.At(_module.I8, code.Argument(3), code.Whole(k)));
            code.If(ready, () =>
            {
                code.Store(code.Whole32(1), any);
                CopyOutput(call, output, code.Whole(0));
            });
        }

        code.Store(code.Add(t, code.Whole(1)), step);
        Return(code, code.Load(_module.I32, any), code.Whole32(-1));
    }

    private LLVMValueRef IsReady(Code code, ValueRef value, LLVMValueRef t) =>
        _layout.WindowOf(value) is { } every ? EndsWindow(code, every, t) : code.Truth(true);

    private static LLVMValueRef EndsWindow(Code code, int every, LLVMValueRef t) =>
        code.Equals(code.Modulo(code.Add(t, code.Whole(1)), every), code.Whole(0));

    private static void ClearError(Code code) => code.Store(code.Whole(0), code.Offset(code.Argument(0), InstanceLayout.Error));

    private void Return(Code code, LLVMValueRef done, LLVMValueRef failed)
    {
        var error = code.Load(I64, code.Offset(code.Argument(0), InstanceLayout.Error));
        code.Return(code.Select(code.Equals(error, code.Whole(0)), done, failed));
    }

    private void EmitStage(PlanStage stage, CallScope call, LLVMValueRef all)
    {
        var code = call.Code;
        if (!stage.IsLoop)
        {
            EmitTile(stage, call, code.Whole(0), code.Whole(1));
            return;
        }

        code.Fold(code.Whole(0), all, code.Whole(stage.TileSteps), [], (first, none) =>
        {
            var left = code.Subtract(all, first);
            var steps = code.Select(code.IsLess(left, code.Whole(stage.TileSteps)), left, code.Whole(stage.TileSteps));
            EmitTile(stage, call, first, _layout.Time.Steps == stage.TileSteps ? all : steps);
            return none;
        });
    }

    // One region after the other, each for all steps of a tile.
    private void EmitTile(PlanStage stage, CallScope call, LLVMValueRef first, LLVMValueRef steps)
    {
        foreach (var region in stage.Regions)
        {
            var last = region.Nodes[region.Nodes.Count - 1].Node.Name;
            Poison(call, _layout.Arena.PoisonBeforeRegion(last, SlotUsers.Native));
            foreach (var plan in region.Nodes.Where(plan => _layout.ListsOf(plan.Node.Name) is not null))
            {
                BeginLists(new StepLists(call.Code, call.Instance, _layout.ListsOf(plan.Node.Name)!.Value), plan, first);
            }

            if (region.Kind == RegionKind.Tiled)
            {
                Poison(call, _layout.Arena.PoisonBefore(last, SlotUsers.Native));
                EmitTiled(region, call, first, steps);
            }

            call.Code.For(first, call.Code.Add(first, steps), t => EmitStep(stage, region, call, t));
        }

        if (stage.IsLoop && !_isObserved)
        {
            new ActivityCounts(call.Code, _layout, call.Instance).Emit(stage, steps);
        }
    }

    private void EmitTiled(PlanRegion region, CallScope call, LLVMValueRef first, LLVMValueRef steps)
    {
        var code = call.Code;
        void Run(NativeFunction function) => code.Call(function, call.Instance, call.Weights, first, call.Sample, steps);
        if (_nodes.Shared(region) is not { } shared)
        {
            Run(_nodes.Tiled(region));
            return;
        }

        var parallel = code.Load(Pointer, code.Offset(call.Instance, _layout.Parallel!.Value));
        var isOne = code.Or(
            code.Compare(LLVMIntPredicate.LLVMIntEQ, parallel, LLVMValueRef.CreateConstNull(Pointer)),
            code.IsLess(steps, code.Whole(region.Sharing!.FromSteps)));
        code.If(isOne, () => Run(_nodes.Tiled(region)), () => Run(shared));
    }

    private void Poison(CallScope call, IEnumerable<(long From, long To)> ranges)
    {
        foreach (var (from, to) in ranges)
        {
            call.Code.Fill(call.Code.Offset(call.Instance, _layout.ArenaStart + from), byte.MaxValue, to - from);
        }
    }

    private void BeginLists(StepLists lists, NodePlan plan, LLVMValueRef first)
    {
        if (_layout.IsRemembered(plan.Node.Name))
        {
            lists.Remember(first, _layout.TileOf(plan.Node.Name));
        }
        else
        {
            lists.Forget();
        }
    }

    private void EmitStep(PlanStage stage, PlanRegion region, CallScope call, LLVMValueRef t)
    {
        foreach (var plan in region.Nodes.Where(_ => region.Kind == RegionKind.Stepped))
        {
            void Run() => EmitNode(plan.Node, call, t, stage.IsLoop);
            if (_layout.WindowOf(new ValueRef(plan.Node.Name)) is { } every)
            {
                call.Code.If(EndsWindow(call.Code, every, t), Run);
            }
            else
            {
                Run();
            }
        }

        Poison(call, _layout.Arena.PoisonAtEndOfStep(region.Nodes[0].Node.Name, SlotUsers.Native));
        if (stage.IsLoop)
        {
            EmitEndOfStep(region, call, t);
        }

        if (!_layout.Time.IsStream)
        {
            CopyOutputs(region, call, t);
        }
    }

    private void EmitNode(Node node, CallScope call, LLVMValueRef t, bool isLoop)
    {
        Poison(call, _layout.Arena.PoisonBefore(node.Name, SlotUsers.Native));
        if (node.Op is InputOp)
        {
            CopyInput(node, call, isLoop && !_layout.Time.IsStream ? t : call.Code.Whole(0));
        }
        else if (_nodes.Now(node.Name) is { } function)
        {
            call.Code.Call(function, call.Instance, call.Weights, t, call.Sample);
        }

        if (_nodes.Lists(node.Name) is { } lists)
        {
            call.Code.Call(lists, call.Instance, call.Weights, t, call.Sample);
        }

        if (_isObserved && _layout.IsPresent(new ValueRef(node.Name)))
        {
            Observe(node, call, isLoop && _layout.Plan.Samples == 1 ? t : call.Code.Whole(-1));
        }
    }

    private void Observe(Node node, CallScope call, LLVMValueRef step)
    {
        var code = call.Code;
        var observer = code.Load(Pointer, code.Offset(call.Instance, InstanceLayout.Observer));
        var type = LLVMTypeRef.CreateFunction(_module.Void, [Pointer, I64, I64]);
        code.If(code.Compare(LLVMIntPredicate.LLVMIntNE, observer, LLVMValueRef.CreateConstNull(Pointer)), () =>
        {
            var context = code.Load(Pointer, code.Offset(call.Instance, InstanceLayout.ObserverContext));
            code.Call(new NativeFunction(observer, type), context, code.Whole(_places[node.Name]), step);
        });
    }

    private void EmitEndOfStep(PlanRegion region, CallScope call, LLVMValueRef t)
    {
        bool ActsHere(Node node) => ReferenceEquals(_layout.RegionMaking(node.Op is DecodeOp ? node.Inputs[0] : new ValueRef(node.Name)), region);
        foreach (var node in Graph.Nodes.Where(ActsHere))
        {
            if (_nodes.AtEnd(node.Name) is { } function)
            {
                call.Code.Call(function, call.Instance, call.Weights, t, call.Sample);
            }
        }

        if (region.Kind == RegionKind.Stepped)
        {
            KeepRows(region, call, t);
        }
    }

    private void KeepRows(PlanRegion region, CallScope call, LLVMValueRef t)
    {
        var code = call.Code;
        foreach (var (value, rows) in _layout.Rows.Where(rows => ReferenceEquals(_layout.RegionOf(rows.Key.Node), region)))
        {
            var place = _layout.PlaceOf(value);
            var row = code.At(_module.I8, code.Offset(call.Instance, rows.Offset), code.Multiply(code.Modulo(t, rows.Count), rows.RowBytes));
            var from = code.Offset(call.Instance, place.Offset);
            var plan = _layout.PlanOf(value.Node);
            if (plan.Order == ElementOrder.ChannelsLast && plan.Kernel != Kernel.PoolRows)
            {
                _nodes.Scope(plan.Node, code).Permute(from, row, plan.Node.Type.Shape, toNatural: false);
            }
            else
            {
                code.Copy(row, from, code.Whole(place.Bytes));
            }
        }

        foreach (var plan in region.Nodes.Where(plan => plan.Kept.HasFlag(Kept.NaturalRows)))
        {
            var value = new ValueRef(plan.Node.Name);
            var (rows, place) = (_layout.NaturalRowsOf(value), _layout.PlaceOf(value));
            var row = code.At(_module.I8, code.Offset(call.Instance, rows.Offset), code.Multiply(code.Modulo(t, rows.Count), rows.RowBytes));
            code.Copy(row, code.Offset(call.Instance, place.Offset), code.Whole(place.Bytes));
        }
    }

    private void CopyInput(Node node, CallScope call, LLVMValueRef t)
    {
        var (code, place) = (call.Code, _layout.PlaceOf(new ValueRef(node.Name)));
        var given = code.Load(Pointer, call.Inputs, code.Whole(_inputs.FindIndex(input => input.Name == node.Name)));
        var from = code.At(_module.F32, given, code.Multiply(t, place.Size));
        var to = new Values(code, code.Offset(call.Instance, place.Offset), place.IsInt);
        code.For(place.Size, i => to.Store(new Values(code, from, false).Load(i, place.IsInt), i));
    }

    private void CopyOutputs(PlanRegion region, CallScope call, LLVMValueRef t)
    {
        for (var k = 0; k < Graph.Outputs.Count; k++)
        {
            if (ReferenceEquals(_layout.RegionMaking(Graph.Outputs[k].Value), region))
            {
                CopyOutput(call, k, t);
            }
        }
    }

    private void CopyOutput(CallScope call, int output, LLVMValueRef t)
    {
        var (code, value) = (call.Code, Graph.Outputs[output].Value);
        var type = _layout.TypeOf(value);
        var bytes = type.Shape.Size * (type.Element == ElementType.Int ? sizeof(long) : sizeof(float));
        var array = code.Load(Pointer, call.Outputs, code.Whole(output));
        code.Copy(code.At(_module.I8, array, code.Multiply(t, bytes)), Source(call, value, t), code.Whole(bytes));
    }

    private LLVMValueRef Source(CallScope call, ValueRef value, LLVMValueRef t)
    {
        var code = call.Code;
        if (_layout.TypeOf(_layout.Viewed(value)).Kind == ValueKind.Frame || !_layout.IsTiled(_layout.Viewed(value).Node))
        {
            return code.Offset(call.Instance, _layout.PlaceOf(value).Offset);
        }

        var rows = _layout.NaturalRowsOf(value);
        return code.At(_module.I8, code.Offset(call.Instance, rows.Offset), code.Multiply(code.Modulo(t, rows.Count), rows.RowBytes));
    }

    /// <summary>What a call of the network is given.</summary>
    private sealed record CallScope(Code Code, LLVMValueRef Weights, LLVMValueRef Sample, LLVMValueRef Inputs, LLVMValueRef Outputs)
    {
        public LLVMValueRef Instance => Code.Argument(0);
    }
}
