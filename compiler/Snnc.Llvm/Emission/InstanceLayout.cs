using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Ir.Interpretation;
using Snnc.Compiler.Plan;
using Snnc.Compiler.Tensors;

namespace Snnc.Llvm.Emission;

/// <summary>An array in an instance's memory.</summary>
/// <param name="Offset">Where, in bytes.</param>
/// <param name="Size">The number of elements.</param>
/// <param name="IsByte">Whether its numbers are held in bytes.</param>
internal readonly record struct Place(long Offset, long Size, bool IsInt, bool IsByte = false)
{
    public long Bytes => Size * (IsByte ? 1 : IsInt ? 8 : 4);
}

/// <summary>
/// Where everything lies in the memory of an instance: a header, what lives from step to step (saved and loaded as one block), what is overwritten
/// before it is read. Views have no memory of their own; a value that a later loop reads is kept for every step.
/// </summary>
internal sealed class InstanceLayout
{
    /// <summary>Offsets in the header: the weights, who watches and what it is given, the step of a stream, what went wrong.</summary>
    public const int Weights = 0, Observer = 8, ObserverContext = 16, Error = 24, ErrorElement = 32, ErrorValue = 40, Step = 56, States = 64;


    private readonly GraphValues _values;
    private readonly GraphUses _uses;
    private readonly bool _isObserved;
    private readonly Dictionary<string, NodePlan> _plans = [];
    private readonly Dictionary<string, int> _stages = [];
    private readonly Dictionary<string, PlanRegion> _regions = [];
    private readonly Dictionary<ValueRef, Place> _places = [];
    private readonly Dictionary<ValueRef, RowPlace> _rows = [];
    private readonly Dictionary<ValueRef, RowPlace> _naturalRows = [];
    private readonly Dictionary<ValueRef, RowPlace> _channelsLastRows = [];
    private readonly Dictionary<ValueRef, ListPlace> _lists = [];
    private readonly HashSet<string> _rememberedLists = [];
    private readonly Dictionary<(string Node, string Part), Place> _parts = [];
    private readonly Dictionary<string, DelayTable> _delays = [];
    private long _end = States;
    private readonly IReadOnlyDictionary<(string Node, string Part), ArenaSlot> _slots;

    /// <summary>Places all of a plan.</summary>
    public InstanceLayout(ExecutionPlan plan, LoadedConstants constants, CodeUses uses)
    {
        (_uses, _isObserved) = (new GraphUses(plan.Staged), uses.IsObserved);
        Plan = plan;
        _values = new GraphValues(plan.Staged);
        Joined = new JoinedRows(plan);
        for (var stage = 0; stage < plan.Stages.Count; stage++)
        {
            foreach (var region in plan.Stages[stage].Regions)
            {
                foreach (var node in region.Nodes)
                {
                    (_plans[node.Node.Name], _stages[node.Node.Name], _regions[node.Node.Name]) = (node, stage, region);
                }
            }
        }

        _rememberedLists = [.. _plans.Values.Where(node => node.Kernel == Kernel.Previous).Select(node => Viewed(node.Node.Inputs[0]).Node)];
        PlaceStates(constants);
        StateEnd = _end;
        Answer = uses.MayEndEarly ? EarlyEnd.AnswerOf(plan)?.Value : null;
        Progress = Answer is null ? null : Take(2, isInt: true).Offset;
        Parallel = plan.IsShared ? Take(2, isInt: true).Offset : null;
        ArenaStart = _end;
        Arena = Arena.Of(plan);
        _slots = Arena.Find(SlotUsers.Native);
        _end += Arena.BytesOf(SlotUsers.Native);
        PlaceValues();
    }

    public ExecutionPlan Plan { get; }

    /// <summary>Gets the connections whose synapses are gone through together.</summary>
    public JoinedRows Joined { get; }

    public TimeBase Time => Plan.Graph.Time;

