using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Syntax;

/// <summary>Makes members, and the nodes in them, as they stand some characters further on in another text. Their tokens are those of that text.</summary>
/// <param name="shift">How many characters.</param>
/// <param name="tokens">The tokens of that text.</param>
/// <param name="cursor">The index of one near the first node: nodes are gone through in the order of the text, so that the next one is near.</param>
internal sealed class SyntaxMover(int shift, List<Token> tokens, int cursor)
{
    /// <summary>The node with all that is in it.</summary>
    public T Move<T>(T node)
        where T : SyntaxNode => (T)Moved(node);

    private SyntaxNode Moved(SyntaxNode node) => node switch
    {
        ExprSyntax expression => OfExpression(expression),
        MemberSyntax member => OfMember(member),
        ChainSourceSyntax source => OfSource(source),
        ElementSyntax element => OfElement(element),
        NeuronMemberSyntax member => OfModel(member),
        StatementSyntax statement => OfStatement(statement),
        _ => OfPart(node),
    };

    private ExprSyntax OfExpression(ExprSyntax node) => node switch
    {
        NumberSyntax it => it with { Span = At(it), Number = Token(it.Number), Unit = Perhaps(it.Unit) },
        NameExprSyntax it => it with { Span = At(it), Ref = Reference(it.Ref) },
        CallSyntax it => it with { Span = At(it), Name = Token(it.Name), Arguments = Move(it.Arguments) },
        ParenthesizedSyntax it => it with { Span = At(it), Inner = Move(it.Inner) },
        UnarySyntax it => it with { Span = At(it), Operator = Token(it.Operator), Operand = Move(it.Operand) },
        BinarySyntax it => it with { Span = At(it), Left = Move(it.Left), Operator = Token(it.Operator), Right = Move(it.Right) },
        ConditionalSyntax it => it with
        {
            Span = At(it), Condition = Move(it.Condition), WhenTrue = Move(it.WhenTrue), WhenFalse = Move(it.WhenFalse),
        },
        TensorSyntax it => it with { Span = At(it), Container = Token(it.Container), Key = Token(it.Key) },
        _ => node with { Span = At(node) },
    };

    private MemberSyntax OfMember(MemberSyntax node) => node switch
    {
        ChainSyntax it => it with { Span = At(it), Source = Move(it.Source), Elements = All(it.Elements) },
        InputSyntax it => it with { Span = At(it), Name = Token(it.Name), Type = Move(it.Type) },
        OutputSyntax it => it with { Span = At(it), Name = Token(it.Name), Type = Perhaps(it.Type), Value = Move(it.Value) },
        LocalConstSyntax it => it with { Span = At(it), Name = Token(it.Name), Value = Move(it.Value) },
        WeightsSyntax it => it with { Span = At(it), Name = Token(it.Name), Path = Token(it.Path) },
        TimeSyntax it => it with { Span = At(it), Keyword = Token(it.Keyword), Entries = All(it.Entries) },
        ActivitySyntax it => it with { Span = At(it), Keyword = Token(it.Keyword), Entries = All(it.Entries) },
        QuantizeSyntax it => it with { Span = At(it), Keyword = Token(it.Keyword), Entries = All(it.Entries) },
        _ => node with { Span = At(node) },
    };

    private ChainSourceSyntax OfSource(ChainSourceSyntax node) => node switch
    {
        ElementSourceSyntax it => it with { Span = At(it), Element = OfElement(it.Element) },
        TupleSourceSyntax it => it with { Span = At(it), Items = All(it.Items) },
        _ => node with { Span = At(node) },
    };

    private ElementSyntax OfElement(ElementSyntax node) => node with
    {
        Span = At(node), Label = Perhaps(node.Label), Shape = Perhaps(node.Shape), Target = Reference(node.Target),
        Arguments = Perhaps(node.Arguments), Repeat = Perhaps(node.Repeat),
    };

