using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;

namespace Snnc.Compiler.CSharp;

/// <summary>
/// Emits a population's body eight neurons at a time, for as many as there are full eights of; <see cref="NeuronEmitter"/> does the rest one by one. A branch
/// computes both sides and lets each lane keep its own: what is assigned under a condition is selected by its mask.
/// </summary>
internal sealed class LaneEmitter
{
    private readonly Node _node;
    private readonly NeuronOp _neuron;
    private readonly EmitContext _context;
    private readonly Names _scope;
    private readonly Dictionary<(Type Kind, string Name), string> _locals = [];
    private readonly HashSet<string> _portsRead = [];
    private readonly LaneExpressionPrinter _printer;
    private readonly string _result;

    public LaneEmitter(EmitContext context, Node node)
    {
        _node = node;
        _neuron = (NeuronOp)node.Op;
        _context = context;
        _scope = context.Members.Inner("k", "t", "sample", "nameof");
        foreach (var state in _neuron.States)
        {
            _locals[(typeof(StateExpr), state.Name)] = _scope.Local(state.Name);
        }

        foreach (var port in _neuron.Ports)
        {
            _locals[(typeof(PortExpr), port.Name)] = _scope.Local(port.Name);
        }

        _result = _scope.Local(_neuron.Body.Any(statement => statement is EmitStmt) ? "value" : "spikes");
        _printer = new LaneExpressionPrinter(Read);
    }

    /// <summary>Writes the loop over full eights; <c>k</c> is declared before it and counts on after it.</summary>
    public void Emit(CodeWriter writer)
    {
        var body = new CodeWriter(lineDirectives: false, depth: 0);
        EmitStatements(body, _neuron.Body, null);
        writer.Open("if (Lanes.AreFast)");
        writer.Open($"for (; k <= {_node.Type.Shape.Size} - Lanes.Count; k += Lanes.Count)");
        writer.Lines(Ports());
        foreach (var state in _neuron.States)
        {
            writer.Line($"var {_locals[(typeof(StateExpr), state.Name)]} = Lanes.Load({Field(state)}, k);");
        }

        writer.Line($"var {_result} = Vector256<float>.Zero;");
        writer.Lines(body.ToString().Split(['\n'], StringSplitOptions.RemoveEmptyEntries));
        foreach (var state in _neuron.States)
        {
            writer.Line($"Lanes.Store({_locals[(typeof(StateExpr), state.Name)]}, {Field(state)}, k);");
        }

        writer.Line($"Lanes.Store({_result}, {_context.Layout.StorageOf(new ValueRef(_node.Name)).Field}, k);");
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
            var edges = _node.Inputs.Skip(next).Take(port.Edges).Select(edge => $"Lanes.Load({_context.Layout.StorageOf(edge).Field}, k)").ToList();
            next += port.Edges;
            if (_portsRead.Contains(port.Name))
            {
                lines.Add($"var {_locals[(typeof(PortExpr), port.Name)]} = {(edges.Count == 0 ? "Vector256<float>.Zero" : string.Join(" + ", edges))};");
            }
        }

        return lines;
    }

    private void EmitStatements(CodeWriter writer, IEnumerable<Stmt> statements, string? mask)
    {
        foreach (var statement in statements)
        {
            EmitStatement(writer, statement, mask);
        }
    }

    private void EmitStatement(CodeWriter writer, Stmt statement, string? mask)
    {
        switch (statement)
        {
            case LocalStmt local:
                var value = _printer.Print(local.Value);
                writer.Line($"var {NewLocal(local.Name)} = {value};");
                break;
            case AssignLocalStmt assign:
                Assign(writer, _locals[(typeof(LocalExpr), assign.Name)], _printer.Print(assign.Value), mask);
                break;
            case AssignStateStmt assign:
                Assign(writer, _locals[(typeof(StateExpr), assign.Name)], _printer.Print(assign.Value), mask);
                break;
            case EmitStmt emit:
                Assign(writer, _result, _printer.Print(emit.Value), mask);
                break;
            case IfStmt choice:
                EmitIf(writer, choice, mask);
                break;
            case SpikeStmt spike:
                EmitSpike(writer, spike, mask);
                break;
        }
    }

    private static void Assign(CodeWriter writer, string target, string value, string? mask) =>
        writer.Line(mask is null ? $"{target} = {value};" : $"{target} = Lanes.Select({mask}, {value}, {target});");

    private void EmitIf(CodeWriter writer, IfStmt choice, string? mask)
    {
        var holds = _scope.Local("holds");
        var condition = _printer.Print(choice.Condition);
        writer.Line($"var {holds} = {condition};");
        var then = Under(writer, mask, holds);
        EmitStatements(writer, choice.Then, then);
        if (choice.Else.Count > 0)
        {
            EmitStatements(writer, choice.Else, Under(writer, mask, $"~{holds}"));
        }
    }

    private void EmitSpike(CodeWriter writer, SpikeStmt spike, string? mask)
    {
        var condition = _printer.Print(spike.Condition);
        string fires;
        if (spike.Condition.Type == ExprType.Bool)
        {
            fires = Under(writer, mask, condition);
            Assign(writer, _result, LaneExpressionPrinter.Number(1), fires);
        }
        else
        {
            var count = NewLocal(spike.CountLocal ?? "count");
            writer.Line($"var {count} = Lanes.Max({condition}, Vector256<float>.Zero);");
            Assign(writer, _result, count, mask);
            fires = Under(writer, mask, $"Vector256.GreaterThan({count}, Vector256<float>.Zero)");
        }

        if (spike.Body.Count > 0)
        {
            writer.Open($"if (Lanes.Any({fires}))");
            EmitStatements(writer, spike.Body, fires);
            writer.Close();
        }
    }

    private string Under(CodeWriter writer, string? mask, string condition)
    {
        var name = _scope.Local("where");
        writer.Line($"var {name} = {(mask is null ? condition : $"{mask} & {condition}")};");
        return name;
    }

    private string NewLocal(string name) => _locals[(typeof(LocalExpr), name)] = _scope.Local(name);

    private string Read(Expr expression) => expression switch
    {
        ConstantExpr constant => ReadConstant(constant.Name),
        StateExpr state => _locals[(typeof(StateExpr), state.Name)],
        PortExpr port => ReadPort(port.Name),
        LocalExpr local => _locals[(typeof(LocalExpr), local.Name)],
        _ => throw new InvalidOperationException($"{expression.GetType().Name} has no vector form."),
    };

    private string ReadPort(string name)
    {
        _portsRead.Add(name);
        return _locals[(typeof(PortExpr), name)];
    }

    private string ReadConstant(string name)
    {
        var constants = _context.Constants;
        return constants.KnownNumber(name) is { } literal ? $"Lanes.Of({literal})"
            : constants[name].Shape.Size == 1 ? $"Lanes.Of({constants.ScalarField(name)})"
            : $"Lanes.Load({constants.ArrayField(name, _node.Type.Shape)}, k)";
    }
}