    /// <summary>Gets where the part that lives from step to step ends; it begins at <see cref="Step"/>.</summary>
    public long StateEnd { get; }

    /// <summary>Gets the scores by which an inference may end early, or null where it takes all steps.</summary>
    public ValueRef? Answer { get; }

    /// <summary>
    /// Gets where it stands in which step the present tile of time began, and after it the step at which decoders are read; null where an inference takes all
    /// steps in whole tiles.
    /// </summary>
    public long? Progress { get; }

    /// <summary>Gets where the function stands that shares work among threads, and after it what it is given; null where no work is shared.</summary>
    public long? Parallel { get; }

    /// <summary>Gets what shares the memory after the states.</summary>
    public Arena Arena { get; }

    /// <summary>Gets where that memory begins.</summary>
    public long ArenaStart { get; }

    /// <summary>Gets the size of an instance.</summary>
    public long Size => _end;

    /// <summary>Gets where the targets of a step's sources are put one after the other, or null where no synapses go into states.</summary>
    public long? Targets => _slots.Values.FirstOrDefault(slot => slot.Part == SlotPart.Targets) is { } slot ? ArenaStart + slot.Offset : null;

    /// <summary>Gets where it is counted how active layers are, if any are counted.</summary>
    public Place ActivityPlace { get; private set; }

    /// <summary>Gets the values of which rows are kept, in the order of the plan's nodes.</summary>
    public IReadOnlyDictionary<ValueRef, RowPlace> Rows => _rows;

    public int StageOf(string node) => _stages[node];

    public NodePlan PlanOf(string node) => _plans[node];

    public PlanRegion RegionOf(string node) => _regions[node];

    public bool IsTiled(string node) => _regions[node].Kind == RegionKind.Tiled;

    /// <summary>Whether a node of a tiled region, and its states, lie with the channels innermost.</summary>
    public bool LiesChannelsLast(string node) => IsTiled(node) && _plans[node].Order == ElementOrder.ChannelsLast;

    /// <summary>The kernels of the one connection that reads what is kept of a node, or null.</summary>
    public KernelSwitch? SwitchOfReader(Node node) => SwitchedReader.Of(node, Plan.Stages[_stages[node.Name]].Nodes, _uses);

    /// <summary>Whether the numbers of a value stand in its place while its region runs a step: not of what is viewed of another region.</summary>
    public bool IsPresent(ValueRef value) => _plans[value.Node].Kernel != Kernel.Previous && (TypeOf(Viewed(value)).Kind == ValueKind.Frame
        || (!IsTiled(Viewed(value).Node) && ReferenceEquals(_regions[Viewed(value).Node], _regions[value.Node])));

    /// <summary>The region in whose steps a value comes about: a view of a frame is there in its own.</summary>
    public PlanRegion RegionMaking(ValueRef value) =>
        _regions[_values.TypeOf(Viewed(value)).Kind == ValueKind.Frame ? value.Node : Viewed(value).Node];

    /// <summary>Whether the numbers of a stepped node are read in their step: by others than those that read its list, or to make an image's list.</summary>
    public bool IsReadWhereMade(ValueRef value) => !IsTiled(value.Node)
        && (_isObserved || _uses.IsOutput(value) || (_lists.TryGetValue(value, out var own) && own.Images is not null)
            || _rows.ContainsKey(value) || _plans[value.Node].Kept.HasFlag(Kept.ListValues)
            || _uses.ReadersOf(value).Any(reader => !ReadsList(reader, value)));

    private bool ReadsList(Node reader, ValueRef value) => reader.Op is DecodeOp { Kind: DecodeKind.Sum or DecodeKind.Mean or DecodeKind.FirstSpike }
        ? value.State is null && reader.Type.Element == ElementType.Real && _lists.TryGetValue(value, out var list) && list.Images is null
        : _plans[reader.Name].Kernels.All(kernel => kernel == Kernel.Previous || Kernel.ReadsLists(kernel));

