using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;

namespace Snnc.Compiler.CSharp;

/// <summary>
/// _locals.Emits a population: one loop over its neurons with ports, states and the result in locals, the body straight from the IR,
/// and the states written back at its end.
/// </summary>
internal sealed class NeuronEmitter
{
    private readonly EmitContext _context;
    private readonly Node _node;
    private readonly NeuronOp _neuron;
    private readonly Site _site;
    private readonly ConstantTable _constants;
    private readonly ClassLayout _layout;
    private readonly ClassParts _parts;
    private readonly Names _scope;
    private readonly NeuronLocals _locals;
    private readonly Dictionary<string, State> _states;
    private readonly Dictionary<string, string> _spans = [];
    private readonly ExpressionPrinter _printer;
    private readonly LaneEmitter? _lanes;
    private bool _needsTime;

    public NeuronEmitter(EmitContext context, NodePlan plan, Site site)
    {
        _context = context;
        _node = plan.Node;
        _neuron = (NeuronOp)_node.Op;
        _lanes = plan.Kernel == Kernel.Lanes ? new LaneEmitter(context, plan, site) : null;
        _site = site;
        _constants = context.Constants;
        _layout = context.Layout;
        _parts = context.Parts;
        _scope = context.Members.Inner("k", "step", "t", "sample", "nameof");
        _states = _neuron.States.ToDictionary(state => state.Name);
        _locals = new NeuronLocals(_neuron, _scope);
        _printer = new ExpressionPrinter(expression => _locals.Read(expression, ReadConstant), Random);
    }

    private ElementType ResultElement => _node.Type.Element;

    /// <summary>Writes the method that runs one step, and gives the call of it.</summary>
    public string EmitMethod(CodeWriter writer, string method)
    {
        if (_lanes is { IsWhole: true })
        {
            return EmitLanes(writer, method, _lanes);
        }

        var body = new CodeWriter(lineDirectives: false, depth: 0);
        EmitStatements(body, _neuron.Body);
        var ports = Ports().ToList();
        writer.Gap();
        writer.Summary($"{_node.Name}: one step of {Size} {(Size == 1 ? "neuron" : "neurons")} of the model {_neuron.Model}.");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        writer.Open($"private void {method}({(_needsTime ? Time("int ", "long ") : "")})");
        var result = Local(_layout.StorageOf(new ValueRef(_node.Name)).Values);
        writer.Lines(_spans.Select(span => $"var {span.Value} = {span.Key};"));
        _lanes?.Emit(writer);
        writer.Open(_lanes is null ? $"for (var k = 0; k < {Size}; k++)" : $"for (; k < {Size}; k++)");
        if (_printer.UsesWholeNumbers)
        {
            // Whole numbers wrap, whatever the project that the text is compiled in asks for.
            writer.Open("unchecked");
        }

        EmitLoopBody(writer, ports, body, result);
        if (_printer.UsesWholeNumbers)
        {
            writer.Close();
        }

        writer.Close();
        writer.Close();
        Declare();
        return $"{method}({(_needsTime ? Time("", "") : "")});";
    }

    private string EmitLanes(CodeWriter writer, string method, LaneEmitter lanes)
    {
        var (parameters, arguments) = lanes.NeedsTime ? (Time("int ", "long "), Time("", "")) : ("", "");
        var comma = lanes.NeedsTime ? ", " : "";
        writer.Gap();
        writer.Summary($"{_node.Name}: one step of {Size} neurons of the model {_neuron.Model}.");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        writer.Open($"private void {method}({parameters})");
        LaneWidths.Choose(writer, method, arguments + comma, Size);
        writer.Close();
        LaneWidths.Open(writer, method, $"{parameters}{comma}int first, int end");
        lanes.Emit(writer);
        writer.Close();
        LaneStates.Declare(_context, _node, channels: 1);
        return $"{method}({arguments});";
    }

