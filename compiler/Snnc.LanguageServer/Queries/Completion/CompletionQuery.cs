using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Semantics.Names;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Tensors;
using Snnc.Compiler.Text;

namespace Snnc.LanguageServer.Queries.Completion;

/// <summary>What can be written at a place.</summary>
/// <param name="Replace">The characters that a proposal takes the place of.</param>
internal sealed record Completions(TextSpan Replace, IReadOnlyList<Proposal> Proposals);

/// <summary>Finds what can be written at a place, in text that need not be finished.</summary>
internal sealed partial class CompletionQuery(ProgramView view, ITensorResolver tensors, IFolderListing folders)
{
    private readonly NameProposals _names = new(view);
    private readonly FileProposals _files = new(view, tensors, folders);

    /// <summary>Whether a space calls for something: a unit behind a number, a node behind an arrow or label.</summary>
    public static bool IsAwaited(SyntaxTree tree, int offset) =>
        new TextPlace(tree, offset) is { Word: null, IsInComment: false, Last.Kind: TokenKind.Number or TokenKind.Arrow or TokenKind.Colon };

    /// <summary>Finds it.</summary>
    public Completions Run(int offset)
    {
        var place = new TextPlace(view.Tree, offset);
        var proposals = place.IsInComment ? [] : Proposals(place).GroupBy(proposal => (proposal.Label, proposal.Kind)).Select(group => group.First());
        return new Completions(place.Replace, [.. proposals]);
    }

    private IEnumerable<Proposal> Proposals(TextPlace place)
    {
        if (place.IsInString)
        {
            return InString(place);
        }

        return place.Last?.Kind switch
        {
            TokenKind.Number => place.Replace.Start > place.Last.Span.End || place.Word is not null ? NameProposals.Units() : [],
            TokenKind.Dot => BehindDot(place),
            _ when place.Brackets.Count > 0 => InBracket(place, place.Brackets[^1]),
            _ => InStatement(place),
        };
    }

    private IEnumerable<Proposal> InStatement(TextPlace place) => place.Surroundings switch
    {
        Surroundings.File => InFile(place),
        Surroundings.Network or Surroundings.Block => InBody(place),
        Surroundings.Time => place.Statement.Count == 0 ? TimeEntries() : _names.Values(null),
        Surroundings.Activity or Surroundings.Quantize => place.Statement.Count == 0 ? _names.Nodes(Owner(place)) : _names.Values(null),
        Surroundings.Test => InTest(place),
        Surroundings.Choices => [],
        _ => InModel(place),
    };

    private IEnumerable<Proposal> InFile(TextPlace place) => place switch
    {
        { Statement.Count: 0 } => KeywordProposals.At(Surroundings.File),
        { Head: TokenKind.TestKeyword, Last.Kind: TokenKind.String } => [KeywordProposals.Word(TokenKind.ForKeyword)],
        { Head: TokenKind.TestKeyword, Last.Kind: TokenKind.ForKeyword } => view.Names.Own.Where(own => own.Kind == NameKind.Network)
            .Select(network => new Proposal(network.Name, ProposalKind.Network)),
        { Head: TokenKind.ConstKeyword } when IsBehindEqual(place) => _names.Values(null).Concat(NameProposals.Functions()),
        _ => [],
    };

    private IEnumerable<Proposal> InBody(TextPlace place)
    {
        var body = Owner(place);
        return place switch
        {
            { Statement.Count: 0 } => KeywordProposals.At(place.Surroundings).Concat(_names.Nodes(body)).Concat(_names.Models()),
            { Head: TokenKind.InputKeyword or TokenKind.OutputKeyword, Last.Kind: TokenKind.Colon } => Types(),
            { Head: TokenKind.OutputKeyword } => IsBehindEqual(place) ? _names.Nodes(body).Concat(NameProposals.Decoders()) : [],
            { Head: TokenKind.ConstKeyword } => IsBehindEqual(place) ? Expression(place) : [],
            { Head: TokenKind.InputKeyword or TokenKind.WeightsKeyword or TokenKind.TimeKeyword } => [],
            { Last.Kind: TokenKind.Arrow } => _names.Nodes(body).Concat(_names.Models()).Concat(NameProposals.Operators()).Concat(ModelArguments(body)),
            { Last.Kind: TokenKind.Colon } => _names.Models().Concat(NameProposals.Operators()).Concat(ModelArguments(body)),
            { Last.Kind: TokenKind.RepeatKeyword } => Expression(place),
            { Last.Kind: TokenKind.CloseParen } => [KeywordProposals.Word(TokenKind.RepeatKeyword)],
            _ => [],
        };
    }

