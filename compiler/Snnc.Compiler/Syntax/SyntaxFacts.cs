using System;
using System.Collections.Generic;
using System.Linq;

namespace Snnc.Compiler.Syntax;

/// <summary>What the words and signs of the language are called.</summary>
public static class SyntaxFacts
{
    private static readonly Dictionary<string, TokenKind> Keywords = Enum.GetValues(typeof(TokenKind)).Cast<TokenKind>()
        .Where(IsKeyword).ToDictionary(kind => kind.ToString().Replace("Keyword", "").ToLowerInvariant(), StringComparer.Ordinal);

    private static readonly Dictionary<TokenKind, string> Texts = new()
    {
        [TokenKind.OpenBrace] = "{", [TokenKind.CloseBrace] = "}", [TokenKind.OpenParen] = "(", [TokenKind.CloseParen] = ")",
        [TokenKind.OpenBracket] = "[", [TokenKind.CloseBracket] = "]", [TokenKind.Semicolon] = ";", [TokenKind.Comma] = ",",
        [TokenKind.Colon] = ":", [TokenKind.Dot] = ".", [TokenKind.Arrow] = "->", [TokenKind.Question] = "?", [TokenKind.Prime] = "'",
        [TokenKind.Equal] = "=", [TokenKind.PlusEqual] = "+=", [TokenKind.MinusEqual] = "-=", [TokenKind.StarEqual] = "*=",
        [TokenKind.EqualEqual] = "==", [TokenKind.BangEqual] = "!=", [TokenKind.TildeEqual] = "~=", [TokenKind.Less] = "<",
        [TokenKind.LessEqual] = "<=", [TokenKind.Greater] = ">", [TokenKind.GreaterEqual] = ">=", [TokenKind.ShiftLeft] = "<<",
        [TokenKind.ShiftRight] = ">>", [TokenKind.Plus] = "+", [TokenKind.Minus] = "-", [TokenKind.Star] = "*", [TokenKind.Slash] = "/",
        [TokenKind.Percent] = "%", [TokenKind.Bang] = "!", [TokenKind.AmpersandAmpersand] = "&&", [TokenKind.BarBar] = "||",
    };

    static SyntaxFacts()
    {
        foreach (var pair in Keywords)
        {
            Texts.Add(pair.Value, pair.Key);
        }
    }

    /// <summary>Gets the reserved words.</summary>
    public static IReadOnlyCollection<string> ReservedWords => Keywords.Keys;

    /// <summary>Whether a kind is a reserved word.</summary>
    public static bool IsKeyword(TokenKind kind) => kind >= TokenKind.UseKeyword;

    /// <summary>The kind of a word: a keyword's, or an identifier's.</summary>
    public static TokenKind KindOfWord(string word) => Keywords.TryGetValue(word, out var kind) ? kind : TokenKind.Identifier;

    /// <summary>The fixed characters of a kind, or null where they vary.</summary>
    public static string? TextOf(TokenKind kind) => Texts.TryGetValue(kind, out var text) ? text : null;

    /// <summary>How messages call a kind.</summary>
    public static string Describe(TokenKind kind) => TextOf(kind) is { } text ? $"'{text}'" : kind switch
    {
        TokenKind.Identifier => "a name",
        TokenKind.Number => "a number",
        TokenKind.String => "a string in double quotes",
        TokenKind.EndOfFile => "the end of the file",
        _ => "readable text",
    };

    /// <summary>Where a keyword that starts something belongs; null for other kinds.</summary>
    public static string? HomeOf(TokenKind kind) => kind switch
    {
        TokenKind.TimeKeyword or TokenKind.ActivityKeyword or TokenKind.QuantizeKeyword => "a network",
        TokenKind.WeightsKeyword or TokenKind.OutputKeyword => "a network or block",
        TokenKind.InputKeyword => "a network, block or neuron",
        TokenKind.ConstKeyword => "a file, network or block",
        TokenKind.ParamKeyword or TokenKind.StateKeyword or TokenKind.DynamicsKeyword or TokenKind.UpdateKeyword or TokenKind.SpikeKeyword
            or TokenKind.EmitKeyword => "a neuron",
        TokenKind.VarKeyword or TokenKind.IfKeyword => "the body of 'update' or 'spike'",
        TokenKind.GivenKeyword or TokenKind.ExpectKeyword => "a test",
        TokenKind.ElseKeyword => "an 'if', after its closing brace",
        _ => null,
    };

    /// <summary>How strongly a binary operator binds, as in C#; 0 for what is none.</summary>
    public static int BinaryPrecedence(TokenKind kind) => kind switch
    {
        TokenKind.BarBar => 1,
        TokenKind.AmpersandAmpersand => 2,
        TokenKind.EqualEqual or TokenKind.BangEqual => 3,
        TokenKind.Less or TokenKind.LessEqual or TokenKind.Greater or TokenKind.GreaterEqual => 4,
        TokenKind.ShiftLeft or TokenKind.ShiftRight => 5,
        TokenKind.Plus or TokenKind.Minus => 6,
        TokenKind.Star or TokenKind.Slash or TokenKind.Percent => 7,
        _ => 0,
    };
}
