using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Syntax;

/// <summary>The tree of one file. It exists for every text; <see cref="Diagnostics"/> says what was wrong with it.</summary>
public sealed class SyntaxTree
{
    private readonly Lexed _lexed;
    private readonly TokenStream? _stream;

    private SyntaxTree(SourceText text, FileSyntax root, Lexed lexed, IReadOnlyList<Diagnostic> diagnostics, TokenStream? stream)
    {
        _lexed = lexed;
        _stream = stream;
        Text = text;
        Root = root;
        Diagnostics = diagnostics;
    }

    /// <summary>How many errors of the lexer and the parser are told.</summary>
    internal const int MaxErrors = 100;

    /// <summary>Gets the text.</summary>
    public SourceText Text { get; }

    /// <summary>Gets the root.</summary>
    public FileSyntax Root { get; }

    /// <summary>Gets all tokens; their trivia and texts joined are the source again.</summary>
    public IReadOnlyList<Token> Tokens => _lexed.Tokens;

    /// <summary>Gets what the lexer and the parser found.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    /// <summary>Reads a text. Never throws: what is wrong with the text is in <see cref="Diagnostics"/>.</summary>
    public static SyntaxTree Parse(SourceText text) => Read(text, Lexer.Lex(text), null);

    /// <summary>
    /// The tree of the text after a change: what <see cref="Parse"/> gives, but only what lies around the change is read. Members before it are
    /// those of this tree, those behind it are copies further on.
    /// </summary>
    public SyntaxTree With(SourceText text) =>
        _stream is not null && Lexer.Relex(text, Text, _lexed) is { } lexed ? Read(text, lexed, _stream) : Parse(text);

    private static SyntaxTree Read(SourceText text, Lexed lexed, TokenStream? earlier)
    {
        if (lexed.Tokens.Count > Lexer.MaxTokens)
        {
            var nothing = new FileSyntax(new TextSpan(0, text.Content.Length), [], lexed.Tokens[lexed.Tokens.Count - 1]);
            return new SyntaxTree(text, nothing, lexed, lexed.Findings, null);
        }

        var stream = new TokenStream(text, lexed, earlier);
        var file = DeclarationGrammar.File(new TokenInput(stream));
        stream.Forget();
        var findings = lexed.Findings.Concat(FindingList.NewestFirst(((TokenInput)file.Remainder).Findings).Reverse())
            .OrderBy(finding => finding.Location.Span.Start).ToList();
        if (findings.Count > MaxErrors)
        {
            var last = Snnc.Compiler.Diagnostics.Catalog.TooManySyntaxErrors(findings[MaxErrors].Location, MaxErrors);
            findings.RemoveRange(MaxErrors, findings.Count - MaxErrors);
            findings.Add(last);
        }

        return new SyntaxTree(text, file.Value, lexed, findings, stream);
    }
}
