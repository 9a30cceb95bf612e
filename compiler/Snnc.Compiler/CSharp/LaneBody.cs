using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;

namespace Snnc.Compiler.CSharp;

/// <summary>
/// Prints a population's body over a vector of neurons. A branch computes both sides and lets each lane keep its own: what is assigned under a condition
/// is selected by its mask.
/// </summary>
internal sealed class LaneBody
{
    private const int ShortBody = 20;

    private readonly EmitContext _context;
    private readonly string _lanes;
    private readonly Func<string, string> _readArray;
    private readonly Func<string, string> _readScalar;
    private readonly Names _scope;
    private readonly NeuronLocals _locals;
    private readonly Func<string, bool> _isByte;
    private readonly bool _resetsApart;
    private readonly LaneExpressionPrinter _printer;
    private readonly Dictionary<string, (string Holds, SelectExpr Choice)> _choices = [];
    private readonly string[] _lines;
    private bool _isResultZero = true;

    /// <summary>Prints the body.</summary>
    /// <param name="lanes">The type of the vector.</param>
    /// <param name="scope">The names of the method that it stands in.</param>
    /// <param name="readArray">How the numbers of a constant with one for each neuron are read.</param>
    /// <param name="readScalar">How a constant that is loaded, and is one for all, is read in all lanes.</param>
    public LaneBody(EmitContext context, NodePlan plan, string lanes, Names scope, Func<string, string> readArray, Func<string, string> readScalar)
    {
        var neuron = plan.Stepped;
        _context = context;
        _lanes = lanes;
        _scope = scope;
        _readArray = readArray;
        _readScalar = readScalar;
        _locals = new NeuronLocals(neuron, scope);
        _isByte = state => context.Layout.HoldsInBytes(plan.Node.Name, state);
        _resetsApart = plan.ResetsApart;
        _printer = new LaneExpressionPrinter(lanes, expression => _locals.Read(expression, ReadConstant), _isByte);
        var writer = new CodeWriter(lineDirectives: false, depth: 0);
        EmitStatements(writer, neuron.Body, null);
        _lines = writer.ToString().Split(['\n'], StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>The statements.</summary>
    /// <param name="withResult">Whether <see cref="Result"/> is read after them; it can do without only where <see cref="Fires"/> says it all.</param>
    /// <param name="withFires">Whether <see cref="Fires"/> is; it can do without only where <see cref="FiresAbove"/> says it all.</param>
    public IEnumerable<string> Lines(bool withResult, bool withFires = true) => withResult
        ? [$"var {Result} = {_lanes}.Zero;", .. _lines]
        : _lines.Where(line => !line.StartsWith($"{Result} = ") && (withFires || !line.StartsWith($"var {Fires} = ")));

    /// <summary>Gets the local that holds what the neurons give; zeros before the statements.</summary>
    public string Result => _locals.Result;

    /// <summary>Gets the local that holds the mask of the neurons that give 1, where all others give 0; else null.</summary>
    public string? Fires { get; private set; }

    /// <summary>
    /// Gets, as arguments, the two vectors of which the first is greater where a neuron fires, if no statement asks for <see cref="Fires"/>; else null.
    /// </summary>
    public string? FiresAbove { get; private set; }

    /// <summary>The local that holds a state.</summary>
    public string State(string name) => _locals.State(name);

    /// <summary>The local that holds the sum of a port.</summary>
    public string Port(string name) => _locals.Port(name);

    /// <summary>Whether the statements read a port.</summary>
    public bool Reads(string port) => _locals.IsRead(port);

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
                writer.Line($"var {_locals.NewVariable(local.Name)} = {value};");
                break;
            case AssignLocalStmt assign:
                Assign(writer, _locals.Variable(assign.Name), assign.Value, mask);
                break;
            case AssignStateStmt assign when _isByte(assign.Name):
                Assign(writer, _locals.State(assign.Name), _printer.Bytes(assign.Value), mask);
                break;
            case AssignStateStmt assign:
                Assign(writer, _locals.State(assign.Name), assign.Value, mask);
                break;
            case EmitStmt emit:
                _isResultZero = false;
                Assign(writer, Result, emit.Value, mask);
                break;
            case IfStmt choice:
                EmitIf(writer, choice, mask);
                break;
            case SpikeStmt spike:
                EmitSpike(writer, spike, mask);
                break;
        }
    }

    private void Assign(CodeWriter writer, string target, string value, string? mask)
    {
        _choices.Remove(target);
        writer.Line(mask is null ? $"{target} = {value};" : $"{target} = {_lanes}.Select({mask}, {value}, {target});");
    }

