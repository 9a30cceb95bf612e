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
internal readonly record struct Place(long Offset, long Size, bool IsInt)
{
    public long Bytes => Size * (IsInt ? 8 : 4);
}

/// <summary>
/// Where everything lies in the memory of an instance: a header, what lives from step to step (saved and loaded as one block), what is overwritten
/// before it is read. Views have no memory of their own; a value that a later loop reads is kept for every step.
/// </summary>
internal sealed class InstanceLayout
{
    /// <summary>Offsets in the header: the weights, who watches and what it is given, the step of a stream, what went wrong.</summary>
    public const int Weights = 0, Observer = 8, ObserverContext = 16, Error = 24, ErrorElement = 32, ErrorValue = 40, Step = 56, States = 64;

    private const int PageBytes = 4096;

    private readonly GraphValues _values;
    private readonly GraphUses _uses;
    private readonly bool _isObserved;
    private readonly Dictionary<string, NodePlan> _plans = [];
    private readonly Dictionary<string, int> _stages = [];
    private readonly Dictionary<string, PlanRegion> _regions = [];
    private readonly Dictionary<ValueRef, Place> _places = [];
    private readonly Dictionary<ValueRef, RowPlace> _rows = [];
    private readonly Dictionary<ValueRef, RowPlace> _naturalRows = [];
    private readonly Dictionary<ValueRef, ListPlace> _lists = [];
    private readonly HashSet<string> _rememberedLists = [];
    private readonly Dictionary<(string Node, string Part), Place> _parts = [];
    private readonly Dictionary<string, DelayTable> _delays = [];
    private readonly LoadedConstants _constants;
    private long _end = States;
    private Place? _zeros;

    /// <summary>Places all of a plan.</summary>
    /// <param name="isObserved">Whether every node's values are looked at in each step.</param>
    public InstanceLayout(ExecutionPlan plan, LoadedConstants constants, bool isObserved)
    {
        (_uses, _isObserved) = (new GraphUses(plan.Staged), isObserved);
        Plan = plan;
        _constants = constants;
        _values = new GraphValues(plan.Staged);
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
        PlaceStates();
        StateEnd = _end;
        Parallel = plan.IsShared ? Take(2, isInt: true).Offset : null;
        PlaceValues();
    }

    public ExecutionPlan Plan { get; }

    public TimeBase Time => Plan.Graph.Time;

    /// <summary>Gets where the part that lives from step to step ends; it begins at <see cref="Step"/>.</summary>
    public long StateEnd { get; }

    /// <summary>Gets where the function stands that shares work among threads, and after it what it is given; null where no work is shared.</summary>
    public long? Parallel { get; }

    /// <summary>Gets the size of an instance.</summary>
    public long Size => _end;

    /// <summary>Gets where it is counted how active layers are, if any are counted.</summary>
    public Place ActivityPlace { get; private set; }

    /// <summary>Gets the values of which rows are kept, in the order of the plan's nodes.</summary>
    public IReadOnlyDictionary<ValueRef, RowPlace> Rows => _rows;

    public int StageOf(string node) => _stages[node];

    public NodePlan PlanOf(string node) => _plans[node];

    public PlanRegion RegionOf(string node) => _regions[node];

    public bool IsTiled(string node) => _regions[node].Kind == RegionKind.Tiled;

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
        : _plans[reader.Name].Kernel is var kernel && (kernel == Kernel.Previous || Kernel.ReadsLists(kernel));

    /// <summary>The connections that a stepped population sums itself: rows of listed inputs, which nobody else reads.</summary>
    public IReadOnlyList<NodePlan> TakenIn(NodePlan population) => _isObserved || population.Kernel != Kernel.Lanes || IsTiled(population.Node.Name) ? []
        : [.. population.Node.Inputs.Where(input => input.State is null).Select(input => _plans[input.Node])
            .Where(plan => plan is { Kernel: Kernel.EventRows, Node.Op: DenseOp } && ReferenceEquals(_regions[plan.Node.Name], _regions[population.Node.Name])
                && _uses.ReadersOf(new ValueRef(plan.Node.Name)).Count == 1 && !_uses.IsOutput(new ValueRef(plan.Node.Name)))];

