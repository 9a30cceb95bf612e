using System.Linq;
using Shouldly;
using Snnc.Compiler.Syntax;
using Xunit;
using static Snnc.Compiler.Tests.Syntax.AnnotatedText;

namespace Snnc.Compiler.Tests.Syntax;

/// <summary>What is said about broken texts, word for word, and where.</summary>
public sealed class SyntaxDiagnosticTests
{
    [Fact]
    public void Parser_ThirteenErrorsInOneFile_ReportsEachAtItsPlaceAndKeepsTheRest()
    {
        var tree = ShouldReport(
            """
            const N = [|;|]
            [|netwrk|] Main {
                time { step = 1 ms; steps = 8 [|@|]; }
                input image [|frame|][1, 28, 28];
                input touch: [|spike|][12];
                image -> conv1: conv2d(12, kernel = 5[||] -> relu;
                relu -> [|;|]
                touch -> fc1: dense(3)[||]
                output [|weights|] = fc1;
                dense(3) -> x;
            }
            neuron n {
                [|output|] y = 3;
                state v = 0;
                dynamics { v [|=|] -v; }
            }
            [|}|]
            block b(n) { input x[|;|] x -> y: dense(n); output z = y; }
            """,
            "SNN0110 expected an expression, found ';'",
            "SNN0114 unknown keyword 'netwrk'",
            "SNN0101 '@' is no part of the language",
            "SNN0110 expected ':', found 'frame'",
            "SNN0110 expected a type: 'frame', 'signal' or 'spikes', found 'spike'",
            "SNN0112 expected ')', found '->'",
            "SNN0110 expected an operator, model, block or node, found ';'",
            "SNN0111 expected ';' after ')'",
            "SNN0115 'weights' is a reserved word and cannot be a name",
            "SNN0116 'output' cannot stand in a neuron",
            "SNN0110 expected ''', found '='",
            "SNN0113 '}' does not start a declaration",
            "SNN0110 expected ':', found ';'");
        tree.Root.Declarations.Select(declaration => declaration.GetType().Name)
            .ShouldBe(["ConstSyntax", "NetworkSyntax", "NeuronSyntax", "ErrorDeclarationSyntax", "BlockSyntax"]);
        Nodes.Only<NetworkSyntax>(tree).Members.Count.ShouldBe(8);
    }

