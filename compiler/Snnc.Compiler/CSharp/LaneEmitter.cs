using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;

namespace Snnc.Compiler.CSharp;

/// <summary>
/// Emits one step of a population eight neurons at a time, for as many as there are full eights of; <see cref="NeuronEmitter"/> does the rest one
/// by one. A population of full eights whose spikes are listed leaves them as bits too.
/// </summary>
internal sealed class LaneEmitter
{
    private readonly Node _node;
    private readonly NeuronOp _neuron;
    private readonly Site _site;
    private readonly EmitContext _context;
    private readonly Names _scope;
    private readonly List<string> _head = [];
    private readonly Dictionary<string, string> _starts = [];
    private readonly LaneBody _body;

    public LaneEmitter(EmitContext context, NodePlan plan, Site site)
    {
        _node = plan.Node;
        _neuron = (NeuronOp)_node.Op;
        _site = site;
        _context = context;
        _scope = context.Members.Inner("k", "step", "t", "sample", "nameof");
        _body = new LaneBody(
            context,
            _node,
            _scope,
            name => $"Lanes.Load({context.Constants.ArrayField(name, _node.Type.Shape)}, k)",
            name => $"Lanes.Of({context.Constants.ScalarField(name)})");
        Bits = LeavesBits(plan, context.Layout) ? context.Layout.KeptOf(new ValueRef(_node.Name))!.Lists : null;
        NeedsTime = _node.Inputs.Any(edge => context.Layout.RowsRead(edge, site) is not null);
    }

    /// <summary>Gets the lists that the spikes are left in as bits, or null; there is no neuron beyond full eights then.</summary>
    public string? Bits { get; }

    /// <summary>Gets a value indicating whether what is written asks for the step.</summary>
    public bool NeedsTime { get; }

    /// <summary>Whether a population leaves its spikes as bits.</summary>
    public static bool LeavesBits(NodePlan plan, ClassLayout layout) => plan.Kernel == Kernel.Lanes && plan.Node.Type.Shape.Size % 8 == 0
        && plan.Order == ElementOrder.Natural && plan.Kept.HasFlag(Kept.Lists) && !plan.Kept.HasFlag(Kept.ListValues)
        && !layout.IsTiled(plan.Node.Name);

    /// <summary>Writes the loop over full eights; <c>k</c> is declared before it and counts on after it.</summary>
    public void Emit(CodeWriter writer)
    {
        var ports = Ports();
        var result = Start(_context.Layout.StorageOf(new ValueRef(_node.Name)).Field);
        var states = _neuron.States.ToDictionary(state => state.Name, state => Start(Field(state)));
        if (Bits is not null)
        {
            _head.Add($"ref var bits = ref {Bits}.Bits;");
        }
        else
        {
            writer.Open("if (Lanes.AreFast)");
        }

        writer.Lines(_head);
        writer.Open($"for (; k <= {_node.Type.Shape.Size} - Lanes.Count; k += Lanes.Count)");
        writer.Lines(ports);
        foreach (var state in _neuron.States)
        {
            writer.Line($"var {_body.State(state.Name)} = Lanes.Load(ref {states[state.Name]}, k);");
        }

        writer.Line($"var {_body.Result} = Vector256<float>.Zero;");
        writer.Lines(_body.Lines);
        foreach (var state in _neuron.States)
        {
            writer.Line($"Lanes.Store({_body.State(state.Name)}, ref {states[state.Name]}, k);");
        }

        writer.Line($"Lanes.Store({_body.Result}, ref {result}, k);");
        if (Bits is not null)
        {
            writer.Line($"Lanes.StoreBits({_body.Fires ?? $"Lanes.NotZero({_body.Result})"}, ref bits, k);");
        }
        else
        {
            writer.Close();
        }

        writer.Close();
    }

    private string Field(State state) => _context.Layout.StorageOf(new ValueRef(_node.Name, state.Name)).Field;

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
                var sum = port.Edges == 0 ? "Vector256<float>.Zero" : string.Join(" + ", edges.Select(Edge));
                lines.Add($"var {_body.Port(port.Name)} = {sum};");
            }
        }

        return lines;
    }

    // Where an array begins is found once for all neurons.
    private string Start(string field)
    {
        if (!_starts.TryGetValue(field, out var start))
        {
            _starts[field] = start = _scope.Local($"at{field}");
            _head.Add($"ref var {start} = ref Lanes.Start({field});");
        }

        return start;
    }

    // The place of a row is found once for all neurons.
    private string Edge(ValueRef edge)
    {
        if (_context.Layout.RowsRead(edge, _site) is not var (rows, step))
        {
            return $"Lanes.Load(ref {Start(_context.Layout.StorageOf(edge).Field)}, k)";
        }

        var (start, row) = (_scope.Local($"at{rows}"), _scope.Local($"row{rows}"));
        _head.Add($"ref var {start} = ref {rows}.Start;");
        _head.Add($"var {row} = {step} * {rows}.Stride;");
        return $"Lanes.Load(ref {start}, {row} + k)";
    }
}
