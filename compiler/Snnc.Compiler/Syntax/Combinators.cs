using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Text;
using Sprache;

namespace Snnc.Compiler.Syntax;

/// <summary>
/// What the grammar is made of, beside Sprache's own combinators. <see cref="Token(TokenKind)"/>, <see cref="Ahead"/> and <see cref="ByFirstToken"/>
/// may fail, always without having read anything: the first token of a rule decides, and after it nothing fails. The others are total.
/// Messages are made only where something is reported, since rules fail all the time while one is being chosen.
/// </summary>
internal static class Combinators
{
    private static readonly string[] NoExpectations = [];

    // Made once: rules fail all the time, and nobody reads most of these.
    private static readonly string[][] Expectations =
        Enum.GetValues(typeof(TokenKind)).Cast<TokenKind>().Select(kind => new[] { SyntaxFacts.Describe(kind) }).ToArray();

    /// <summary>
    /// One rule after another, as a query writes it: what Sprache's own does, without making parsers while it parses. What is not on the way to the next
    /// rule stands in methods of its own, since rules nest deeply and frames must be small.
    /// </summary>
    public static Parser<TResult> SelectMany<TFirst, TSecond, TResult>(
        this Parser<TFirst> first, Func<TFirst, Parser<TSecond>> second, Func<TFirst, TSecond, TResult> project) => input =>
    {
        var head = first(input);
        return head.WasSuccessful ? Join(head, second(head.Value)(head.Remainder), project) : Failed<TFirst, TResult>(head);
    };

    /// <summary>What a rule reads, made into something else.</summary>
    public static Parser<TResult> Select<T, TResult>(this Parser<T> rule, Func<T, TResult> project) => input => Made(rule(input), project);

    /// <summary>The next token, whatever it is, without reading it.</summary>
    public static readonly Parser<Token> Next = input => Result.Success(((TokenInput)input).Token, input);

    /// <summary>Reads the next token, whatever it is: the keyword by which a rule was chosen.</summary>
    public static readonly Parser<Token> Keyword = input => Result.Success(((TokenInput)input).Token, input.Advance());

    /// <summary>Reads a token of a kind.</summary>
    public static Parser<Token> Token(TokenKind kind) => input =>
        ((TokenInput)input).Kind == kind ? Result.Success(((TokenInput)input).Token, input.Advance()) : Fail<Token>(input, kind);

    /// <summary>Reads a token of one of several kinds.</summary>
    public static Parser<Token> Token(TokenSet kinds) => input =>
        kinds.Contains(((TokenInput)input).Kind) ? Result.Success(((TokenInput)input).Token, input.Advance()) : Fail<Token>(input);

    /// <summary>The rule that the next token starts.</summary>
    public static Parser<T> ByFirstToken<T>(params (TokenKind First, Parser<T> Rule)[] rules)
    {
        var table = new Parser<T>?[128];
        foreach (var (first, rule) in rules)
        {
            table[(int)first] = rule;
        }

        return input => table[(int)((TokenInput)input).Kind] is { } rule ? rule(input) : Fail<T>(input);
    }

    /// <summary>A rule that is taken only where the tokens ahead say so.</summary>
    public static Parser<T> Ahead<T>(Func<TokenInput, bool> condition, Parser<T> rule) => input =>
        condition((TokenInput)input) ? rule(input) : Fail<T>(input);

    /// <summary>A rule that may be left out; null then.</summary>
    public static Parser<T?> OrNull<T>(this Parser<T> rule)
        where T : class => input =>
    {
        var result = rule(input);
        return result.WasSuccessful ? result : Result.Success<T?>(null, input);
    };

    /// <summary>A list that is empty where its closing token follows at once.</summary>
    public static Parser<EquatableArray<T>> UnlessNext<T>(this Parser<EquatableArray<T>> list, TokenKind closer) => input =>
        ((TokenInput)input).Kind == closer ? Result.Success(EquatableArray<T>.Empty, input) : list(input);

    /// <summary>A rule whose result is kept, and taken again in the next state of a text where all that it looked at is as it was.</summary>
    public static Parser<T> Reusable<T>(this Parser<T> rule)
        where T : SyntaxNode => input =>
    {
        var here = (TokenInput)input;
        return here.Again(rule) is var (node, after) ? Result.Success((T)node, after) : here.Kept(rule);
    };

    /// <summary>A rule that refers to itself by way of others.</summary>
    public static Parser<T> Later<T>(Func<Parser<T>> rule) => input => rule()(input);

