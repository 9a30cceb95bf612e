using System.Collections.Generic;
using System.Linq;

namespace Snnc.Compiler.Syntax;

/// <summary>The way from the root of a tree to a place in its text.</summary>
public static class SyntaxNavigation
{
    /// <summary>The nodes that hold a position, outermost first. A position right behind a node belongs to it where no other node begins there.</summary>
    public static IReadOnlyList<SyntaxNode> PathTo(this SyntaxTree tree, int offset)
    {
        var path = new List<SyntaxNode> { tree.Root };
        for (SyntaxNode? node = tree.Root; node is not null;)
        {
            node = Children(node).LastOrDefault(child => child.Span.Start <= offset && offset <= child.Span.End);
            if (node is not null)
            {
                path.Add(node);
            }
        }

        return path;
    }

    /// <summary>The nodes directly below a node, in the order of the text.</summary>
    public static IEnumerable<SyntaxNode> Children(SyntaxNode node) => node switch
    {
        FileSyntax file => file.Declarations,
        DeclarationSyntax declaration => OfDeclaration(declaration),
        MemberSyntax member => OfMember(member),
        NeuronMemberSyntax member => OfModel(member),
        StatementSyntax statement => OfStatement(statement),
        ExprSyntax expression => OfExpression(expression),
        _ => OfPart(node),
    };

    private static IEnumerable<SyntaxNode> OfDeclaration(DeclarationSyntax declaration) => declaration switch
    {
        ConstSyntax constant => [constant.Value],
        NetworkSyntax network => network.Members,
        BlockSyntax block => block.Parameters.Concat<SyntaxNode>(block.Members),
        NeuronSyntax neuron => neuron.Members,
        TestSyntax test => test.Steps,
        _ => [],
    };

    private static IEnumerable<SyntaxNode> OfMember(MemberSyntax member) => member switch
    {
        TimeSyntax time => time.Entries,
        InputSyntax input => [input.Type],
        OutputSyntax output => Present(output.Type, output.Value),
        LocalConstSyntax constant => [constant.Value],
        ActivitySyntax activity => activity.Entries,
        QuantizeSyntax quantize => quantize.Entries,
        ChainSyntax chain => new SyntaxNode[] { chain.Source }.Concat(chain.Elements),
        _ => [],
    };

    private static IEnumerable<SyntaxNode> OfPart(SyntaxNode node) => node switch
    {
        BlockParameterSyntax parameter => Present(parameter.Default),
        GivenSyntax given => [given.Value],
        ExpectSyntax expect => Present(expect.Value, expect.Within),
        TimeEntrySyntax entry => [entry.Value],
        RefEntrySyntax entry => [entry.Target, entry.Value],
        TupleSourceSyntax tuple => tuple.Items,
        ElementSourceSyntax head => [head.Element],
        ElementSyntax element => Present(element.Shape, element.Target, element.Arguments, element.Repeat),
        TypeSyntax type => Present(type.Shape),
        ShapeSyntax shape => shape.Extents,
        ArgumentListSyntax list => list.Arguments,
        ArgumentSyntax argument => [argument.Value],
        ParamDeclSyntax parameter => Present(parameter.Default),
        StateDeclSyntax state => [state.Initial],
        EquationSyntax equation => [equation.Derivative],
        _ => [],
    };

    private static IEnumerable<SyntaxNode> OfModel(NeuronMemberSyntax member) => member switch
    {
        ParamSyntax param => param.Declarations,
        StateSyntax state => state.Declarations,
        PortSyntax port => port.Declarations,
        DynamicsSyntax dynamics => Present(dynamics.When).Concat(dynamics.Equations),
        UpdateSyntax update => Present(update.When).Concat(update.Body),
        SpikeSyntax spike => new SyntaxNode[] { spike.Condition }.Concat(spike.Body),
        EmitSyntax emit => [emit.Value],
        _ => [],
    };

    private static IEnumerable<SyntaxNode> OfStatement(StatementSyntax statement) => statement switch
    {
        VarSyntax variable => [variable.Value],
        AssignSyntax assignment => [assignment.Value],
        IfSyntax condition => new SyntaxNode[] { condition.Condition }.Concat(condition.Then).Concat(condition.Else ?? []),
        _ => [],
    };

    private static IEnumerable<SyntaxNode> OfExpression(ExprSyntax expression) => expression switch
    {
        NameExprSyntax name => [name.Ref],
        CallSyntax call => [call.Arguments],
        ParenthesizedSyntax parenthesized => [parenthesized.Inner],
        UnarySyntax unary => [unary.Operand],
        BinarySyntax binary => [binary.Left, binary.Right],
        ConditionalSyntax conditional => [conditional.Condition, conditional.WhenTrue, conditional.WhenFalse],
        _ => [],
    };

    private static IEnumerable<SyntaxNode> Present(params SyntaxNode?[] nodes) => nodes.Where(node => node is not null).Select(node => node!);
}
