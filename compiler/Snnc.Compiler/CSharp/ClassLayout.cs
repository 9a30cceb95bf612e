using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;

namespace Snnc.Compiler.CSharp;

/// <summary>
/// Where each value of a plan lies in the emitted class. Views have no memory of their own, nor have the values of tiled regions but what is kept
/// of them; a
/// value of a loop of single steps that a later loop reads is recorded in every step.
/// </summary>
internal sealed class ClassLayout
{
    private const int ShortRow = 24;

    private readonly GraphValues _values;
    private readonly GraphUses _uses;
    private readonly Dictionary<string, JoinedStates> _joinedStates = [];
    private readonly Dictionary<ValueRef, (string Memory, int First)> _besideOthers = [];
    private readonly ExecutionPlan _plan;
    private readonly Dictionary<string, NodePlan> _plans = [];
    private readonly Dictionary<string, Site> _sites = [];
    private readonly Dictionary<ValueRef, Storage> _storage = [];
    private readonly Dictionary<ValueRef, Storage> _records = [];
    private readonly Dictionary<ValueRef, KeptFields> _kept = [];
    private readonly HashSet<string> _onlyListed = [];
    private readonly Dictionary<string, string> _resting = [];
    private readonly IReadOnlyDictionary<(string Node, string Part), ArenaSlot> _slots;

    public ClassLayout(ExecutionPlan plan, Names members)
    {
        _plan = plan;
        _values = new GraphValues(plan.Staged);
        _uses = new GraphUses(plan.Staged);
        Arena = Arena.Of(plan);
        _slots = Arena.Find(SlotUsers.CSharp);
        foreach (var (site, node) in Sites())
        {
            _plans[node.Node.Name] = node;
            _sites[node.Node.Name] = site;
        }

        foreach (var (_, node) in Sites())
        {
            Place(node, members);
        }

        var joined = new JoinedRows(plan);
        foreach (var (_, node) in Sites())
        {
            PlaceJoined(node.Node.Name, joined.Of(node.Node.Name), members);
        }

        foreach (var (_, node) in Sites().Where(pair => plan.Stages[pair.Site.Stage].IsLoop && HasStorage(pair.Node)))
        {
            Keep(node, members);
        }

        foreach (var (site, node) in Sites())
        {
            KeepStepsRead(node, site.Stage, members);
        }
    }

    /// <summary>Gets the memory that is no state.</summary>
    public Arena Arena { get; }

    /// <summary>Gets the time base.</summary>
    public TimeBase Time => _plan.Graph.Time;

    /// <summary>Gets the values that are recorded in every step, with the array of all steps.</summary>
    public IReadOnlyDictionary<ValueRef, Storage> Records => _records;

    /// <summary>Whether a stage runs in tiles of steps, region by region; else it is a loop of single steps, or frames.</summary>
    public bool IsTiledLoop(int stage) => _plan.Stages[stage].RunsInTiles;

    /// <summary>The number, in the plan, of the stage that a node runs in.</summary>
    public int StageOf(string node) => _sites[node].Stage;

    /// <summary>Where a node runs.</summary>
    public Site SiteOf(string node) => _sites[node];

    /// <summary>Where a value is made.</summary>
    public Site SourceOf(ValueRef value) => _sites[Viewed(value).Node];

    /// <summary>Where a decoder listens: where its input is made, or held in every step.</summary>
    public Site ListenedTo(ValueRef value) => _plan.Stages[SourceOf(value).Stage].IsLoop ? SourceOf(value) : _sites[value.Node];

    /// <summary>Where in the arena a part of a node lies, in bytes; negative where it has none.</summary>
    public long OffsetOf(string node, string part) => _slots.TryGetValue((node, part), out var slot) ? slot.Offset : -1;

    /// <summary>The plan of a node.</summary>
    public NodePlan PlanOf(string node) => _plans[node];

    /// <summary>Whether a node is one of a tiled region.</summary>
    public bool IsTiled(string node) => IsTiled(_plan.Stages[_sites[node].Stage].Regions[_sites[node].Region]);

    /// <summary>Whether a node of a tiled region, and its states, lie with the channels innermost.</summary>
    public bool LiesChannelsLast(string node) => IsTiled(node) && _plans[node].Order == ElementOrder.ChannelsLast;

    /// <summary>Whether a population of a stepped region runs by vectors alone: there is none beyond full eights.</summary>
    public bool RunsInLanes(NodePlan plan) => plan.Kernel == Kernel.Lanes && plan.Node.Type.Shape.Size % 8 == 0 && !IsTiled(plan.Node.Name);

