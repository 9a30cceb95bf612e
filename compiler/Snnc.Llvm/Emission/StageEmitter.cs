using System.Collections.Generic;
using System.Linq;
using LLVMSharp.Interop;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;

namespace Snnc.Llvm.Emission;

/// <summary>Emits the stages of a plan where a call of the network runs them: tiles of steps, region by region, with what goes in and out.</summary>
internal sealed class StageEmitter(NativeModule module, InstanceLayout layout, NodeFunctions nodes, bool isObserved)
{
    // Large inputs come from far away, and are read once: so many elements ahead they are asked for, a cache line at a time. What lies beyond the end is not
    // read.
    private const int AskedFor = 256, AskedLine = 16, FarAhead = 2048;

    private readonly List<Node> _inputs = [.. layout.Plan.Graph.Nodes.Where(node => node.Op is InputOp)];
    private readonly Dictionary<string, int> _places =
        layout.Plan.Graph.Nodes.Select((node, place) => (node.Name, place)).ToDictionary(pair => pair.Name, pair => pair.place);

    private readonly ILookup<PlanRegion, NativeFunction> _atEnd = layout.Plan.Graph.Nodes.Where(node => nodes.AtEnd(node.Name) is not null).ToLookup(
        node => layout.RegionMaking(node.Op is DecodeOp ? node.Inputs[0] : new ValueRef(node.Name)), node => nodes.AtEnd(node.Name)!.Value, SameRegion);

    private readonly ILookup<PlanRegion, (ValueRef Value, RowPlace Rows)> _kept =
        layout.Rows.ToLookup(rows => layout.RegionOf(rows.Key.Node), rows => (rows.Key, rows.Value), SameRegion);

    // Of the region that is being written.
    private GivenForms _forms = GivenForms.None;

    private static IEqualityComparer<PlanRegion> SameRegion => ReferenceEqualityComparer.Instance;

    private Graph Graph => layout.Plan.Graph;

    private LLVMTypeRef Pointer => module.Pointer;

    private LLVMTypeRef I64 => module.I64;

    /// <summary>Whether a window of so many steps ends with a step.</summary>
    public static LLVMValueRef EndsWindow(Code code, int every, LLVMValueRef t) =>
        code.Equals(code.Modulo(code.Add(t, code.Whole(1)), every), code.Whole(0));

    /// <summary>Frames, or a loop's steps from the first or another on, in tiles; the last may be shorter.</summary>
    public void Emit(PlanStage stage, CallScope call, LLVMValueRef to, LLVMValueRef? from = null)
    {
        var code = call.Code;
        if (!stage.IsLoop)
        {
            EmitTile(stage, call, code.Whole(0), code.Whole(1));
            return;
        }

        var isWhole = layout.Time.Steps == stage.TileSteps && from is null;
        var resting = stage.Nodes.Where(plan => layout.RestOf(plan.Node.Name) is not null)
            .Select(plan => new RestingNeurons(code, call.Instance, layout, plan.Node, plan.Rest!)).ToList();
        resting.ForEach(population => population.Begin(from ?? code.Whole(0)));
        code.Fold(from ?? code.Whole(0), to, code.Whole(stage.TileSteps), [], (first, none) =>
        {
            var left = code.Subtract(to, first);
            var steps = code.Select(code.IsLess(left, code.Whole(stage.TileSteps)), left, code.Whole(stage.TileSteps));
            EmitTile(stage, call, first, isWhole ? to : steps);
            return none;
        });
        resting.ForEach(population => population.End(to));
    }

    /// <summary>One region after the other, each for all steps of a tile.</summary>
    public void EmitTile(PlanStage stage, CallScope call, LLVMValueRef first, LLVMValueRef steps)
    {
        var lastRow = stage.IsLoop ? new Progress(call.Code, layout).BeginTile(first, stage.TileSteps) : call.Code.Whole(0);
        Pieces.Emit(
            call.Code, "regions", [call.Instance, call.Weights, call.Sample, call.Inputs, call.Outputs, first, steps, lastRow], apart: 2, stage.Regions,
            (piece, given, region) => EmitRegion(stage, region, new CallScope(piece, given[1], given[2], given[3], given[4]), given[5], given[6], given[7]));

        if (stage.IsLoop && !isObserved)
        {
            new ActivityCounts(call.Code, layout, call.Instance).Emit(stage, steps);
        }
    }

