using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Symbols;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Semantics;

/// <summary>Binds a neuron's parameters, states and ports, in the order written: a default or initial value sees the parameters before it.</summary>
internal sealed class ModelDeclarations(ModelScope scope, SourceText source, DiagnosticBag bag)
{
    private const int LeastBits = 8;
    private const int GreatestBits = 48;

    private readonly ExpressionBinder _binder = new(scope, source, bag);

    public List<BoundParamDecl> Parameters { get; } = [];

    public List<BoundStateDecl> States { get; } = [];

    public void Bind(NeuronSyntax syntax)
    {
        foreach (var member in syntax.Members)
        {
            Declare(member);
        }

        foreach (var member in syntax.Members)
        {
            Bind(member);
        }
    }

    private void Declare(NeuronMemberSyntax member)
    {
        switch (member)
        {
            case ParamSyntax param:
                Declare(ModelSymbolKind.Parameter, param.Declarations.Select(declaration => declaration.Name));
                break;
            case StateSyntax state:
                Declare(ModelSymbolKind.State, state.Declarations.Select(declaration => declaration.Name));
                break;
            case PortSyntax port:
                Declare(ModelSymbolKind.Port, port.Declarations.Select(declaration => declaration.Name));
                break;
        }
    }

    private void Declare(ModelSymbolKind kind, IEnumerable<Token> names)
    {
        foreach (var name in names.Where(name => !name.IsMissing))
        {
            scope.Declare(new ModelSymbol(kind, name.Text, At(name.Span)));
        }
    }

    private void Bind(NeuronMemberSyntax member)
    {
        switch (member)
        {
            case ParamSyntax param:
                param.Declarations.ToList().ForEach(Bind);
                break;
            case StateSyntax state:
                state.Declarations.ToList().ForEach(Bind);
                break;
            case PortSyntax port:
                port.Declarations.ToList().ForEach(Bind);
                break;
        }
    }

    // A second declaration of a name was reported and means nothing.
    private ModelSymbol? SymbolOf(Token name) => scope.Find(name.Text) is { } symbol && symbol.At.Span == name.Span ? symbol : null;

    private void Bind(PortDeclSyntax syntax)
    {
        if (SymbolOf(syntax.Name) is { } symbol)
        {
            symbol.Type = syntax.IsInt ? BoundType.Int : BoundType.Real;
            symbol.IsBound = true;
        }
    }

    private void Bind(ParamDeclSyntax syntax)
    {
        if (SymbolOf(syntax.Name) is not { } symbol)
        {
            return;
        }

        var declaration = syntax.Choices is { } choices ? Choice(symbol, choices, syntax) : Number(symbol, syntax);
        symbol.Type = declaration.Type;
        symbol.Dimension = declaration.Dimension;
        symbol.IsBound = true;
        Parameters.Add(declaration);
    }

    private BoundParamDecl Choice(ModelSymbol symbol, EquatableArray<Token> tokens, ParamDeclSyntax syntax)
    {
        var names = tokens.Where(token => !token.IsMissing).ToList();
        foreach (var repeated in names.Where((name, i) => names.Take(i).Any(before => before.Text == name.Text)))
        {
            bag.Add(Catalog.DuplicateChoice(At(repeated.Span), repeated.Text));
        }

        symbol.Choices = names.Select(name => name.Text).Distinct().ToEquatableArray();
        var chosen = syntax.Default is { } value ? scope.Choice(symbol, value) : null;
        return new BoundParamDecl(
            symbol.Name, BoundType.Real, Dimension.None, symbol.Choices, chosen ?? symbol.Choices.FirstOrDefault() ?? "", null, symbol.At);
    }

