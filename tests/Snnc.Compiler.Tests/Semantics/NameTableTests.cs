using System;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Semantics.Names;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Tests.Syntax;
using Snnc.Compiler.Text;
using Xunit;

namespace Snnc.Compiler.Tests.Semantics;

/// <summary>What names mean, in right programs and in others.</summary>
public sealed class NameTableTests
{
    private const string Program = """
        const N = 8;
        neuron cell {
            param tau = 20 ms, kind: {soft, hard} = soft;
            state v = 0;
            input i;
            update { var x = v + i; v = x; }
            spike when v > 1 { if kind == soft { v -= 1; } else { v = 0; } }
        }
        block pair(n, m = cell) {
            input x;
            x -> fc: dense(n) -> h: m();
            output y = h;
        }
        network Net {
            time { step = 1 ms; steps = 4; }
            weights w = "a.npz";
            input image: frame[N];
            image -> encode.constant -> a: cell(tau = 5 ms, kind = hard) -> p: pair(4) -> o: li();
            o -> rec: dense(N, weight = w["rec"], delay = 1 step) -> a.i;
            output all = last(o.v);
            output inner = p.h;
        }
        test "t" for Net { given image = 0; expect all == 0; }
        """;

    [Theory]
    [InlineData("N];", NameKind.Constant)]
    [InlineData("soft {", NameKind.Choice)]
    [InlineData("hard)", NameKind.Choice)]
    [InlineData("tau = 5", NameKind.Parameter)]
    [InlineData("x; }", NameKind.Local)]
    [InlineData("v > 1", NameKind.State)]
    [InlineData("i; v", NameKind.Port)]
    [InlineData("n) ->", NameKind.BlockParameter)]
    [InlineData("m();", NameKind.BlockParameter)]
    [InlineData("cell(tau", NameKind.Neuron)]
    [InlineData("pair(4)", NameKind.Block)]
    [InlineData("li();", NameKind.Neuron)]
    [InlineData("encode.constant", NameKind.Operator)]
    [InlineData("delay =", NameKind.OperatorParameter)]
    [InlineData("w[", NameKind.Weights)]
    [InlineData("\"rec\"", NameKind.Tensor)]
    [InlineData("\"a.npz\"", NameKind.File)]
    [InlineData("step)", NameKind.Unit)]
    [InlineData("steps =", NameKind.TimeEntry)]
    [InlineData("o.v", NameKind.Node)]
    [InlineData("v);", NameKind.State)]
    [InlineData("i;\n    output", NameKind.Port)]
    [InlineData("p.h", NameKind.Instance)]
    [InlineData("h;\n}\ntest", NameKind.Node)]
    [InlineData("last(", NameKind.Operator)]
    [InlineData("Net {\n", NameKind.Network)]
    [InlineData("image = 0", NameKind.Input)]
    [InlineData("all == 0", NameKind.Output)]
    public void Name_AtAPlace_MeansWhatTheProgramSays(string place, NameKind kind)
    {
        var table = TableOf(Program);

        var use = table.At(table.Tree.Text.Content.IndexOf(place.ReplaceLineEndings("\n"), StringComparison.Ordinal)).ShouldNotBeNull();

        use.Symbol.Kind.ShouldBe(kind);
    }

    [Fact]
    public void Uses_OfALabel_AreAllFoundAndOneDeclares()
    {
        var table = TableOf(Program);

        var uses = table.Of(table.Uses.First(use => use.Symbol is { Name: "o", Kind: NameKind.Node }).Symbol).ToList();

        uses.Count.ShouldBe(3);
        uses.Count(use => use.IsDeclaration).ShouldBe(1);
    }

    [Fact]
    public void Name_OfThePrelude_LeadsIntoIt()
    {
        var table = TableOf(Program);

        var model = table.Uses.First(use => use.Symbol.Name == "li").Symbol;

        model.At.ShouldNotBeNull().Path.ShouldBe(StandardLibrary.Prelude.Path);
        model.Documentation.ShouldNotBeNull();
        model.Members.Select(member => member.Name).ShouldContain("tau");
    }

    [Fact]
    public void Names_OfAProgramWithErrors_StillMeanSomething()
    {
        var table = TableOf("network Net { input image: frame[8]; image -> fc: dense(missing) -> nothing; output y = fc; output z = ");

        table.Uses.Where(use => use.Symbol.Kind == NameKind.Node).Select(use => use.Symbol.Name).ShouldBe(["fc", "fc"]);
    }

    [Theory]
    [MemberData(nameof(Samples.Names), MemberType = typeof(Samples))]
    public void Names_OfASample_AreTheWordsThatStandThere(string sample)
    {
        var compilation = Corpus.Compile($"programs/{sample}", Samples.Read(sample).Content);
        foreach (var tree in compilation.Trees)
        {
            var table = compilation.NamesOf(tree);
            table.Uses.ShouldAllBe(use => Words(tree.Text.ToString(use.Span)) == use.Symbol.Name);
            Unknown(table).ShouldBeEmpty();
        }
    }

    [Fact]
    public void Networks_WithErrors_KeepWhatCouldBeTyped()
    {
        var text = "network Net { weights w = \"a.npz\"; input image: frame[8]; image -> flatten -> r: relu -> dense(missing); output y = r; }";
        var compilation = Compilation.Create(new SourceText("net.snn", text), new FolderSources(), MadeUpTensors.Beside("net.snn"));

        compilation.Networks.ShouldBeEmpty();
        compilation.AllNetworks.Single().Nodes.Select(node => node.Name).ShouldBe(["image", "flatten", "r"]);
    }

    private static string Words(string text) => text.Trim('"').Replace(" ", "", StringComparison.Ordinal);

    // Every identifier of a right program means something, but for the types of states.
    private static string[] Unknown(NameTable table)
    {
        var known = table.Uses.SelectMany(use => Enumerable.Range(use.Span.Start, use.Span.Length)).ToHashSet();
        return [.. table.Tree.Tokens.Where(token => IsName(token) && !known.Contains(token.Span.Start)).Select(token => token.Text)];
    }

    private static bool IsName(Token token) => token.Kind == TokenKind.Identifier && !token.Text.StartsWith("int", StringComparison.Ordinal);

    private static NameTable TableOf(string text)
    {
        var source = new SourceText("net.snn", text.ReplaceLineEndings("\n"));
        var compilation = Compilation.Create(source, new FolderSources(), MadeUpTensors.Beside("net.snn"));
        return compilation.NamesOf(compilation.Tree);
    }
}