    // A block's parameter may be the name of a model.
    private static IEnumerable<Proposal> ModelArguments(NameSymbol? body) => (body?.Members ?? []).Where(member => member.Kind == NameKind.BlockParameter)
        .Select(parameter => new Proposal(parameter.Name, ProposalKind.Value, "a parameter of the block") { Snippet = parameter.Name + "($1)" });

    private IEnumerable<Proposal> InTest(TextPlace place)
    {
        var network = view.Tree.Root.Declarations.OfType<TestSyntax>().LastOrDefault(test => test.Span.Start == place.Declaration)?.Network.Text;
        var owner = view.Names.Own.FirstOrDefault(own => own.Kind == NameKind.Network && own.Name == network);
        return (place.Head, place.Statement.Count) switch
        {
            (_, 0) => KeywordProposals.At(Surroundings.Test),
            (TokenKind.GivenKeyword, 1) => Ends(owner, NameKind.Input),
            (TokenKind.ExpectKeyword, 1) => Ends(owner, NameKind.Output),
            (TokenKind.ExpectKeyword, > 3) when place.Last!.Kind is TokenKind.Number or TokenKind.CloseBracket or TokenKind.CloseParen =>
                [KeywordProposals.Word(TokenKind.WithinKeyword)],
            (_, > 2) => _names.Values(null),
            _ => [],
        };
    }

    private static IEnumerable<Proposal> Ends(NameSymbol? network, NameKind kind) => (network?.Members ?? []).Where(member => member.Kind == kind)
        .Select(member => new Proposal(member.Name, ProposalKind.Node) { Documentation = member.Documentation });

    private IEnumerable<Proposal> BehindDot(TextPlace place)
    {
        var names = place.Statement.Reverse().Skip(1).TakeWhile(token => token.Kind is TokenKind.Identifier or TokenKind.Dot or TokenKind.Number)
            .Where(token => token.Kind == TokenKind.Identifier).Reverse().Select(token => token.Text).ToList();
        var node = names.Count == 0 ? null : Owner(place)?.Find(names[0], member => member.IsNode);
        foreach (var name in names.Skip(1))
        {
            node = node?.Target?.Find(name, member => member.IsNode);
        }

        var isSink = place.Statement.Any(token => token.Kind == TokenKind.Arrow);
        return node is not null ? NameProposals.Inside(node, isSink) : names.Count == 1 ? NameProposals.Encoders(names[0]) : [];
    }

    private IEnumerable<Proposal> InString(TextPlace place)
    {
        var typed = view.Text.ToString(place.Replace);
        return place switch
        {
            { Head: TokenKind.UseKeyword } => _files.ToUse(typed),
            { Head: TokenKind.WeightsKeyword } => _files.OfTensors(typed),
            { Brackets: [.., { Opener: TokenKind.OpenBracket } bracket] } when ContainerOf(place, bracket) is { } file => _files.TensorsOf(file),
            { Statement.Count: > 0, Head: not TokenKind.TestKeyword } => _files.OfTensors(typed),
            _ => [],
        };
    }

    // `w["` or `"file.npz"["`.
    private string? ContainerOf(TextPlace place, OpenBracket bracket)
    {
        var before = place.Statement.Reverse().SkipWhile(token => token.Kind != TokenKind.OpenBracket).Skip(1).FirstOrDefault();
        return before?.Kind == TokenKind.String ? before.StringValue
            : Owner(place)?.Find(bracket.Callee, member => member.Kind == NameKind.Weights) is { } weights ? TensorText.FileOf(weights)
            : null;
    }

    private static IEnumerable<Proposal> Types() =>
        new[] { TokenKind.FrameKeyword, TokenKind.SignalKeyword, TokenKind.SpikesKeyword }.Select(kind => KeywordProposals.Word(kind) with
        {
            Kind = ProposalKind.Type, Snippet = $"{SyntaxFacts.TextOf(kind)}[${{1:128}}]",
        });

    private static IEnumerable<Proposal> TimeEntries() =>
    [
        new("step", ProposalKind.Argument, "how long a step is") { Snippet = "step = ${1:1 ms};" },
        new("steps", ProposalKind.Argument, "how many an inference has") { Snippet = "steps = ${1:25};" },
    ];

    private static bool IsBehindEqual(TextPlace place) => place.Statement.Any(token => token.Kind == TokenKind.Equal);

    // The network, block or model that the place is in.
    private NameSymbol? Owner(TextPlace place) => view.Names.Own.FirstOrDefault(own => own.Syntax?.Span.Start == place.Declaration);
}
