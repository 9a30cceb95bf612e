using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Syntax;
using Snnc.LanguageServer.Documents;
using Snnc.LanguageServer.Protocol;

namespace Snnc.LanguageServer.Features;

/// <summary>What can be folded: bodies, chains of several lines, comments of several lines, and the uses at the top.</summary>
internal static class Foldings
{
    /// <summary>The foldings of a document, by their first lines.</summary>
    public static IReadOnlyList<FoldingRange> Of(DocumentSnapshot document) =>
        [.. Bodies(document).Concat(Chains(document)).Concat(Uses(document)).Concat(Comments(document)).OrderBy(range => range.StartLine)];

    // By the tokens: braces are there before what they belong to is complete.
    private static IEnumerable<FoldingRange> Bodies(DocumentSnapshot document)
    {
        var open = new Stack<Token>();
        foreach (var token in document.Tree.Tokens)
        {
            if (token.Kind == TokenKind.OpenBrace)
            {
                open.Push(token);
            }
            else if (token.Kind == TokenKind.CloseBrace && open.TryPop(out var brace)
                && Lines(document, brace.Span.Start, token.Span.Start, keepsLast: true) is { } range)
            {
                yield return range;
            }
        }
    }

    private static IEnumerable<FoldingRange> Chains(DocumentSnapshot document) =>
        from body in document.Tree.Root.Declarations
        from chain in SyntaxNavigation.Children(body).OfType<ChainSyntax>()
        let range = Lines(document, chain.Span.Start, chain.Span.End)
        where range is not null
        select range;

    private static IEnumerable<FoldingRange> Uses(DocumentSnapshot document)
    {
        var uses = document.Tree.Root.Declarations.TakeWhile(declaration => declaration is UseSyntax).ToList();
        return uses.Count > 1 && Lines(document, uses[0].Span.Start, uses[^1].Span.End) is { } range ? [range with { Kind = "imports" }] : [];
    }

    private static IEnumerable<FoldingRange> Comments(DocumentSnapshot document) =>
        from block in CommentRanges.Of(document).Aggregate(new List<(int Start, int End)>(), (blocks, comment) => Join(document, blocks, comment))
        let range = Lines(document, block.Start, block.End)
        where range is not null
        select range with { Kind = "comment" };

    // Comments on lines that follow each other are one.
    private static List<(int Start, int End)> Join(DocumentSnapshot document, List<(int Start, int End)> blocks, (int Start, int End) comment)
    {
        if (blocks.Count > 0 && document.PositionOf(blocks[^1].End).Line + 1 == document.PositionOf(comment.Start).Line)
        {
            blocks[^1] = (blocks[^1].Start, comment.End);
        }
        else
        {
            blocks.Add(comment);
        }

        return blocks;
    }

    private static FoldingRange? Lines(DocumentSnapshot document, int start, int end, bool keepsLast = false)
    {
        var first = document.PositionOf(start).Line;
        var last = document.PositionOf(end).Line - (keepsLast ? 1 : 0);
        return last > first ? new FoldingRange(first, last) : null;
    }
}
