using System.Collections.Generic;

namespace Snnc.Compiler.Syntax;

/// <summary>What the formatter knows about each token of a file without errors from its neighbours alone.</summary>
internal sealed class Spacing
{
    private readonly IReadOnlyList<Token> _tokens;
    private readonly bool[] _space;
    private readonly int[] _flat;

    /// <summary>Initializes it for the tokens of a file.</summary>
    public Spacing(IReadOnlyList<Token> tokens)
    {
        _tokens = tokens;
        var roles = Classify(tokens);
        Roles = roles;
        Partner = Pair(tokens, roles);
        _space = new bool[tokens.Count];
        _flat = new int[tokens.Count + 1];
        for (var i = 0; i < tokens.Count; i++)
        {
            _space[i] = i > 0 && IsSpaced(i);
            _flat[i + 1] = _flat[i] + tokens[i].Text.Length + (_space[i] ? 1 : 0);
        }
    }

    /// <summary>What a sign that has several uses is used as.</summary>
    public enum Role
    {
        None, Body, Choices, Ternary, Unary,
    }

    /// <summary>Gets each token's role.</summary>
    public IReadOnlyList<Role> Roles { get; }

    /// <summary>Gets, for each brace, the index of its partner.</summary>
    public IReadOnlyList<int> Partner { get; }

    /// <summary>Whether a space stands between a token and the one before.</summary>
    public bool HasSpaceBefore(int index) => _space[index];

    /// <summary>How wide the tokens from one up to, not including, another are on one line.</summary>
    public int Width(int from, int to) => _flat[to] - _flat[from];

    private bool IsSpaced(int i)
    {
        var (previous, current) = (_tokens[i - 1].Kind, _tokens[i].Kind);
        var opens = previous is TokenKind.OpenParen or TokenKind.OpenBracket or TokenKind.Dot or TokenKind.Bang || Roles[i - 1] == Role.Unary
            || (previous == TokenKind.OpenBrace && Roles[i - 1] == Role.Choices);
        if (opens || (current == TokenKind.CloseBrace && Roles[i] == Role.Choices))
        {
            return false;
        }

        return current switch
        {
            TokenKind.Semicolon or TokenKind.Comma or TokenKind.CloseParen or TokenKind.CloseBracket or TokenKind.Dot or TokenKind.Prime => false,
            TokenKind.Colon => Roles[i] == Role.Ternary,
            TokenKind.OpenParen => previous != TokenKind.Identifier && previous != TokenKind.Number,
            TokenKind.OpenBracket => previous is not (TokenKind.Identifier or TokenKind.String) && !SyntaxFacts.IsKeyword(previous),
            _ => true,
        };
    }

    private static Role[] Classify(IReadOnlyList<Token> tokens)
    {
        var roles = new Role[tokens.Count];
        var questions = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            var previous = i == 0 ? TokenKind.EndOfFile : tokens[i - 1].Kind;
            switch (tokens[i].Kind)
            {
                case TokenKind.Semicolon:
                    questions = 0;
                    break;
                case TokenKind.Question:
                    questions++;
                    break;
                case TokenKind.Colon when questions > 0:
                    questions--;
                    roles[i] = Role.Ternary;
                    break;
                case TokenKind.Minus or TokenKind.Bang when !EndsOperand(previous):
                    roles[i] = Role.Unary;
                    break;
                case TokenKind.OpenBrace:
                    roles[i] = previous == TokenKind.Colon && roles[i - 1] != Role.Ternary ? Role.Choices : Role.Body;
                    break;
            }
        }

        return roles;
    }

    private static bool EndsOperand(TokenKind kind) => kind is TokenKind.Identifier or TokenKind.Number or TokenKind.String
        or TokenKind.CloseParen or TokenKind.CloseBracket or TokenKind.NoneKeyword;

    private static int[] Pair(IReadOnlyList<Token> tokens, Role[] roles)
    {
        var partner = new int[tokens.Count];
        var open = new Stack<int>();
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].Kind == TokenKind.OpenBrace)
            {
                open.Push(i);
            }
            else if (tokens[i].Kind == TokenKind.CloseBrace)
            {
                partner[i] = open.Pop();
                partner[partner[i]] = i;
                roles[i] = roles[partner[i]];
            }
        }

        return partner;
    }
}
