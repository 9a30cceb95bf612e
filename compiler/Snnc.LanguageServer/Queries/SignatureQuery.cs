using System;
using System.Linq;
using Snnc.Compiler.Semantics.Names;
using Snnc.Compiler.Syntax;
using Snnc.LanguageServer.Queries.Completion;

namespace Snnc.LanguageServer.Queries;

/// <summary>The signature of the call that is being typed, and which of its parameters.</summary>
internal sealed record ActiveSignature(Signature Signature, int Parameter);

/// <summary>Finds which call a place is in.</summary>
internal static class SignatureQuery
{
    /// <summary>The innermost call that something is known of, or null.</summary>
    public static ActiveSignature? Run(ProgramView view, int offset)
    {
        var place = new TextPlace(view.Tree, offset);
        if (place.IsInComment)
        {
            return null;
        }

        var owner = view.Names.Own.FirstOrDefault(own => own.Syntax?.Span.Start == place.Declaration);
        foreach (var bracket in place.Brackets.Reverse().Where(bracket => bracket.Opener == TokenKind.OpenParen && bracket.Callee.Length > 0))
        {
            if (CompletionQuery.Callee(view, owner, bracket, place.Brackets[0] == bracket) is { } callee && Of(callee, place) is { } signature)
            {
                return new ActiveSignature(signature, Active(signature, bracket, place));
            }
        }

        return null;
    }

    // In an output, what an operator works on stands in its parentheses.
    private static Signature? Of(NameSymbol callee, TextPlace place) =>
        SignatureText.Of(callee) is { } signature && place.Head == TokenKind.OutputKeyword && callee.Kind == NameKind.Operator
            ? SignatureText.WithOperand(signature) : SignatureText.Of(callee);

    // The word that is being typed may be an argument's name already.
    private static int Active(Signature signature, OpenBracket bracket, TextPlace place)
    {
        var name = bracket.ArgumentName ?? (bracket.ArgumentTokens.Count == 0 ? place.Word?.Text : null);
        var named = signature.Parameters.TakeWhile(parameter => parameter.Name != name).Count();
        return named < signature.Parameters.Count ? named
            : signature.IsVariadic ? 0
            : Math.Min(bracket.Argument, Math.Max(0, signature.Parameters.Count));
    }
}