    /// <summary>The connections that a stepped population sums itself: rows of listed inputs, which nobody else reads.</summary>
    public IReadOnlyList<NodePlan> TakenIn(NodePlan population) => _isObserved || population.Kernel != Kernel.Lanes || IsTiled(population.Node.Name) ? []
        : [.. population.Node.Inputs.Where(input => input.State is null).Select(input => _plans[input.Node])
            .Where(plan => plan is { Kernel: Kernel.EventRows, Node.Op: DenseOp } && ReferenceEquals(_regions[plan.Node.Name], _regions[population.Node.Name])
                && _uses.ReadersOf(new ValueRef(plan.Node.Name)).Count == 1 && !_uses.IsOutput(new ValueRef(plan.Node.Name)))];

    /// <summary>Whether a state of a population is held in bytes: not where anybody is shown its numbers.</summary>
    public bool HoldsInBytes(string node, string state) => !_isObserved && _plans[node].ByteStates.Contains(state);

    /// <summary>How a population's rests are kept apart, or null where its body counts: so it does where anybody is shown its numbers.</summary>
    public Rest? RestOf(string node) => _isObserved ? null : _plans[node].Rest;

    /// <summary>The steps that a tile of a node's stage has.</summary>
    public int TileOf(string node) => Plan.Stages[_stages[node]].TileSteps;

    /// <summary>The rows that are kept of a value, in the order of its plan.</summary>
    public RowPlace RowsOf(ValueRef value) => _rows[Viewed(value)];

    /// <summary>The rows that are kept of a value in natural order.</summary>
    public RowPlace NaturalRowsOf(ValueRef value) => _naturalRows.TryGetValue(Viewed(value), out var rows) ? rows : _rows[Viewed(value)];

    /// <summary>The rows with channels last that the rows of a state are made of, or null.</summary>
    public RowPlace? ChannelsLastRowsOf(ValueRef state) => _channelsLastRows.TryGetValue(state, out var rows) ? rows : null;

    /// <summary>Whether rows of a value are kept in the order of its plan.</summary>
    public bool HasRows(ValueRef value) => _rows.ContainsKey(Viewed(value));

    /// <summary>The bytes of a step's bits, in whole words of 64.</summary>
    public long BitBytesOf(string node) => KeptLists.BitBytes(_plans[node].Node.Type.Shape);

    /// <summary>Whether rows of a value are kept in natural order.</summary>
    public bool HasNaturalRows(ValueRef value) =>
        _naturalRows.ContainsKey(Viewed(value)) || (_rows.ContainsKey(Viewed(value)) && OrderOfRows(Viewed(value)) == ElementOrder.Natural);

    /// <summary>The order of the rows that are kept of a value: those of states are in natural order.</summary>
    public ElementOrder OrderOfRows(ValueRef value) => value.State is null ? _plans[value.Node].Order : ElementOrder.Natural;

    /// <summary>The lists that are kept of a value; of the step before where a delay of one step stands between.</summary>
    public (ListPlace Place, int Back) ListOf(ValueRef value)
    {
        var source = Viewed(value);
        return _plans[source.Node] is { Kernel: Kernel.Previous } previous
            ? (_lists[Viewed(previous.Node.Inputs[0])], 1)
            : (_lists[source], 0);
    }

    /// <summary>The lists of a node's values, or null.</summary>
    public ListPlace? ListsOf(string node) => _lists.TryGetValue(new ValueRef(node), out var list) ? list : null;

    /// <summary>Whether the list of the last step is read in the next one.</summary>
    public bool IsRemembered(string node) => _rememberedLists.Contains(node);

    public Compiler.Ir.ValueType TypeOf(ValueRef value) => _values.TypeOf(value);

    /// <summary>The bytes of a value in one step, as a caller has them.</summary>
    public long BytesOfStep(ValueRef value) => TypeOf(value) is var type && type.Element == ElementType.Int
        ? type.Shape.Size * sizeof(long) : type.Shape.Size * sizeof(float);

