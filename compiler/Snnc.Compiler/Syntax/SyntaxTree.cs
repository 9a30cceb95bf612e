using System.Collections.Generic;
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

    /// <summary>Gets the text.</summary>
    public SourceText Text { get; }

    /// <summary>Gets the root.</summary>
    public FileSyntax Root { get; }

    /// <summary>Gets all tokens; their trivia and texts joined are the source again.</summary>
    public IReadOnlyList<Token> Tokens { get; }

    /// <summary>Gets what the lexer and the parser found.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }
}
