using System;
using System.Collections.Generic;
using System.Linq;
using LLVMSharp.Interop;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Ir.Interpretation;
using Snnc.Compiler.Plan;

namespace Snnc.Llvm.Emission;

/// <summary>
/// Emits a plan as a module of functions whose names begin with the network's: <c>init size run run_until run_batch step reset state_size save
/// load set_parallel set_observer activity</c>. It decides nothing: order and kernels are the plan's.
/// </summary>
internal sealed class NetworkEmitter
{
    private readonly NativeModule _module;
    private readonly InstanceLayout _layout;
    private readonly WeightBlock _weights = new();
    private readonly NodeFunctions _nodes;
    private readonly string _prefix;
    private readonly CodeUses _uses;
    private readonly StageEmitter _stages;

    /// <summary>Emits the module.</summary>
    public NetworkEmitter(ExecutionPlan plan, LoadedConstants constants, TargetMachine target, string prefix, CodeUses uses)
    {
        (_prefix, _uses) = (prefix, uses);
        _module = new NativeModule(plan.Graph.Name, target, plan.SharesCode);
        _layout = new InstanceLayout(plan, constants, uses);
        _nodes = new NodeFunctions(_module, _layout, _weights, constants);
        _stages = new StageEmitter(_module, _layout, _nodes, uses.IsObserved);
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
        EmitSetters();
        EmitActivity();
    }

    public NativeModule Module => _module;

    public InstanceLayout Layout => _layout;

    /// <summary>Gets a value indicating whether it is counted how active layers are.</summary>
    public bool CountsActivity => !_uses.IsObserved && CountedLayers.Of(_layout.Plan).Count > 0;

