using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Syntax;

/// <summary>The tokens that the grammar reads: all but runs of bad characters, which the lexer has reported.</summary>
internal sealed class TokenStream
{
    private readonly List<Token> _tokens = [];
    private readonly HashSet<int> _afterBad = [];

    /// <summary>Initializes the stream of a file's tokens, the last of which is its end.</summary>
    public TokenStream(SourceText source, IReadOnlyList<Token> tokens)
    {
        Source = source;
        foreach (var token in tokens)
        {
            if (IsReadable(token))
            {
                _tokens.Add(token);
            }
            else
            {
                _afterBad.Add(_tokens.Count);
            }
        }

        Kinds = new string(_tokens.Select(token => (char)token.Kind).ToArray());
    }

    /// <summary>Gets the text.</summary>
    public SourceText Source { get; }

    /// <summary>Gets one character per token: its kind.</summary>
    public string Kinds { get; }

    /// <summary>Gets the number of tokens.</summary>
    public int Count => _tokens.Count;

    /// <summary>Gets a token.</summary>
    public Token this[int index] => _tokens[index];

    /// <summary>Whether bad characters stand before a token: what seems to be missing there may be what they were meant to be.</summary>
    public bool IsAfterBad(int index) => _afterBad.Contains(index);

    // A malformed number stays: it holds the place of an expression.
    private static bool IsReadable(Token token) => token.Kind != TokenKind.Bad || token.Text[0] is >= '0' and <= '9';
}
