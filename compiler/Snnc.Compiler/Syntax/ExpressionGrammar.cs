using System;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Text;
using Sprache;
using static Snnc.Compiler.Syntax.Combinators;

namespace Snnc.Compiler.Syntax;

/// <summary>Expressions, names and argument lists.</summary>
internal static class ExpressionGrammar
{
    /// <summary>Tokens that an expression may start with.</summary>
    public static readonly TokenSet Starts = new(TokenKind.Identifier, TokenKind.Number, TokenKind.Bad, TokenKind.String, TokenKind.NoneKeyword,
        TokenKind.OpenParen, TokenKind.Minus, TokenKind.Bang, TokenKind.IntKeyword);

    // How high a tree a row of operators may make: later stages go down it by recursion.
    private const int MaxHeight = 256;

    // Where an expression that cannot be read ends: at what closes, separates or starts something else.
    private static readonly TokenSet Ends = TokenSet.Declarations.And(TokenSet.StatementEnds).And(TokenKind.Comma, TokenKind.CloseParen,
        TokenKind.CloseBracket, TokenKind.Arrow, TokenKind.ConstKeyword, TokenKind.TimeKeyword, TokenKind.WeightsKeyword, TokenKind.InputKeyword,
        TokenKind.OutputKeyword, TokenKind.ActivityKeyword, TokenKind.QuantizeKeyword, TokenKind.ParamKeyword, TokenKind.StateKeyword,
        TokenKind.DynamicsKeyword, TokenKind.UpdateKeyword, TokenKind.SpikeKeyword, TokenKind.EmitKeyword, TokenKind.VarKeyword,
        TokenKind.IfKeyword, TokenKind.ElseKeyword, TokenKind.GivenKeyword, TokenKind.ExpectKeyword, TokenKind.WithinKeyword, TokenKind.Colon);

    // Where one that is nested too deep ends: with all that stands beside it.
    private static readonly TokenSet Closers = TokenSet.Declarations.And(TokenSet.StatementEnds).And(TokenKind.CloseParen, TokenKind.CloseBracket);

    // What can follow a name that starts something new, but never a unit.
    private static readonly TokenSet AfterName = new(TokenKind.Equal, TokenKind.PlusEqual, TokenKind.MinusEqual, TokenKind.StarEqual,
        TokenKind.OpenParen, TokenKind.OpenBracket, TokenKind.Dot, TokenKind.Prime);

    private static readonly TokenSet RefParts = new(TokenKind.Identifier, TokenKind.Number);

    private static readonly Parser<Token> RefPart = Token(RefParts).Or(Required.Name("a name after '.'"));

    // "." ( ID | NUMBER )
    private static readonly Parser<Token> AfterDot =
        from dot in Token(TokenKind.Dot)
        from part in RefPart
        select part;

    /// <summary>ref = ID { "." ( ID | NUMBER ) } ;</summary>
    public static readonly Parser<RefSyntax> Ref = RefOf(Required.Name("a name"));

    /// <summary>expr, reported where it is missing.</summary>
    public static readonly Parser<ExprSyntax> Expression =
        Later(() => Conditional!).Recover("an expression", Ends, Error).Nested(TokenInput.MaxDepth, Closers, Error);

    /// <summary>arg = [ ID "=" ] expr ;</summary>
    private static readonly Parser<ArgumentSyntax> Argument =
        from first in Next
        from name in Ahead(IsNamed, from name in Required.Name("a name") from equal in Keyword select name).OrNull()
        from value in Expression
        from span in Since(first)
        select new ArgumentSyntax(name is null ? value.Span : span, name, value);

    /// <summary>args = "(" [ arg { "," arg } ] ")" ;</summary>
    public static readonly Parser<ArgumentListSyntax> Arguments =
        from open in Token(TokenKind.OpenParen)
        from arguments in Argument.SeparatedByComma(Starts).UnlessNext(TokenKind.CloseParen)
        from close in Required.Closer(open, TokenKind.CloseParen)
        from span in Since(open)
        select new ArgumentListSyntax(span, arguments);

    // unit = ID ;  (after a number)
    private static readonly Parser<Token> Unit = Ahead(IsUnit, Keyword);