    /// <summary>The steps that a tile of a node's stage has.</summary>
    public int TileOf(string node) => Plan.Stages[_stages[node]].TileSteps;

    /// <summary>The rows that are kept of a value, in the order of its plan.</summary>
    public RowPlace RowsOf(ValueRef value) => _rows[Viewed(value)];

    /// <summary>The rows that are kept of a value in natural order.</summary>
    public RowPlace NaturalRowsOf(ValueRef value) => _naturalRows.TryGetValue(Viewed(value), out var rows) ? rows : _rows[Viewed(value)];

    /// <summary>Whether rows of a value are kept in the order of its plan.</summary>
    public bool HasRows(ValueRef value) => _rows.ContainsKey(Viewed(value));

    /// <summary>The bytes of a step's bits, in whole words of 64.</summary>
    public long BitBytesOf(string node) => (_plans[node].Node.Type.Shape.Size + 63) / 64 * sizeof(long);

    /// <summary>Whether rows of a value are kept in natural order.</summary>
    public bool HasNaturalRows(ValueRef value) =>
        _naturalRows.ContainsKey(Viewed(value)) || (_rows.ContainsKey(Viewed(value)) && _plans[Viewed(value).Node].Order == ElementOrder.Natural);

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
    private Place Take(long size, bool isInt)
    {
        var place = new Place(_end, size, isInt);
        _end = (_end + place.Bytes + StateArray.Alignment - 1) / StateArray.Alignment * StateArray.Alignment;
        return place;
    }

    private RowPlace TakeRows(ValueRef value, int count)
    {
        var type = TypeOf(value);
        var stride = KeptMemory.Stride(type.Shape);
        return new RowPlace(Take(checked(stride * count), type.Element == ElementType.Int).Offset, stride, count, type.Element == ElementType.Int);
    }

    private void PlaceList(NodePlan plan)
    {
        var rows = TileOf(plan.Node.Name) + 1;
        var capacity = KeptMemory.Entries(plan.Node.Type.Shape, TileOf(plan.Node.Name));
        var starts = Take(rows + 1, isInt: true).Offset;
        var indices = Take(capacity, isInt: false).Offset;
        var values = plan.Kept.HasFlag(Kept.ListValues) ? Take(capacity, isInt: false).Offset : (long?)null;
        var images = plan.Order == ElementOrder.ChannelsLast ? PlaceImageRows(plan.Node.Type.Shape, rows) : (ImageRows?)null;
        var others = values is not null && images is null && IsReadByBytes(plan.Node) ? Take(rows, isInt: true).Offset : (long?)null;
        _lists[new ValueRef(plan.Node.Name)] = new ListPlace(starts, indices, values, others, images);
    }

    private bool IsReadByBytes(Node node) => _uses.ReadersOf(new ValueRef(node.Name))
        .Concat(_uses.ReadersOf(new ValueRef(node.Name)).SelectMany(reader => _uses.ReadersOf(new ValueRef(reader.Name))))
        .Any(reader => reader.Op is DenseOp dense && RowRounding.IsRounded(_constants.Declaration(dense.Weight)));

    private ImageRows PlaceImageRows(Shape image, int rows) =>
        new(Take(checked(rows * (image[1] + 1L)), isInt: true).Offset, image[1], image[0] * image[2]);

    private void PlaceStates()
    {
        foreach (var state in StateMemory.Of(Plan))
        {
            var node = _plans[state.Node].Node;
            if (state.Elements is null || node.Op is DelayOp)
            {
                PlacePast(node);
                continue;
            }

            PlaceBeside(node);
            var place = Take(state.Elements.Value, state.Element == ElementType.Int);
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
            PlaceList(_plans[node]);
        }
    }

