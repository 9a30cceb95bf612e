using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Semantics.Names;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Text;
using Snnc.LanguageServer.Documents;
using Snnc.LanguageServer.Protocol;

namespace Snnc.LanguageServer.Features;

/// <summary>
/// The semantic tokens of a document: words of the language by their kind, names by what they mean, comments. Signs have no colour of their own.
/// </summary>
internal static class TokenColours
{
    private const int Declaration = 1;
    private const int Library = 2;
    private const int ReadOnly = 4;
    private const int Documentation = 8;

    private static readonly string[] Types =
    [
        "keyword", "comment", "string", "number", "type", "namespace", "class", "function", "method", "variable", "parameter", "property",
        "enumMember", "macro",
    ];

    /// <summary>Gets the names of types and modifiers; a modifier is a bit.</summary>
    public static SemanticTokensLegend Legend { get; } = new(Types, ["declaration", "defaultLibrary", "readonly", "documentation"]);

    /// <summary>The tokens, or those that touch a span.</summary>
    public static SemanticTokens Of(DocumentSnapshot document, TextSpan? within)
    {
        var pieces = Words(document).Where(piece => Touches(piece.Span, within)).ToList();
        var words = pieces.Count;
        pieces.AddRange(Comments(document).Where(piece => Touches(piece.Span, within)));
        if (pieces.Count > words)
        {
            pieces.Sort((a, b) => a.Span.Start.CompareTo(b.Span.Start));
        }

        return new SemanticTokens(Encode(document, pieces));
    }

    private static bool Touches(TextSpan span, TextSpan? within) => within is not { } inner || (span.Start < inner.End && span.End > inner.Start);

    private static IEnumerable<Piece> Words(DocumentSnapshot document)
    {
        // A key of several words (encode.constant) is a use that spans several tokens.
        var uses = document.Compilation.NamesOf(document.Tree).Uses;
        var next = 0;
        foreach (var token in document.Tree.Tokens.Where(token => token.Span.Length > 0))
        {
            while (next < uses.Count && uses[next].Span.End <= token.Span.Start)
            {
                next++;
            }

            var use = next < uses.Count && uses[next].Span.Start <= token.Span.Start && token.Span.End <= uses[next].Span.End ? uses[next] : null;
            if (Of(token, use) is { } piece)
            {
                yield return piece;
            }
        }
    }

    private static Piece? Of(Token token, NameUse? use) => token.Kind switch
    {
        TokenKind.FrameKeyword or TokenKind.SignalKeyword or TokenKind.SpikesKeyword or TokenKind.IntKeyword => new Piece(token.Span, "type", Library),
        TokenKind.String => new Piece(token.Span, "string", 0),
        TokenKind.Number => new Piece(token.Span, "number", 0),
        TokenKind.Identifier when use is not null => new Piece(token.Span, TypeOf(use.Symbol.Kind), ModifiersOf(use)),
        var kind when SyntaxFacts.IsKeyword(kind) => new Piece(token.Span, "keyword", 0),
        _ => null,
    };

    private static string TypeOf(NameKind kind) => kind switch
    {
        NameKind.Neuron => "class",
        NameKind.Network => "namespace",
        NameKind.Block or NameKind.Operator or NameKind.Rule => "function",
        NameKind.Function => "method",
        NameKind.Parameter or NameKind.BlockParameter or NameKind.OperatorParameter => "parameter",
        NameKind.State or NameKind.Port or NameKind.Output or NameKind.TimeEntry => "property",
        NameKind.Choice or NameKind.Method => "enumMember",
        NameKind.Unit => "macro",
        _ => "variable",
    };

    private static int ModifiersOf(NameUse use)
    {
        var isLibrary = use.Symbol.At is not { } at || StandardLibrary.IsOfLibrary(at.Source);
        var isConstant = use.Symbol.Kind is NameKind.Constant or NameKind.LocalConstant or NameKind.Parameter or NameKind.BlockParameter;
        return (use.IsDeclaration ? Declaration : 0) | (isLibrary ? Library : 0) | (isConstant ? ReadOnly : 0);
    }

    private static IEnumerable<Piece> Comments(DocumentSnapshot document) =>
        from comment in CommentRanges.Of(document)
        let isDocumentation = document.Text.Content.AsSpan(comment.Start).StartsWith("///")
        from line in LinesOf(document, comment.Start, comment.End)
        select new Piece(line, "comment", isDocumentation ? Documentation : 0);

    // No token of the protocol goes over a line's end.
    private static IEnumerable<TextSpan> LinesOf(DocumentSnapshot document, int start, int end)
    {
        for (var line = document.PositionOf(start).Line; start < end; line++)
        {
            var stop = Math.Min(end, document.Lines.EndOf(line));
            if (stop > start)
            {
                yield return TextSpan.FromBounds(start, stop);
            }

            start = line + 1 < document.Lines.Count ? document.Lines.StartOf(line + 1) : end;
        }
    }

    private static List<int> Encode(DocumentSnapshot document, List<Piece> pieces)
    {
        var data = new List<int>(5 * pieces.Count);
        var last = new Position(0, 0);
        foreach (var piece in pieces)
        {
            var at = document.PositionOf(piece.Span.Start);
            var isSameLine = at.Line == last.Line;
            data.Add(at.Line - last.Line);
            data.Add(isSameLine ? at.Character - last.Character : at.Character);
            data.Add(piece.Span.Length);
            data.Add(Array.IndexOf(Types, piece.Type));
            data.Add(piece.Modifiers);
            last = at;
        }

        return data;
    }

    private readonly record struct Piece(TextSpan Span, string Type, int Modifiers);
}
