using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Tensors;

namespace Snnc.Compiler.Plan;

/// <summary>
/// Says what the nodes of a plan hold besides states, how much, for how long, and in which back end: the values of a step, what is kept for the steps of a
/// tile, and the sums in between.
/// </summary>
internal sealed class ArenaNeeds
{
    /// <summary>Outputs of a tile of a dense connection.</summary>
    public const int TileWidth = 64;

    /// <summary>The targets of the sources of a step, where these are few.</summary>
    public const int SynapseTargetBytes = 8192;

    private const int WordBits = 64;
    private const int NumberBits = 32;

    // A last word of bits may be read from any of its bytes on.
    private const int WordBytes = sizeof(long);

    private readonly ExecutionPlan _plan;
    private readonly GraphValues _values;
    private readonly GraphUses _uses;
    private readonly PlanOrder _order;
    private readonly Dictionary<string, (PlanStage Stage, PlanRegion Region, NodePlan Plan)> _places = [];
    private readonly HashSet<string> _remembered;
    private readonly HashSet<ValueRef> _readInLaterLoops;
    private readonly ILookup<ValueRef, NodePlan> _views;
    private readonly HashSet<string> _rounded;
    private readonly HashSet<string> _counted;
    private readonly List<ArenaSlot> _slots = [];

    private ArenaNeeds(ExecutionPlan plan, PlanOrder order)
    {
        (_plan, _order, _values, _uses) = (plan, order, new GraphValues(plan.Staged), new GraphUses(plan.Staged));
        foreach (var stage in plan.Stages)
        {
            foreach (var region in stage.Regions)
            {
                foreach (var node in region.Nodes)
                {
                    _places[node.Node.Name] = (stage, region, node);
                }
            }
        }

        _remembered = [.. Nodes.Where(node => node.Kernel == Kernel.Previous).Select(node => _uses.Viewed(node.Node.Inputs[0]).Node)];
        _readInLaterLoops = [.. Nodes.Where(node => node.Kernel != Kernel.View && node.Node.Op is not DecodeOp).SelectMany(ReadOfEarlierLoops)];
        _views = Nodes.Where(node => node.Kernel == Kernel.View).ToLookup(node => _uses.Viewed(new ValueRef(node.Node.Name)));
        _counted = [.. plan.Stages.SelectMany(CountedLayers.Of).Select(layer => _uses.Viewed(layer.Node.Inputs[0]).Node)];
        _rounded = [.. plan.Graph.Constants.Where(RowRounding.IsRounded).Select(constant => constant.Name)];
    }

    private IEnumerable<NodePlan> Nodes => _places.Values.Select(place => place.Plan);

    private TimeBase Time => _plan.Graph.Time;

    /// <summary>The slots of a plan, not placed yet, in the order of its nodes.</summary>
    public static IReadOnlyList<ArenaSlot> Of(ExecutionPlan plan, PlanOrder order)
    {
        var needs = new ArenaNeeds(plan, order);
        var isFirst = true;
        foreach (var node in needs.Nodes.Where(node => node.Kernel is not (Kernel.View or Kernel.Previous)).ToList())
        {
            if (node.Into is not null && isFirst)
            {
                needs.Add(node, SlotPart.Zeros, new JoinedRows(plan).Most * sizeof(float), Life.Always, SlotUsers.All);
                needs.Add(node, SlotPart.Targets, SynapseTargetBytes, Life.Always, SlotUsers.Native);
                isFirst = false;
            }

            needs.AddValue(node);
            needs.AddRows(node);
            needs.AddLists(node);
            needs.AddSums(node);
            needs.AddResting(node);
        }

        return needs._slots;
    }

    private bool IsTiled(NodePlan plan) => _places[plan.Node.Name].Region.Kind == RegionKind.Tiled;

    private PlanStage StageOf(NodePlan plan) => _places[plan.Node.Name].Stage;

    private long Steps(NodePlan plan) => StageOf(plan).TileSteps;

    private void Add(NodePlan plan, string part, long bytes, Life life, SlotUsers users)
    {
        if (users != 0)
        {
            var lines = (bytes + StateArray.Alignment - 1) / StateArray.Alignment;
            _slots.Add(new ArenaSlot(plan.Node.Name, part, checked(lines * StateArray.Alignment), life, users));
        }
    }

    private static int BytesOf(ElementType element) => element == ElementType.Int ? sizeof(long) : sizeof(float);

