using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Semantics;

/// <summary>What names mean inside a neuron: parameters, states, ports, vars of the enclosing bodies, and the file's constants.</summary>
internal sealed class ModelScope(SourceText source, DiagnosticBag bag, IReadOnlyDictionary<string, BoundExpr> constants) : IExpressionScope, IChoiceScope
{
    private readonly Dictionary<string, ModelSymbol> _symbols = [];
    private readonly List<Dictionary<string, ModelSymbol>> _bodies = [];

    public IEnumerable<string> Names => _bodies.SelectMany(body => body.Keys).Concat(_symbols.Keys).Concat(constants.Keys);

    public bool AllowsTensors => false;

    /// <summary>Gets or sets a value indicating whether a clause is bound, so that states and ports have values.</summary>
    public bool InClause { get; set; }

    public bool AllowsRandom => InClause;

    /// <summary>Gets the names that were read.</summary>
    public HashSet<ModelSymbol> Used { get; } = [];

    public IEnumerable<ModelSymbol> Symbols => _symbols.Values;

    /// <summary>Adds a parameter, state or port; reports and drops a second one of its name.</summary>
    public bool Declare(ModelSymbol symbol)
    {
        if (_symbols.TryGetValue(symbol.Name, out var first))
        {
            bag.Add(Catalog.DuplicateInModel(symbol.At, symbol.Name, first.At));
            return false;
        }

        _symbols.Add(symbol.Name, symbol);
        return true;
    }

    /// <summary>Adds a var to the innermost body.</summary>
    public void DeclareLocal(ModelSymbol symbol)
    {
        if (Find(symbol.Name) is { } first)
        {
            bag.Add(Catalog.DuplicateLocal(symbol.At, symbol.Name, first.At));
        }

        _bodies[_bodies.Count - 1][symbol.Name] = symbol;
    }

    /// <summary>Whether it is a constant of the file, and nothing nearer.</summary>
    public bool IsConstant(string name) => Find(name) is null && constants.ContainsKey(name);

    /// <summary>Adds a name that was assigned without being declared, so that its readers stay silent.</summary>
    public void DeclareUnknown(string name, Location at)
    {
        if (Find(name) is null && !IsConstant(name))
        {
            var unknown = new ModelSymbol(ModelSymbolKind.Local, name, at) { Type = BoundType.Error, IsBound = true };
            Used.Add(unknown);
            _bodies[_bodies.Count - 1][name] = unknown;
        }
    }

    /// <summary>
    /// The number of parts of a value that is known before the first step, with those of the parameters and vars in it; 0 of one that changes from
    /// step to step. Null once it is reported as too large.
    /// </summary>
    public int? SizeOf(BoundExpr value)
    {
        var size = 0L;
        foreach (var part in BoundTree.All(value))
        {
            var own = part is BoundParameter or BoundLocal && Find(NameOf(part)) is { } symbol ? symbol.Size : 1;
            if (own == 0 || part is BoundState or BoundPort or BoundRand)
            {
                return 0;
            }

            size += own;
        }

        if (size <= ExpressionSize.Greatest)
        {
            return (int)size;
        }

        bag.Add(Catalog.ExpressionTooLarge(value.At, ExpressionSize.Greatest, ExpressionSize.Deepest));
        return null;
    }

    public void Open() => _bodies.Add([]);

    /// <summary>Ends the innermost body and gives its vars.</summary>
    public IEnumerable<ModelSymbol> Close()
    {
        var body = _bodies[_bodies.Count - 1];
        _bodies.RemoveAt(_bodies.Count - 1);
        return body.Values;
    }

    public ModelSymbol? Find(string name)
    {
        foreach (var body in Enumerable.Reverse(_bodies))
        {
            if (body.TryGetValue(name, out var local))
            {
                return local;
            }
        }

        return _symbols.TryGetValue(name, out var symbol) ? symbol : null;
    }

    public BoundExpr? Resolve(NameExprSyntax name)
    {
        var at = new Location(source, name.Span);
        if (Find(name.Ref.Name) is not { } symbol)
        {
            return constants.TryGetValue(name.Ref.Name, out var constant) ? constant with { At = at } : null;
        }

        Used.Add(symbol);
        if (symbol.Choices.Count > 0)
        {
            bag.Add(Catalog.ChoiceAsValue(at, symbol.Name, symbol.Choices[0]));
            return new BoundError(at);
        }

        if (!symbol.IsBound || (!InClause && symbol.Kind != ModelSymbolKind.Parameter))
        {
            bag.Add(Catalog.NotKnownHere(at, symbol.Name, symbol.Description, symbol.At));
            return new BoundError(at);
        }

        return symbol.Read(at);
    }

    public BoundExpr ResolveTensor(TensorSyntax tensor) => new BoundError(new Location(source, tensor.Span));

    public BoundExpr? ResolveChoiceTest(BinarySyntax comparison)
    {
        var (parameter, other) = (ChoiceOf(comparison.Left), comparison.Right);
        if (parameter is null)
        {
            (parameter, other) = (ChoiceOf(comparison.Right), comparison.Left);
        }

        if (parameter is null)
        {
            return null;
        }

        Used.Add(parameter);
        var at = new Location(source, comparison.Span);
        var choice = Choice(parameter, other);
        return choice is null ? new BoundError(at) : new BoundChoiceTest(parameter.Name, choice, comparison.Operator.Text == "!=", at);
    }

    /// <summary>The choice that a bare name is; null once another is reported.</summary>
    public string? Choice(ModelSymbol parameter, ExprSyntax syntax)
    {
        var name = syntax is NameExprSyntax bare ? bare.Ref.Name : source.ToString(syntax.Span);
        if (parameter.Choices.Contains(name))
        {
            return name;
        }

        if (syntax is not ErrorExprSyntax)
        {
            bag.Add(Catalog.UnknownChoice(
                new Location(source, syntax.Span), name, parameter.Name, parameter.Choices, EditDistance.Nearest(name, parameter.Choices)));
        }

        return null;
    }

    private static string NameOf(BoundExpr part) => part is BoundParameter parameter ? parameter.Name : ((BoundLocal)part).Name;

    private ModelSymbol? ChoiceOf(ExprSyntax syntax) =>
        syntax is NameExprSyntax name && Find(name.Ref.Name) is { Choices.Count: > 0 } symbol ? symbol : null;
}
