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

    public LaneEmitter(EmitContext context, NodePlan plan, Site site)
    {
        _plan = plan;
        _node = plan.Node;
        _neuron = plan.Stepped;
        _site = site;
        _context = context;
        _scope = context.Members.Inner(["k", "n", "next", "first", "end", "step", "t", "sample", "bits", "nameof", .. LaneWidths.Taken]);
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
        var ports = Ports();
        IReadOnlyList<string> body = [.. _body.Lines(IsStored || _body.Fires is null)];
        body = _numbers?.InLocals(body) ?? body;
        var result = IsStored ? Start(_context.Layout.StorageOf(new ValueRef(_node.Name))) : null;
        var states = _neuron.States.ToDictionary(state => state.Name, state => Start(StorageOf(state)));
        if (Bits is not null)
        {
            _head.Add($"ref var bits = ref {Bits}.Bits;");
        }

        if (!IsWhole)
        {
            writer.Line("var k = 0;");
            writer.Open($"if ({_lanes}.AreFast)");
        }

        writer.Lines(_head);
        writer.Lines(_numbers?.Head ?? []);
        OpenLoop(writer, _node.Type.Shape.Size);
        writer.Lines(ports);
        foreach (var state in _neuron.States)
        {
            writer.Line($"var {_body.State(state.Name)} = {_lanes}.Load{Width(state)}(ref {states[state.Name]}, k);");
        }

        writer.Lines(body);
        var bits = EmitFires(writer);
        foreach (var state in _neuron.States)
        {
            writer.Line($"{_lanes}.Store{Width(state)}({_body.State(state.Name)}, ref {states[state.Name]}, k);");
        }

        if (result is not null)
        {
            writer.Line($"{_lanes}.Store({_body.Result}, ref {result}, k);");
        }

        writer.Lines(bits);
        writer.Close();
        if (!IsWhole)
        {
            writer.Close();
        }
    }

    // Where hardly a vector has spikes, the others leave the zeros that stand there. The mask is asked for where it is made, while it is one.
    private IEnumerable<string> EmitFires(CodeWriter writer)
    {
        if (Bits is null)
        {
            return [];
        }

        var fires = _body.Fires ?? $"~{_lanes}.AreEqual({_body.Result}, {_lanes}.Zero)";
        if (!LeavesRareBits(_plan, _context.Layout))
        {
            return [$"{_lanes}.StoreBits({fires}, ref bits, k);"];
        }

        var fired = _scope.Local("fired");
        writer.Line($"var {fired} = {_lanes}.BitsOf({fires});");
        return [$"if ({fired} != 0)", "{", $"    {_lanes}.StoreBits({fired}, ref bits, k);", "}"];
    }

    private void OpenLoop(CodeWriter writer, long size)
    {
        if (TurnsBack)
        {
            writer.Line($"var (k, next) = Lanes.Turn(t, {_lanes}.Count, first, end);");
            writer.Open($"for (var n = first; n < end; n += {_lanes}.Count, k += next)");
        }
        else
        {
            writer.Open(IsWhole ? $"for (var k = first; k < end; k += {_lanes}.Count)" : $"for (; k <= {size} - {_lanes}.Count; k += {_lanes}.Count)");
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