    // A list for each step of a rest, and the one in which it ends; for each neuron who is next on its list.
    private void AddResting(NodePlan plan) => Add(
        plan, SlotPart.Resting, ((plan.Rest?.Lists ?? 0) + plan.Node.Type.Shape.Size) * sizeof(int), Life.Always, plan.Rest is null ? 0 : SlotUsers.All);

    // ---- values of a step ------------------------------------------------------------------------------------------------------

    private void AddValue(NodePlan plan)
    {
        var (node, stage) = (plan.Node, StageOf(plan));
        var isState = Time.IsStream && node.Type.Kind == ValueKind.Frame;
        if (IsTiled(plan) || plan.Into is not null || isState)
        {
            return;
        }

        // C# adds up in a decoder's value, which is its state; what the caller gives in tiles it holds in rows.
        var isNative = node.Op is DecodeOp || (node.Op is InputOp && stage.RunsInTiles);
        var from = node.Op is InputOp ? _order.StageOf(node.Name).From : _order.Of(node.Name);
        Add(plan, SlotPart.Value, node.Type.Shape.Size * BytesOf(node.Type.Element), LifeOfValue(plan, from), isNative ? SlotUsers.Native : SlotUsers.All);
    }

    private Life LifeOfValue(NodePlan plan, int from)
    {
        var (node, value) = (plan.Node, new ValueRef(plan.Node.Name));
        var life = new Life(from, _order.Of(node.Name));
        foreach (var use in UsesOfValue(plan, value))
        {
            life = _order.Until(life, use);
        }

        return life;
    }

    // A loop's value is read where it is made; elsewhere what was kept of it is.
    private IEnumerable<int> UsesOfValue(NodePlan plan, ValueRef value)
    {
        var (node, stage) = (plan.Node, StageOf(plan));
        var isLocal = stage.IsLoop && !Time.IsStream;
        if (_uses.IsOutput(value))
        {
            yield return !isLocal ? _order.End : stage.RunsInTiles ? _order.RegionOf(node.Name).To : _order.StageOf(node.Name).To;
        }

        if (plan.Kept != Kept.None || _readInLaterLoops.Contains(value) || RowsForCSharp(plan, value))
        {
            yield return _order.RegionOf(node.Name).To;
        }

        // Who watches the network sees views of it that nothing reads.
        var seen = _views[value].Select(view => _order.Of(view.Node.Name));
        var uses = _uses.ReadersOf(value).SelectMany(reader => UsesBy(reader, value)).Concat(seen);
        foreach (var use in uses.Where(use => !isLocal || IsIn(use, _order.RegionOf(node.Name))))
        {
            yield return use;
        }
    }

    private static bool IsIn(int position, Life life) => life.From <= position && position <= life.To;

    // A connection may be computed where its sums are read; delays take the step in at its end, decoders at the end of that of the loop they listen to.
    private IEnumerable<int> UsesBy(Node reader, ValueRef value)
    {
        yield return _order.Of(reader.Name);
        if (reader.Op is ConnectionOp)
        {
            foreach (var next in _uses.ReadersOf(new ValueRef(reader.Name)).Where(next => _order.RegionOf(next.Name) == _order.RegionOf(reader.Name)))
            {
                yield return _order.Of(next.Name);
            }
        }

        if (reader.Op is DelayOp or ConnectionOp { Delays: not null })
        {
            yield return _order.RegionOf(reader.Name).To;
        }

        if (reader.Op is DecodeOp)
        {
            yield return _order.RegionOf(value.Node).To;
            foreach (var input in reader.Inputs.Where(input => _uses.Viewed(input) == value))
            {
                yield return _order.RegionOf(input.Node).To;
            }
        }
    }

    // ---- what is kept ----------------------------------------------------------------------------------------------------------

