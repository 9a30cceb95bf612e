using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Text;
using Sprache;
using static Snnc.Compiler.Syntax.Combinators;
using static Snnc.Compiler.Syntax.ExpressionGrammar;

namespace Snnc.Compiler.Syntax;

/// <summary>The members of networks and blocks.</summary>
internal static class MemberGrammar
{
    private static readonly TokenSet Keywords = new(TokenKind.TimeKeyword, TokenKind.WeightsKeyword, TokenKind.InputKeyword, TokenKind.ConstKeyword,
        TokenKind.OutputKeyword, TokenKind.ActivityKeyword, TokenKind.QuantizeKeyword);

    private static readonly TokenSet TypeWords = new(TokenKind.FrameKeyword, TokenKind.SignalKeyword, TokenKind.SpikesKeyword);

    private static readonly TokenSet Nothing = new();

    private static readonly Parser<Token> Equal = Required.Sign(TokenKind.Equal);

    // shape = "[" expr { "," expr } "]" ;
    private static readonly Parser<ShapeSyntax> Shape =
        from open in Token(TokenKind.OpenBracket)
        from extents in Expression.SeparatedByComma(Starts)
        from close in Required.Closer(open, TokenKind.CloseBracket)
        from span in Since(open)
        select new ShapeSyntax(span, extents);

    // type = ( "frame" | "signal" | "spikes" ) [ shape ] ;
    private static readonly Parser<TypeSyntax> Type =
        from kind in Token(TypeWords).Or(MisspeltType)
        from shape in Shape.OrNull()
        from span in Since(kind)
        select new TypeSyntax(span, kind, shape);

    // entry = ID "=" expr ";" ;
    private static readonly Parser<TimeEntrySyntax> TimeEntry =
        from name in Required.Name("'step' or 'steps'")
        from equal in Equal
        from value in Expression
        from end in Required.Semicolon
        from span in Since(name)
        select new TimeEntrySyntax(span, name, value);

    // time = "time" "{" { ID "=" expr ";" } "}" ;
    private static readonly Parser<MemberSyntax> Time =
        from keyword in Keyword
        from entries in Entries("a 'time' block", TimeEntry, span => new TimeEntrySyntax(span, Missing(span), new ErrorExprSyntax(span)))
        from span in Since(keyword)
        select new TimeSyntax(span, keyword, entries);

    // weights = "weights" ID "=" STRING ";" ;
    private static readonly Parser<MemberSyntax> Weights =
        from keyword in Keyword
        from name in Required.Name("a name for the weights")
        from equal in Equal
        from path in Required.String("the path of a tensor file")
        from end in Required.Semicolon
        from span in Since(keyword)
        select new WeightsSyntax(span, name, path);

    // input = "input" ID ":" type ";" ;
    private static readonly Parser<MemberSyntax> Input =
        from keyword in Keyword
        from name in Required.Name("a name for the input")
        from colon in Required.Sign(TokenKind.Colon, "an input states its type: 'input x: frame[1, 28, 28];'")
        from type in Type
        from end in Required.Semicolon
        from span in Since(keyword)
        select new InputSyntax(span, name, type);

    // output = "output" ID [ ":" type ] "=" expr ";" ;
    private static readonly Parser<MemberSyntax> Output =
        from keyword in Keyword
        from name in Required.Name("a name for the output")
        from type in (from colon in Token(TokenKind.Colon) from type in Type select type).OrNull()
        from equal in Equal
        from value in Expression
        from end in Required.Semicolon
        from span in Since(keyword)
        select new OutputSyntax(span, name, type, value);

    // const = "const" ID "=" expr ";" ;
    private static readonly Parser<MemberSyntax> Const =
        from keyword in Keyword
        from name in Required.Name("a name for the constant")
        from equal in Equal
        from value in Expression
        from end in Required.Semicolon
        from span in Since(keyword)
        select new LocalConstSyntax(span, name, value);

    // entry = ref "=" expr ";" ;
    private static readonly Parser<RefEntrySyntax> RefEntry =
        from target in RefOf(Required.Name("the name of a node"))
        from equal in Equal
        from value in Expression
        from end in Required.Semicolon
        from span in Since(target.Span)
        select new RefEntrySyntax(span, target, value);

    // activity = "activity" "{" { ref "=" expr ";" } "}" ;
    private static readonly Parser<MemberSyntax> Activity =
        from keyword in Keyword
        from entries in Entries("an 'activity' block", RefEntry, ErrorEntry)
        from span in Since(keyword)
        select new ActivitySyntax(span, keyword, entries);

    // quantize = "quantize" "{" { ref "=" expr ";" } "}" ;
    private static readonly Parser<MemberSyntax> Quantize =
        from keyword in Keyword
        from entries in Entries("a 'quantize' block", RefEntry, ErrorEntry)
        from span in Since(keyword)
        select new QuantizeSyntax(span, keyword, entries);

    // label = ID [ shape ] ":" ;
    private static readonly Parser<Label> NodeLabel = Ahead(IsLabel,
        from name in Required.Name("a name for the node")
        from shape in Shape.OrNull()
        from colon in Required.Sign(TokenKind.Colon, "write 'label: operator(...)', or '->' between two operators")
        select new Label(name, shape));

    // element = [ label ] ref [ args ] [ "repeat" expr ] ;
    private static readonly Parser<ElementSyntax> Element =
        from first in Next
        from label in NodeLabel.OrNull()
        from target in RefOf(Required.Name("an operator, model, block or node"))
        from arguments in Arguments.OrNull()
        from repeat in (from keyword in Token(TokenKind.RepeatKeyword) from times in Expression select times).OrNull()
        from span in Since(label is null ? target.Span : first.Span)
        select new ElementSyntax(span, label?.Name, label?.Shape, target, arguments, repeat) { Documentation = Documentation.Before(first) };

