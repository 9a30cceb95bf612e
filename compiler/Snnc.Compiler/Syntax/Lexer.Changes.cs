using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Syntax;

// A text that was changed: only what lies around the change is cut anew.
internal sealed partial class Lexer
{
    // How many characters behind a token have a say in where it ends: the dot and the digit that would go on with a number.
    private const int LookAhead = 2;

    /// <summary>What cutting a changed text gives, made from what the earlier one gave; null where that is no shorter.</summary>
    public static Lexed? Relex(SourceText source, SourceText earlier, Lexed lexed)
    {
        if (lexed.Tokens.Count > MaxTokens || lexed.Findings.Count > SyntaxTree.MaxErrors)
        {
            return null;
        }

        var lexer = new Lexer(source);
        var found = lexer.Relex(lexed, TextDifference.Of(earlier.Content, source.Content));
        return found.Tokens.Count > MaxTokens || found.Findings.Count > SyntaxTree.MaxErrors ? null : found;
    }

    private Lexed Relex(Lexed earlier, TextDifference difference)
    {
        var old = earlier.Tokens;
        var kept = 0;
        while (kept < old.Count && old[kept].Span.End + LookAhead <= difference.Before)
        {
            _tokens.Add(old[kept++]);
        }

        _position = kept == 0 ? 0 : old[kept - 1].Span.End;
        var start = _position;
        _findings.AddRange(earlier.Findings.Where(finding => finding.Location.Span.Start < start).Select(finding => finding.MovedTo(_source, 0)));
        var next = kept;
        while (!IsAtEnd && !Joins(old, ref next, difference))
        {
            Read();
        }

        var moved = IsAtEnd ? 0 : old.Count - next;
        if (moved > 0)
        {
            var from = old[next - 1].Span.End;
            _findings.AddRange(earlier.Findings.Where(finding => finding.Location.Span.Start >= from)
                .Select(finding => finding.MovedTo(_source, difference.Shift)));
            Append(old, next, difference.Shift);
        }

        return new Lexed(_tokens, _findings, kept, moved, difference.Shift);
    }

    // Where a token ends in both texts and what follows is alike, so are the tokens that follow: the lexer remembers nothing but a dot.
    private bool Joins(List<Token> old, ref int next, TextDifference difference)
    {
        if (_position < _text.Length - difference.After)
        {
            return false;
        }

        var place = _position - difference.Shift;
        while (next < old.Count && (next == 0 || old[next - 1].Span.End < place))
        {
            next++;
        }

        return next < old.Count && _tokens.Count > 0 && old[next - 1].Span.End == place
            && (old[next - 1].Kind == TokenKind.Dot) == (_tokens[_tokens.Count - 1].Kind == TokenKind.Dot);
    }

    private void Append(List<Token> old, int next, int shift)
    {
        for (; next < old.Count; next++)
        {
            var token = old[next];
            _tokens.Add(shift == 0 ? token : token with { Span = new TextSpan(token.Span.Start + shift, token.Span.Length) });
        }
    }
}