    private void EmitRegion(PlanStage stage, PlanRegion region, CallScope call, LLVMValueRef first, LLVMValueRef steps, LLVMValueRef lastRow)
    {
        var last = region.Nodes[region.Nodes.Count - 1].Node.Name;
        Poison(call, layout.Arena.PoisonBeforeRegion(last, SlotUsers.Native));
        foreach (var plan in region.Nodes.Where(plan => layout.ListsOf(plan.Node.Name) is not null))
        {
            BeginLists(new StepLists(call.Code, call.Instance, layout.ListsOf(plan.Node.Name)!.Value), plan, first, lastRow);
        }

        if (region.Kind == RegionKind.Tiled)
        {
            Poison(call, layout.Arena.PoisonBefore(last, SlotUsers.Native));
            EmitTiled(region, call, first, steps);
        }

        _forms = FormsOf(stage, region, call, first, steps);
        call.Code.For(first, call.Code.Add(first, steps), t => EmitStep(stage, region, call, t));
        _forms.End(call.Instance, steps);
        _forms = GivenForms.None;
    }

    private GivenForms FormsOf(PlanStage stage, PlanRegion region, CallScope call, LLVMValueRef first, LLVMValueRef steps) =>
        !stage.RunsInTiles || region.Kind == RegionKind.Tiled || isObserved ? GivenForms.None
        : new GivenForms(call.Code, layout, region.Nodes.Where(plan => plan.Node.Op is InputOp), plan => Given(plan.Node, call, first), steps);

    private void EmitTiled(PlanRegion region, CallScope call, LLVMValueRef first, LLVMValueRef steps)
    {
        var code = call.Code;
        void Run(NativeFunction function) => code.Call(function, call.Instance, call.Weights, first, call.Sample, steps);
        if (nodes.Shared(region) is not { } shared)
        {
            Run(nodes.Tiled(region));
            return;
        }

        var parallel = code.Load(Pointer, code.Offset(call.Instance, layout.Parallel!.Value));
        var isOne = code.Or(
            code.Compare(LLVMIntPredicate.LLVMIntEQ, parallel, LLVMValueRef.CreateConstNull(Pointer)),
            code.IsLess(steps, code.Whole(region.Sharing!.FromSteps)));
        code.If(isOne, () => Run(nodes.Tiled(region)), () => Run(shared));
    }

    private void Poison(CallScope call, IEnumerable<(long From, long To)> ranges)
    {
        foreach (var (from, to) in ranges)
        {
            call.Code.Fill(call.Code.Offset(call.Instance, layout.ArenaStart + from), byte.MaxValue, to - from);
        }
    }

    private void BeginLists(StepLists lists, NodePlan plan, LLVMValueRef first, LLVMValueRef lastRow)
    {
        if (layout.IsRemembered(plan.Node.Name))
        {
            lists.Remember(first, lastRow);
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
            if (layout.WindowOf(new ValueRef(plan.Node.Name)) is { } every)
            {
                call.Code.If(EndsWindow(call.Code, every, t), Run);
            }
            else
            {
                Run();
            }
        }

        Poison(call, layout.Arena.PoisonAtEndOfStep(region.Nodes[0].Node.Name, SlotUsers.Native));
        if (stage.IsLoop)
        {
            EmitEndOfStep(region, call, t);
        }

        if (!layout.Time.IsStream)
        {
            CopyOutputs(region, call, t);
        }
    }

    private void EmitNode(Node node, CallScope call, LLVMValueRef t, bool isLoop)
    {
        Poison(call, layout.Arena.PoisonBefore(node.Name, SlotUsers.Native));
        if (node.Op is InputOp)
        {
            CopyInput(node, call, isLoop && !layout.Time.IsStream ? t : call.Code.Whole(0));
        }
        else if (nodes.Now(node.Name) is { } function)
        {
            call.Code.Call(function, call.Instance, call.Weights, t, call.Sample);
        }

        if (nodes.Lists(node.Name) is { } lists)
        {
            _forms.List(node.Name, () => call.Code.Call(lists, call.Instance, call.Weights, t, call.Sample));
        }

        if (isObserved && layout.IsPresent(new ValueRef(node.Name)))
        {
            Observe(node, call, isLoop && layout.Plan.Samples == 1 ? t : call.Code.Whole(-1));
        }
    }

    private void Observe(Node node, CallScope call, LLVMValueRef step)
    {
        var code = call.Code;
        var observer = code.Load(Pointer, code.Offset(call.Instance, InstanceLayout.Observer));
        code.If(code.Compare(LLVMIntPredicate.LLVMIntNE, observer, LLVMValueRef.CreateConstNull(Pointer)), () =>
        {
            Show(node, -1, new ValueRef(node.Name));
            var states = node.Op is NeuronOp neuron ? neuron.States.ToList() : [];
            states.ForEach(state => Show(node, states.IndexOf(state), new ValueRef(node.Name, state.Name)));
        });

        void Show(Node node, int state, ValueRef value)
        {
            var type = LLVMTypeRef.CreateFunction(module.Void, [Pointer, I64, I64, I64, Pointer]);
            var context = code.Load(Pointer, code.Offset(call.Instance, InstanceLayout.ObserverContext));
            var values = code.Offset(call.Instance, layout.PlaceOf(value).Offset);
            code.Call(new NativeFunction(observer, type), context, code.Whole(_places[node.Name]), code.Whole(state), step, values);
        }
    }