    private NeuronMemberSyntax OfModel(NeuronMemberSyntax node) => node switch
    {
        ParamSyntax it => it with { Span = At(it), Declarations = All(it.Declarations) },
        StateSyntax it => it with { Span = At(it), Declarations = All(it.Declarations) },
        PortSyntax it => it with { Span = At(it), Declarations = All(it.Declarations) },
        DynamicsSyntax it => it with
        {
            Span = At(it), Keyword = Token(it.Keyword), Method = Perhaps(it.Method), When = Perhaps(it.When), Equations = All(it.Equations),
        },
        UpdateSyntax it => it with { Span = At(it), Keyword = Token(it.Keyword), When = Perhaps(it.When), Body = All(it.Body) },
        SpikeSyntax it => it with
        {
            Span = At(it), Keyword = Token(it.Keyword), Count = Perhaps(it.Count), Condition = Move(it.Condition), Body = All(it.Body),
        },
        EmitSyntax it => it with { Span = At(it), Keyword = Token(it.Keyword), Value = Move(it.Value) },
        _ => node with { Span = At(node) },
    };

    private StatementSyntax OfStatement(StatementSyntax node) => node switch
    {
        VarSyntax it => it with { Span = At(it), Name = Token(it.Name), Value = Move(it.Value) },
        AssignSyntax it => it with { Span = At(it), Name = Token(it.Name), Operator = Token(it.Operator), Value = Move(it.Value) },
        IfSyntax it => it with
        {
            Span = At(it), Condition = Move(it.Condition), Then = All(it.Then), Else = it.Else is { } otherwise ? All(otherwise) : null,
        },
        _ => node with { Span = At(node) },
    };

    private SyntaxNode OfPart(SyntaxNode node) => node switch
    {
        RefSyntax it => Reference(it),
        ArgumentListSyntax it => it with { Span = At(it), Arguments = All(it.Arguments) },
        ArgumentSyntax it => it with { Span = At(it), Name = Perhaps(it.Name), Value = Move(it.Value) },
        ShapeSyntax it => it with { Span = At(it), Extents = All(it.Extents) },
        TypeSyntax it => it with { Span = At(it), Kind = Token(it.Kind), Shape = Perhaps(it.Shape) },
        TimeEntrySyntax it => it with { Span = At(it), Name = Token(it.Name), Value = Move(it.Value) },
        RefEntrySyntax it => it with { Span = At(it), Target = Reference(it.Target), Value = Move(it.Value) },
        ParamDeclSyntax it => it with
        {
            Span = At(it), Name = Token(it.Name), TypeName = Perhaps(it.TypeName), Choices = it.Choices is { } choices ? Tokens(choices) : null,
            Default = Perhaps(it.Default),
        },
        StateDeclSyntax it => it with
        {
            Span = At(it), Name = Token(it.Name), TypeName = Perhaps(it.TypeName), Overflow = Perhaps(it.Overflow), Initial = Move(it.Initial),
        },
        PortDeclSyntax it => it with { Span = At(it), Name = Token(it.Name) },
        EquationSyntax it => it with { Span = At(it), State = Token(it.State), Derivative = Move(it.Derivative) },
        _ => node with { Span = At(node) },
    };

    private RefSyntax Reference(RefSyntax node) => node with { Span = At(node), Parts = Tokens(node.Parts) };

    private T? Perhaps<T>(T? node)
        where T : SyntaxNode => node is null ? null : Move(node);

    private EquatableArray<T> All<T>(EquatableArray<T> nodes)
        where T : SyntaxNode
    {
        var moved = new T[nodes.Count];
        for (var i = 0; i < moved.Length; i++)
        {
            moved[i] = Move(nodes[i]);
        }

        return new EquatableArray<T>(moved);
    }

    private EquatableArray<Token> Tokens(EquatableArray<Token> found) => found.Select(Token).ToEquatableArray();

    private Token? Perhaps(Token? token) => token is null ? null : Token(token);

    // A token that the text does not have, or has as another kind, is the parser's own.
    private Token Token(Token token)
    {
        var span = At(token.Span);
        while (cursor < tokens.Count - 1 && tokens[cursor].Span.Start < span.Start)
        {
            cursor++;
        }

        while (cursor > 0 && tokens[cursor].Span.Start > span.Start)
        {
            cursor--;
        }

        var there = tokens[cursor];
        return there.Span == span && there.Kind == token.Kind ? there : token with { Span = span };
    }

    private TextSpan At(SyntaxNode node) => At(node.Span);

    private TextSpan At(TextSpan span) => new(span.Start + shift, span.Length);
}
