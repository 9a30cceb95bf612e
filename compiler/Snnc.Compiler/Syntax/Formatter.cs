using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Diagnostics;
using Role = Snnc.Compiler.Syntax.Spacing.Role;

namespace Snnc.Compiler.Syntax;

/// <summary>
/// The one way to lay out a program. Every token and every comment stays; a body that was written on one line stays on one if it fits, all others
/// have a line for each item. Inside an item, line breaks before an arrow and after a comma are kept, and made where a line gets too long.
/// </summary>
public sealed class Formatter
{
    private const int Indent = 4;

    // No line passes this column if there is an arrow, a comma or an operator to break it at.
    private const int MaxWidth = 150;

    // Further right than this, nothing is put under what it belongs to.
    private const int MaxAlignment = 90;

    private readonly IReadOnlyList<Token> _tokens;
    private readonly Spacing _spacing;
    private readonly LineWriter _writer = new();
    private readonly int[] _breaksBefore;
    private readonly Stack<int> _alignments = new();
    private int _depth;
    private int _lineEnd = -1;
    private int? _arrowColumn;

    private Formatter(IReadOnlyList<Token> tokens)
    {
        _tokens = tokens;
        _spacing = new Spacing(tokens);
        _breaksBefore = new int[tokens.Count + 1];
        for (var i = 0; i < tokens.Count; i++)
        {
            _breaksBefore[i + 1] = _breaksBefore[i] + (HasBreak(i) ? 1 : 0);
        }
    }

    /// <summary>The canonical text of a tree. A text with syntax errors is returned as it is: its tokens are not to be trusted.</summary>
    public static string Format(SyntaxTree tree) =>
        tree.Diagnostics.Any(finding => finding.Severity == Severity.Error) ? tree.Text.Content : new Formatter(tree.Tokens).Run();

    private int BaseColumn => _depth * Indent;

    private bool InOneLine(int index) => index <= _lineEnd;

    private string Run()
    {
        for (var i = 0; i < _tokens.Count; i++)
        {
            var isItem = StartsItem(i);
            if (isItem)
            {
                StartItem(i);
            }

            if (ClosesLines(i))
            {
                _depth--;
                WriteComments(i, BaseColumn + Indent, onOwnLine: true);
            }
            else
            {
                WriteComments(i, isItem ? BaseColumn : ContinuationColumn(i), onOwnLine: isItem && !InOneLine(i));
            }

            WriteToken(i, ClosesLines(i) || (isItem && !InOneLine(i)));
        }

        return _writer.ToString();
    }

    private void StartItem(int index)
    {
        var declares = _tokens[index].Kind is TokenKind.ParamKeyword or TokenKind.StateKeyword or TokenKind.InputKeyword;
        _alignments.Clear();
        _alignments.Push(BaseColumn + (declares ? _tokens[index].Text.Length + 1 : Indent));
        _arrowColumn = null;
    }

    private void WriteToken(int index, bool ownLine)
    {
        if (ownLine)
        {
            _writer.StartLine(BaseColumn);
        }
        else if (_writer.IsClosed || _writer.IsFresh || MustBreak(index))
        {
            _writer.StartLine(ContinuationColumn(index));
        }
        else if (_spacing.HasSpaceBefore(index))
        {
            _writer.Write(" ");
        }

        var column = _writer.Column;
        _writer.Write(_tokens[index].Text);
        Remember(index, column);
    }

    // What the layout of the tokens to come depends on.
    private void Remember(int index, int column)
    {
        switch (_tokens[index].Kind)
        {
            case TokenKind.Arrow:
                _arrowColumn ??= column <= BaseColumn + (6 * Indent) ? column : BaseColumn + Indent;
                break;
            case TokenKind.OpenParen or TokenKind.OpenBracket:
                _alignments.Push(_writer.Column);
                break;
            case TokenKind.CloseParen or TokenKind.CloseBracket:
                _alignments.Pop();
                break;
            case TokenKind.OpenBrace when _spacing.Roles[index] == Role.Body && !InOneLine(index):
                Open(index, column);
                break;
        }
    }