    /// <summary>Whether a state of a population is held in bytes.</summary>
    public bool HoldsInBytes(string node, string state) => _plans[node].ByteStates.Contains(state);

    /// <summary>The states that a connection goes into together with others that are joined to it, or null where it is alone or joined itself.</summary>
    public JoinedStates? JoinedTo(NodePlan first) => _joinedStates.TryGetValue(first.Node.Name, out var states) ? states : null;

    /// <summary>Whether a connection's synapses are gone through with those of another before.</summary>
    public bool IsJoined(NodePlan plan) => plan.JoinedTo is { } first && _joinedStates.ContainsKey(first);

    /// <summary>Where a state lies beside others, or null.</summary>
    public (string Memory, int First)? BesideOthers(ValueRef state) => _besideOthers.TryGetValue(state, out var place) ? place : null;

    /// <summary>The field of those of a population that rest.</summary>
    public string RestingOf(string node) => _resting[node];

    /// <summary>The most steps between the turns of a region.</summary>
    public int TileSteps(int stage) => _plan.Stages[stage].TileSteps;

    /// <summary>The array that a value of one step lies in: of a view, that of what it views.</summary>
    public Storage StorageOf(ValueRef value) => _storage[Viewed(value)];

    /// <summary>Whether there is an array of a value of one step.</summary>
    public bool IsPresent(ValueRef value) => _storage.ContainsKey(Viewed(value));

    /// <summary>What is kept of a value for the steps of a tile, or null.</summary>
    public KeptFields? KeptOf(ValueRef value) => _kept.TryGetValue(Viewed(value), out var kept) ? kept : null;

    /// <summary>The lists of a value and the step of them that is read in step <c>step</c> of a tile, as arguments.</summary>
    public string ListAt(ValueRef value, Site site)
    {
        var source = Viewed(value);
        var now = IsTiledLoop(site.Stage) ? "step" : "0";
        if (_plans[source.Node] is { Kernel: Kernel.Previous } delay)
        {
            return $"{KeptOf(delay.Node.Inputs[0])!.Lists}, {(now == "step" ? "step - 1" : "-1")}";
        }

        return $"{KeptOf(source)!.Lists}, {now}";
    }

    /// <summary>The list, as arguments, of a value at the end of a step of the stepped region that makes it, or null where there is none.</summary>
    public string? ListWhereMade(ValueRef value)
    {
        var source = Viewed(value);
        var isListed = source.State is null && !IsTiled(source.Node) && KeptOf(source) is { Lists: not null, Channels: 1 };
        return isListed ? ListAt(source, _sites[source.Node]) : null;
    }

    /// <summary>Whether there are lists alone of a value of a stepped region.</summary>
    public bool IsOnlyListed(ValueRef value) => Viewed(value) is { State: null, Node: var node } && _onlyListed.Contains(node);

    /// <summary>The type of a value.</summary>
    public Ir.ValueType TypeOf(ValueRef value) => _values.TypeOf(value);

    /// <summary>After how many steps of a stream there is a frame; null for what there is in every step.</summary>
    public int? WindowOf(ValueRef value) => _values.WindowOf(value);

    /// <summary>Whether a node elsewhere or here can read a value in natural order.</summary>
    public bool CanRead(ValueRef value, Site site)
    {
        var source = Viewed(value);
        return (IsHere(source, site) && (source == value || _plans[source.Node].Kernel != Kernel.PoolRows))
            || KeptOf(source)?.Natural is not null || _records.ContainsKey(source);
    }

    /// <summary>How a node reads a value in step <c>t</c>, which is step <c>step</c> of its tile: an array, or a span of one.</summary>
    public string Read(ValueRef value, Site site)
    {
        var source = Viewed(value);
        var from = _sites[source.Node];
        if (IsHere(source, site))
        {
            return _storage[source].Values;
        }

        return from.Stage != site.Stage && _records.TryGetValue(source, out var record)
            ? $"{record.Values}.Slice(t * {_storage[source].Size}, {_storage[source].Size})"
            : RowsRead(source, site) is var (rows, step) ? $"{rows}[{step}]"
            : _storage[source].Values;
    }

    /// <summary>The rows from which a node reads a value, and which of them; null where it reads a value of one step.</summary>
    public (string Rows, string Step)? RowsRead(ValueRef value, Site site)
    {
        var source = Viewed(value);
        return !IsHere(source, site) && KeptOf(source)?.Natural is { } rows
            ? (rows, StepOf(source, site))
            : null;
    }