    // "(" ref { "," ref } ")"
    private static readonly Parser<ChainSourceSyntax> TupleSource =
        from open in Keyword
        from items in Ref.SeparatedByComma(new TokenSet(TokenKind.Identifier))
        from close in Required.Closer(open, TokenKind.CloseParen)
        from span in Since(open)
        select new TupleSourceSyntax(span, items);

    private static readonly Parser<ChainSourceSyntax> ElementSource =
        from element in Element
        select new ElementSourceSyntax(element.Span, element);

    // "->" element
    private static readonly Parser<ElementSyntax> Step =
        from arrow in Token(TokenKind.Arrow).Or(ForgottenArrow)
        from element in Element
        select element.Documentation is null ? element with { Documentation = Documentation.Before(arrow) } : element;

    // chain = source { "->" element } ";" ;
    private static readonly Parser<MemberSyntax> Chain =
        from source in ByFirstToken((TokenKind.OpenParen, TupleSource)).Or(ElementSource)
        from elements in Step.Many()
        from end in Required.Semicolon
        from span in Since(source.Span)
        select new ChainSyntax(span, source, elements.ToEquatableArray());

    // member = time | weights | input | const | output | activity | quantize | chain ;
    private static readonly Parser<MemberSyntax> Member =
        from first in Next
        from member in ByFirstToken(
            (TokenKind.TimeKeyword, Time),
            (TokenKind.WeightsKeyword, Weights),
            (TokenKind.InputKeyword, Input),
            (TokenKind.ConstKeyword, Const),
            (TokenKind.OutputKeyword, Output),
            (TokenKind.ActivityKeyword, Activity),
            (TokenKind.QuantizeKeyword, Quantize),
            (TokenKind.Identifier, Chain),
            (TokenKind.OpenParen, Chain),
            (TokenKind.Arrow, Chain))
        select member with { Documentation = Documentation.Before(first) };

    /// <summary>"{" { member } "}"</summary>
    public static readonly Parser<EquatableArray<MemberSyntax>> NetworkMembers = Members("a network");

    /// <summary>"{" { member } "}"</summary>
    public static readonly Parser<EquatableArray<MemberSyntax>> BlockMembers = Members("a block");

    private static Parser<EquatableArray<MemberSyntax>> Members(string of) =>
        new Body(of, "a member", Keywords, "a chain 'a -> b;'").Braces(Member.Reusable(), Nothing, span => new ErrorMemberSyntax(span));

    private static Parser<EquatableArray<T>> Entries<T>(string of, Parser<T> entry, System.Func<TextSpan, T> errorNode) =>
        new Body(of, "a line 'name = value;'", Nothing, "a name").Braces(Ahead(IsEntry, entry), Keywords, errorNode, StartsChain);

    private static RefEntrySyntax ErrorEntry(TextSpan span) =>
        new(span, new RefSyntax(span, [Missing(span)]), new ErrorExprSyntax(span));

    private static Token Missing(TextSpan span) => new(TokenKind.Identifier, new TextSpan(span.End, 0), "", "");

    private static bool StartsChain(TokenInput input) => input.Kind == TokenKind.OpenParen || (input.Kind == TokenKind.Identifier
        && input.Peek(1).Kind is TokenKind.Arrow or TokenKind.Colon or TokenKind.OpenBracket or TokenKind.OpenParen);

    private static bool IsEntry(TokenInput input) => input.Kind is TokenKind.Identifier or TokenKind.Equal || input.IsReservedName;

    // `a: b`, `a[4]: b`; `a b` on one line has lost its colon.
    private static bool IsLabel(TokenInput input) => (input.Kind == TokenKind.Identifier || input.IsReservedName)
        && input.Peek(1).Kind is var next
        && (next is TokenKind.Colon or TokenKind.OpenBracket || (next is TokenKind.Identifier && !input.Advance().AtLineStart));

    // An identifier on the same line, where only an arrow or the end can be, has lost its arrow.
    private static IResult<Token> ForgottenArrow(IInput input)
    {
        var here = (TokenInput)input;
        return here.Kind != TokenKind.Identifier || here.AtLineStart
            ? Fail<Token>(input, TokenKind.Arrow)
            : Result.Success(Missing(here.Gap), here.Report(() => Catalog.Expected(here.At(here.Gap), "'->'", here.Found, null) with
            {
                Fix = new TextFix("Insert '->'", here.At(here.Gap), " ->"),
            }));
    }

    // A word that is no type is taken for the type that it resembles.
    private static IResult<Token> MisspeltType(IInput input)
    {
        var here = (TokenInput)input;
        var nearest = EditDistance.Nearest(here.Token.Text, ["frame", "signal", "spikes"]);
        var after = here.Report(() => Catalog.Expected(here.Here, "a type: 'frame', 'signal' or 'spikes'", here.Found,
            nearest is null ? null : $"did you mean '{nearest}'?") with { Fix = Fixes.Word(here.Here, here.Token.Text, nearest) });
        var isWord = here.Kind is TokenKind.Identifier or TokenKind.SpikeKeyword && !here.AtLineStart;
        return isWord
            ? Result.Success(here.Token with { Kind = SyntaxFacts.KindOfWord(nearest ?? "signal") }, after.Advance())
            : Result.Success(new Token(TokenKind.SignalKeyword, here.Gap, "", ""), after);
    }

    private sealed record Label(Token Name, ShapeSyntax? Shape);
}
