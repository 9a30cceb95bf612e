using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Semantics;
using Snnc.Compiler.Semantics.Names;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Tensors;
using Snnc.Compiler.Text;
using Snnc.LanguageServer.Queries.Texts;

namespace Snnc.LanguageServer.Queries;

/// <summary>What is told of a place: Markdown, and the characters that it is about.</summary>
internal sealed record HoverText(string Markdown, TextSpan Span);

/// <summary>Tells what stands at a position.</summary>
/// <param name="tensors">Opens files of tensors.</param>
/// <param name="rates">What was recorded.</param>
internal sealed class HoverQuery(ProgramView view, ITensorResolver tensors, RecordedRates rates)
{
    private readonly NodeText _nodes = new(view, rates);
    private readonly ModelText _models = new(view);
    private readonly TensorText _tensors = new(view, tensors);

    /// <summary>What is told, or null where nothing is.</summary>
    public HoverText? Run(int offset)
    {
        var token = view.Tree.Tokens.FirstOrDefault(token => token.Span.Length > 0 && token.Span.Start <= offset && offset <= token.Span.End
            && (offset < token.Span.End || IsWord(token)));
        if (token is null)
        {
            return null;
        }

        if (view.Names.At(offset) is { } use && use.Span.Contains(token.Span.Start) && OfSymbol(use, offset) is { } text)
        {
            return new HoverText(text, use.Span);
        }

        return LanguageTexts.OfKeyword(token.Kind) is var (form, meaning) ? new HoverText($"{Markdown.Code(form)}\n{meaning}", token.Span)
            : token.Kind == TokenKind.Number && OfNumber(token) is { } number ? new HoverText(number, token.Span)
            : null;
    }

    private static bool IsWord(Token token) => token.Kind is TokenKind.Identifier or TokenKind.String or TokenKind.Number || SyntaxFacts.IsKeyword(token.Kind);

    private string? OfSymbol(NameUse use, int offset) => use.Symbol.Kind switch
    {
        NameKind.Node or NameKind.Input => _nodes.OfLabel(use.Symbol),
        NameKind.Instance => _nodes.OfInstance(use.Symbol),
        NameKind.Operator or NameKind.Rule => OfOperator(use, offset),
        NameKind.Neuron => Markdown.Join(_nodes.OfElement(ElementAt(offset), withDecays: true), _models.OfModel(use.Symbol)),
        NameKind.Block => Markdown.Join(_nodes.OfElement(ElementAt(offset), withDecays: false), _models.OfBlock(use.Symbol)),
        NameKind.Network => _models.OfNetwork(use.Symbol),
        NameKind.Parameter => _models.OfParameter(use.Symbol, ElementAt(offset)),
        NameKind.State or NameKind.Port or NameKind.Choice or NameKind.Local => _models.OfMember(use.Symbol),
        NameKind.Constant or NameKind.LocalConstant or NameKind.BlockParameter => _models.OfConstant(use.Symbol),
        NameKind.Output => _nodes.OfOutput(use.Symbol),
        NameKind.Weights or NameKind.Tensor or NameKind.File => _tensors.Of(use.Symbol),
        _ => OfLanguage(use.Symbol),
    };

    private ElementSyntax? ElementAt(int offset) => view.Tree.PathTo(offset).OfType<ElementSyntax>().LastOrDefault();

    private string OfOperator(NameUse use, int offset)
    {
        var signature = SignatureText.Of(use.Symbol)!.Label;
        var place = ElementAt(offset);
        return Markdown.Join(
            Markdown.Code(signature), OperatorTexts.Of(use.Symbol.Name), _nodes.OfElement(place, withDecays: false), _nodes.OfCall(view.Tree, use.Span));
    }

    private string? OfLanguage(NameSymbol symbol) => symbol.Kind switch
    {
        NameKind.Function => Markdown.Join(Markdown.Code(SignatureText.Of(symbol)!.Label), LanguageTexts.OfFunction(symbol.Name)),
        NameKind.OperatorParameter => Markdown.Join(
            Markdown.Code($"{symbol.Owner!.Name}({symbol.Name} = ...)"), Markdown.Sentence(OperatorTexts.OfParameter(symbol.Name))),
        NameKind.Unit => UnitText.Of(symbol.Name),
        NameKind.TimeEntry => Markdown.Join(Markdown.Code(symbol.Name), LanguageTexts.OfTimeEntry(symbol.Name)),
        NameKind.Method => Markdown.Join(Markdown.Code($"dynamics {symbol.Name}"), LanguageTexts.OfMethod(symbol.Name)),
        _ => null,
    };

    // `10 ms` in a network whose step is known: how many steps that is.
    private string? OfNumber(Token token)
    {
        var path = view.Tree.PathTo(token.Span.Start);
        var unit = path.OfType<NumberSyntax>().LastOrDefault()?.Unit;
        var network = view.NetworkOf(path.OfType<NetworkSyntax>().FirstOrDefault());
        if (unit is null || path.OfType<NetworkSyntax>().FirstOrDefault() is null || network?.Scale.Seconds is not { } step)
        {
            return null;
        }

        return double.TryParse(token.Text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var value)
            && UnitText.SecondsOf(unit.Text, step) is { } seconds
            ? $"{Quantity.Steps(value * seconds / step, network.Scale)}"
            : null;
    }
}