    private BoundParamDecl Number(ModelSymbol symbol, ParamDeclSyntax syntax)
    {
        var isInt = syntax.TypeName?.Text == "int";
        var unit = isInt ? null : UnitOf(syntax.TypeName);
        var where = $"'{symbol.Name}'";
        var value = syntax.Default is { } given ? isInt ? _binder.BindInt(given, where) : _binder.BindReal(given, where) : null;
        if (value is not null && unit is not null)
        {
            value = _binder.RequireDimension(value, unit.Dimension, where, At(syntax.TypeName!.Span));
        }

        value = value is null ? null : Bounded(value, symbol);
        var type = value?.Type ?? (isInt ? BoundType.Int : BoundType.Real);
        return new BoundParamDecl(symbol.Name, type, unit?.Dimension ?? value?.Dimension ?? Dimension.None, [], null, value, symbol.At);
    }

    // A default stands in every use of its parameter, so the sizes of defaults multiply.
    private BoundExpr Bounded(BoundExpr value, ModelSymbol symbol)
    {
        if (scope.SizeOf(value) is not { } size)
        {
            return new BoundError(value.At);
        }

        symbol.Size = size;
        return value;
    }

    private Unit? UnitOf(Token? type)
    {
        if (type is null || type.IsMissing)
        {
            return null;
        }

        if (UnitTable.Find(type.Text) is { } unit)
        {
            return unit;
        }

        bag.Add(Catalog.UnknownModelType(At(type.Span), type.Text, "a unit, int, or choices in braces"));
        return null;
    }

    private void Bind(StateDeclSyntax syntax)
    {
        if (SymbolOf(syntax.Name) is not { } symbol)
        {
            return;
        }

        symbol.Bits = BitsOf(syntax.TypeName);
        if (symbol.Bits == 0 && syntax.Overflow is { IsMissing: false } word)
        {
            bag.Add(Catalog.OverflowOfReal(At(word.Span), word.Text));
        }

        var where = $"'{symbol.Name}'";
        var initial = symbol.Bits > 0 ? _binder.BindInt(syntax.Initial, where) : _binder.BindReal(syntax.Initial, where);
        CheckRange(initial, symbol, bag);
        symbol.Type = initial.Type == BoundType.Error ? BoundType.Error : symbol.Bits > 0 ? BoundType.Int : BoundType.Real;
        symbol.Dimension = initial.Dimension;
        symbol.IsBound = true;
        States.Add(new BoundStateDecl(symbol.Name, symbol.Type, symbol.Dimension, symbol.Bits, syntax.Overflow?.Text == "saturate", initial, symbol.At));
    }

    private int BitsOf(Token? type)
    {
        if (type is null || type.IsMissing || type.Text == "real")
        {
            return 0;
        }

        if (type.Text.StartsWith("int", System.StringComparison.Ordinal)
            && int.TryParse(type.Text.Substring(3), NumberStyles.None, CultureInfo.InvariantCulture, out var bits)
            && bits is >= LeastBits and <= GreatestBits)
        {
            return bits;
        }

        bag.Add(Catalog.UnknownModelType(At(type.Span), type.Text, $"real, or int{LeastBits} to int{GreatestBits}"));
        return type.Text.StartsWith("int", System.StringComparison.Ordinal) ? GreatestBits : 0;
    }

    /// <summary>Reports a constant that a whole state cannot hold.</summary>
    internal static void CheckRange(BoundExpr value, ModelSymbol symbol, DiagnosticBag bag)
    {
        if (value is BoundSelect select)
        {
            CheckRange(select.WhenTrue, symbol, bag);
            CheckRange(select.WhenFalse, symbol, bag);
        }
        else if (symbol.Bits > 0 && ConstantValue.TryInt(value) is { } number
            && (number < -(1L << (symbol.Bits - 1)) || number >= 1L << (symbol.Bits - 1)))
        {
            bag.Add(Catalog.ConstantOutOfRange(value.At, number.ToString(CultureInfo.InvariantCulture), symbol.Name, symbol.Bits));
        }
    }

    private Location At(TextSpan span) => new(source, span);
}