    /// <summary>Gets the numbers that the code reads.</summary>
    public WeightBlock Weights => _weights;

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
        Pieces.Emit(
            code, "reset", [code.Argument(0), code.Argument(1)], apart: 2, Graph.Nodes.Where(node => node.Op is NeuronOp { States.Count: > 0 }),
            (piece, _, node) => ResetStates(_nodes.Scope(node, piece)));
        code.Return();
        code = Begin("reset", _module.Void, Pointer);
        code.Call(inner, code.Argument(0), WeightsOf(code));
        code.Return();
    }

    private static void ResetStates(NodeScope scope)
    {
        foreach (var state in ((NeuronOp)scope.Node.Op).States)
        {
            var values = scope.Read(new ValueRef(scope.Node.Name, state.Name));
            var count = NeuronEmitter.Initial(scope, state).Length;
            if (scope.HoldsInBytes(state.Name))
            {
                scope.Code.Fill(values.Pointer, (byte)NeuronEmitter.Initial(scope, state)[0], scope.Size);
                continue;
            }

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

    private void EmitSetters()
    {
        if (_layout.Parallel is { } place)
        {
            EmitSetter("set_parallel", place);
        }

        if (_uses.IsObserved)
        {
            EmitSetter("set_observer", InstanceLayout.Observer);
        }
    }

    // A function of the caller, and what it is given.
    private void EmitSetter(string name, long place)
    {
        var code = Begin(name, _module.Void, Pointer, Pointer, Pointer);
        code.Store(code.Argument(1), code.Offset(code.Argument(0), place));
        code.Store(code.Argument(2), code.Offset(code.Argument(0), place + sizeof(long)));
        code.Return();
    }

    private void EmitActivity()
    {
        if (CountsActivity)
        {
            var code = Begin("activity", _module.Void, Pointer, Pointer);
            new ActivityCounts(code, _layout, code.Argument(0)).EmitShares(code.Argument(1));
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
        if (_layout.Answer is { } answer)
        {
            EmitRunUntil(answer);
        }

        if (_layout.Answer is not null && _uses.IsSmall)
        {
            EmitRunByRunUntil();
        }
        else
        {
            EmitRunAlone();
        }

        if (_layout.Plan.Samples > 1)
        {
            EmitRunSamples();
        }
        else
        {
            EmitRunBatch();
        }
    }

    // The nodes' code is there once, not in both functions.
    private void EmitRunByRunUntil()
    {
        var code = Begin("run", _module.I32, Pointer, I64, Pointer, Pointer);
        var steps = code.Call(
            _module.Function($"{_prefix}_run_until", _module.I32), code.Argument(0), code.Real(2), code.Whole32(1), code.Argument(1), code.Argument(2),
            code.Argument(3));
        code.Return(code.Select(code.Compare(LLVMIntPredicate.LLVMIntSLT, steps, code.Whole32(0)), code.Whole32(1), code.Whole32(0)));
    }

    private void EmitRunAlone()
    {
        var code = Begin("run", _module.I32, Pointer, I64, Pointer, Pointer);
        var call = new CallScope(code, WeightsOf(code), code.Argument(1), code.Argument(2), code.Argument(3));
        var steps = code.Whole(_layout.Time.Steps ?? 1);
        BeginInference(call);
        if (_layout.Answer is not null)
        {
            new Progress(code, _layout).SetEnd(steps);
        }

        foreach (var stage in _layout.Plan.Stages)
        {
            _stages.Emit(stage, call, steps);
        }

        Return(code, code.Whole32(0), code.Whole32(1));
    }

    private void BeginInference(CallScope call)
    {
        call.Code.Call(_module.Function($"{_prefix}_reset", _module.Void, Pointer), call.Instance);
        ClearError(call.Code);
    }

    // The loop in pieces, with the frames that come of it after each, when it is looked at how sure the network is.
    private void EmitRunUntil(ValueRef answer)
    {
        var code = Begin("run_until", _module.I32, Pointer, _module.F32, _module.I32, I64, Pointer, Pointer);
        var call = new CallScope(code, WeightsOf(code), code.Argument(3), code.Argument(4), code.Argument(5));
        var (stages, progress, all) = (_layout.Plan.Stages, new Progress(code, _layout), code.Whole(_layout.Time.Steps!.Value));
        var before = stages.TakeWhile(stage => !stage.IsLoop).ToList();
        BeginInference(call);
        before.ForEach(stage => _stages.Emit(stage, call, all));
        var isPatient = code.Compare(LLVMRealPredicate.LLVMRealOGT, code.Argument(1), code.Real(1));
        var every = code.Extend(code.Argument(2));
        every = code.Select(code.IsLess(every, code.Whole(1)), code.Whole(1), every);
        var end = code.While([code.Whole(0), code.Truth(true)], state => state[1], state =>
        {
            var next = code.Add(state[0], every);
            next = code.Select(code.Or(isPatient, code.IsLess(all, next)), all, next);
            progress.SetEnd(next);
            foreach (var stage in stages.Skip(before.Count))
            {
                _stages.Emit(stage, call, next, state[0]);
            }

            var scores = code.Offset(call.Instance, _layout.PlaceOf(answer).Offset);
            var isSure = code.Compare(LLVMRealPredicate.LLVMRealOGE, Functions.Confidence(code, scores, _layout.PlaceOf(answer).Size), code.Argument(1));
            return [next, code.And(code.IsLess(next, all), code.ExclusiveOr(isSure, code.Truth(true)))];
        })[0];
        ClearOutputs(call, end, all);
        Return(code, code.Shorten(end), code.Whole32(-1));
    }

    // What steps that were not run would have given.
    private void ClearOutputs(CallScope call, LLVMValueRef from, LLVMValueRef to)
    {
        var code = call.Code;
        for (var k = 0; k < Graph.Outputs.Count; k++)
        {
            if (_layout.TypeOf(Graph.Outputs[k].Value).Kind != ValueKind.Frame)
            {
                var (array, bytes) = (code.Load(Pointer, call.Outputs, code.Whole(k)), _layout.BytesOfStep(Graph.Outputs[k].Value));
                code.Clear(code.At(_module.I8, array, code.Multiply(from, bytes)), code.Multiply(code.Subtract(to, from), bytes));
            }
        }
    }

    // Samples as steps.
    private void EmitRunSamples()
    {
        var code = Begin("run_batch", _module.I32, Pointer, I64, I64, Pointer, Pointer);
        var call = new CallScope(code, WeightsOf(code), code.Argument(1), code.Argument(3), code.Argument(4));
        ClearError(code);
        _stages.Emit(_layout.Plan.Stages[0], call, code.Argument(2));
        Return(code, code.Whole32(0), code.Whole32(1));
    }

    private void EmitRunBatch()
    {
        var code = Begin("run_batch", _module.I32, Pointer, I64, I64, Pointer, Pointer);
        var run = _module.Function($"{_prefix}_run", _module.I32);
        var inputs = Graph.Nodes.Where(node => node.Op is InputOp).Select(node => LengthOf(node.Type) * sizeof(float)).ToList();
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
            _stages.EmitTile(regions, call, t, code.Whole(1));
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
                _stages.CopyOutput(call, output, code.Whole(0));
            });
        }

        code.Store(code.Add(t, code.Whole(1)), step);
        Return(code, code.Load(_module.I32, any), code.Whole32(-1));
    }

    private LLVMValueRef IsReady(Code code, ValueRef value, LLVMValueRef t) =>
        _layout.WindowOf(value) is { } every ? StageEmitter.EndsWindow(code, every, t) : code.Truth(true);

    private static void ClearError(Code code) => code.Store(code.Whole(0), code.Offset(code.Argument(0), InstanceLayout.Error));

    private void Return(Code code, LLVMValueRef done, LLVMValueRef failed)
    {
        var error = code.Load(I64, code.Offset(code.Argument(0), InstanceLayout.Error));
        code.Return(code.Select(code.Equals(error, code.Whole(0)), done, failed));
    }
}
