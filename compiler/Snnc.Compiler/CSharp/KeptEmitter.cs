using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;

namespace Snnc.Compiler.CSharp;

/// <summary>Emits what is kept of values for the steps of a tile: the fields, and the statements that fill them.</summary>
internal sealed class KeptEmitter(EmitContext context)
{
    private readonly HashSet<string> _carried = [.. context.Plan.Stages.SelectMany(stage => stage.Nodes)
        .Where(plan => plan.Kernel == Kernel.Previous).Select(plan => context.Layout.Viewed(plan.Node.Inputs[0]).Node)];

    private ClassLayout Layout => context.Layout;

    /// <summary>The fields for a node.</summary>
    public void Declare(NodePlan plan)
    {
        var (node, steps) = (plan.Node, Layout.TileSteps(Layout.StageOf(plan.Node.Name)));
        if (Layout.KeptOf(new ValueRef(node.Name)) is { } kept && plan.Kernel is not (Kernel.View or Kernel.Previous))
        {
            var size = kept.IsTurnedByPixels ? node.Type.Shape[0] * node.Type.Shape[2] : node.Type.Shape.Size;
            DeclareRows(kept.Rows, node, SlotPart.Rows, size, steps);
            DeclareRows(kept.Natural == kept.Rows ? null : kept.Natural, node, SlotPart.NaturalRows, node.Type.Shape.Size, steps);
            DeclareLists(plan, kept, steps);
            if (kept.Bits is { } bits)
            {
                context.Place("StepBits", bits, Layout.OffsetOf(node.Name, SlotPart.Bits), $"{node.Type.Shape.Size}, {steps}");
            }
        }

        foreach (var (state, rows) in StateRows(node))
        {
            DeclareRows(rows.Natural, node, SlotPart.RowsOf(state.Name), node.Type.Shape.Size, steps, state.Element);
            DeclareRows(rows.ChannelsLast, node, SlotPart.ChannelsLastRowsOf(state.Name), node.Type.Shape.Size, steps);
        }
    }

    /// <summary>The statements that start a tile.</summary>
    public IEnumerable<string> Begin(IEnumerable<NodePlan> nodes) => nodes
        .Where(plan => plan.Node.Op is not InputOp || !Layout.IsTiledLoop(Layout.StageOf(plan.Node.Name)))
        .Where(plan => plan.Kernel is not (Kernel.View or Kernel.Previous))
        .SelectMany(BeginLists);

    private IEnumerable<string> BeginLists(NodePlan plan)
    {
        if (Layout.KeptOf(new ValueRef(plan.Node.Name))?.Lists is { } lists)
        {
            yield return $"{lists}.Begin();";
            if (LaneEmitter.LeavesRareBits(plan, Layout))
            {
                yield return $"{lists}.ClearBits();";
            }
        }
    }

    /// <summary>The statements that keep what a node gave in a step.</summary>
    public IEnumerable<string> AfterStep(NodePlan plan)
    {
        var value = new ValueRef(plan.Node.Name);
        if (plan.Kernel is Kernel.View or Kernel.Previous || !(Layout.IsPresent(value) || Layout.IsOnlyListed(value)))
        {
            yield break;
        }

        var at = Layout.IsTiledLoop(Layout.StageOf(plan.Node.Name)) ? "step" : "0";
        if (Layout.KeptOf(value) is { } kept)
        {
            var field = Layout.IsPresent(value) ? Layout.StorageOf(value).Values : "";
            if (kept.Rows is { } rows)
            {
                yield return IsPermuted(plan) ? $"{rows}.SetChannelsLast({at}, {field}, {kept.Channels});" : $"{field}.CopyTo({rows}[{at}]);";
            }

            if (kept.Natural is { } natural && natural != kept.Rows)
            {
                yield return $"{field}.CopyTo({natural}[{at}]);";
            }

            if (kept.Lists is { } lists && LaneEmitter.LeavesBits(plan, Layout))
            {
                yield return LaneEmitter.LeavesRareBits(plan, Layout) ? $"{lists}.TakeBits();" : $"{lists}.AddBits();";
            }
            else if (kept.Lists is { } taken && Layout.IsPresent(value))
            {
                yield return $"{taken}.Add({field});";
            }
        }

        foreach (var (state, stateRows) in StateRows(plan.Node))
        {
            yield return $"{Layout.StorageOf(new ValueRef(plan.Node.Name, state.Name)).Values}.CopyTo({stateRows.Natural}[{at}]);";
        }
    }

    /// <summary>The statements that complete what a node of a tiled region left in bits and rows.</summary>
    public IEnumerable<string> AfterTile(NodePlan plan)
    {
        foreach (var (_, rows) in StateRows(plan.Node).Where(pair => pair.Rows.ChannelsLast is not null))
        {
            yield return $"{rows.Natural}.SetNatural({rows.ChannelsLast}, {plan.Node.Type.Shape[0]}, steps);";
        }

        if (Layout.KeptOf(new ValueRef(plan.Node.Name)) is not { } kept)
        {
            yield break;
        }

        if (kept.Lists is { } lists)
        {
            var most = MostEvents(plan) is { } events ? $", {events}" : "";
            yield return plan.Kept.HasFlag(Kept.ListValues) ? $"{lists}.FromRows({kept.Rows}, steps);" : $"{lists}.FromBits(steps{most});";
        }

        if (kept.Natural is { } natural && natural != kept.Rows && !kept.IsTurnedByPixels)
        {
            yield return $"{natural}.SetNatural({kept.Rows}, {kept.Channels}, steps);";
        }
    }