    [Theory]
    [InlineData("network N { x -> a: relu[||]\n y -> b: relu; }", "SNN0111 expected ';' after 'relu'")]
    [InlineData("network N { x -> a: relu[||] b: relu; }", "SNN0110 expected '->', found 'b'")]
    [InlineData("network N { x -> fc1 [|dense|](3); }", "SNN0110 expected ':', found 'dense'")]
    [InlineData("network N { x -> dense(3[||] ; }", "SNN0112 expected ')', found ';'")]
    [InlineData("network N { x -> dense(3[||] bias = none); }", "SNN0110 expected ',', found 'bias'")]
    [InlineData("network N { x -> dense(3, [|)|]; }", "SNN0110 expected an expression, found ')'")]
    [InlineData("network N { (a[||] b) -> c: add; }", "SNN0110 expected ',', found 'b'")]
    [InlineData("network N { [|->|] c: add; }", "SNN0110 expected an operator, model, block or node, found '->'")]
    [InlineData("network N { x -> a:[||]\n}", "SNN0110 expected an operator, model, block or node, found '}'")]
    [InlineData("network N { x -> a: relu;[||]", "SNN0112 expected '}', found the end of the file")]
    [InlineData("network N { x -> a: relu;[||]\nneuron n { }", "SNN0112 expected '}', found 'neuron'")]
    [InlineData("network N { time { step = 1 ms;[||]\n input x: frame[2]; }", "SNN0112 expected '}', found 'input'")]
    [InlineData("network N { [|ouput|] y = 3; }", "SNN0114 unknown keyword 'ouput'")]
    [InlineData("network N { [|tiem|] { step = 1 ms; } }", "SNN0114 unknown keyword 'tiem'")]
    [InlineData("network N { weights w = [|wfile|]; }", "SNN0110 expected the path of a tensor file, found 'wfile'")]
    [InlineData("network N { [|dynamics|] { } }", "SNN0116 'dynamics' cannot stand in a network")]
    [InlineData("network N { [|42|]; x -> y; }", "SNN0113 '42' does not start a member")]
    [InlineData("network [|{|] }", "SNN0110 expected a name for the network, found '{'")]
    [InlineData("network N [|x|] { }", "SNN0110 expected '{', found 'x'")]
    [InlineData("[|input|] x: frame[1];", "SNN0116 'input' cannot stand in the file itself")]
    [InlineData("[|foo|] bar { a -> b; }", "SNN0113 'foo' does not start a declaration")]
    [InlineData("neuron n { [|parm|] a = 1; }", "SNN0114 unknown keyword 'parm'")]
    [InlineData("neuron n { state v[|;|] }", "SNN0110 expected '=', found ';'")]
    [InlineData("neuron n { input i: [|real|]; }", "SNN0110 expected 'int', found 'real'")]
    [InlineData("neuron n { spike [|v|] > 1 { } }", "SNN0110 expected 'when', found 'v'")]
    [InlineData("neuron n { update { [|a|] > 0 { b = 1; } } }", "SNN0110 expected 'if', found 'a'")]
    [InlineData("neuron n { update { a [|3|]; } }", "SNN0110 expected '=', found '3'")]
    [InlineData("neuron n { update { [|3|] = a; } }", "SNN0113 '3' does not start a statement")]
    [InlineData("neuron n { update { a = 1; } [|else|] { a = 2; } }", "SNN0116 'else' cannot stand in a neuron")]
    [InlineData("const A = 1 + [|*|] 2;", "SNN0110 expected an expression, found '*'")]
    [InlineData("const A = a ? 1[|;|]", "SNN0110 expected ':', found ';'")]
    [InlineData("const A = w[[|3|]];", "SNN0110 expected the tensor's name, a string, found '3'")]
    [InlineData("const A = \"x.npz\"[|;|]", "SNN0110 expected '[', found ';'")]
    [InlineData("const A = [|time|] + 1;", "SNN0115 'time' is a reserved word and cannot be a name")]
    [InlineData("const A = [|0x|] + 1;", "SNN0104 '0x' is not a number")]
    [InlineData("const A = [|1_000|];", "SNN0104 '1_000' is not a number")]
    [InlineData("const A = [|1e+|];", "SNN0104 '1e+' is not a number")]
    [InlineData("const A = ([|1.|]) + 2;", "SNN0104 '1.' is not a number")]
    [InlineData("const A = [|1.e3|];", "SNN0104 '1.e3' is not a number")]
    [InlineData("const A = f(b = [|.5|] ms, c = 1);", "SNN0104 '.5' is not a number")]
    [InlineData("network N { x -> c: conv2d(8, kernel = (3[|,|] 3), stride = 2) -> y; }", "SNN0110 expected ')', found ','")]
    [InlineData("network N { x -> c: conv2d(8, kernel = (3[||], stride = 2); }", "SNN0112 expected ')', found ','")]
    [InlineData("const A = 2 * -[|.5|];", "SNN0104 '.5' is not a number")]
    [InlineData("const [|größe|] = 1;", "SNN0108 the name 'größe' has letters other than a to z")]
    [InlineData("const A = 1 [|$$$|] ;", "SNN0101 '$$$' is no part of the language")]
    [InlineData("const A = 1; [|/*|] for ever", "SNN0103 the comment is not closed, so the rest of the file is part of it")]
    [InlineData("test \"t\" [|of|] N { }", "SNN0110 expected 'for', found 'of'")]
    [InlineData("test \"t\" for N { expect y [|=|] 3; }", "SNN0110 expected '~=', found '='")]
    public void Parser_OneError_SaysItOnceInPlace(string annotated, string expected) => ShouldReport(annotated, expected);

    [Fact]
    public void Parser_UnterminatedString_EndsAtItsLine() => ShouldReport(
        "use [|\"a.snn;|][||]\nconst A = 1;",
        "SNN0102 the string is not closed on its line",
        "SNN0111 expected ';' after '\"a.snn;'");

    [Fact]
    public void MissingSemicolon_HasAFixThatMendsIt()
    {
        var tree = ShouldReport("const A = 1[||]\nconst B = 2;", "SNN0111 expected ';' after '1'");
        tree.Diagnostics[0].Hint.ShouldBe("statements end in ';'");
        Mended(tree).ShouldBe("const A = 1;\nconst B = 2;");
    }

    [Fact]
    public void MisspeltKeyword_HasAFixThatMendsIt()
    {
        var tree = ShouldReport("[|nework|] N { }", "SNN0114 unknown keyword 'nework'");
        tree.Diagnostics[0].Hint.ShouldBe("did you mean 'network'?");
        Mended(tree).ShouldBe("network N { }");
    }

    [Fact]
    public void MissingCloser_TellsWhereTheBracketWasOpened()
    {
        var related = ShouldReport("const A = (1 + 2[||];", "SNN0112 expected ')', found ';'").Diagnostics[0].Related;
        related.ShouldHaveSingleItem().Location.Span.Start.ShouldBe(10);
    }

    private static string Mended(SyntaxTree tree)
    {
        var fix = tree.Diagnostics[0].Fix.ShouldNotBeNull();
        var mended = tree.Text.Content.Remove(fix.Location.Span.Start, fix.Location.Span.Length).Insert(fix.Location.Span.Start, fix.NewText);
        SyntaxTree.Parse(new Text.SourceText("test.snn", mended)).Diagnostics.ShouldBeEmpty();
        return mended;
    }
}