    private string Time(string whole, string sample) =>
        $"{(_layout.IsTiledLoop(_site.Stage) ? $"{whole}step, " : "")}{whole}t, {sample}sample";

    private int Size => (int)_node.Type.Shape.Size;

    private void EmitLoopBody(CodeWriter writer, List<string> ports, CodeWriter body, string result)
    {
        writer.Lines(ports);
        foreach (var state in _neuron.States)
        {
            writer.Line($"{ElementName(state.Element)} {_locals.State(state.Name)} = {StateField(state)}[k];");
        }

        writer.Line($"{ElementName(ResultElement)} {_locals.Result} = {Zero(ResultElement)};");
        writer.Lines(body.ToString().Split(['\n'], StringSplitOptions.RemoveEmptyEntries));
        foreach (var state in _neuron.States)
        {
            writer.Line($"{StateField(state)}[k] = {_locals.State(state.Name)};");
        }

        writer.Line($"{result}[k] = {_locals.Result};");
    }

    // A span is found once for all neurons; an array is one by itself.
    private string Local(string values)
    {
        if (!values.EndsWith(".Values") && !values.EndsWith("]") && !values.EndsWith(")"))
        {
            return values;
        }

        if (!_spans.TryGetValue(values, out var local))
        {
            _spans[values] = local = _scope.Local("from" + values.Substring(0, values.IndexOfAny(['.', '['])));
        }

        return local;
    }

    // Only the ports that the body reads.
    private IEnumerable<string> Ports()
    {
        var next = 0;
        foreach (var port in _neuron.Ports)
        {
            var edges = _node.Inputs.Skip(next).Take(port.Edges).ToList();
            next += port.Edges;
            if (_locals.IsRead(port.Name))
            {
                var sum = edges.Count == 0 ? Zero(port.Element) : string.Join(" + ", edges.Select(edge => Edge(edge, port)));
                yield return $"{ElementName(port.Element)} {_locals.Port(port.Name)} = {sum};";
            }
        }
    }

    private string Edge(ValueRef edge, Port port)
    {
        var type = _layout.TypeOf(edge);
        var source = _layout.Read(edge, _site);
        _needsTime |= !_layout.IsPresent(edge) || source != _layout.StorageOf(edge).Values;
        var text = $"{Local(source)}[{Broadcasting.Index(type.Shape, _node.Type.Shape, "k")}]";
        return (type.Element, port.Element) switch
        {
            (ElementType.Real, ElementType.Int) => $"Neuron.ToInt({text})",
            (ElementType.Int, ElementType.Real) => $"(float){text}",
            _ => text,
        };
    }

    private void EmitStatements(CodeWriter writer, IEnumerable<Stmt> statements)
    {
        foreach (var statement in statements)
        {
            EmitStatement(writer, statement);
        }
    }

    private void EmitStatement(CodeWriter writer, Stmt statement)
    {
        switch (statement)
        {
            case LocalStmt local:
                var value = _printer.Print(local.Value);
                writer.Line($"{ExpressionPrinter.TypeOf(local.Value.Type)} {_locals.NewVariable(local.Name)} = {value};");
                break;
            case AssignLocalStmt assign:
                writer.Line($"{_locals.Variable(assign.Name)} = {_printer.Print(assign.Value)};");
                break;
            case AssignStateStmt assign:
                writer.Line($"{_locals.State(assign.Name)} = {Fit(_states[assign.Name], _printer.Print(assign.Value))};");
                break;
            case IfStmt choice:
                EmitIf(writer, choice);
                break;
            case SpikeStmt spike:
                EmitSpike(writer, spike);
                break;
            case EmitStmt emit:
                writer.Line($"{_locals.Result} = {AsResult(emit.Value.Type, _printer.Print(emit.Value))};");
                break;
        }
    }