    /// <summary>The span from a token to the last one read.</summary>
    public static Parser<TextSpan> Since(Token first) => Since(first.Span);

    /// <summary>The span from another's start to the last token read.</summary>
    public static Parser<TextSpan> Since(TextSpan first) => input => Result.Success(((TokenInput)input).Since(first), input);

    /// <summary>A rule that may hold itself: deeper than a limit it is one diagnostic, so that no stage runs out of stack.</summary>
    public static Parser<T> Nested<T>(this Parser<T> rule, int limit, TokenSet sync, Func<TextSpan, T> errorNode) => input =>
    {
        var here = (TokenInput)input;
        if (here.Depth >= limit)
        {
            return TooDeep(here, limit, sync, errorNode);
        }

        var result = rule(here.WithDepth(here.Depth + 1));
        return result.WasSuccessful ? Result.Success(result.Value, ((TokenInput)result.Remainder).WithDepth(here.Depth)) : result;
    };

    /// <summary>Reports what is nested too deep, and skips it.</summary>
    public static IResult<T> TooDeep<T>(TokenInput here, int limit, TokenSet sync, Func<TextSpan, T> errorNode)
    {
        var after = here.Report(() => Catalog.NestedTooDeep(here.At(here.Token.Span), limit)).SkipTo(sync).Quiet();
        return Result.Success(errorNode(after.Since(here.Token.Span)), after);
    }

    /// <summary>
    /// Where a rule does not start, reports that it was expected, skips to a token of <paramref name="sync"/>, and gives an error node.
    /// </summary>
    public static Parser<T> Recover<T>(this Parser<T> rule, string expected, TokenSet sync, Func<TextSpan, T> errorNode) => input =>
    {
        var result = rule(input);
        if (result.WasSuccessful)
        {
            return result;
        }

        var here = (TokenInput)input;
        var after = here.Report(() => Catalog.Expected(here.Here, expected, here.Found, null)).SkipTo(sync).Quiet();
        return Result.Success(errorNode(after.Position == here.Position ? here.Gap : after.Since(here.Token.Span)), after);
    };

    /// <summary>
    /// Items up to a place where <paramref name="stop"/> holds. It never stops silently: what starts no item is <paramref name="junk"/>.
    /// </summary>
    public static Parser<EquatableArray<T>> ManyUntil<T>(this Parser<T> item, Func<TokenInput, bool> stop, Parser<T> junk) => input =>
    {
        var items = new List<T>();
        while (!stop((TokenInput)input))
        {
            var result = item(input);
            if (!result.WasSuccessful || result.Remainder.Equals(input))
            {
                result = junk(((TokenInput)result.Remainder).AdvanceTo(((TokenInput)input).Position));
            }

            items.Add(result.Value);
            input = result.Remainder;
        }

        return Result.Success(items.ToEquatableArray(), input);
    };

    /// <summary>Items between commas. The item is total; where the next one follows without a comma, that is what is missing.</summary>
    public static Parser<EquatableArray<T>> SeparatedByComma<T>(this Parser<T> item, TokenSet itemStart) => input =>
    {
        var items = new List<T>();
        while (true)
        {
            var result = item(input);
            items.Add(result.Value);
            var after = (TokenInput)result.Remainder;
            if (after.Kind == TokenKind.Comma)
            {
                input = after.Advance();
            }
            else if (itemStart.Contains(after.Kind) && !after.AtLineStart && !after.Equals(input))
            {
                input = after.Report(() => Catalog.Expected(after.At(after.Gap), "','", after.Found, null));
            }
            else
            {
                return Result.Success(items.ToEquatableArray(), after);
            }
        }
    };

    /// <summary>A failure that has read nothing.</summary>
    public static IResult<T> Fail<T>(IInput input, TokenKind? expected = null) =>
        Result.Failure<T>(input, "", expected is { } kind ? Expectations[(int)kind] : NoExpectations);

    private static IResult<TResult> Join<TFirst, TSecond, TResult>(
        IResult<TFirst> head, IResult<TSecond> tail, Func<TFirst, TSecond, TResult> project) =>
        tail.WasSuccessful ? Result.Success(project(head.Value, tail.Value), tail.Remainder) : Failed<TSecond, TResult>(tail);

    private static IResult<TResult> Made<T, TResult>(IResult<T> result, Func<T, TResult> project) =>
        result.WasSuccessful ? Result.Success(project(result.Value), result.Remainder) : Failed<T, TResult>(result);

    private static IResult<TResult> Failed<T, TResult>(IResult<T> result) =>
        Result.Failure<TResult>(result.Remainder, result.Message, result.Expectations);
}