    // A body on one line ends where the outermost such body ends.
    private void Open(int index, int column)
    {
        var close = _spacing.Partner[index];
        if (_breaksBefore[close + 1] == _breaksBefore[index + 1] && column + _spacing.Width(index, close + 1) <= MaxWidth)
        {
            _lineEnd = close;
        }
        else
        {
            _depth++;
        }
    }

    private bool StartsItem(int index) => index == 0 || _tokens[index].Kind == TokenKind.EndOfFile || (_tokens[index - 1].Kind switch
    {
        TokenKind.Semicolon => true,
        TokenKind.OpenBrace => _spacing.Roles[index - 1] == Role.Body,
        TokenKind.CloseBrace => _spacing.Roles[index - 1] == Role.Body && _tokens[index].Kind != TokenKind.ElseKeyword,
        _ => false,
    } && !ClosesBody(index));

    private bool ClosesBody(int index) => _tokens[index].Kind == TokenKind.CloseBrace && _spacing.Roles[index] == Role.Body;

    private bool ClosesLines(int index) => ClosesBody(index) && !InOneLine(index);

    private bool MustBreak(int index)
    {
        if (InOneLine(index))
        {
            return false;
        }

        if (_tokens[index].Kind == TokenKind.Arrow)
        {
            return _arrowColumn is not null && (HasBreak(index) || _writer.Column + 1 + _spacing.Width(index, NextArrow(index)) > MaxWidth);
        }

        var afterComma = _tokens[index - 1].Kind == TokenKind.Comma;
        return (afterComma && HasBreak(index))
            || ((afterComma || IsBreakable(index)) && _writer.Column + 1 + _spacing.Width(index, NextBreakable(index)) > MaxWidth);
    }

    private int NextArrow(int index) => Next(index, i => _tokens[i].Kind == TokenKind.Arrow);

    private int NextBreakable(int index) => Next(index, i => IsBreakable(i) || _tokens[i - 1].Kind == TokenKind.Comma);

    private int Next(int index, Func<int, bool> isNext)
    {
        var i = index + 1;
        while (i < _tokens.Count && !isNext(i) && _tokens[i - 1].Kind is not (TokenKind.Semicolon or TokenKind.OpenBrace))
        {
            i++;
        }

        return i;
    }

    private bool IsBreakable(int index) => _spacing.Roles[index] switch
    {
        Role.Ternary => true,
        Role.None => _tokens[index].Kind is TokenKind.Arrow or TokenKind.Question or TokenKind.Plus or TokenKind.Minus
            or TokenKind.AmpersandAmpersand or TokenKind.BarBar,
        _ => false,
    };

    private int ContinuationColumn(int index)
    {
        var column = _tokens[index].Kind == TokenKind.Arrow ? _arrowColumn ?? BaseColumn + Indent : _alignments.Peek();
        return column <= MaxAlignment ? column : BaseColumn + (2 * Indent);
    }

    private bool HasBreak(int index) => _tokens[index].LeadingTrivia.IndexOf('\n') >= 0;

    private void WriteComments(int index, int column, bool onOwnLine)
    {
        var (comments, linesAfter) = Comment.Of(_tokens[index].LeadingTrivia);
        foreach (var comment in comments)
        {
            WriteComment(comment, column, isFirstOfBody: IsFirstOfBody(index) && comment == comments[0]);
        }

        var opensBody = IsFirstOfBody(index) && comments.Count == 0;
        if (onOwnLine && linesAfter > 1 && !opensBody && !ClosesBody(index) && _tokens[index].Kind != TokenKind.EndOfFile)
        {
            _writer.EndLine();
            _writer.BlankLine();
        }
    }

    private void WriteComment(Comment comment, int column, bool isFirstOfBody)
    {
        if (comment.LinesBefore > 0 || _writer.IsFresh || _writer.IsClosed)
        {
            _writer.EndLine();
            if (comment.LinesBefore > 1 && !isFirstOfBody)
            {
                _writer.BlankLine();
            }

            _writer.StartLine(column);
            _writer.Write(comment.Text);
            _writer.EndLine();
        }
        else if (comment.IsLine)
        {
            _writer.CloseWith(comment.Text);
        }
        else
        {
            _writer.Write(" " + comment.Text);
        }
    }

    private bool IsFirstOfBody(int index) => index > 0 && _tokens[index - 1].Kind == TokenKind.OpenBrace;
}
