using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;

namespace Snnc.Compiler.CSharp;

/// <summary>
/// Emits one step of a population by vectors of neurons, for as many as there are full eights of; <see cref="NeuronEmitter"/> does the rest one
/// by one. A population of full eights runs by vectors of any width; where its spikes are listed it leaves them as bits, as numbers too only where those are
/// read.
/// </summary>
internal sealed class LaneEmitter
{
    // For fewer neurons numbers are read as quickly where they stand.
    private const int FewestForNumbers = 128;

    private readonly NodePlan _plan;
    private readonly Node _node;
    private readonly NeuronOp _neuron;
    private readonly Site _site;
    private readonly EmitContext _context;
    private readonly Names _scope;
    private readonly string _lanes;
    private readonly List<string> _head = [];
    private readonly Dictionary<string, string> _starts = [];
    private readonly LaneBody _body;
    private readonly LaneNumbers? _numbers;
    private readonly string _fired;

    public LaneEmitter(EmitContext context, NodePlan plan, Site site)
    {
        _plan = plan;
        _node = plan.Node;
        _neuron = plan.Stepped;
        _site = site;
        _context = context;
        _scope = context.Members.Inner(["k", "at", "n", "next", "first", "end", "step", "t", "sample", "bits", "nameof", .. LaneWidths.Taken]);
        IsWhole = context.Layout.RunsInLanes(plan);
        _lanes = IsWhole ? LaneWidths.Any : LaneWidths.Eight;
        _body = new LaneBody(
            context,
            plan,
            _lanes,
            _scope,
            name => Load(Start(context.Constants.ArrayField(name, _node.Type.Shape)), "k"),
            name => $"{_lanes}.Of({context.Constants.ScalarField(name)})");
        _numbers = IsWhole && _node.Type.Shape.Size >= FewestForNumbers ? new LaneNumbers(context, _scope, _node.Name) : null;
        _fired = _scope.Local("fired");
        Bits = LeavesBits(plan, context.Layout) ? context.Layout.KeptOf(new ValueRef(_node.Name))!.Lists : null;
        NeedsTime = TurnsBack || _node.Inputs.Any(edge => context.Layout.RowsRead(edge, site) is not null);
    }

    /// <summary>Gets a value indicating whether there is no neuron beyond full eights.</summary>
    public bool IsWhole { get; }

    /// <summary>Gets the lists that the spikes are left in as bits, or null.</summary>
    public string? Bits { get; }

    /// <summary>Gets a value indicating whether what is written asks for the step.</summary>
    public bool NeedsTime { get; }

    /// <summary>Whether a population leaves its spikes as bits.</summary>
    public static bool LeavesBits(NodePlan plan, ClassLayout layout) => layout.RunsInLanes(plan) && plan.ListsSpikes;

    /// <summary>Whether it leaves them alone where there are any, in bits that are 0.</summary>
    public static bool LeavesRareBits(NodePlan plan, ClassLayout layout) => plan.ResetsApart && LeavesBits(plan, layout);

    /// <summary>Writes the loop over full eights; where there are more neurons <c>k</c> counts on after it.</summary>
    public void Emit(CodeWriter writer)
    {
        var vector = Vector();
        if (!IsWhole)
        {
            writer.Line("var k = 0;");
            writer.Open($"if ({_lanes}.AreFast)");
        }

        writer.Lines(_head);
        writer.Lines(_numbers?.Head ?? []);
        if (Vectors == 1)
        {
            OpenLoop(writer, "k");
            writer.Lines(vector);
            writer.Lines(IsRare ? [$"if ({_fired} != 0)", "{", $"    {_lanes}.StoreBits({_fired}, ref bits, k);", "}"] : []);
        }
        else
        {
            EmitTurn(writer, vector);
        }

        writer.Close();
        if (!IsWhole)
        {
            writer.Close();
        }
    }

    // Where hardly a vector has spikes several go in a turn of the loop, and it is asked of all at once whether there is any.
    private void EmitTurn(CodeWriter writer, IReadOnlyList<string> vector)
    {
        var any = _scope.Local("any");
        OpenLoop(writer, "at");
        writer.Line($"ulong {any} = 0;");
        for (var v = 0; v < Vectors; v++)
        {
            writer.Open();
            writer.Line($"var k = at + ({v} * {_lanes}.Count);");
            writer.Lines(vector);
            writer.Line($"{any} |= (ulong){_fired} << ({v} * {_lanes}.Count);");
            writer.Close();
        }

        writer.Open($"for (var k = at; {any} != 0; k += {_lanes}.Count, {any} >>= {_lanes}.Count)");
        writer.Line($"{_lanes}.StoreBits((uint){any}, ref bits, k);");
        writer.Close();
    }

