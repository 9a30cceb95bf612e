using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Text;
using Sprache;
using static Snnc.Compiler.Syntax.Combinators;
using static Snnc.Compiler.Syntax.ExpressionGrammar;

namespace Snnc.Compiler.Syntax;

/// <summary>The members of neuron models and the statements in their clauses.</summary>
internal static class NeuronGrammar
{
    private static readonly TokenSet Keywords = new(TokenKind.ParamKeyword, TokenKind.StateKeyword, TokenKind.InputKeyword,
        TokenKind.DynamicsKeyword, TokenKind.UpdateKeyword, TokenKind.SpikeKeyword, TokenKind.EmitKeyword);

    private static readonly TokenSet Names = new(TokenKind.Identifier);

    private static readonly TokenSet TypeNames = new(TokenKind.Identifier, TokenKind.IntKeyword);

    private static readonly TokenSet Overflows = new(TokenKind.WrapKeyword, TokenKind.SaturateKeyword);

    private static readonly TokenSet Assignments = new(TokenKind.Equal, TokenKind.PlusEqual, TokenKind.MinusEqual, TokenKind.StarEqual);

    private static readonly Parser<Token> Equal = Required.Sign(TokenKind.Equal);

    // [ "=" expr ]
    private static readonly Parser<ExprSyntax?> Default =
        (from equal in Token(TokenKind.Equal) from value in Expression select value).OrNull();

    private static readonly Parser<Token> TypeName = Token(TypeNames).Or(Required.Name("a type"));

    // "{" ID { "," ID } "}"
    private static readonly Parser<Choices> ChoiceList =
        from open in Token(TokenKind.OpenBrace)
        from names in Required.Name("the name of a choice").SeparatedByComma(Names)
        from close in Required.Closer(open, TokenKind.CloseBrace)
        select new Choices(null, names);

    // ":" ( ID | "{" ID { "," ID } "}" )
    private static readonly Parser<Choices> ParamType =
        from colon in Token(TokenKind.Colon)
        from type in ChoiceList.Or(from name in TypeName select new Choices(name, null))
        select type;

    // pdecl = ID [ ":" ( ID | "{" ID { "," ID } "}" ) ] [ "=" expr ] ;
    private static readonly Parser<ParamDeclSyntax> ParamDecl =
        from name in Required.Name("a name for the parameter")
        from type in ParamType.OrNull()
        from value in Default
        from span in Since(name)
        select new ParamDeclSyntax(span, name, type?.TypeName, type?.Names, value);

    // param = "param" pdecl { "," pdecl } ";" ;
    private static readonly Parser<NeuronMemberSyntax> Param =
        from keyword in Keyword
        from declarations in ParamDecl.SeparatedByComma(Names)
        from end in Required.Semicolon
        from span in Since(keyword)
        select new ParamSyntax(span, declarations);

    // sdecl = ID [ ":" ID [ "wrap" | "saturate" ] ] "=" expr ;
    private static readonly Parser<StateDeclSyntax> StateDecl =
        from name in Required.Name("a name for the state")
        from type in (from colon in Token(TokenKind.Colon) from type in TypeName select type).OrNull()
        from overflow in Token(Overflows).OrNull()
        from equal in Required.Sign(TokenKind.Equal, "a state has an initial value: 'state v = 0;'")
        from initial in Expression
        from span in Since(name)
        select new StateDeclSyntax(span, name, type, overflow, initial);

    // state = "state" sdecl { "," sdecl } ";" ;
    private static readonly Parser<NeuronMemberSyntax> State =
        from keyword in Keyword
        from declarations in StateDecl.SeparatedByComma(Names)
        from end in Required.Semicolon
        from span in Since(keyword)
        select new StateSyntax(span, declarations);

    // ":" "int"
    private static readonly Parser<Token> PortType =
        from colon in Token(TokenKind.Colon)
        from type in Required.Sign(TokenKind.IntKeyword, "a port is real, or 'int'")
        select type;

    // ID [ ":" "int" ]
    private static readonly Parser<PortDeclSyntax> PortDecl =
        from name in Required.Name("a name for the port")
        from type in PortType.OrNull()
        from span in Since(name)
        select new PortDeclSyntax(span, name, type is not null);

    // port = "input" ID [ ":" "int" ] { "," ID [ ":" "int" ] } ";" ;
    private static readonly Parser<NeuronMemberSyntax> Port =
        from keyword in Keyword
        from declarations in PortDecl.SeparatedByComma(Names)
        from end in Required.Semicolon
        from span in Since(keyword)
        select new PortSyntax(span, declarations);

    // [ "when" expr ]
    private static readonly Parser<ExprSyntax?> When =
        (from keyword in Token(TokenKind.WhenKeyword) from condition in Expression select condition).OrNull();

    // ID "'" "=" expr ";"
    private static readonly Parser<EquationSyntax> Equation =
        from name in Required.Name("the name of a state")
        from prime in Required.Sign(TokenKind.Prime, "'dynamics' states derivatives, as in \"v' = -v / tau;\"; assignments stand in 'update'")
        from equal in Equal
        from derivative in Expression
        from end in Required.Semicolon
        from span in Since(name)
        select new EquationSyntax(span, name, derivative);

    private static readonly Parser<EquatableArray<EquationSyntax>> Equations =
        new Body("a 'dynamics' clause", "an equation", new TokenSet(), "a state's name").Braces(
            Ahead(input => input.Kind is TokenKind.Identifier or TokenKind.Prime, Equation), Keywords,
            span => new EquationSyntax(span, new Token(TokenKind.Identifier, new TextSpan(span.End, 0), "", ""), new ErrorExprSyntax(span)));