    private void EmitEndOfStep(PlanRegion region, CallScope call, LLVMValueRef t)
    {
        foreach (var function in _atEnd[region])
        {
            call.Code.Call(function, call.Instance, call.Weights, t, call.Sample);
        }

        if (region.Kind == RegionKind.Stepped)
        {
            KeepRows(region, call, t);
        }
    }

    private void KeepRows(PlanRegion region, CallScope call, LLVMValueRef t)
    {
        var code = call.Code;
        foreach (var (value, rows) in _kept[region])
        {
            var place = layout.PlaceOf(value);
            var row = RowOf(call, rows, t);
            var from = code.Offset(call.Instance, place.Offset);
            var plan = layout.PlanOf(value.Node);
            _forms.Row(value.Node, () =>
            {
                if (layout.OrderOfRows(value) == ElementOrder.ChannelsLast && plan.Kernel != Kernel.PoolRows)
                {
                    nodes.Scope(plan.Node, code).Permute(from, row, plan.Node.Type.Shape, toNatural: false);
                }
                else
                {
                    code.Copy(row, from, code.Whole(place.Bytes));
                }
            });
        }

        foreach (var plan in region.Nodes.Where(plan => plan.Kept.HasFlag(Kept.NaturalRows)))
        {
            var value = new ValueRef(plan.Node.Name);
            var (rows, place) = (layout.NaturalRowsOf(value), layout.PlaceOf(value));
            var row = RowOf(call, rows, t);
            code.Copy(row, code.Offset(call.Instance, place.Offset), code.Whole(place.Bytes));
        }
    }

    private LLVMValueRef Given(Node node, CallScope call, LLVMValueRef t)
    {
        var given = call.Code.Load(Pointer, call.Inputs, call.Code.Whole(_inputs.FindIndex(input => input.Name == node.Name)));
        return call.Code.At(module.F32, given, call.Code.Multiply(t, layout.PlaceOf(new ValueRef(node.Name)).Size));
    }

    private void CopyInput(Node node, CallScope call, LLVMValueRef t)
    {
        var (code, place) = (call.Code, layout.PlaceOf(new ValueRef(node.Name)));
        var from = Given(node, call, t);
        var start = code.Offset(call.Instance, place.Offset);
        var to = new Values(code, start, place.IsInt);
        var asked = place.Size >= AskedFor && !place.IsInt ? place.Size / AskedLine * AskedLine : 0;
        code.Fold(code.Whole(0), code.Whole(asked), code.Whole(AskedLine), [], (first, none) =>
        {
            code.Prefetch(code.At(module.F32, from, code.Add(first, code.Whole(FarAhead))));
            for (var k = 0; k < AskedLine; k += code.Lanes)
            {
                var at = code.Add(first, code.Whole(k));
                code.StoreLanes(code.LoadLanes(from, at, sizeof(float)), start, at);
            }

            return none;
        });
        code.For(code.Whole(asked), code.Whole(place.Size), i => to.Store(new Values(code, from, false).Load(i, place.IsInt), i));
    }

    private void CopyOutputs(PlanRegion region, CallScope call, LLVMValueRef t)
    {
        for (var k = 0; k < Graph.Outputs.Count; k++)
        {
            if (ReferenceEquals(layout.RegionMaking(Graph.Outputs[k].Value), region))
            {
                CopyOutput(call, k, t);
            }
        }
    }

    /// <summary>Gives an output to the caller.</summary>
    public void CopyOutput(CallScope call, int output, LLVMValueRef t)
    {
        var (code, value) = (call.Code, Graph.Outputs[output].Value);
        var (array, bytes) = (code.Load(Pointer, call.Outputs, code.Whole(output)), layout.BytesOfStep(value));
        code.Copy(code.At(module.I8, array, code.Multiply(t, bytes)), Source(call, value, t), code.Whole(bytes));
    }

    private LLVMValueRef Source(CallScope call, ValueRef value, LLVMValueRef t)
    {
        var code = call.Code;
        if (layout.TypeOf(layout.Viewed(value)).Kind == ValueKind.Frame || !layout.IsTiled(layout.Viewed(value).Node))
        {
            return code.Offset(call.Instance, layout.PlaceOf(value).Offset);
        }

        var rows = layout.NaturalRowsOf(value);
        return RowOf(call, rows, t);
    }

    private LLVMValueRef RowOf(CallScope call, RowPlace rows, LLVMValueRef t)
    {
        var (code, row) = (call.Code, new Progress(call.Code, layout).RowOf(t, rows.Count));
        return code.At(module.I8, code.Offset(call.Instance, rows.Offset), code.Multiply(row, rows.RowBytes));
    }
}