    // From the states of a vector of neurons to those after the step.
    private List<string> Vector()
    {
        List<string> lines = [.. Ports()];
        var states = _neuron.States.ToDictionary(state => state.Name, state => Start(StorageOf(state)));
        lines.AddRange(_neuron.States.Select(state => $"var {_body.State(state.Name)} = {_lanes}.Load{Width(state)}(ref {states[state.Name]}, k);"));

        var above = IsRare && !IsStored ? _body.FiresAbove : null;
        IReadOnlyList<string> body = [.. _body.Lines(IsStored || _body.Fires is null, withFires: above is null)];
        if (IsRare)
        {
            // The mask is asked for where it is made, while it is one.
            body = [.. body, $"var {_fired} = {_lanes}.{(above is null ? $"BitsOf({Fires})" : $"BitsOfGreaterThan({above})")};"];
        }

        lines.AddRange(_numbers?.InLocals(body) ?? body);
        lines.AddRange(_neuron.States.Select(state => $"{_lanes}.Store{Width(state)}({_body.State(state.Name)}, ref {states[state.Name]}, k);"));
        if (IsStored)
        {
            lines.Add($"{_lanes}.Store({_body.Result}, ref {Start(_context.Layout.StorageOf(new ValueRef(_node.Name)))}, k);");
        }

        if (Bits is not null)
        {
            _head.Add($"ref var bits = ref {Bits}.Bits;");
            lines.AddRange(IsRare ? [] : [$"{_lanes}.StoreBits({Fires}, ref bits, k);"]);
        }

        return lines;
    }

    private string Fires => _body.Fires ?? $"~{_lanes}.AreEqual({_body.Result}, {_lanes}.Zero)";

    // Whether bits are left alone where there are any.
    private bool IsRare => LeavesRareBits(_plan, _context.Layout);

    private int Vectors => !IsRare ? 1 : _node.Type.Shape.Size is var size && size % 64 == 0 ? 4 : size % 32 == 0 ? 2 : 1;

    private void OpenLoop(CodeWriter writer, string first)
    {
        var count = Vectors == 1 ? $"{_lanes}.Count" : $"{Vectors} * {_lanes}.Count";
        if (TurnsBack)
        {
            writer.Line($"var ({first}, next) = Lanes.Turn(t, {count}, first, end);");
            writer.Open($"for (var n = first; n < end; n += {count}, {first} += next)");
        }
        else if (IsWhole)
        {
            writer.Open($"for (var {first} = first; {first} < end; {first} += {count})");
        }
        else
        {
            writer.Open($"for (; k <= {_node.Type.Shape.Size} - {_lanes}.Count; k += {_lanes}.Count)");
        }
    }

    // Where the states are more than the first-level cache holds, a step begins with what the one before has left there.
    private bool TurnsBack => IsWhole && StateMemory.ExceedFirstLevel(_node);

    // Spikes that are read as lists alone need no numbers.
    private bool IsStored => _context.Layout.IsPresent(new ValueRef(_node.Name));

    private string Width(State state) => _context.Layout.HoldsInBytes(_node.Name, state.Name) ? "Bytes" : "";

    private Storage StorageOf(State state) => _context.Layout.StorageOf(new ValueRef(_node.Name, state.Name));

    // Only the ports that the body reads; the sum is in the order of the edges, as it is one by one.
    private List<string> Ports()
    {
        var next = 0;
        var lines = new List<string>();
        foreach (var port in _neuron.Ports)
        {
            var edges = _node.Inputs.Skip(next).Take(port.Edges);
            next += port.Edges;
            if (_body.Reads(port.Name))
            {
                var sum = port.Edges == 0 ? $"{_lanes}.Zero" : string.Join(" + ", edges.Select(Edge));
                lines.Add($"var {_body.Port(port.Name)} = {sum};");
            }
        }

        return lines;
    }

    // Where an array begins is found once for all neurons.
    private string Start(Storage storage) => Start(storage.Field, storage.Start);

    private string Start(string array) => Start(array, $"Lanes.Start({array})");

    private string Start(string field, string place)
    {
        if (!_starts.TryGetValue(field, out var start))
        {
            _starts[field] = start = _scope.Local($"at{field}");
            _head.Add($"ref var {start} = ref {place};");
        }

        return start;
    }

    private string Load(string start, string place) => $"{_lanes}.Load(ref {start}, {place})";

    // The place of a row is found once for all neurons.
    private string Edge(ValueRef edge)
    {
        if (_context.Layout.RowsRead(edge, _site) is not var (rows, step))
        {
            return Load(Start(_context.Layout.StorageOf(edge)), "k");
        }

        var (start, row) = (_scope.Local($"at{rows}"), _scope.Local($"row{rows}"));
        _head.Add($"ref var {start} = ref {rows}.Start;");
        _head.Add($"var {row} = {step} * {rows}.Stride;");
        return Load(start, $"{row} + k");
    }
}
