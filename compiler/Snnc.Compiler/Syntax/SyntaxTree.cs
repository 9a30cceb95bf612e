using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Syntax;

/// <summary>The tree of one file. It exists for every text; <see cref="Diagnostics"/> says what was wrong with it.</summary>
public sealed class SyntaxTree
{
    internal SyntaxTree(SourceText text, FileSyntax root, IReadOnlyList<Token> tokens, IReadOnlyList<Diagnostic> diagnostics)
    {
        Text = text;
        Root = root;
        Tokens = tokens;
        Diagnostics = diagnostics;
    }

    /// <summary>How many errors of the lexer and the parser are told.</summary>
    internal const int MaxErrors = 100;

    /// <summary>Gets the text.</summary>
    public SourceText Text { get; }

    /// <summary>Gets the root.</summary>
    public FileSyntax Root { get; }

    /// <summary>Gets all tokens; their trivia and texts joined are the source again.</summary>
    public IReadOnlyList<Token> Tokens { get; }

    /// <summary>Gets what the lexer and the parser found.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    /// <summary>Reads a text. Never throws: what is wrong with the text is in <see cref="Diagnostics"/>.</summary>
    public static SyntaxTree Parse(SourceText text)
    {
        var (tokens, found) = Lexer.Lex(text);
        if (tokens.Count > Lexer.MaxTokens)
        {
            var nothing = new FileSyntax(new TextSpan(0, text.Content.Length), [], tokens[tokens.Count - 1]);
            return new SyntaxTree(text, nothing, tokens, found);
        }

        var file = DeclarationGrammar.File(new TokenInput(new TokenStream(text, tokens)));
        var findings = found.Concat(FindingList.NewestFirst(((TokenInput)file.Remainder).Findings).Reverse())
            .OrderBy(finding => finding.Location.Span.Start).ToList();
        if (findings.Count > MaxErrors)
        {
            var last = Snnc.Compiler.Diagnostics.Catalog.TooManySyntaxErrors(findings[MaxErrors].Location, MaxErrors);
            findings.RemoveRange(MaxErrors, findings.Count - MaxErrors);
            findings.Add(last);
        }

        return new SyntaxTree(text, file.Value, tokens, findings);
    }
}