    private static readonly Parser<ExprSyntax> Number =
        from number in Keyword
        from unit in Unit.OrNull()
        select new NumberSyntax(unit is null ? number.Span : TextSpan.Union(number.Span, unit.Span), number, unit);

    // The lexer has said what is wrong with the number.
    private static readonly Parser<ExprSyntax> BadNumber =
        from number in Keyword
        from unit in Unit.OrNull()
        select new ErrorExprSyntax(number.Span);

    // `.5`, as other languages write 0.5.
    private static readonly Parser<ExprSyntax> ShortNumber =
        from dot in Reported(here => Catalog.MalformedNumber(here.At(TextSpan.Union(here.Token.Span, here.Peek(1).Span)), "." + here.Peek(1).Text))
        from number in Keyword
        from unit in Unit.OrNull()
        from span in Since(dot)
        select new ErrorExprSyntax(span);

    private static readonly Parser<ExprSyntax> None =
        from none in Keyword
        select new NoneSyntax(none.Span);

    private static readonly Parser<TokenKind> Before =
        input => Result.Success(input.Position == 0 ? TokenKind.EndOfFile : ((TokenInput)input).Peek(-1).Kind, input);

    // "(" expr ")"
    private static readonly Parser<ExprSyntax> Parenthesized =
        from before in Before
        from open in Keyword
        from first in Expression
        from inner in Ahead(input => IsTuple(before, input), Tuple(first)).Or(Parse.Return(first))
        from close in Required.Closer(open, TokenKind.CloseParen)
        from span in Since(open)
        select new ParenthesizedSyntax(span, inner) { Height = inner.Height + 1 };

    // ( ID | STRING ) "[" STRING "]"
    private static readonly Parser<ExprSyntax> Tensor =
        from container in Keyword
        from open in Required.Sign(TokenKind.OpenBracket, "a tensor in a file is written \"file.npz\"[\"name\"]; a choice stands without quotes")
        from key in Required.String("the tensor's name, a string")
        from close in Required.Closer(open, TokenKind.CloseBracket)
        from span in Since(container)
        select new TensorSyntax(span, container, key);

    // ID args
    private static readonly Parser<ExprSyntax> Call =
        from name in Keyword
        from arguments in Arguments
        from span in Since(name)
        select new CallSyntax(span, name, arguments) { Height = 1 + HeightOf(arguments) };

    private static readonly Parser<ExprSyntax> Name =
        from name in Ref
        select new NameExprSyntax(name.Span, name);

    // unary = ( "-" | "!" ) unary | primary ;
    private static readonly Parser<ExprSyntax> Unary =
        from sign in Keyword
        from operand in Later(() => Operand!).Nested(TokenInput.MaxDepth, Closers, Error)
        from span in Since(sign)
        select new UnarySyntax(span, sign, operand) { Height = operand.Height + 1 };

    // primary = NUMBER [ unit ] | "none" | ref | ID args | "(" expr ")" | ( ID | STRING ) "[" STRING "]" ;
    private static readonly Parser<ExprSyntax> Primary = ByFirstToken(
        (TokenKind.Number, Number),
        (TokenKind.Bad, BadNumber),
        (TokenKind.Dot, Ahead(input => input.Peek(1).Kind == TokenKind.Number, ShortNumber)),
        (TokenKind.NoneKeyword, None),
        (TokenKind.OpenParen, Parenthesized),
        (TokenKind.String, Tensor),
        (TokenKind.Minus, Unary),
        (TokenKind.Bang, Unary),
        (TokenKind.Identifier, NameCallOrTensor),
        (TokenKind.IntKeyword, Ahead(IsCall, Call)))
        .Or(Ahead(IsReservedName, Name));

    private static readonly Parser<ExprSyntax> Operand = Primary.Recover("an expression", Ends, Error);

    // binary = unary { operator unary } ;  with C#'s precedence
    private static readonly Parser<ExprSyntax> Binary = input => BinaryFrom(Primary, 1, input);

    // expr = binary [ "?" expr ":" expr ] ;
    private static readonly Parser<ExprSyntax> Conditional =
        from condition in Binary
        from whole in Ahead(input => input.Kind == TokenKind.Question, Branches(condition)).Or(Parse.Return(condition))
        select whole;