    /// <summary>How a node reads a value that lies with its channels innermost.</summary>
    public string ReadChannelsLast(ValueRef value, Site site)
    {
        var source = Viewed(value);
        return IsHere(source, site) ? _storage[source].Values : $"{KeptOf(source)!.Rows}[{StepOf(source, site)}]";
    }

    /// <summary>The bits of the spikes that a pooling reads, or null where it reads numbers.</summary>
    public string? ReadBits(ValueRef value, Site site) => KeptOf(value)?.Bits is { } bits
        ? $"{bits}[{StepOf(Viewed(value), site)}]" : null;

    /// <summary>The value at the end of a chain of views.</summary>
    public ValueRef Viewed(ValueRef value)
    {
        while (value.State is null && _plans[value.Node] is { Kernel: Kernel.View } plan)
        {
            value = plan.Node.Inputs[0];
        }

        return value;
    }

    private static IEnumerable<ValueRef> States(Node node) =>
        node.Op is NeuronOp neuron ? neuron.States.Select(state => new ValueRef(node.Name, state.Name)) : [];

    private static bool IsTiled(PlanRegion region) => region.Kind == RegionKind.Tiled;

    // An array of the present value that holds it when it is read.
    /// <summary>The kernels of the one connection that reads what is kept of a node, or null.</summary>
    public KernelSwitch? SwitchOfReader(Node node) => SwitchedReader.Of(node, _plan.Stages[StageOf(node.Name)].Nodes, _uses);

    // The row of a source that is of the present step, where another reads it.
    private string StepOf(ValueRef source, Site site) => _sites[source.Node].Stage != site.Stage ? "t" : IsTiledLoop(site.Stage) ? "step" : "0";

    private bool IsHere(ValueRef source, Site site)
    {
        var from = _sites[source.Node];
        return _storage.ContainsKey(source) && !IsTiled(source.Node)
            && (!_plan.Stages[from.Stage].IsLoop || Time.IsStream || from == site || (from.Stage != site.Stage && !_plan.Stages[site.Stage].IsLoop));
    }

    private static bool HasStorage(NodePlan plan) => plan.Kernel is not (Kernel.View or Kernel.Previous);

    private IEnumerable<(Site Site, NodePlan Node)> Sites() => _plan.Stages.SelectMany((stage, s) =>
        stage.Regions.SelectMany((region, r) => region.Nodes.Select(node => (new Site(s, r), node))));

    private void Place(NodePlan plan, Names members)
    {
        var node = plan.Node;
        var size = (int)node.Type.Shape.Size;
        var isGivenInTiles = node.Op is InputOp && IsTiledLoop(_sites[node.Name].Stage);
        if (IsReadAsLists(plan))
        {
            _onlyListed.Add(node.Name);
        }
        else if (HasStorage(plan) && !IsTiled(node.Name) && !isGivenInTiles)
        {
            var offset = plan.Into is null ? OffsetOf(node.Name, SlotPart.Value) : _slots.Values.First(slot => slot.Part == SlotPart.Zeros).Offset;
            _storage[new ValueRef(node.Name)] = new Storage(members.Field(node.Name), size, node.Type.Element, Offset: offset < 0 ? null : offset);
        }

        if (node.Op is NeuronOp neuron)
        {
            foreach (var state in neuron.States)
            {
                var field = members.Field($"{node.Name}_{state.Name}");
                _storage[new ValueRef(node.Name, state.Name)] = new Storage(field, size, state.Element, IsTiled(node.Name) || RunsInLanes(plan));
            }

            if (plan.Rest is not null)
            {
                _resting[node.Name] = members.Field($"{node.Name}_resting");
            }
        }
    }

    // Arrays, which states of other than full eights are, do not lie beside each other.
    private void PlaceJoined(string first, IReadOnlyList<JoinedConnection> parts, Names members)
    {
        if (parts.Count < 2 || !parts.All(part => _storage[part.Plan.Into!].IsLaneState))
        {
            return;
        }

        var memory = members.Field($"{first}_states");
        _joinedStates[first] = new JoinedStates(memory, JoinedRows.Size(parts.Select(part => part.Plan)), parts);
        foreach (var part in parts)
        {
            _besideOthers[part.Plan.Into!] = (memory, part.FirstTarget);
        }
    }

