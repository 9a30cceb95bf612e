using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Semantics;
using Snnc.Compiler.Symbols;

namespace Snnc.LanguageServer.Queries;

/// <summary>Evaluates expressions and bodies of a neuron model in use, in doubles, with given states and no input. Times are in steps.</summary>
internal sealed class ModelEvaluator(BoundModelUse use, TimeScale scale, Dictionary<string, double> states)
{
    private readonly Dictionary<string, double> _locals = [];

    /// <summary>The value; null where it depends on a tensor, on noise, or on a step that is not known.</summary>
    public double? Evaluate(BoundExpr expr) => expr switch
    {
        BoundNumber => ConstantEvaluator.TryEvaluate(expr, scale),
        BoundBool boolean => boolean.Value ? 1 : 0,
        BoundParameter parameter => Parameter(parameter.Name),
        BoundState state => Known(states, state.Name),
        BoundPort => 0,
        BoundLocal local => Known(_locals, local.Name),
        BoundChoiceTest test => (ChoiceOf(test.Parameter) == test.Choice) != test.Negated ? 1 : 0,
        BoundUnary { Operator: "-" } unary => -Evaluate(unary.Operand),
        BoundUnary unary => Evaluate(unary.Operand) is { } x ? (x == 0 ? 1 : 0) : null,
        BoundBinary binary => Evaluate(binary.Left) is { } a && Evaluate(binary.Right) is { } b
            ? ConstantEvaluator.Apply(binary.Operator, a, b, binary.Left.Type == BoundType.Int && binary.Right.Type == BoundType.Int) : null,
        BoundSelect select => Evaluate(select.Condition) is { } c ? Evaluate(c != 0 ? select.WhenTrue : select.WhenFalse) : null,
        BoundCall call => Call(call),
        _ => null,
    };

    /// <summary>The states after a body has run; null where something in it is not known.</summary>
    public IReadOnlyDictionary<string, double>? Run(IEnumerable<BoundStmt> body) => body.All(Run) ? states : null;

    /// <summary>The choice that holds, given or by default.</summary>
    public string? ChoiceOf(string parameter) =>
        use.Choices.TryGetValue(parameter, out var given) ? given : use.Model.Parameters.FirstOrDefault(p => p.Name == parameter)?.DefaultChoice;

    private bool Run(BoundStmt statement) => statement switch
    {
        BoundVar variable => Set(_locals, variable.Name, Evaluate(variable.Value)),
        BoundAssign assign => Set(assign.IsState ? states : _locals, assign.Name, Evaluate(assign.Value)),
        BoundIf condition => Evaluate(condition.Condition) is { } holds && (holds != 0 ? condition.Then : condition.Else).All(Run),
        _ => false,
    };

    private static bool Set(Dictionary<string, double> values, string name, double? value)
    {
        values[name] = value ?? 0;
        return value is not null;
    }

    private static double? Known(Dictionary<string, double> values, string name) => values.TryGetValue(name, out var value) ? value : null;

    private double? Parameter(string name) =>
        use.Values.TryGetValue(name, out var given) ? ConstantEvaluator.TryEvaluate(given, scale)
        : use.Model.Parameters.FirstOrDefault(parameter => parameter.Name == name)?.Default is { } value ? Evaluate(value) : null;

    private double? Call(BoundCall call)
    {
        var arguments = call.Arguments.Select(Evaluate).ToList();
        return (call.Function, arguments) switch
        {
            (_, [null, ..] or [_, null, ..] or [_, _, null]) => null,
            ("clip", [{ } x, { } low, { } high]) => System.Math.Min(System.Math.Max(x, low), high),
            (_, [{ } a, { } b]) => ConstantEvaluator.Apply(call.Function, a, b, call.Type == BoundType.Int),
            (_, [{ } x]) => ConstantEvaluator.Apply(call.Function, x),
            _ => null,
        };
    }
}