    private void EmitIf(CodeWriter writer, IfStmt choice)
    {
        writer.Open($"if ({_printer.Print(choice.Condition)})");
        EmitStatements(writer, choice.Then);
        writer.Close();
        if (choice.Else.Count > 0)
        {
            writer.Open("else");
            EmitStatements(writer, choice.Else);
            writer.Close();
        }
    }

    private void EmitSpike(CodeWriter writer, SpikeStmt spike)
    {
        if (spike.Condition.Type == ExprType.Bool)
        {
            writer.Open($"if ({_printer.Print(spike.Condition)})");
            writer.Line($"{_locals.Result} = {One(ResultElement)};");
        }
        else
        {
            var zero = spike.Condition.Type == ExprType.Int ? "0L" : "0f";
            var number = _printer.Print(spike.Condition);
            var count = _locals.NewVariable(spike.CountLocal ?? "count");
            writer.Line($"{ExpressionPrinter.TypeOf(spike.Condition.Type)} {count} = Neuron.Max({number}, {zero});");
            writer.Line($"{_locals.Result} = {AsResult(spike.Condition.Type, count)};");
            writer.Open($"if ({count} > {zero})");
        }

        EmitStatements(writer, spike.Body);
        writer.Close();
    }

    private string AsResult(ExprType type, string text) => (type, ResultElement) switch
    {
        (ExprType.Int, ElementType.Real) => text.All(char.IsLetterOrDigit) ? $"(float){text}" : $"(float)({text})",
        (ExprType.Real, ElementType.Int) => $"Neuron.ToInt({text})",
        _ => text,
    };

    private static string Fit(State state, string value) => state.Overflow switch
    {
        Overflow.Wrap => $"Neuron.Wrap({value}, {state.Bits})",
        Overflow.Saturate => $"Neuron.Saturate({value}, {state.Bits})",
        _ => value,
    };

    private string ReadConstant(string name)
    {
        if (_constants.KnownNumber(name) is { } literal)
        {
            return literal;
        }

        return _constants[name].Shape.Size == 1
            ? _constants.ScalarField(name)
            : $"{_constants.ArrayField(name, _node.Type.Shape)}[k]";
    }

    private string Random(long seed)
    {
        _needsTime = true;
        var steps = _layout.Time.Steps ?? 0;
        return $"Neuron.Rand({Literal.Of(seed)}, Neuron.Counter(sample, {steps}, t, {Size}, k))";
    }

    private void Declare()
    {
        foreach (var state in _neuron.States)
        {
            var field = StateField(state);
            _parts.Memory.Add($"private readonly {ElementName(state.Element)}[] {field} = new {ElementName(state.Element)}[{Size}];");
            _parts.StateArrays.Add(field);
            _parts.Reset.Add(Initialise(state, field));
        }
    }

    // What a state starts with is held as what is assigned to it: an int state wraps or saturates.
    private string Initialise(State state, string field)
    {
        if (_constants.KnownNumber(state.Initial) is { } literal)
        {
            return literal is "0f" or "0L" ? $"Array.Clear({field});" : $"Array.Fill({field}, {Fit(state, literal)});";
        }

        if (_constants[state.Initial].Shape.Size == 1)
        {
            return $"Array.Fill({field}, {Fit(state, _constants.ScalarField(state.Initial))});";
        }

        var initial = _constants.ArrayField(state.Initial, _node.Type.Shape);
        return state.Element == ElementType.Real
            ? $"{initial}.CopyTo({field}, 0);"
            : $"for (var k = 0; k < {Size}; k++) {{ {field}[k] = {Fit(state, initial + "[k]")}; }}";
    }

    private string StateField(State state) => _layout.StorageOf(new ValueRef(_node.Name, state.Name)).Field;

    private static string ElementName(ElementType element) => element == ElementType.Int ? "long" : "float";

    private static string Zero(ElementType element) => element == ElementType.Int ? "0L" : "0f";

    private static string One(ElementType element) => element == ElementType.Int ? "1L" : "1f";
}
