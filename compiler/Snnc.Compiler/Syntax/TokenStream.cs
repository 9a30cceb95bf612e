using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Syntax;

/// <summary>
/// The tokens that the grammar reads: all but runs of bad characters, which the lexer has reported. It keeps what rules have read of them, for the
/// next state of the text.
/// </summary>
internal sealed class TokenStream
{
    private readonly List<Token> _tokens;
    private readonly HashSet<int> _afterBad = [];
    private readonly Dictionary<int, ReadItem> _items = [];
    private readonly int _shift;

    // The first and last tokens that are those of an earlier text.
    private readonly int _kept;
    private readonly int _moved;
    private TokenStream? _earlier;

    /// <summary>Initializes the stream of a file's tokens.</summary>
    /// <param name="source">The text.</param>
    /// <param name="lexed">Its tokens.</param>
    /// <param name="earlier">What was read of the earlier text that some of them are of.</param>
    public TokenStream(SourceText source, Lexed lexed, TokenStream? earlier = null)
    {
        Source = source;
        (_earlier, _shift, _kept, _moved) = (earlier, lexed.Shift, lexed.Kept, lexed.Moved);
        _tokens = lexed.Tokens;
        if (!lexed.Tokens.TrueForAll(IsReadable))
        {
            var readable = new List<Token>();
            (_kept, _moved) = (0, 0);
            for (var i = 0; i < lexed.Tokens.Count; i++)
            {
                if (IsReadable(lexed.Tokens[i]))
                {
                    _kept += i < lexed.Kept ? 1 : 0;
                    _moved += i >= lexed.Tokens.Count - lexed.Moved ? 1 : 0;
                    readable.Add(lexed.Tokens[i]);
                }
                else
                {
                    _afterBad.Add(readable.Count);
                }
            }

            _tokens = readable;
        }
    }

    /// <summary>Gets the text.</summary>
    public SourceText Source { get; }

    /// <summary>Gets one character per token: its kind.</summary>
    public string Kinds => new(_tokens.Select(token => (char)token.Kind).ToArray());

    /// <summary>Gets the number of tokens.</summary>
    public int Count => _tokens.Count;

    /// <summary>Gets or sets the last token that was looked at.</summary>
    public int Furthest { get; set; }

    /// <summary>Gets a token.</summary>
    public Token this[int index]
    {
        get
        {
            Furthest = Math.Max(Furthest, index);
            return _tokens[index];
        }
    }

    /// <summary>Whether bad characters stand before a token: what seems to be missing there may be what they were meant to be.</summary>
    public bool IsAfterBad(int index)
    {
        Furthest = Math.Max(Furthest, index);
        return _afterBad.Contains(index);
    }

    /// <summary>Keeps what a rule has read.</summary>
    public void Keep(ReadItem item) => _items[item.Start] = item;

    /// <summary>
    /// What a rule read of the earlier text here, as it stands in this one; null where it read nothing, or not all that it looked at is as it was.
    /// </summary>
    public ReadItem? Find(object rule, int place)
    {
        if (_earlier is null)
        {
            return null;
        }

        if (place < _kept)
        {
            return _earlier._items.TryGetValue(place, out var item) && item.Rule == rule && item.Furthest < _kept ? item.In(Source) : null;
        }

        // What is missing stands at the end of the token before.
        var places = Count - _earlier.Count;
        return place - 1 >= Count - _moved && _earlier._items.TryGetValue(place - places, out var later) && later.Rule == rule
            ? later.MovedTo(Source, _tokens, places, _shift)
            : null;
    }

    /// <summary>Lets go of the earlier text.</summary>
    public void Forget() => _earlier = null;

    // A malformed number stays: it holds the place of an expression.
    private static bool IsReadable(Token token) => token.Kind != TokenKind.Bad || token.Text[0] is >= '0' and <= '9';
}
