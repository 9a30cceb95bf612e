using System.Linq;
using Shouldly;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Text;
using Xunit;

namespace Snnc.Compiler.Tests.Syntax;

/// <summary>What the tree of a right text looks like.</summary>
public sealed class GrammarTests
{
    [Theory]
    [InlineData("a + b * c", "(a + (b * c))")]
    [InlineData("a - b - c", "((a - b) - c)")]
    [InlineData("-a * b", "((-a) * b)")]
    [InlineData("!a && b || c", "(((!a) && b) || c)")]
    [InlineData("a == b && c < d << 2 + 1", "((a == b) && (c < (d << (2 + 1))))")]
    [InlineData("a ? b : c ? d : e", "(a ? b : (c ? d : e))")]
    [InlineData("a ? b ? c : d : e", "(a ? (b ? c : d) : e)")]
    [InlineData("a % b / c", "((a % b) / c)")]
    [InlineData("a >= b != c <= d", "((a >= b) != (c <= d))")]
    [InlineData("(a + b) * c", "([(a + b)] * c)")]
    [InlineData("10 ms / 2", "(10 ms / 2)")]
    [InlineData("-65 mV", "(-65 mV)")]
    [InlineData("1 step", "1 step")]
    [InlineData("w[\"x/y\"] * 1 s", "(w[\"x/y\"] * 1 s)")]
    [InlineData("\"f.npz\"[\"k\"]", "\"f.npz\"[\"k\"]")]
    [InlineData("f(a, k = 2, g())", "f(a, k = 2, g())")]
    [InlineData("r.0.1.v + none", "(r.0.1.v + none)")]
    public void Expression_Text_HasTheShapeOfCSharp(string text, string shape)
    {
        var tree = Parse($"const A = {text};");
        Shape(Nodes.Only<ConstSyntax>(tree).Value).ShouldBe(shape);
    }

    [Fact]
    public void Chain_WithAllParts_HoldsThem()
    {
        var tree = Parse("network N { (a, b.y) -> n[4, k]: blk(3, cell = alif) repeat 8 -> m.i_inh; }");
        var chain = Nodes.Only<ChainSyntax>(tree);
        ((TupleSourceSyntax)chain.Source).Items.Select(item => item.Name).ShouldBe(["a", "b.y"]);
        var element = chain.Elements[0];
        (element.Label!.Text, element.Shape!.Extents.Count, element.Target.Name).ShouldBe(("n", 2, "blk"));
        element.Arguments!.Arguments.Select(argument => argument.Name?.Text).ShouldBe([null, "cell"]);
        Shape(element.Repeat!).ShouldBe("8");
        chain.Elements[1].Target.Name.ShouldBe("m.i_inh");
        chain.Elements[1].Arguments.ShouldBeNull();
    }

    [Fact]
    public void Neuron_OnOneLine_HoldsItsMembersInOrder()
    {
        var neuron = Nodes.Only<NeuronSyntax>(Parse("neuron n { param tau: s, r: {a, b} = a, k: int; state v = 0, u: int24 wrap = 1; input i, x: int; "
            + "dynamics rk4 when v > 0 { v' = i; } update { if v > 1 { v = 0; } else if v < 0 { v += 1; } else { var q = 2; } } spike n = v { } }"));
        neuron.Members.Select(member => member.GetType().Name)
            .ShouldBe(["ParamSyntax", "StateSyntax", "PortSyntax", "DynamicsSyntax", "UpdateSyntax", "SpikeSyntax"]);
        var parameters = ((ParamSyntax)neuron.Members[0]).Declarations;
        (parameters[0].TypeName!.Text, parameters[0].Choices, parameters[0].Default).ShouldBe(("s", null, null));
        parameters[1].Choices!.Value.Select(choice => choice.Text).ShouldBe(["a", "b"]);
        ((StateSyntax)neuron.Members[1]).Declarations[1].Overflow!.Kind.ShouldBe(TokenKind.WrapKeyword);
        ((PortSyntax)neuron.Members[2]).Declarations.Select(port => port.IsInt).ShouldBe([false, true]);
        ((DynamicsSyntax)neuron.Members[3]).Method!.Text.ShouldBe("rk4");
        var outer = (IfSyntax)((UpdateSyntax)neuron.Members[4]).Body[0];
        ((IfSyntax)outer.Else!.Value[0]).Else!.Value[0].ShouldBeOfType<VarSyntax>();
        ((SpikeSyntax)neuron.Members[5]).Count!.Text.ShouldBe("n");
    }