    // Addresses that differ in whole pages are told apart: where they differ by little more, a load waits for a store to another array.
    private void PlaceBeside(Node node)
    {
        if (node.Op is NeuronOp neuron && PopulationSweep.TurnsBack(node) && _places.TryGetValue(new ValueRef(node.Name, neuron.States[0].Name), out var first))
        {
            _end += (PageBytes - ((_end - first.Offset) % PageBytes)) % PageBytes;
        }
    }

    private void PlacePast(Node node)
    {
        var input = TypeOf(node.Inputs[0]);
        _delays[node.Name] = DelayTable.Of(node, input.Shape, _constants, Time.Steps)!;
        AddState(node.Name, "past", _delays[node.Name].Depth * input.Shape.Size, input.Element == ElementType.Int);
    }

    private void PlaceValues()
    {
        foreach (var plan in _plans.Values.Where(plan => plan.Kernel is not (Kernel.View or Kernel.Previous)))
        {
            PlaceValue(plan);
            PlaceKept(plan);
        }

        foreach (var plan in _plans.Values)
        {
            KeepStepsRead(plan);
        }

        if (CountedLayers.Of(Plan) is { Count: > 0 and var layers })
        {
            ActivityPlace = Take(ActivityCounts.Size(layers), isInt: true);
        }
    }

    // Sums that go into states at once are 0 before and after: one array is enough for all of them.
    private Place PlaceOfZeros => _zeros ??= Take(_plans.Values.Where(plan => plan.Into is not null).Max(plan => plan.Node.Type.Shape.Size), isInt: false);

    // In tiles values go from register to register.
    private void PlaceValue(NodePlan plan)
    {
        var value = new ValueRef(plan.Node.Name);
        if (IsTiled(plan.Node.Name) || _places.ContainsKey(value))
        {
            return;
        }

        _places[value] = plan.Into is null ? Take(plan.Node.Type.Shape.Size, plan.Node.Type.Element == ElementType.Int) : PlaceOfZeros;
        if (plan.Node.Op is ConvOp { Delays: null })
        {
            _parts[(plan.Node.Name, "sums")] = Take(plan.Node.Type.Shape.Size, plan.Node.Type.Element == ElementType.Int);
        }
    }

    private void PlaceKept(NodePlan plan)
    {
        var (value, steps) = (new ValueRef(plan.Node.Name), TileOf(plan.Node.Name));
        if (plan.Kept.HasFlag(Kept.Rows))
        {
            _rows[value] = TakeRows(value, steps);
        }

        if (plan.Kept.HasFlag(Kept.NaturalRows))
        {
            _naturalRows[value] = TakeRows(value, steps);
        }

        foreach (var state in plan.KeptStates)
        {
            _rows[new ValueRef(value.Node, state)] = TakeRows(new ValueRef(value.Node, state), steps);
        }

        if (plan.Kept.HasFlag(Kept.Lists) && !_lists.ContainsKey(value))
        {
            PlaceList(plan);
        }

        if (IsTiled(value.Node))
        {
            PlaceInTiles(plan, value, steps);
        }
        else if (_lists.TryGetValue(value, out var list) && list.Values is null && TakenIn(plan).Count > 0)
        {
            PlaceBits(value.Node, steps);
        }
        else if (plan.Kernel == Kernel.Lanes && PopulationSweep.TurnsBack(plan.Node))
        {
            _parts[(value.Node, "fired")] = Take(2 * ((plan.Node.Type.Shape.Size / StepLists.WordBits) + 1), isInt: true);
        }
    }

    // Sums that are made for all steps of a tile, and what lists are made of.
    private void PlaceInTiles(NodePlan plan, ValueRef value, int steps)
    {
        if (plan.Node.Op is ConvOp conv)
        {
            var geometry = new ConvGeometry(conv, TypeOf(plan.Node.Inputs[0]).Shape, plan.Node.Type.Shape);
            _parts[(value.Node, "row")] = Take(ConvTile.RowLength(geometry, conv), isInt: false);
            _parts[(value.Node, "padded")] = Take(ConvTile.PaddedLength(geometry, conv), isInt: false);
            PlaceRowsToPermute(plan, value, steps);
            return;
        }

        PlaceRowsToPermute(plan, value, steps);
        PlaceSums(plan, steps);

        if (plan.Kept.HasFlag(Kept.ListValues) && !_rows.ContainsKey(value))
        {
            _rows[value] = TakeRows(value, steps);
        }
        else if (plan.Kept.HasFlag(Kept.Lists))
        {
            PlaceBits(value.Node, steps);
        }
    }

