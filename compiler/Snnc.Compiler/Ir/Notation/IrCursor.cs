using System.Collections.Generic;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Ir.Notation;

/// <summary>
/// Goes through the tokens. After an error, which is reported once, it stands at the end until <see cref="Recover"/>: whoever reads an item just
/// goes on and falls through.
/// </summary>
internal sealed class IrCursor
{
    /// <summary>How deep brackets and calls may be nested.</summary>
    public const int MaxDepth = 500;

    private const int MaxErrors = 100;

    private readonly SourceText _source;
    private readonly IrLexer _lexer;
    private readonly DiagnosticBag _diagnostics = [];
    private IrToken _current;
    private int _lastEnd;
    private bool _hasFailed;

    public IrCursor(SourceText source)
    {
        _source = source;
        _lexer = new IrLexer(source.Content);
        _current = _lexer.Next();
    }

    /// <summary>Gets what has been reported.</summary>
    public IReadOnlyCollection<Diagnostic> Diagnostics => _diagnostics;

    /// <summary>Gets the token to be read next.</summary>
    public IrToken Current => _hasFailed ? new IrToken(IrTokenKind.End, "", new TextSpan(_current.Span.Start, 0), false) : _current;

    /// <summary>Gets a value indicating whether the whole text, not just an item, is at its end.</summary>
    public bool IsAtEnd => _current.Kind == IrTokenKind.End || _diagnostics.Count >= MaxErrors;

    /// <summary>Gets a value indicating whether the next token stands right behind the last.</summary>
    public bool IsAdjacent => Current.Span.Start == _lastEnd;

    /// <summary>Gets a value indicating whether a literal number stands next.</summary>
    public bool IsNumber => Current.Kind == IrTokenKind.Number || IsWord("inf") || IsWord("nan");

    /// <summary>Gets where the next token stands.</summary>
    public Location Here => new(_source, Current.Span);

    /// <summary>Where the text from here to the last token read stands.</summary>
    public Location From(int start) => new(_source, TextSpan.FromBounds(start, _lastEnd > start ? _lastEnd : start));

    /// <summary>Takes the next token.</summary>
    public IrToken Take()
    {
        var token = Current;
        if (!_hasFailed && token.Kind != IrTokenKind.End)
        {
            _lastEnd = token.Span.End;
            _current = _lexer.Next();
        }

        return token;
    }

    /// <summary>Whether this symbol stands next.</summary>
    public bool Is(string symbol) => Current.Kind == IrTokenKind.Symbol && Current.Text == symbol;

    /// <summary>Whether this keyword stands next.</summary>
    public bool IsWord(string word) => Current.Kind == IrTokenKind.Name && Current.Text == word;

    /// <summary>Takes this symbol or keyword if it stands next.</summary>
    public bool TryTake(string text)
    {
        var isNext = Is(text) || IsWord(text);
        if (isNext)
        {
            Take();
        }

        return isNext;
    }

    /// <summary>Takes this symbol or keyword, or reports that it is missing.</summary>
    public void Expect(string text)
    {
        if (!TryTake(text))
        {
            FailUnexpected($"'{text}'");
        }
    }

    /// <summary>Takes a name, bare or quoted.</summary>
    public string Name(string what)
    {
        if (Current.Kind is IrTokenKind.Name or IrTokenKind.String)
        {
            return Take().Text;
        }

        FailUnexpected(what);
        return "";
    }

    /// <summary>Takes a string.</summary>
    public string String()
    {
        if (Current.Kind == IrTokenKind.String)
        {
            return Take().Text;
        }

        FailUnexpected("a text in quotes");
        return "";
    }

    /// <summary>Reports that something else was expected here.</summary>
    public void FailUnexpected(string expected) => Fail(Catalog.UnexpectedInGraph(Here, expected, Describe(Current)));

    /// <summary>Reports what makes the item unreadable.</summary>
    public void Fail(Diagnostic diagnostic)
    {
        if (!_hasFailed)
        {
            _diagnostics.Add(diagnostic);
            _hasFailed = true;
        }
    }

    /// <summary>After an error, goes on to the next line that starts an item. Gives whether there was an error.</summary>
    public bool Recover(int itemStart)
    {
        if (!_hasFailed)
        {
            return false;
        }

        _hasFailed = false;
        while (_current.Kind != IrTokenKind.End && (_current.Span.Start <= itemStart || !StartsItem(_current)))
        {
            _current = _lexer.NextLine();
        }

        return true;
    }

    private static bool StartsItem(IrToken token) => token.StartsLine && (token.Kind == IrTokenKind.Documentation
        || (token.Kind, token.Text) is (IrTokenKind.Symbol, "%") or (IrTokenKind.Name, "const" or "container" or "output"));

    private static string Describe(IrToken token) => token.Kind switch
    {
        IrTokenKind.End => "the end",
        IrTokenKind.Documentation => "a documentation comment",
        IrTokenKind.String => "a text",
        _ => token.Text.Length <= 40 ? $"'{token.Text}'" : $"'{token.Text.Substring(0, 40)}...'",
    };
}