    private void Assign(CodeWriter writer, string target, Expr value, string? mask)
    {
        if (mask is null && value is SelectExpr { WhenTrue: RealExpr, WhenFalse: RealExpr } choice)
        {
            var holds = _scope.Local("holds");
            writer.Line($"var {holds} = {_printer.Print(choice.Condition)};");
            Assign(writer, target, _printer.Select(holds, choice), mask);
            _choices[target] = (holds, choice);
        }
        else if (mask is not null && LaneExpressionPrinter.IsZero(value))
        {
            Assign(writer, target, $"{_lanes}.ZeroWhere({mask}, {target})", null);
        }
        else if (mask is not null && value is BinaryExpr { Op: BinaryOp.Subtract } less && ReadOf(less.Left) == target)
        {
            Assign(writer, target, $"{_lanes}.SubtractWhere({mask}, {target}, {_printer.Print(less.Right)})", null);
        }
        else
        {
            Assign(writer, target, _printer.Print(value), mask);
        }
    }

    private string? ReadOf(Expr expression) => expression is StateExpr or LocalExpr ? _printer.Print(expression) : null;

    // What was chosen from two numbers, and is compared with a third, asks for the choice once more.
    private string Condition(Expr condition)
    {
        if (condition is BinaryExpr { Right: RealExpr { Value: var number } } test && ReadOf(test.Left) is { } read
            && _choices.TryGetValue(read, out var choice))
        {
            var (then, otherwise) = (Holds(test.Op, choice.Choice.WhenTrue, number), Holds(test.Op, choice.Choice.WhenFalse, number));
            if (then is not null && otherwise is not null && then != otherwise)
            {
                return then.Value ? choice.Holds : $"~{choice.Holds}";
            }
        }

        return _printer.Print(condition);
    }

    private static bool? Holds(BinaryOp op, Expr number, float y) => Exprs.Holds(op, ((RealExpr)number).Value, y);

    private void EmitIf(CodeWriter writer, IfStmt choice, string? mask)
    {
        var holds = _scope.Local("holds");
        var condition = Condition(choice.Condition);
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
        var condition = Condition(spike.Condition);
        var isFirst = _isResultZero;
        _isResultZero = false;
        string fires;
        if (spike.Condition.Type == ExprType.Bool)
        {
            fires = Under(writer, mask, condition);
            var one = _printer.Number(1);
            Assign(writer, Result, isFirst ? $"{_lanes}.Where({fires}, {one})" : one, isFirst ? null : fires);
            Fires = mask is null ? fires : null;
            FiresAbove = mask is null && spike.Body.Count == 0 ? OperandsOfGreater(spike.Condition, condition) : null;
        }
        else
        {
            var count = _locals.NewVariable(spike.CountLocal ?? "count");
            writer.Line($"var {count} = {_lanes}.Max({condition}, {_lanes}.Zero);");
            Assign(writer, Result, count, mask);
            fires = Under(writer, mask, $"{_lanes}.GreaterThan({count}, {_lanes}.Zero)");
        }

        // Whether any of a vector fires is hard to foresee, if not rare: a short body costs less than a branch that was foretold wrongly.
        if (spike.Body.Count == 0 || (!_resetsApart && spike.Body.Sum(SizeOf) <= ShortBody))
        {
            EmitStatements(writer, spike.Body, fires);
            return;
        }

        writer.Open($"if ({_lanes}.Any({fires}))");
        EmitStatements(writer, spike.Body, fires);
        writer.Close();
    }

    // Of a comparison that is printed as one of vectors: bytes are compared otherwise, and a choice is asked for once more.
    private string? OperandsOfGreater(Expr condition, string printed) =>
        condition is BinaryExpr binary && _printer.Operands(binary) is var operands && printed == $"{_lanes}.GreaterThan({operands})" ? operands : null;

    private static int SizeOf(Stmt statement) => statement switch
    {
        LocalStmt local => SizeOf(local.Value),
        AssignLocalStmt assign => SizeOf(assign.Value),
        AssignStateStmt assign => SizeOf(assign.Value),
        _ => ShortBody + 1,
    };

    private static int SizeOf(Expr expr) => 1 + expr switch
    {
        UnaryExpr unary => SizeOf(unary.Operand),
        BinaryExpr { Op: BinaryOp.Divide } or CallExpr or SelectExpr => ShortBody,
        BinaryExpr binary => SizeOf(binary.Left) + SizeOf(binary.Right),
        FmaExpr fma => SizeOf(fma.X) + SizeOf(fma.Y) + SizeOf(fma.Z),
        _ => 0,
    };

    private string Under(CodeWriter writer, string? mask, string condition)
    {
        var name = _scope.Local("where");
        writer.Line($"var {name} = {(mask is null ? condition : $"{mask} & {condition}")};");
        return name;
    }

    private string ReadConstant(string name)
    {
        var constants = _context.Constants;
        return constants.KnownNumber(name) is { } literal ? $"{_lanes}.Of({literal})"
            : constants[name].Shape.Size == 1 ? _readScalar(name)
            : _readArray(name);
    }
}