    // In a loop of regions spikes, and what is pooled of their bits, have no numbers where they are read as lists alone.
    private bool IsReadAsLists(NodePlan plan)
    {
        var (value, site) = (new ValueRef(plan.Node.Name), _sites[plan.Node.Name]);
        if (!IsTiledLoop(site.Stage) || !plan.Kept.HasFlag(Kept.Lists) || (plan.Kept & (Kept.Rows | Kept.NaturalRows)) != 0 || _uses.IsOutput(value))
        {
            return false;
        }

        var readers = _uses.ReadersOf(value);
        return LaneEmitter.LeavesBits(plan, this) ? readers.All(ReadsList)
            : PoolsBits(plan) && readers.All(reader => reader.Op is ConnectionOp && IsOtherRegion(_sites[reader.Name], site));
    }

    private static bool IsOtherRegion(Site site, Site of) => site.Stage == of.Stage && site.Region != of.Region;

    private bool PoolsBits(NodePlan plan) => plan.Kernel == Kernel.PoolRows && _plans[Viewed(plan.Node.Inputs[0]).Node].Kept.HasFlag(Kept.Bits);

    private bool ReadsList(Node reader) => reader.Op is DecodeOp { Kind: DecodeKind.Sum or DecodeKind.Mean }
        || _plans[reader.Name].Kernel is Kernel.Previous || (_plans[reader.Name].Kernels.All(Kernel.ReadsLists) && reader.Op is DenseOp or SparseOp);

    private void Keep(NodePlan plan, Names members)
    {
        var (name, value) = (plan.Node.Name, new ValueRef(plan.Node.Name));
        var isLast = plan.Order == ElementOrder.ChannelsLast;
        var rows = OffsetOf(name, SlotPart.Rows) < 0 ? null : members.Field($"{name}_rows");
        var natural = !isLast ? rows : OffsetOf(name, SlotPart.NaturalRows) < 0 ? null : members.Field($"{name}_natural");
        var lists = plan.Kept.HasFlag(Kept.Lists) ? members.Field($"{name}_lists") : null;
        var bits = plan.Kept.HasFlag(Kept.Bits) ? members.Field($"{name}_bits") : null;
        if ((rows ?? natural ?? lists ?? bits) is not null)
        {
            var isTurned = natural is not null && (lists ?? bits) is null && IsMadeByPixels(plan);
            _kept[value] = new KeptFields(rows, natural, lists, isLast ? plan.Node.Type.Shape[0] : 1) { Bits = bits, IsTurnedByPixels = isTurned };
        }

        foreach (var state in States(plan.Node).Where(state => OffsetOf(name, SlotPart.RowsOf(state.State!)) >= 0))
        {
            var field = members.Field($"{name}_{state.State}_rows");
            var isTurned = OffsetOf(name, SlotPart.ChannelsLastRowsOf(state.State!)) >= 0;
            _kept[state] = new KeptFields(field, field, null, 1) { ChannelsLast = isTurned ? members.Field($"{name}_{state.State}_last") : null };
        }
    }

    // The sums of a convolution that nobody reads with its channels last need not leave the nearest cache so. Threads would share the row of pixels; short
    // rows are turned sooner all at once.
    private bool IsMadeByPixels(NodePlan plan)
    {
        var region = _plan.Stages[_sites[plan.Node.Name].Stage].Regions[_sites[plan.Node.Name].Region];
        return plan is { Node.Op: ConvOp, Order: ElementOrder.ChannelsLast } && !plan.Kept.HasFlag(Kept.Rows)
            && plan.Node.Type.Shape[2] >= ShortRow && IsTiled(region) && region.Nodes.Count == 1 && region.Sharing is null;
    }

    // In a stream every stage runs in every step, so the present value is all that is ever read.
    private void KeepStepsRead(NodePlan plan, int stage, Names members)
    {
        if (plan.Kernel == Kernel.View || Time.Steps is not { } steps || plan.Node.Op is DecodeOp)
        {
            return;
        }

        foreach (var value in plan.Node.Inputs.Select(Viewed))
        {
            var from = _sites[value.Node].Stage;
            if (TypeOf(value).Kind != ValueKind.Frame && from < stage && !IsTiledLoop(from) && !_records.ContainsKey(value))
            {
                var storage = _storage[value];
                var part = value.State is { } state ? SlotPart.StepsOf(state) : SlotPart.Steps;
                var field = members.Field(storage.Field.Substring(1) + "_steps");
                _records[value] = new Storage(field, checked(storage.Size * steps), storage.Element, Offset: OffsetOf(value.Node, part));
            }
        }
    }
}