    private void PlaceSums(NodePlan plan, int steps)
    {
        PlaceBlocks(plan, steps);
        if (plan.Kernel is not (Kernel.DenseTiles or Kernel.SkipTiles or Kernel.StationaryTiles))
        {
            return;
        }

        var (node, blocks, inputs) = (plan.Node.Name, BlockLists.Blocks(steps), TypeOf(plan.Node.Inputs[0]).Shape.Size);
        Place Take(long count, bool isInt = false) => this.Take(count, isInt);
        _parts[(node, "sums")] = Take(checked(blocks * BlockLists.Steps * (long)TilePacking.Width));
        if (plan.Kernel == Kernel.SkipTiles)
        {
            _parts[(node, "block starts")] = Take(blocks + 1, isInt: true);
            _parts[(node, "block places")] = Take(inputs);
            _parts[(node, "block inputs")] = Take(checked(blocks * inputs));
            _parts[(node, "block values")] = Take(checked(blocks * BlockLists.Steps * inputs));
        }
        else if (plan.Kernel == Kernel.StationaryTiles)
        {
            _parts[(node, "input starts")] = Take(inputs + 1, isInt: true);
            _parts[(node, "input ends")] = Take(inputs, isInt: true);
            _parts[(node, "input steps")] = Take(checked(steps * inputs));
            _parts[(node, "input values")] = Take(checked(steps * inputs));
        }
    }

    private void PlaceBlocks(NodePlan plan, int steps)
    {
        var (node, shape) = (plan.Node.Name, plan.Node.Op is DenseOp dense ? _constants.Declaration(dense.Weight).Shape : null);
        if (shape is null || !InputBlocks.Serve(plan.Kernel, shape[0], shape[1], steps))
        {
            return;
        }

        var blocks = InputBlocks.BlocksOf(shape[1]);
        _parts[(node, "sums")] = Take(steps * (long)TilePacking.Width, isInt: false);
        _parts[(node, "block starts")] = Take(steps * (blocks + 1), isInt: true);
        _parts[(node, "row starts")] = Take(blocks + 1, isInt: true);
        _parts[(node, "rows")] = Take(shape[1], isInt: false);
        _parts[(node, "seen rows")] = Take(shape[1], isInt: false);
    }

    // Rows in natural order are made of rows as they lie.
    private void PlaceRowsToPermute(NodePlan plan, ValueRef value, int steps)
    {
        if (plan.Order == ElementOrder.ChannelsLast && plan.Kept.HasFlag(Kept.NaturalRows) && !_rows.ContainsKey(value))
        {
            _rows[value] = TakeRows(value, steps);
        }
    }

    private void PlaceBits(string node, int steps) => _parts[(node, "bits")] = Take(checked(steps * BitBytesOf(node) / sizeof(float)), isInt: false);

    // What a later loop reads, where the plan keeps nothing by itself: all steps.
    private void KeepStepsRead(NodePlan plan)
    {
        if (plan.Kernel == Kernel.View || Time.Steps is not { } steps || plan.Node.Op is DecodeOp)
        {
            return;
        }

        foreach (var value in plan.Node.Inputs.Select(Viewed))
        {
            var isEarlier = TypeOf(value).Kind != ValueKind.Frame && _stages[value.Node] < _stages[plan.Node.Name];
            if (isEarlier && !_rows.ContainsKey(value) && !_naturalRows.ContainsKey(value))
            {
                _rows[value] = TakeRows(value, steps);
            }
        }
    }
}
