using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;

namespace Snnc.Compiler.CSharp;

/// <summary>
/// Emits a population of a tiled region: a method that runs one tile of neurons over the steps of a tile of time. The step is the outer loop, so
/// that several
/// chains of additions are under way at once; the states of a tile stay in the first-level cache. States are padded to full eights; what padding
/// lanes give is
/// read by nobody.
/// </summary>
internal sealed class TiledLaneEmitter
{
    private readonly EmitContext _context;
    private readonly NodePlan _plan;
    private readonly Node _node;
    private readonly NeuronOp _neuron;
    private readonly Site _site;
    private readonly int _width;
    private readonly IReadOnlyDictionary<string, string> _sums;
    private readonly Names _scope;
    private readonly List<string> _head = [];
    private readonly List<string> _perStep = [];
    private readonly Dictionary<string, string> _references = [];
    private readonly LaneBody _body;
    private readonly IReadOnlyList<string> _parameters;

    /// <summary>Prints a population.</summary>
    /// <param name="width">Neurons of a tile.</param>
    /// <param name="sums">The fields with the sums of the connections of the region, or the parameters.</param>
    /// <param name="parameters">Which of them the method is given.</param>
    public TiledLaneEmitter(
        EmitContext context, NodePlan plan, Site site, int width, IReadOnlyDictionary<string, string> sums, IEnumerable<string> parameters)
    {
        _parameters = [.. parameters];
        _context = context;
        _plan = plan;
        _node = plan.Node;
        _neuron = (NeuronOp)_node.Op;
        _site = site;
        _width = width;
        _sums = sums;
        _scope = context.Members.Inner(
            ["k", "step", "t0", "tile", "first", "from", "end", "even", "steps", "nameof", .. LaneWidths.Taken, .. _parameters]);
        _body = new LaneBody(context, context.Layout.PlanOf(_node.Name), LaneWidths.Any, _scope, ReadArray, ReadScalar);
    }

    private ClassLayout Layout => _context.Layout;

    private int Size => (int)_node.Type.Shape.Size;

    private int Channels => Layout.LiesChannelsLast(_node.Name) ? _node.Type.Shape[0] : 1;

    /// <summary>Writes the method, and gives the call of it.</summary>
    public string EmitMethod(CodeWriter writer, string method)
    {
        var ports = Ports();
        var loads = _neuron.States.Select(state => $"var {_body.State(state.Name)} = {LaneWidths.Any}.Load(ref {StateReference(state)}, k);").ToList();
        var stores = Stores().ToList();
        var (parameters, arguments) = (
            string.Concat(_parameters.Select(sums => $", StepRows<float> {sums}")) + AlikeMethods.Parameters,
            string.Concat(_parameters.Select(sums => $", {sums}")) + AlikeMethods.Arguments);
        LaneStates.Declare(_context, _node, Channels);

        var (text, summary) = (new CodeWriter(false, depth: 1), $"the steps of a tile of {Math.Min(_width, Size)} neurons of the model {_neuron.Model}.");
        EmitText(text, parameters, arguments, ports, loads, stores);
        return _context.Methods.Emit(writer, $"{_node.Name}: {summary}", text.ToString(), $"{AlikeMethods.Name}(tile, t0, steps{arguments});", method);
    }

    private void EmitText(
        CodeWriter writer, string parameters, string arguments, IEnumerable<string> ports, IEnumerable<string> loads, IEnumerable<string> stores)
    {
        const string method = AlikeMethods.Name;
        writer.Open($"private void {method}(int tile, int t0, int steps{parameters})");
        writer.Line($"var first = tile * {_width};");
        writer.Line($"var end = Math.Min(first + {_width}, {Padded(Size)});");
        LaneWidths.ChooseInTile(writer, method, $"t0, steps{arguments}", isEven: _width % 16 == 0 && Padded(Size) % 16 == 0);
        writer.Close();
        LaneWidths.Open(writer, method, $"int first, int from, int end, int t0, int steps{parameters}");
        writer.Lines(_head);
        writer.Open("for (var step = 0; step < steps; step++)");
        writer.Lines(_perStep);
        writer.Open($"for (var k = from; k < end; k += {LaneWidths.Any}.Count)");
        writer.Lines(ports);
        writer.Lines(loads);
        writer.Lines(_body.Lines(_body.Fires is null || Layout.KeptOf(new ValueRef(_node.Name))?.Rows is not null));
        writer.Lines(stores);
        writer.Close();
        writer.Close();
        writer.Close();
    }

    private static int Padded(int size) => (size + 7) / 8 * 8;

    private List<string> Ports()
    {
        var next = 0;
        var lines = new List<string>();
        foreach (var port in _neuron.Ports)
        {
            var edges = _node.Inputs.Skip(next).Take(port.Edges).ToList();
            next += port.Edges;
            if (_body.Reads(port.Name))
            {
                lines.Add($"var {_body.Port(port.Name)} = {(edges.Count == 0 ? $"{LaneWidths.Any}.Zero" : string.Join(" + ", edges.Select(Edge)))};");
            }
        }

        return lines;
    }

