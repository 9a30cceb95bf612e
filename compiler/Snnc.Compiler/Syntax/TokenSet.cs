using System.Collections.Generic;

namespace Snnc.Compiler.Syntax;

/// <summary>A set of token kinds.</summary>
internal sealed class TokenSet
{
    /// <summary>The words that only declarations start with, and the end of the file: no rule reads past one of them.</summary>
    public static readonly TokenSet Declarations = new(TokenKind.EndOfFile, TokenKind.UseKeyword, TokenKind.NeuronKeyword,
        TokenKind.BlockKeyword, TokenKind.NetworkKeyword, TokenKind.TestKeyword);

    /// <summary>What no round or square bracket holds.</summary>
    public static readonly TokenSet StatementEnds = new(TokenKind.Semicolon, TokenKind.OpenBrace, TokenKind.CloseBrace);

    private readonly bool[] _members = new bool[128];

    /// <summary>Initializes a set.</summary>
    public TokenSet(params TokenKind[] kinds) => Add(kinds);

    /// <summary>This set and some more kinds.</summary>
    public TokenSet And(params TokenKind[] kinds) => And(new TokenSet(kinds));

    /// <summary>The kinds in either set.</summary>
    public TokenSet And(TokenSet other)
    {
        var result = new TokenSet();
        for (var i = 0; i < _members.Length; i++)
        {
            result._members[i] = _members[i] || other._members[i];
        }

        return result;
    }

    /// <summary>Whether a kind is in the set.</summary>
    public bool Contains(TokenKind kind) => _members[(int)kind];

    /// <summary>How much deeper in braces one is after a token.</summary>
    public static int BraceStep(TokenKind kind) => kind == TokenKind.OpenBrace ? 1 : kind == TokenKind.CloseBrace ? -1 : 0;

    /// <summary>How much deeper in round and square brackets one is after a token.</summary>
    public static int BracketStep(TokenKind kind) => kind switch
    {
        TokenKind.OpenParen or TokenKind.OpenBracket => 1,
        TokenKind.CloseParen or TokenKind.CloseBracket => -1,
        _ => 0,
    };

    private void Add(IEnumerable<TokenKind> kinds)
    {
        foreach (var kind in kinds)
        {
            _members[(int)kind] = true;
        }
    }
}