    private void AddRows(NodePlan plan)
    {
        var (node, value, isTiled) = (plan.Node, new ValueRef(plan.Node.Name), IsTiled(plan));
        if (!StageOf(plan).IsLoop)
        {
            return;
        }

        var (isLast, isKept, isNatural) = (plan.Order == ElementOrder.ChannelsLast, plan.Kept.HasFlag(Kept.Rows), plan.Kept.HasFlag(Kept.NaturalRows));
        var isListed = isTiled && plan.Kept.HasFlag(Kept.ListValues);
        var native = isKept || isListed || (isTiled && isLast && isNatural) ? SlotUsers.Native : 0;
        var needsNatural = isNatural || RowsForCSharp(plan, value);
        var csharp = isKept || (needsNatural && (!isLast || isTiled)) || (isTiled && plan.Kept.HasFlag(Kept.ListValues)) ? SlotUsers.CSharp : 0;
        AddRows(plan, value, SlotPart.Rows, native | csharp);
        AddRows(plan, value, SlotPart.NaturalRows, (isNatural ? SlotUsers.Native : 0) | (isLast && needsNatural ? SlotUsers.CSharp : 0));
        AddSteps(plan, value, SlotPart.Steps, native != 0 || isNatural);
        foreach (var state in node.Op is NeuronOp neuron ? neuron.States : [])
        {
            var read = new ValueRef(node.Name, state.Name);
            var isKeptState = plan.KeptStates.Contains(state.Name);
            AddRows(plan, read, SlotPart.RowsOf(state.Name), isKeptState ? SlotUsers.All : RowsForCSharp(plan, read) ? SlotUsers.CSharp : 0);
            var turned = isKeptState && isTiled && isLast ? SlotUsers.All : 0;
            Add(plan, SlotPart.ChannelsLastRowsOf(state.Name), BytesOfRows(plan, read), _order.RegionOf(node.Name), turned);
            AddSteps(plan, read, SlotPart.StepsOf(state.Name), isKeptState);
        }
    }

    // In C# what is given to the caller is copied out when a tile ends; what the caller gives lies in rows where a step reads it.
    private bool RowsForCSharp(NodePlan plan, ValueRef value) => StageOf(plan).RunsInTiles && (_uses.IsOutput(value)
        || (value.State is null && plan.Node.Op is InputOp && _uses.ReadersOf(value).Any(reader => ReadsSteps(reader, value))));

    private bool ReadsSteps(Node reader, ValueRef value) => reader.Op is DecodeOp
        || (ReferenceEquals(_places[reader.Name].Region, _places[value.Node].Region)
            && _places[reader.Name].Plan.Kernels.Any(kernel => kernel != Kernel.Previous && !Kernel.ReadsLists(kernel)));

    private void AddRows(NodePlan plan, ValueRef value, string part, SlotUsers users)
    {
        var life = LifeOfKept(plan, value, _order.RegionOf(plan.Node.Name));
        Add(plan, part, BytesOfRows(plan, value), plan.Kept.HasFlag(Kept.Lists) ? life : Counted(life, plan), users);
    }

    private long BytesOfRows(NodePlan plan, ValueRef value) =>
        checked(KeptMemory.Stride(plan.Node.Type.Shape) * Steps(plan) * BytesOf(_values.TypeOf(value).Element));

    private void AddSteps(NodePlan plan, ValueRef value, string part, bool hasRows)
    {
        if (_readInLaterLoops.Contains(value) && Time.Steps is { } steps)
        {
            var bytes = checked(KeptMemory.Stride(plan.Node.Type.Shape) * steps * BytesOf(_values.TypeOf(value).Element));
            var users = (hasRows ? 0 : SlotUsers.Native) | (StageOf(plan).RunsInTiles ? 0 : SlotUsers.CSharp);
            Add(plan, part, bytes, LifeOfKept(plan, value, _order.StageOf(plan.Node.Name)), users);
        }
    }

    private IEnumerable<ValueRef> ReadOfEarlierLoops(NodePlan plan) => Time.Steps is null ? []
        : plan.Node.Inputs.Select(_uses.Viewed).Where(value => _values.TypeOf(value).Kind != ValueKind.Frame
            && _order.StageOf(value.Node).To < _order.StageOf(plan.Node.Name).From);

    // What is written step by step is there from the region's first step to the last reader's last.
    private Life LifeOfKept(NodePlan plan, ValueRef value, Life life)
    {
        life = plan.Node.Op is InputOp ? life with { From = _order.StageOf(plan.Node.Name).From } : life;
        life = _uses.IsOutput(value) ? _order.Until(life, StageOf(plan).IsLoop ? _order.StageOf(plan.Node.Name).To : _order.End) : life;
        return _uses.ReadersOf(value).SelectMany(reader => UsesBy(reader, value)).Aggregate(life, _order.Until);
    }

