using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Semantics.Names;
using Snnc.Compiler.Symbols;
using Snnc.Compiler.Syntax;

namespace Snnc.LanguageServer.Queries.Completion;

/// <content>Arguments, expressions, and what is in neuron models.</content>
internal sealed partial class CompletionQuery
{
    private IEnumerable<Proposal> InBracket(TextPlace place, OpenBracket bracket)
    {
        if (bracket.Opener == TokenKind.OpenBracket)
        {
            return Expression(place);
        }

        if (bracket.Callee.Length == 0)
        {
            return place.Brackets.Count == 1 && place.Statement[0].Kind == TokenKind.OpenParen ? _names.Nodes(Owner(place)) : Expression(place);
        }

        var callee = Callee(place, bracket);
        var parameter = ParameterOf(callee, bracket);
        var isFirst = bracket.ArgumentTokens.Count == 0;
        return (isFirst && callee is not null ? NameProposals.Arguments(callee, bracket.Given) : [])
            .Concat(isFirst && place.Head == TokenKind.OutputKeyword && callee?.Kind == NameKind.Operator ? _names.Nodes(Owner(place)) : [])
            .Concat(ForParameter(parameter, place))
            .Concat(Expression(place));
    }

    private NameSymbol? Callee(TextPlace place, OpenBracket bracket) => Callee(view, Owner(place), bracket, place.Brackets[0] == bracket);

    /// <summary>What a bracket belongs to: an element of a chain, or a function or rule in an expression.</summary>
    internal static NameSymbol? Callee(ProgramView view, NameSymbol? owner, OpenBracket bracket, bool isOuter) =>
        (isOuter ? Element(view, bracket.Callee) : null)
        ?? LanguageNames.Function(bracket.Callee)
        ?? LanguageNames.Rule(bracket.Callee)
        ?? LanguageNames.Operator(bracket.Callee)
        ?? owner?.Find(bracket.Callee, member => member.Kind == NameKind.BlockParameter);

    private static NameSymbol? Element(ProgramView view, string name) =>
        view.Names.Find(name) is { Kind: NameKind.Neuron or NameKind.Block } model ? model : LanguageNames.Operator(name);

    private static NameSymbol? ParameterOf(NameSymbol? callee, OpenBracket bracket)
    {
        var parameters = (callee?.Members ?? [])
            .Where(member => member.Kind is NameKind.Parameter or NameKind.BlockParameter or NameKind.OperatorParameter).ToList();
        return bracket.ArgumentName is { } name ? parameters.FirstOrDefault(parameter => parameter.Name == name)
            : bracket.Argument < parameters.Count ? parameters[bracket.Argument] : null;
    }

    private IEnumerable<Proposal> ForParameter(NameSymbol? parameter, TextPlace place)
    {
        if (parameter is null)
        {
            return [];
        }

        var kind = parameter.Kind == NameKind.OperatorParameter && parameter.Owner?.Kind == NameKind.Operator
            ? OperatorCatalog.Find(parameter.Owner.Name)?.Parameters.FirstOrDefault(p => p.Name == parameter.Name)?.Kind : null;
        var special = kind switch
        {
            ParameterKind.Pattern => NameProposals.Rules().Concat(Tensors(place)),
            ParameterKind.OptionalTensor => [KeywordProposals.Word(TokenKind.NoneKeyword) with { Rank = 0 }, .. Tensors(place)],
            ParameterKind.Tensor => Tensors(place),
            ParameterKind.Delay => [new Proposal("1 step", ProposalKind.Value, "one step later") { Rank = 0 }, .. Tensors(place)],
            _ => parameter.Kind == NameKind.Parameter && parameter.Members.Count == 0 ? Tensors(place) : [],
        };
        var models = parameter.Kind == NameKind.BlockParameter ? _names.Models().Select(model => model with { Snippet = null }) : [];
        return NameProposals.Choices(parameter).Concat(special).Concat(models);
    }

    // Tensors of the weights in scope, as they are written.
    private IEnumerable<Proposal> Tensors(TextPlace place) => (Owner(place)?.Members ?? []).Where(member => member.Kind == NameKind.Weights)
        .SelectMany(weights => _files.TensorsOf(TensorText.FileOf(weights)).Select(tensor => tensor with
        {
            Label = tensor.Label.Length == 0 ? weights.Name : $"{weights.Name}[\"{tensor.Label}\"]",
        }));

    private IEnumerable<Proposal> Expression(TextPlace place)
    {
        var owner = Owner(place);
        return (owner?.Kind == NameKind.Neuron ? _names.InModel(owner) : _names.Values(owner)).Concat(NameProposals.Functions());
    }

    private IEnumerable<Proposal> InModel(TextPlace place)
    {
        var model = Owner(place);
        return (place.Surroundings, place) switch
        {
            (Surroundings.Neuron, { Statement.Count: 0 }) => KeywordProposals.At(Surroundings.Neuron),
            (Surroundings.Neuron, { Head: TokenKind.DynamicsKeyword, Statement.Count: 1 }) => Methods(model),
            (Surroundings.Neuron, { Last.Kind: TokenKind.UpdateKeyword or TokenKind.SpikeKeyword }) => [KeywordProposals.Word(TokenKind.WhenKeyword)],
            (Surroundings.Neuron, { Last.Kind: TokenKind.Colon }) => ModelTypes(place.Head),
            (Surroundings.Neuron, { Head: TokenKind.ParamKeyword or TokenKind.StateKeyword }) when !IsBehindEqual(place) => [],
            (Surroundings.Neuron, { Head: TokenKind.InputKeyword }) => [],
            (Surroundings.Equations, { Statement.Count: 0 }) => States(model).Select(state => state with { Snippet = state.Label + "' = $1;" }),
            (Surroundings.Statements, { Statement.Count: 0 }) => KeywordProposals.At(Surroundings.Statements).Concat(States(model)),
            _ => Compared(place, model).Concat(Expression(place)),
        };
    }

    // `reset == `: the choices of the parameter before it.
    private static IEnumerable<Proposal> Compared(TextPlace place, NameSymbol? model) =>
        place.Statement is [.., { Kind: TokenKind.Identifier } name, { Kind: TokenKind.EqualEqual or TokenKind.BangEqual }]
            && model?.Find(name.Text, member => member.Kind == NameKind.Parameter) is { } parameter ? NameProposals.Choices(parameter) : [];

    private static IEnumerable<Proposal> States(NameSymbol? model) => (model?.Members ?? []).Where(member => member.Kind == NameKind.State)
        .Select(state => new Proposal(state.Name, ProposalKind.State) { Rank = 1 });

    private static IEnumerable<Proposal> Methods(NameSymbol? model) => LanguageNames.MethodNames
        .Select(method => new Proposal(method, ProposalKind.Choice, "a method") { Documentation = Texts.LanguageTexts.OfMethod(method), Rank = 1 })
        .Concat((model?.Members ?? []).Where(member => member is { Kind: NameKind.Parameter, Members.Count: > 0 })
            .Select(parameter => new Proposal(parameter.Name, ProposalKind.Value, "a choice parameter")))
        .Append(KeywordProposals.Word(TokenKind.WhenKeyword));

    private static IEnumerable<Proposal> ModelTypes(TokenKind head) => head switch
    {
        TokenKind.StateKeyword => new[] { "int8", "int16", "int24", "int32", "int48" }.Select(type => new Proposal(type, ProposalKind.Type)),
        TokenKind.InputKeyword => [new Proposal("int", ProposalKind.Type)],
        _ => [new Proposal("int", ProposalKind.Type), .. NameProposals.Units()],
    };
}