    // Sums of this region, rows of an earlier one, or a frame that is the same in every step.
    private string Edge(ValueRef edge)
    {
        if (edge.State is null && _sums.TryGetValue(edge.Node, out var sums))
        {
            return $"{LaneWidths.Any}.Load(ref {Reference(sums, $"{sums}.Start")}, {Offset(sums, $"(step * {sums}.Stride) - first")} + k)";
        }

        var source = Layout.Viewed(edge);
        if ((LiesChannelsLast ? Layout.KeptOf(source)?.Rows : Layout.KeptOf(source)?.Natural) is { } rows)
        {
            var step = Layout.SourceOf(source).Stage == _site.Stage ? "step" : "(t0 + step)";
            return $"{LaneWidths.Any}.Load(ref {Reference(rows, $"{rows}.Start")}, {Offset(rows, $"{step} * {rows}.Stride")} + k)";
        }

        var storage = Layout.StorageOf(source);
        return storage.IsArray ? Read(Frame(source)) : $"{LaneWidths.Any}.Load(ref {Reference(storage.Field, storage.Start)}, k)";
    }

    // A population behind convolutions lies as they leave their sums; what else it reads does too.
    private bool LiesChannelsLast => _node.Inputs.Any(edge =>
        _sums.ContainsKey(edge.Node) && Layout.PlanOf(edge.Node).Node.Op is ConvOp);

    private string Frame(ValueRef source)
    {
        var storage = Layout.StorageOf(source);
        if (storage.Size % 8 == 0)
        {
            return storage.Field;
        }

        if (!_references.TryGetValue(storage.Field, out var padded))
        {
            _references[storage.Field] = padded = _context.Scratch("float", $"{_node.Name}_{source.Node}_padded", Padded(storage.Size));
            _head.Add($"{storage.Field}.CopyTo({padded}, 0);");
        }

        return padded;
    }

    private IEnumerable<string> Stores()
    {
        foreach (var state in _neuron.States)
        {
            yield return $"{LaneWidths.Any}.Store({_body.State(state.Name)}, ref {StateReference(state)}, k);";
            if (Layout.KeptOf(new ValueRef(_node.Name, state.Name)) is { } stateRows)
            {
                yield return StoreRow(_body.State(state.Name), stateRows.ChannelsLast ?? stateRows.Rows!);
            }
        }

        var kept = Layout.KeptOf(new ValueRef(_node.Name));
        if (kept?.Rows is { } rows)
        {
            yield return StoreRow(_body.Result, rows);
        }

        // Bits that are kept are those that a list is made of.
        var listed = _plan.Kept.HasFlag(Kept.ListValues) ? null : kept?.Lists;
        if ((listed ?? kept?.Bits) is { } marks)
        {
            var bits = Reference(marks, listed is null ? $"{marks}.Start" : $"{marks}.Bits");
            var fires = _body.Fires ?? $"~{LaneWidths.Any}.AreEqual({_body.Result}, {LaneWidths.Any}.Zero)";
            yield return $"{LaneWidths.Any}.StoreBits({fires}, ref {bits}, {Offset(marks, $"step * {marks}.BytesPerStep * 8")} + k);";
        }
    }

    private string StoreRow(string values, string rows) =>
        $"{LaneWidths.Any}.Store({values}, ref {Reference(rows, $"{rows}.Start")}, {Offset(rows, $"step * {rows}.Stride")} + k);";

    private string StateReference(State state)
    {
        var field = Layout.StorageOf(new ValueRef(_node.Name, state.Name)).Field;
        return Reference(field, $"{field}.Start");
    }

    // Found once per call: a store might, for all that the compiler knows, change a field.
    private string Reference(string field, string start)
    {
        if (!_references.TryGetValue(field, out var local))
        {
            _references[field] = local = _scope.Local($"at{field}");
            _head.Add($"ref var {local} = ref {start};");
        }

        return local;
    }

    private string Offset(string field, string value)
    {
        var key = field + " offset";
        if (!_references.TryGetValue(key, out var local))
        {
            _references[key] = local = _scope.Local($"row{field}");
            _perStep.Add($"var {local} = {value};");
        }

        return local;
    }

    private string ReadArray(string constant) => Read(_context.Constants.PaddedField(constant, _node.Type.Shape, Channels));

    private string Read(string array) => $"{LaneWidths.Any}.Load(ref {Reference(array, $"Lanes.Start({array})")}, k)";

    private string ReadScalar(string constant)
    {
        var field = _context.Constants.ScalarField(constant);
        if (!_references.TryGetValue(field, out var local))
        {
            _references[field] = local = _scope.Local($"all{field}");
            _head.Add($"var {local} = {LaneWidths.Any}.Of({field});");
        }

        return local;
    }
}