    private void AddLists(NodePlan plan)
    {
        var (name, shape) = (plan.Node.Name, plan.Node.Type.Shape);
        var isRemembered = _remembered.Contains(name);
        var isListed = plan.Kept.HasFlag(Kept.Lists);

        // In a stream the list of the step before is a state.
        var isState = isRemembered && Time.IsStream;
        AddBits(plan, isListed, isState);
        if (isState || !isListed)
        {
            return;
        }

        // The list of the step before is handed from tile to tile, and from piece to piece.
        var life = isRemembered ? new Life(_order.Pieces.From, _order.End) : LifeOfKept(plan, new ValueRef(name), _order.RegionOf(name));
        var (rows, hasValues) = (Steps(plan) + 1, plan.Kept.HasFlag(Kept.ListValues));
        var isImage = plan.Order == ElementOrder.ChannelsLast;
        Add(plan, SlotPart.ListStarts, KeptLists.StartBytes(rows), Counted(life, plan), SlotUsers.All);
        Add(plan, SlotPart.ListIndices, KeptMemory.Entries(shape, (int)Steps(plan)) * sizeof(int), life, SlotUsers.All);
        Add(plan, SlotPart.ListValues, KeptMemory.Entries(shape, (int)Steps(plan)) * sizeof(float), life, hasValues ? SlotUsers.All : 0);
        Add(plan, SlotPart.ListOthers, rows * sizeof(long), life, hasValues && !isImage && IsReadByBytes(plan.Node) ? SlotUsers.Native : 0);
        Add(plan, SlotPart.ListImages, isImage ? KeptLists.ImageBytes(shape, rows) : 0, life, isImage ? SlotUsers.Native : 0);
    }

    // What is not 0 is counted when a tile ends: by where lists begin, or in rows.
    private Life Counted(Life life, NodePlan plan) => _counted.Contains(plan.Node.Name) ? _order.Until(life, _order.StageOf(plan.Node.Name).To) : life;

    // Bits that a list is made of are there as long as those that are kept for others.
    private void AddBits(NodePlan plan, bool isListed, bool isState)
    {
        var (hasValues, region) = (plan.Kept.HasFlag(Kept.ListValues), _order.RegionOf(plan.Node.Name));
        var areBits = isListed && !hasValues && (IsTiled(plan) || TakesIn(plan));
        var bits = (Steps(plan) * KeptLists.BitBytes(plan.Node.Type.Shape)) + WordBytes;
        var users = (areBits ? SlotUsers.Native : 0) | (!isListed || hasValues || isState ? 0 : SlotUsers.CSharp);
        if (plan.Kept.HasFlag(Kept.Bits))
        {
            (region, users) = (LifeOfKept(plan, new ValueRef(plan.Node.Name), region), SlotUsers.All);
        }

        Add(plan, SlotPart.Bits, bits, region, users);
    }

    private bool IsReadByBytes(Node node) => _uses.ReadersOf(new ValueRef(node.Name))
        .Concat(_uses.ReadersOf(new ValueRef(node.Name)).SelectMany(reader => _uses.ReadersOf(new ValueRef(reader.Name))))
        .Any(reader => reader.Op is DenseOp dense && (_rounded.Contains(dense.Weight) || _places[reader.Name].Plan.WeightBits < NumberBits));

    // A population that sums rows of listed inputs itself.
    private bool TakesIn(NodePlan population) => population.Kernel == Kernel.Lanes && population.Node.Inputs.Any(input => input.State is null
        && _places[input.Node].Plan is { Kernel: Kernel.EventRows, Node.Op: DenseOp });

    // ---- sums ------------------------------------------------------------------------------------------------------------------

