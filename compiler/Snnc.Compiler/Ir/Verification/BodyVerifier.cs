using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Tensors;

namespace Snnc.Compiler.Ir.Verification;

/// <summary>Neurons: their states, names, types, and the one statement that says what they give.</summary>
internal sealed class BodyVerifier
{
    private readonly Node _node;
    private readonly NeuronOp _neuron;
    private readonly GraphContext _context;
    private readonly DiagnosticBag _report;
    private readonly ExprVerifier _expressions;
    private readonly Dictionary<string, ExprType> _visible = [];
    private readonly HashSet<string> _names = [];

    private BodyVerifier(Node node, NeuronOp neuron, GraphContext context, DiagnosticBag report)
    {
        (_node, _neuron, _context, _report) = (node, neuron, context, report);
        _expressions = new ExprVerifier(node, neuron, context, _visible);
    }

    public static void Verify(GraphContext context, DiagnosticBag report)
    {
        foreach (var node in context.Graph.Nodes)
        {
            if (node.Op is NeuronOp neuron)
            {
                new BodyVerifier(node, neuron, context, report).Verify();
            }
        }
    }

    private void Verify()
    {
        foreach (var name in _neuron.Ports.Select(port => port.Name).Concat(_neuron.States.Select(state => state.Name)))
        {
            Require(_names.Add(name), $"there are two things called '{name}'");
        }

        foreach (var state in _neuron.States)
        {
            Verify(state);
        }

        Verify(_neuron.Body);
        var emissions = ShapeRules.Emissions(_neuron.Body).Count();
        if (emissions > 1)
        {
            _report.Add(Catalog.SeveralSpikes(_context.At(_node), _node.Name, emissions));
        }
    }

    private void Verify(State state)
    {
        var isHeld = state.Bits == 0 ? state.Overflow == Overflow.None : state.Bits is >= 1 and <= 64 && state.Overflow != Overflow.None;
        Require(isHeld, $"the state '{state.Name}' of {state.Bits} bits must wrap or saturate, and have at most 64; a real one neither");
        if (_context.Constants.TryGetValue(state.Initial, out var initial))
        {
            var fits = initial.Element == state.Element && Shape.Broadcast(initial.Shape, _node.Type.Shape) == _node.Type.Shape;
            var what = $"{initial.Element.ToString().ToLowerInvariant()}{initial.Shape}";
            Require(fits, $"the state '{state.Name}' cannot start at '{state.Initial}', which is {what}");
        }
    }

    // Locals of a block end with it.
    private void Verify(IEnumerable<Stmt> block)
    {
        var made = new List<string>();
        foreach (var statement in block)
        {
            Verify(statement, made);
        }

        foreach (var name in made)
        {
            _visible.Remove(name);
        }
    }

    private void Verify(Stmt statement, List<string> made)
    {
        switch (statement)
        {
            case LocalStmt local:
                Check(local.Value);
                Make(local.Name, local.Value.Type, made);
                break;
            case AssignLocalStmt local:
                Check(local.Value);
                var isKnown = _visible.TryGetValue(local.Name, out var type);
                Require(isKnown && type == local.Value.Type, $"'{local.Name}' is no local here of the type {local.Value.Type}");
                break;
            case AssignStateStmt assign:
                Check(assign.Value);
                var state = _neuron.States.FirstOrDefault(s => s.Name == assign.Name);
                var isHeld = state is not null && ExprVerifier.TypeOf(state.Element) == assign.Value.Type;
                Require(isHeld, $"'{assign.Name}' is no state of the type {assign.Value.Type}");
                break;
            case IfStmt branch:
                Check(branch.Condition);
                Require(branch.Condition.Type == ExprType.Bool, "a condition is true or false");
                Verify(branch.Then);
                Verify(branch.Else);
                break;
            case SpikeStmt spike:
                Verify(spike);
                break;
            case EmitStmt emit:
                Check(emit.Value);
                Require(emit.Value.Type != ExprType.Bool, "a number is emitted, not true or false");
                break;
        }
    }

    private void Verify(SpikeStmt spike)
    {
        Check(spike.Condition);
        var made = new List<string>();
        if (spike.CountLocal is { } count)
        {
            Require(spike.Condition.Type != ExprType.Bool, $"'{count}' names a number of spikes, and the condition is true or false");
            Make(count, spike.Condition.Type, made);
        }

        Verify(spike.Body);
        made.ForEach(name => _visible.Remove(name));
    }

    private void Make(string name, ExprType type, List<string> made)
    {
        Require(_names.Add(name), $"there are two things called '{name}'");
        _visible[name] = type;
        made.Add(name);
    }

    private void Check(Expr expression)
    {
        if (_expressions.Problem(expression) is { } problem)
        {
            Require(false, problem);
        }
    }

    private void Require(bool holds, string problem)
    {
        if (!holds)
        {
            _report.Add(Catalog.BodyDisagrees(_context.At(_node), _node.Name, problem));
        }
    }
}
