using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;

namespace Snnc.Compiler.CSharp;

/// <summary>
/// Emits one step of a population eight neurons at a time, for as many as there are full eights of; <see cref="NeuronEmitter"/> does the rest one
/// by one.
/// </summary>
internal sealed class LaneEmitter
{
    private readonly Node _node;
    private readonly NeuronOp _neuron;
    private readonly Site _site;
    private readonly EmitContext _context;
    private readonly LaneBody _body;

    public LaneEmitter(EmitContext context, Node node, Site site)
    {
        _node = node;
        _neuron = (NeuronOp)node.Op;
        _site = site;
        _context = context;
        var scope = context.Members.Inner("k", "step", "t", "sample", "nameof");
        _body = new LaneBody(
            context,
            node,
            scope,
            name => $"Lanes.Load({context.Constants.ArrayField(name, node.Type.Shape)}, k)",
            name => $"Lanes.Of({context.Constants.ScalarField(name)})");
    }

    /// <summary>Writes the loop over full eights; <c>k</c> is declared before it and counts on after it.</summary>
    public void Emit(CodeWriter writer)
    {
        writer.Open("if (Lanes.AreFast)");
        writer.Open($"for (; k <= {_node.Type.Shape.Size} - Lanes.Count; k += Lanes.Count)");
        writer.Lines(Ports());
        foreach (var state in _neuron.States)
        {
            writer.Line($"var {_body.State(state.Name)} = Lanes.Load({Field(state)}, k);");
        }

        writer.Line($"var {_body.Result} = Vector256<float>.Zero;");
        writer.Lines(_body.Lines);
        foreach (var state in _neuron.States)
        {
            writer.Line($"Lanes.Store({_body.State(state.Name)}, {Field(state)}, k);");
        }

        writer.Line($"Lanes.Store({_body.Result}, {_context.Layout.StorageOf(new ValueRef(_node.Name)).Field}, k);");
        writer.Close();
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
            var edges = _node.Inputs.Skip(next).Take(port.Edges).Select(edge => _context.Layout.ReadLanes(edge, _site)).ToList();
            next += port.Edges;
            if (_body.Reads(port.Name))
            {
                lines.Add($"var {_body.Port(port.Name)} = {(edges.Count == 0 ? "Vector256<float>.Zero" : string.Join(" + ", edges))};");
            }
        }

        return lines;
    }
}