    // clause = "dynamics" [ ID ] [ "when" expr ] "{" { ID "'" "=" expr ";" } "}"
    private static readonly Parser<NeuronMemberSyntax> Dynamics =
        from keyword in Keyword
        from method in Ahead(input => input.Kind == TokenKind.Identifier && input.Peek(1).Kind != TokenKind.Prime, Keyword).OrNull()
        from condition in When
        from equations in Equations
        from span in Since(keyword)
        select new DynamicsSyntax(span, keyword, method, condition, equations);

    // "var" ID "=" expr ";"
    private static readonly Parser<StatementSyntax> Var =
        from keyword in Keyword
        from name in Required.Name("a name for the variable")
        from equal in Equal
        from value in Expression
        from end in Required.Semicolon
        from span in Since(keyword)
        select new VarSyntax(span, name, value);

    // ID ( "=" | "+=" | "-=" | "*=" ) expr ";"
    private static readonly Parser<StatementSyntax> Assign =
        from name in Required.Name("the name of a state or variable")
        from sign in Token(Assignments).Or(Required.Sign(TokenKind.Equal, "a statement assigns with '=', '+=', '-=' or '*='"))
        from value in Expression
        from end in Required.Semicolon
        from span in Since(name)
        select new AssignSyntax(span, name, sign, value);

    // if = "if" expr body [ "else" ( body | if ) ] ;
    private static readonly Parser<StatementSyntax> If =
        from keyword in Token(TokenKind.IfKeyword).Or(Required.Sign(TokenKind.IfKeyword, "a comparison alone does nothing"))
        from condition in Expression
        from then in Later(() => Block!)
        from otherwise in (from word in Token(TokenKind.ElseKeyword) from branch in Later(() => ElseBranch!) select branch).OrNull()
        from span in Since(keyword)
        select new IfSyntax(span, condition, then, otherwise?.Statements);

    private static readonly Parser<StatementSyntax> NestedIf = If.Nested(TokenInput.MaxStatementDepth, new TokenSet(TokenKind.CloseBrace), Error);

    // stmt = "var" ... | assignment | if ;
    private static readonly Parser<StatementSyntax> Statement = ByFirstToken(
            (TokenKind.VarKeyword, Var),
            (TokenKind.IfKeyword, NestedIf),
            (TokenKind.Identifier, Ahead(IsComparison, NestedIf).Or(Assign)),
            (TokenKind.Equal, Assign), (TokenKind.PlusEqual, Assign), (TokenKind.MinusEqual, Assign), (TokenKind.StarEqual, Assign));

    // body = "{" { stmt } "}" ;
    private static readonly Parser<EquatableArray<StatementSyntax>> Block =
        new Body("this body", "a statement", new TokenSet(TokenKind.VarKeyword, TokenKind.IfKeyword), "an assignment")
            .Braces(Statement, Keywords.And(TokenKind.ElseKeyword), Error);

    private static readonly Parser<Branch> ElseBranch =
        ByFirstToken((TokenKind.IfKeyword, from nested in Statement select new Branch([nested])))
            .Or(from body in Block select new Branch(body));

    // "update" [ "when" expr ] body
    private static readonly Parser<NeuronMemberSyntax> Update =
        from keyword in Keyword
        from condition in When
        from body in Block
        from span in Since(keyword)
        select new UpdateSyntax(span, keyword, condition, body);

    // ID "="
    private static readonly Parser<Token> SpikeCount =
        from name in Ahead(IsCount, Keyword)
        from equal in Equal
        select name;

    private static readonly Parser<Token> SpikeWhen =
        Required.Sign(TokenKind.WhenKeyword, "write 'spike when v > threshold { ... }' or 'spike n = count { ... }'");

    // "spike" ( "when" expr | ID "=" expr ) body
    private static readonly Parser<NeuronMemberSyntax> Spike =
        from keyword in Keyword
        from count in SpikeCount.OrNull()
        from word in Ahead(input => count is null, SpikeWhen).OrNull()
        from condition in Expression
        from body in Block
        from span in Since(keyword)
        select new SpikeSyntax(span, keyword, count, condition, body);

    // "emit" expr ";"
    private static readonly Parser<NeuronMemberSyntax> Emit =
        from keyword in Keyword
        from value in Expression
        from end in Required.Semicolon
        from span in Since(keyword)
        select new EmitSyntax(span, keyword, value);

    /// <summary>"{" { param | state | port | clause } "}"</summary>
    public static readonly Parser<EquatableArray<NeuronMemberSyntax>> Members =
        new Body("a neuron", "a member of a neuron", Keywords).Braces(
            ByFirstToken(
                (TokenKind.ParamKeyword, Param),
                (TokenKind.StateKeyword, State),
                (TokenKind.InputKeyword, Port),
                (TokenKind.DynamicsKeyword, Dynamics),
                (TokenKind.UpdateKeyword, Update),
                (TokenKind.SpikeKeyword, Spike),
                (TokenKind.EmitKeyword, Emit)).Reusable(),
            new TokenSet(),
            span => new ErrorNeuronMemberSyntax(span));

    private static bool IsCount(TokenInput input) =>
        input.Kind == TokenKind.Identifier && input.Peek(1).Kind is TokenKind.Equal or TokenKind.Identifier;

    // `a == b {`: the condition of an `if` whose keyword is missing.
    private static bool IsComparison(TokenInput input) => SyntaxFacts.BinaryPrecedence(input.Peek(1).Kind) is > 0 and < 5;

    private static StatementSyntax Error(TextSpan span) => new ErrorStatementSyntax(span);

    private sealed record Choices(Token? TypeName, EquatableArray<Token>? Names);

    private sealed record Branch(EquatableArray<StatementSyntax> Statements);
}
