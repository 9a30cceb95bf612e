using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Symbols;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Semantics;

/// <summary>Binds a neuron's clauses, in the order written.</summary>
internal sealed class ClauseBinder(ModelScope scope, SourceText source, DiagnosticBag bag, DimensionSolver? solver)
{
    private static readonly string[] Methods = ["exact", "exp_euler", "euler", "rk4"];

    private readonly ExpressionBinder _binder = new(scope, source, bag) { Solver = solver };
    private Location? _output;

    public EquatableArray<BoundClause> Bind(NeuronSyntax syntax)
    {
        scope.InClause = true;
        var clauses = syntax.Members.Select(Bind).OfType<BoundClause>().ToEquatableArray();
        if (_output is null && !syntax.Members.Any(member => member is ErrorNeuronMemberSyntax) && !syntax.Name.IsMissing)
        {
            bag.Add(Catalog.NoSpike(At(syntax.Name.Span), syntax.Name.Text));
        }

        return clauses;
    }

    private BoundClause? Bind(NeuronMemberSyntax member) => member switch
    {
        DynamicsSyntax dynamics => Bind(dynamics),
        UpdateSyntax update => new BoundUpdate(Condition(update.When), Statements().Bind(update.Body), At(update.Keyword.Span)),
        SpikeSyntax spike => Bind(spike),
        EmitSyntax emit => Bind(emit),
        _ => null,
    };

    private StatementBinder Statements() => new(scope, _binder, source, bag);

    private BoundExpr? Condition(ExprSyntax? when) => when is null ? null : _binder.BindBool(when, "when");

    private BoundSpike Bind(SpikeSyntax syntax)
    {
        Output(syntax.Keyword);
        if (syntax.Count is not { } name)
        {
            return new BoundSpike(_binder.BindBool(syntax.Condition, "spike when"), null, Statements().Bind(syntax.Body), At(syntax.Keyword.Span));
        }

        var count = _binder.Bind(syntax.Condition);
        count = count.Type == BoundType.Int ? count : _binder.ToReal(count, "the number of spikes");
        count = _binder.RequireDimension(count, Dimension.None, "the number of spikes", At(syntax.Keyword.Span));
        var local = new ModelSymbol(ModelSymbolKind.Local, name.Text, At(name.Span)) { Type = count.Type, IsBound = true, Size = 0 };
        return new BoundSpike(count, name.Text, Statements().Bind(syntax.Body, local), At(syntax.Keyword.Span));
    }

    private BoundEmit Bind(EmitSyntax syntax)
    {
        Output(syntax.Keyword);
        return new BoundEmit(_binder.BindReal(syntax.Value, "emit"), At(syntax.Keyword.Span));
    }

    private void Output(Token keyword)
    {
        if (_output is { } first)
        {
            bag.Add(Catalog.SecondSpike(At(keyword.Span), first));
        }

        _output ??= At(keyword.Span);
    }

    private BoundDynamics Bind(DynamicsSyntax syntax)
    {
        var (method, parameter, possible) = Method(syntax.Method);
        var when = Condition(syntax.When);
        var equations = new List<BoundEquation>();
        foreach (var equation in syntax.Equations.Where(equation => !equation.State.IsMissing))
        {
            Bind(equation, equations);
        }

        new LinearityChecker(bag).Check(equations, possible);
        return new BoundDynamics(method, parameter, when, equations.ToEquatableArray(), At(syntax.Keyword.Span));
    }

    // The method, or the choice parameter that says it; and the methods that it can be.
    private (string? Method, string? Parameter, IReadOnlyList<string> Possible) Method(Token? token)
    {
        if (token is null || token.IsMissing || Methods.Contains(token.Text))
        {
            var method = token is { IsMissing: false } ? token.Text : "exact";
            return (method, null, [method]);
        }

        if (scope.Find(token.Text) is { Choices.Count: > 0 } choice && choice.Choices.All(Methods.Contains))
        {
            scope.Used.Add(choice);
            return (null, choice.Name, choice.Choices);
        }

        bag.Add(Catalog.UnknownMethod(At(token.Span), token.Text, EditDistance.Nearest(token.Text, Methods)));
        return ("euler", null, ["euler"]);
    }

    private void Bind(EquationSyntax syntax, List<BoundEquation> equations)
    {
        var name = syntax.State.Text;
        var derivative = _binder.BindReal(syntax.Derivative, $"{name}'");
        var at = At(syntax.State.Span);
        if (scope.Find(name) is not { Kind: ModelSymbolKind.State } state)
        {
            var states = scope.Symbols.Where(symbol => symbol.Kind == ModelSymbolKind.State).Select(symbol => symbol.Name);
            bag.Add(Catalog.NotAState(at, name, EditDistance.Nearest(name, states)));
            return;
        }

        scope.Used.Add(state);
        if (state.Type == BoundType.Int)
        {
            bag.Add(Catalog.EquationOfInt(at, name));
        }
        else if (equations.FirstOrDefault(equation => equation.State == name) is { } first)
        {
            bag.Add(Catalog.SecondEquation(at, name, first.At));
        }
        else
        {
            var checkedDerivative = state.Type == BoundType.Error ? derivative
                : _binder.RequireDimension(derivative, state.Dimension / Dimension.Time, $"{name}'", at);
            equations.Add(new BoundEquation(name, checkedDerivative, at));
        }
    }

    private Location At(TextSpan span) => new(source, span);
}