    public int? WindowOf(ValueRef value) => _values.WindowOf(value);

    /// <summary>Where a value lies: a view, where what it views does.</summary>
    public Place PlaceOf(ValueRef value) => _places[Viewed(value)];

    /// <summary>What a node keeps to itself.</summary>
    public Place PartOf(string node, string part) => _parts[(node, part)];

    /// <summary>The same, or null where it keeps no such thing.</summary>
    public Place? TryPartOf(string node, string part) => _parts.TryGetValue((node, part), out var place) ? place : null;

    /// <summary>The value at the end of a chain of views.</summary>
    public ValueRef Viewed(ValueRef value)
    {
        while (value.State is null && _plans[value.Node] is { Kernel: Kernel.View } plan)
        {
            value = plan.Node.Inputs[0];
        }

        return value;
    }

    /// <summary>The delays of a node that has some.</summary>
    public DelayTable DelaysOf(string node) => _delays[node];

    private void AddState(string node, string part, long size, bool isInt) => _parts[(node, part)] = Take(size, isInt);

    // Rounded up to whole vectors, so that a loop in lanes need not stop before the end.
    private Place Take(long size, bool isInt, bool isByte = false)
    {
        var place = new Place(_end, size, isInt, isByte);
        _end = (_end + place.Bytes + StateArray.Alignment - 1) / StateArray.Alignment * StateArray.Alignment;
        return place;
    }

    private void PlaceList(NodePlan plan, Func<string, long, long?> placeOf)
    {
        var (shape, steps) = (plan.Node.Type.Shape, TileOf(plan.Node.Name));
        long? Part(string part, long bytes) => placeOf(part, bytes);
        ImagePieces? images = null;
        if (plan.Order == ElementOrder.ChannelsLast)
        {
            var (offset, perRow) = (Part(SlotPart.ListImages, KeptLists.ImageBytes(shape, steps + 1))!.Value, KeptLists.PiecesOfRow(shape));
            images = new ImagePieces(offset, shape[1] * perRow, shape[0] * shape[2] / perRow, perRow);
        }

        _lists[new ValueRef(plan.Node.Name)] = new ListPlace(
            Part(SlotPart.ListStarts, KeptLists.StartBytes(steps + 1))!.Value,
            Part(SlotPart.ListIndices, KeptMemory.Entries(shape, steps) * sizeof(int))!.Value,
            plan.Kept.HasFlag(Kept.ListValues) ? Part(SlotPart.ListValues, KeptMemory.Entries(shape, steps) * sizeof(float)) : null,
            Part(SlotPart.ListOthers, 0),
            images);
    }

    private void PlaceStates(LoadedConstants constants)
    {
        foreach (var state in Joined.Order(StateMemory.Of(Plan)))
        {
            var node = _plans[state.Node].Node;
            if (state.Elements is null || node.Op is DelayOp)
            {
                PlacePast(node, constants);
                continue;
            }

            PlaceBeside(state);
            var place = Take(state.Elements.Value, state.Element == ElementType.Int, state.IsByte && !_isObserved);
            if (state.IsValue)
            {
                _places[new ValueRef(state.Node, state.State)] = place;
            }
            else
            {
                _parts[(state.Node, node.Op is DecodeOp ? "sofar" : "reference")] = place;
            }
        }

        // Elsewhere what was remembered is forgotten with the first step.
        foreach (var node in _rememberedLists.Where(_ => Time.IsStream))
        {
            PlaceList(_plans[node], (part, bytes) => bytes == 0 ? null : Take(bytes / sizeof(float), isInt: false).Offset);
        }
    }