    /// <summary>A name with dots, and what its first part is.</summary>
    public static Parser<RefSyntax> RefOf(Parser<Token> firstPart) =>
        from first in firstPart
        from rest in AfterDot.Many()
        from span in Since(first)
        select new RefSyntax(span, new[] { first }.Concat(rest).ToEquatableArray());

    private static IResult<ExprSyntax> NameCallOrTensor(IInput input) => (((TokenInput)input).Peek(1).Kind switch
    {
        TokenKind.OpenParen => Call,
        TokenKind.OpenBracket => Tensor,
        _ => Name,
    })(input);

    // `(2, 2)`, as PyTorch has kernels and strides.
    private static Parser<ExprSyntax> Tuple(ExprSyntax first) =>
        from comma in Reported(here => Catalog.Expected(here.Here, "')'", here.Found,
            "one value stands in parentheses; kernels, strides and paddings are one number for all axes"))
        from others in Expression.SeparatedByComma(Starts)
        from span in Since(first.Span)
        select (ExprSyntax)new ErrorExprSyntax(span);

    // A token that is read and reported.
    private static Parser<Token> Reported(Func<TokenInput, Diagnostic> finding) => input =>
    {
        var here = (TokenInput)input;
        return Result.Success(here.Token, here.Report(() => finding(here)).Advance());
    };

    private static Parser<ExprSyntax> Branches(ExprSyntax condition) =>
        from question in Keyword
        from whenTrue in Expression
        from colon in Required.Sign(TokenKind.Colon, "a choice is written 'condition ? one : other'")
        from whenFalse in Expression
        from span in Since(condition.Span)
        select new ConditionalSyntax(span, condition, whenTrue, whenFalse)
        {
            Height = 1 + Math.Max(condition.Height, Math.Max(whenTrue.Height, whenFalse.Height)),
        };

    // Precedence climbing: a loop over operators of one level, a call for each higher one. Sprache's own chain recurses once per operator.
    private static IResult<ExprSyntax> BinaryFrom(Parser<ExprSyntax> first, int precedence, IInput input)
    {
        var left = first(input);
        while (left.WasSuccessful && left.Remainder is TokenInput here && SyntaxFacts.BinaryPrecedence(here.Kind) is var found && found >= precedence)
        {
            if (left.Value.Height >= MaxHeight)
            {
                return TooDeep(here, MaxHeight, Closers, Error);
            }

            var right = BinaryFrom(Operand, found + 1, here.Advance());
            var value = new BinarySyntax(((TokenInput)right.Remainder).Since(left.Value.Span), left.Value, here.Token, right.Value)
            {
                Height = 1 + Math.Max(left.Value.Height, right.Value.Height),
            };
            left = Result.Success<ExprSyntax>(value, right.Remainder);
        }

        return left;
    }

    private static ExprSyntax Error(TextSpan span) => new ErrorExprSyntax(span);

    private static int HeightOf(ArgumentListSyntax arguments) => arguments.Arguments.Select(argument => argument.Value.Height).DefaultIfEmpty().Max();

    private static bool IsNamed(TokenInput input) =>
        input.Peek(1).Kind == TokenKind.Equal && (input.Kind == TokenKind.Identifier || input.IsReservedName);

    // The bracket begins a value, and what follows the comma is one too, and no argument behind a bracket that was not closed.
    private static bool IsTuple(TokenKind before, TokenInput input) =>
        before is TokenKind.Equal or TokenKind.OpenParen or TokenKind.Comma
        && input.Kind == TokenKind.Comma && Starts.Contains(input.Peek(1).Kind) && input.Peek(2).Kind != TokenKind.Equal;

    // int(x): the word of a type is a function, too.
    private static bool IsCall(TokenInput input) => input.Peek(1).Kind == TokenKind.OpenParen;

    private static bool IsUnit(TokenInput input) => input.Kind == TokenKind.Identifier && !AfterName.Contains(input.Peek(1).Kind)
        && !(input.AtLineStart && input.Peek(1).Kind == TokenKind.Arrow);

    // A reserved word where a name was meant, unless it goes on with the statement.
    private static bool IsReservedName(TokenInput input) => input.IsReservedName && !TokenSet.Declarations.Contains(input.Kind)
        && input.Kind is not (TokenKind.WithinKeyword or TokenKind.RepeatKeyword or TokenKind.WhenKeyword or TokenKind.ElseKeyword);
}