    /// <summary>The statements that take the steps of a tile of an input.</summary>
    /// <param name="x">The caller's span of these steps.</param>
    public IEnumerable<string> Take(NodePlan plan, string x)
    {
        if (Layout.KeptOf(new ValueRef(plan.Node.Name)) is not { } kept)
        {
            yield break;
        }

        var fill = plan.Order == ElementOrder.ChannelsLast ? $".FillChannelsLast({x}, {kept.Channels});" : $".Fill({x});";
        if (kept is { Rows: { } both, Lists: { } few } && (kept.Natural is null || kept.Natural == both) && MostEvents(plan) is { } most)
        {
            yield return $"if (!{few}.FromValues({x}, {most}))";
            yield return "{";
            yield return $"    {both}{fill}";
            yield return "}";
            yield break;
        }

        if (kept.Rows is { } rows)
        {
            yield return $"{rows}{fill}";
        }

        if (kept.Natural is { } natural && natural != kept.Rows)
        {
            yield return $"{natural}.Fill({x});";
        }

        if (kept.Lists is { } lists)
        {
            yield return $"{lists}.FromValues({x});";
        }
    }

    /// <summary>The statements that show an observer what is kept of a node of a tiled region.</summary>
    public IEnumerable<string> Observe(NodePlan plan, int place)
    {
        var states = plan.Node.Op is NeuronOp neuron ? neuron.States : [];
        return ObserveValue(plan, place).Concat(StateRows(plan.Node).Select(pair =>
            $"StepObservation.States(Observer, {place}, {states.ToList().IndexOf(pair.State)}, t0, steps, {pair.Rows.Natural});"));
    }

    /// <summary>The same of a node whose states were shown in each step.</summary>
    public IEnumerable<string> ObserveValue(NodePlan plan, int place)
    {
        if (Layout.KeptOf(new ValueRef(plan.Node.Name)) is { } kept)
        {
            yield return kept.Natural is { } natural ? $"StepObservation.Values(Observer, {place}, t0, steps, {natural});"
                : kept.Rows is { } rows ? $"StepObservation.Values(Observer, {place}, t0, steps, {rows}, {kept.Channels});"
                : $"StepObservation.Values(Observer, {place}, t0, steps, {kept.Lists ?? kept.Bits}, {kept.Channels});";
        }
    }

    // The events of a step from which on nobody reads the lists of a tile, or null where that is not so.
    private long? MostEvents(NodePlan plan) => !_carried.Contains(plan.Node.Name) && Layout.SwitchOfReader(plan.Node) is { } other
        ? other.EventsPerStep(plan.Node.Type.Shape.Size) : null;

    private IEnumerable<(State State, KeptFields Rows)> StateRows(Node node) => (node.Op is NeuronOp neuron ? neuron.States : [])
        .Select(state => (state, Rows: Layout.KeptOf(new ValueRef(node.Name, state.Name)))).Where(pair => pair.Rows is not null)
        .Select(pair => (pair.state, pair.Rows!));

    // Whether what is kept lies otherwise than the present value.
    private bool IsPermuted(NodePlan plan) =>
        plan.Order == ElementOrder.ChannelsLast && !Layout.IsTiled(plan.Node.Name) && plan.Kernel != Kernel.PoolRows;

    private void DeclareRows(string? field, Node node, string part, long size, int steps, ElementType? element = null)
    {
        if (field is not null)
        {
            var type = (element ?? node.Type.Element) == ElementType.Int ? "long" : "float";
            context.Place($"StepRows<{type}>", field, Layout.OffsetOf(node.Name, part), $"{size}, {steps}");
        }
    }

    private void DeclareLists(NodePlan plan, KeptFields kept, int steps)
    {
        if (kept.Lists is not { } lists)
        {
            return;
        }

        var (name, size, isCarried) = (plan.Node.Name, plan.Node.Type.Shape.Size, _carried.Contains(plan.Node.Name));
        var channels = IsPermuted(plan) ? $", channels: {kept.Channels}" : "";
        if (isCarried)
        {
            context.Parts.StateParts.Add(lists);
        }

        if (Layout.OffsetOf(name, SlotPart.ListIndices) < 0)
        {
            var hasValues = plan.Kept.HasFlag(Kept.ListValues) ? ", hasValues: true" : "";
            context.Parts.Memory.Add($"private readonly SpikeLists {lists} = new({size}, {steps}{hasValues}{channels});");
            return;
        }

        string At(string argument, string part) => Layout.OffsetOf(name, part) is >= 0 and var offset ? $", {argument}: {offset}" : "";
        var places = At("starts", SlotPart.ListStarts) + At("indices", SlotPart.ListIndices) + At("values", SlotPart.ListValues) + At("bits", SlotPart.Bits);
        var carried = isCarried ? ", isCarried: true" : "";
        context.Parts.Own("SpikeLists", lists, $"new({context.Arena}, {size}, {steps}{places}{channels}{carried})");
    }
}
