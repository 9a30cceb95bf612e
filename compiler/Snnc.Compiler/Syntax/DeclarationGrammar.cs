using Snnc.Compiler.Collections;
using Sprache;
using static Snnc.Compiler.Syntax.Combinators;
using static Snnc.Compiler.Syntax.ExpressionGrammar;

namespace Snnc.Compiler.Syntax;

/// <summary>Files and the declarations in them.</summary>
internal static class DeclarationGrammar
{
    private static readonly TokenSet Keywords = new(TokenKind.UseKeyword, TokenKind.ConstKeyword, TokenKind.NeuronKeyword, TokenKind.BlockKeyword,
        TokenKind.NetworkKeyword, TokenKind.TestKeyword);

    private static readonly Parser<Token> Equal = Required.Sign(TokenKind.Equal);

    // use = "use" STRING ";" ;
    private static readonly Parser<DeclarationSyntax> Use =
        from keyword in Keyword
        from path in Required.String("the path of a .snn file")
        from end in Required.Semicolon
        from span in Since(keyword)
        select new UseSyntax(span, path);

    // const = "const" ID "=" expr ";" ;
    private static readonly Parser<DeclarationSyntax> Const =
        from keyword in Keyword
        from name in Required.Name("a name for the constant")
        from equal in Equal
        from value in Expression
        from end in Required.Semicolon
        from span in Since(keyword)
        select new ConstSyntax(span, name, value);

    // network = "network" ID "{" { member } "}" ;
    private static readonly Parser<DeclarationSyntax> Network =
        from keyword in Keyword
        from name in Required.Name("a name for the network")
        from members in MemberGrammar.NetworkMembers
        from span in Since(keyword)
        select new NetworkSyntax(span, name, members);

    // ID [ "=" expr ]
    private static readonly Parser<BlockParameterSyntax> BlockParameter =
        from name in Required.Name("a name for the parameter")
        from value in (from equal in Token(TokenKind.Equal) from value in Expression select value).OrNull()
        from span in Since(name)
        select new BlockParameterSyntax(span, name, value);

    // "(" ID [ "=" expr ] { "," ID [ "=" expr ] } ")"
    private static readonly Parser<BlockParameterList> BlockParameters =
        from open in Token(TokenKind.OpenParen)
        from items in BlockParameter.SeparatedByComma(new TokenSet(TokenKind.Identifier))
        from close in Required.Closer(open, TokenKind.CloseParen)
        select new BlockParameterList(items);

    // block = "block" ID [ parameters ] "{" { member } "}" ;
    private static readonly Parser<DeclarationSyntax> Block =
        from keyword in Keyword
        from name in Required.Name("a name for the block")
        from parameters in BlockParameters.OrNull()
        from members in MemberGrammar.BlockMembers
        from span in Since(keyword)
        select new BlockSyntax(span, name, parameters?.Items ?? [], members);

    // neuron = "neuron" ID "{" { param | state | port | clause } "}" ;
    private static readonly Parser<DeclarationSyntax> Neuron =
        from keyword in Keyword
        from name in Required.Name("a name for the neuron model")
        from members in NeuronGrammar.Members
        from span in Since(keyword)
        select new NeuronSyntax(span, name, members);

    // "given" ID "=" expr ";"
    private static readonly Parser<TestStepSyntax> Given =
        from keyword in Keyword
        from name in Required.Name("the name of an input")
        from equal in Equal
        from value in Expression
        from end in Required.Semicolon
        from span in Since(keyword)
        select new GivenSyntax(span, name, value);

    // "expect" ID ( "==" | "~=" ) expr [ "within" expr ] ";"
    private static readonly Parser<TestStepSyntax> Expect =
        from keyword in Keyword
        from name in Required.Name("the name of an output")
        from sign in Token(TokenKind.EqualEqual).Or(Required.Sign(TokenKind.TildeEqual, "compare with '==' or '~='"))
        from value in Expression
        from within in (from word in Token(TokenKind.WithinKeyword) from tolerance in Expression select tolerance).OrNull()
        from end in Required.Semicolon
        from span in Since(keyword)
        select new ExpectSyntax(span, name, sign, value, within);

    private static readonly Parser<EquatableArray<TestStepSyntax>> TestSteps =
        new Body("a test", "a line of a test", new TokenSet(TokenKind.GivenKeyword, TokenKind.ExpectKeyword)).Braces(
            ByFirstToken((TokenKind.GivenKeyword, Given), (TokenKind.ExpectKeyword, Expect)),
            new TokenSet(),
            span => new GivenSyntax(span, new Token(TokenKind.Identifier, new(span.End, 0), "", ""), new ErrorExprSyntax(span)));

    // test = "test" STRING "for" ID "{" { given | expect } "}" ;
    private static readonly Parser<DeclarationSyntax> Test =
        from keyword in Keyword
        from title in Required.String("a title, a string")
        from word in Required.Sign(TokenKind.ForKeyword, "write 'test \"title\" for Network { ... }'")
        from network in Required.Name("the name of a network")
        from steps in TestSteps
        from span in Since(keyword)
        select new TestSyntax(span, title, network, steps);

    private static readonly Parser<DeclarationSyntax> Declaration =
        from first in Next
        from declaration in ByFirstToken(
            (TokenKind.UseKeyword, Use),
            (TokenKind.ConstKeyword, Const),
            (TokenKind.NeuronKeyword, Neuron),
            (TokenKind.BlockKeyword, Block),
            (TokenKind.NetworkKeyword, Network),
            (TokenKind.TestKeyword, Test))
        select declaration with { Documentation = Documentation.Before(first) };

    /// <summary>file = { use | const | neuron | block | network | test } ;</summary>
    public static readonly Parser<FileSyntax> File = FileOf(new Body("the file itself", "a declaration", Keywords));

    private static Parser<FileSyntax> FileOf(Body body) =>
        from first in Next
        from declarations in body.OrMisspelt(Declaration)
            .ManyUntil(input => input.AtEnd, body.Junk(new TokenSet(TokenKind.EndOfFile), Error, once: true))
        from end in Next
        select new FileSyntax(new Text.TextSpan(0, end.Span.Start), declarations, end);

    private static DeclarationSyntax Error(Text.TextSpan span) => new ErrorDeclarationSyntax(span);

    private sealed record BlockParameterList(EquatableArray<BlockParameterSyntax> Items);
}