    [Fact]
    public void Test_WithSteps_HoldsThem()
    {
        var test = Nodes.Only<TestSyntax>(Parse("test \"one\" for N { given x = \"a.npz\"[\"x\"]; expect y ~= 1 within 1e-4; expect z == 2; }"));
        (test.Title.StringValue, test.Network.Text, test.Steps.Count).ShouldBe(("one", "N", 3));
        ((ExpectSyntax)test.Steps[1]).Within.ShouldNotBeNull();
        ((ExpectSyntax)test.Steps[2]).Operator.Kind.ShouldBe(TokenKind.EqualEqual);
    }

    [Fact]
    public void Documentation_BeforeDeclarationMemberAndElement_IsCarried()
    {
        var tree = Parse("""
            // no documentation
            /// A network.
            /// Two lines.
            network N {
                /// The image.
                input x: frame[1];  /// nobody's
                x
                    /// First.
                    -> a: relu ->
                    /// Second.
                    b: relu;
            }

            //// a ruler

            block b { }
            """);
        tree.Root.Declarations[0].Documentation.ShouldBe("A network.\nTwo lines.");
        tree.Root.Declarations[1].Documentation.ShouldBeNull();
        var members = Nodes.Only<NetworkSyntax>(tree).Members;
        members[0].Documentation.ShouldBe("The image.");
        members[1].Documentation.ShouldBeNull();
        ((ChainSyntax)members[1]).Elements.Select(element => element.Documentation).ShouldBe(["First.", "Second."]);
    }

    [Fact]
    public void Tree_OfTheSameText_IsEqual()
    {
        var sample = Samples.Read("hybrid.snn").Content;
        Parse(sample).Root.ShouldBe(Parse(sample).Root);
        Parse(sample).Root.GetHashCode().ShouldBe(Parse(sample).Root.GetHashCode());
    }

    private static SyntaxTree Parse(string text)
    {
        var tree = SyntaxTree.Parse(new SourceText("test.snn", text));
        tree.Diagnostics.Select(Describe.Line).ShouldBeEmpty();
        return tree;
    }

    private static string Shape(ExprSyntax expression) => expression switch
    {
        BinarySyntax binary => $"({Shape(binary.Left)} {binary.Operator.Text} {Shape(binary.Right)})",
        UnarySyntax unary => $"({unary.Operator.Text}{Shape(unary.Operand)})",
        ConditionalSyntax choice => $"({Shape(choice.Condition)} ? {Shape(choice.WhenTrue)} : {Shape(choice.WhenFalse)})",
        ParenthesizedSyntax inner => $"[{Shape(inner.Inner)}]",
        NumberSyntax number => number.Number.Text + (number.Unit is { } unit ? " " + unit.Text : ""),
        NoneSyntax => "none",
        NameExprSyntax name => name.Ref.Name,
        TensorSyntax tensor => $"{tensor.Container.Text}[{tensor.Key.Text}]",
        CallSyntax call => $"{call.Name.Text}({string.Join(", ", call.Arguments.Arguments.Select(Argument))})",
        _ => expression.GetType().Name,
    };

    private static string Argument(ArgumentSyntax argument) => (argument.Name is { } name ? $"{name.Text} = " : "") + Shape(argument.Value);
}