    private void PlaceBeside(StateArray state)
    {
        var node = _plans[state.Node].Node;
        if (!Joined.Follows(state) && node.Op is NeuronOp neuron && StateMemory.Apart(node, state.State!) is { } apart
            && _places.TryGetValue(new ValueRef(node.Name, neuron.States[0].Name), out var first))
        {
            _end = StateMemory.Behind(first.Offset, apart, _end);
        }
    }

    private void PlacePast(Node node, LoadedConstants constants)
    {
        var input = TypeOf(node.Inputs[0]);
        _delays[node.Name] = DelayTable.Of(node, input.Shape, constants, Time.Steps)!;
        AddState(node.Name, "past", _delays[node.Name].Depth * input.Shape.Size, input.Element == ElementType.Int);
    }

    private void PlaceValues()
    {
        foreach (var plan in _plans.Values.Where(plan => plan.Kernel is not (Kernel.View or Kernel.Previous)))
        {
            PlaceValue(plan);
            PlaceKept(plan);
        }

        PlaceParts();
        if (CountedLayers.Of(Plan) is { Count: > 0 and var layers })
        {
            ActivityPlace = Take(ActivityCounts.Size(layers), isInt: true);
        }
    }

    private Place? Find(string node, string part, long size, bool isInt) =>
        _slots.TryGetValue((node, part), out var slot) ? new Place(ArenaStart + slot.Offset, size, isInt) : null;

    // In tiles values go from register to register. Sums that go into states at once are 0 before and after: one array is enough for all of them.
    private void PlaceValue(NodePlan plan)
    {
        var (value, size) = (new ValueRef(plan.Node.Name), plan.Node.Type.Shape.Size);
        var isInt = plan.Node.Type.Element == ElementType.Int;
        var place = plan.Into is null ? Find(value.Node, SlotPart.Value, size, isInt)
            : new Place(ArenaStart + _slots.Values.First(slot => slot.Part == SlotPart.Zeros).Offset, size, false);
        if (place is { } found && !_places.ContainsKey(value))
        {
            _places[value] = found;
        }
    }

    private void PlaceKept(NodePlan plan)
    {
        var (node, value) = (plan.Node.Name, new ValueRef(plan.Node.Name));
        PlaceRows(_rows, value, SlotPart.Rows, SlotPart.Steps);
        PlaceRows(_naturalRows, value, SlotPart.NaturalRows, null);
        foreach (var state in plan.Node.Op is NeuronOp neuron ? neuron.States : [])
        {
            PlaceRows(_rows, new ValueRef(node, state.Name), SlotPart.RowsOf(state.Name), SlotPart.StepsOf(state.Name));
            PlaceRows(_channelsLastRows, new ValueRef(node, state.Name), SlotPart.ChannelsLastRowsOf(state.Name), null);
        }

        if (plan.Kept.HasFlag(Kept.Lists) && !_lists.ContainsKey(value))
        {
            PlaceList(plan, (part, _) => Find(node, part, 0, false)?.Offset);
        }
    }

    // Rows of a tile's steps, or of all steps.
    private void PlaceRows(Dictionary<ValueRef, RowPlace> rows, ValueRef value, string part, string? stepsPart)
    {
        var (type, isOfTile) = (TypeOf(value), _slots.ContainsKey((value.Node, part)));
        var isInt = type.Element == ElementType.Int;
        if (Find(value.Node, isOfTile ? part : stepsPart ?? part, 0, isInt) is { } place)
        {
            rows[value] = new RowPlace(place.Offset, KeptMemory.Stride(type.Shape), isOfTile ? TileOf(value.Node) : Time.Steps!.Value, isInt);
        }
    }

    private void PlaceParts()
    {
        foreach (var slot in _slots.Values)
        {
            var isInt = slot.Part == SlotPart.Sums && _plans[slot.Node].Node.Type.Element == ElementType.Int;
            _parts[(slot.Node, slot.Part)] = new Place(ArenaStart + slot.Offset, slot.Bytes / (isInt ? sizeof(long) : sizeof(float)), isInt);
        }
    }
}