    private void AddSums(NodePlan plan)
    {
        var (node, region) = (plan.Node, _places[plan.Node.Name].Region);
        var (here, size) = (new Life(_order.Of(node.Name), _order.Of(node.Name)), node.Type.Shape.Size);
        if (!IsTiled(plan))
        {
            var isSummed = node.Op is ConvOp { Delays: null } && plan.Into is null;
            Add(plan, SlotPart.Sums, isSummed ? size * BytesOf(node.Type.Element) : 0, here, isSummed ? SlotUsers.Native : 0);
            var words = 2 * ((size / WordBits) + 1) * sizeof(long);
            Add(plan, SlotPart.Fired, words, here, plan.Kernel == Kernel.Lanes && StateMemory.ExceedFirstLevel(node) ? SlotUsers.Native : 0);
            return;
        }

        if (node.Op is not ConnectionOp)
        {
            return;
        }

        if (node.Op is ConvOp conv)
        {
            var image = _values.TypeOf(node.Inputs[0]).Shape;
            Add(plan, SlotPart.ImageRow, ConvRows.SumLength(conv, image, node.Type.Shape) * sizeof(float), here, SlotUsers.Native);
            var padder = plan.Kernels.Contains(Kernel.DenseTiles) && conv.Padding > 0 ? SlotUsers.Native : 0;
            Add(plan, SlotPart.PaddedRow, conv.Kernel * ConvRows.PaddedLength(conv, image) * sizeof(float), here, padder);
            AddWindow(plan, ConvRows.MayGather(conv, image, node.Type.Shape) ? ConvRows.WindowLength(conv, image) : 0, here);
        }

        var isAlone = region.Nodes[region.Nodes.Count - 1].Node.Op is ConnectionOp;
        var width = node.Op is ConvOp ? node.Type.Shape[0] * node.Type.Shape[2] : TileWidth;
        var isNative = node.Op is DenseOp
            && (IsBlocked(plan) || plan.Kernels.Any(kernel => kernel is Kernel.DenseTiles or Kernel.SkipTiles or Kernel.StationaryTiles));
        var steps = KeptLists.Blocks(Steps(plan)) * KeptLists.BlockSteps;
        Add(plan, SlotPart.Sums, checked(width * steps * sizeof(float)), here, (isNative ? SlotUsers.Native : 0) | (isAlone ? 0 : SlotUsers.CSharp));
        AddOtherLists(plan, here);
    }

    private void AddWindow(NodePlan plan, long length, Life here)
    {
        if (length > 0 && plan.Kernels.Contains(Kernel.EventTiles))
        {
            var hasValues = _places[_uses.Viewed(plan.Node.Inputs[0]).Node].Plan.Kept.HasFlag(Kept.ListValues);
            Add(plan, SlotPart.WindowPlaces, length * sizeof(int), here, SlotUsers.Native);
            Add(plan, SlotPart.WindowValues, length * sizeof(float), here, hasValues ? SlotUsers.Native : 0);
        }
    }

    private bool IsBlocked(NodePlan plan) => plan.Node.Op is DenseOp
        && InputBlocking.Serve(plan, plan.Node.Type.Shape.Size, _values.TypeOf(plan.Node.Inputs[0]).Shape.Size, Steps(plan));

    // In C# the lists that only one kernel reads belong to the lists that they are made of.
    private void AddOtherLists(NodePlan plan, Life here)
    {
        var (inputs, steps) = (_values.TypeOf(plan.Node.Inputs[0]).Shape.Size, Steps(plan));
        var blocks = KeptLists.Blocks(steps);
        if (plan.Kernel == Kernel.SkipTiles)
        {
            Add(plan, SlotPart.BlockStarts, (blocks + 1) * sizeof(long), here, SlotUsers.Native);
            Add(plan, SlotPart.BlockPlaces, inputs * sizeof(int), here, SlotUsers.Native);
            Add(plan, SlotPart.BlockInputs, checked(blocks * inputs * sizeof(int)), here, SlotUsers.Native);
            Add(plan, SlotPart.BlockValues, checked(blocks * KeptLists.BlockSteps * inputs * sizeof(float)), here, SlotUsers.Native);
        }
        else if (plan.Kernel == Kernel.StationaryTiles)
        {
            Add(plan, SlotPart.InputStarts, (inputs + 1) * sizeof(long), here, SlotUsers.Native);
            Add(plan, SlotPart.InputEnds, inputs * sizeof(long), here, SlotUsers.Native);
            Add(plan, SlotPart.InputSteps, checked(steps * inputs * sizeof(int)), here, SlotUsers.Native);
            Add(plan, SlotPart.InputValues, checked(steps * inputs * sizeof(float)), here, SlotUsers.Native);
        }
        else if (plan.Kernel == Kernel.EventRows)
        {
            Add(plan, SlotPart.Reached, 2 * steps * sizeof(long), here, SlotUsers.Native);
        }
        else if (IsBlocked(plan))
        {
            blocks = InputBlocking.BlocksOf(plan, inputs);
            Add(plan, SlotPart.BlockStarts, checked(steps * (blocks + 1) * sizeof(long)), here, SlotUsers.Native);
        }
    }
}
