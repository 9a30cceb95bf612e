using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using Shouldly;
using Snnc.Cli.Drawing;
using Snnc.LanguageServer.Queries;
using Snnc.Tests;
using Xunit;

namespace Snnc.Cli.Tests.Verbs;

/// <summary><c>snnc graph</c>: the picture of a network, and how its nodes lie.</summary>
public sealed class GraphCommandTests
{
    private const string Loop = """
        network Loop {
            time { steps = 4; }
            input x: signal[3];
            (x, back) -> s: add -> h[3]: lif(tau = 4 step);
            h -> back: delay(1 step);
            output y = count(h);
        }
        """;

    [Fact]
    public void Network_IsDrawn_WithAllThatItHas()
    {
        using var folder = new TemporaryFolder();
        folder.Write("net.snn", "network N { input x: frame[3]; x -> a: relu; x -> b: relu; (a, b) -> c: add; output z = c; }");

        var run = CommandRun.In(folder, "graph", "net.snn", "-o", folder.PathOf("g.svg"));

        run.Code.ShouldBe(ExitCode.Success, run.Error);
        run.Out.ShouldBe("wrote g.svg\n");
        var picture = XDocument.Load(folder.PathOf("g.svg")).Root!;
        Named(picture, "text", "n").Select(text => text.Value).ShouldBe(["x", "a", "b", "c", "z"], ignoreOrder: true);
        Named(picture, "path", "e frame").Count().ShouldBe(5);
        Named(picture, "text", "l").ShouldAllBe(label => label.Value == "[3]");
        picture.Elements().Single(e => e.Name.LocalName == "desc").Value.ShouldContain("c (add) reads a, b");
    }

    [Fact]
    public void GraphIr_IsDrawn_AsItStands()
    {
        using var folder = new TemporaryFolder();
        folder.Write("net.snn", "network N { time { steps = 4; } input x: frame[3]; x -> relu -> encode.constant -> h: lif(tau = 4 step); output n = count(h); }");
        folder.Write("net.snnir", CommandRun.In(folder, "ir", "net.snn").Out);

        var run = CommandRun.In(folder, "graph", "net.snnir", "-o", folder.PathOf("g.svg"));

        run.Code.ShouldBe(ExitCode.Success, run.Error);
        var picture = XDocument.Load(folder.PathOf("g.svg")).Root!;
        Named(picture, "text", "n").Select(text => text.Value).ShouldBe(["x", "relu", "encode_constant", "h", "count", "n"], ignoreOrder: true);
        Named(picture, "path", "e spikes").Count().ShouldBe(1);
        picture.Elements().Single(e => e.Name.LocalName == "desc").Value.ShouldContain("h (lif) reads encode_constant");
    }

    [Theory]
    [InlineData("net.snn")]
    [InlineData("net.snnir")]
    public void Loop_IsDrawnBackwards(string file)
    {
        using var folder = new TemporaryFolder();
        folder.Write("net.snn", Loop);
        folder.Write("net.snnir", CommandRun.In(folder, "ir", "net.snn").Out);

        var run = CommandRun.In(folder, "graph", file, "-o", folder.PathOf("g.svg"));

        run.Code.ShouldBe(ExitCode.Success, run.Error);
        XDocument.Load(folder.PathOf("g.svg")).Root!.Descendants().Count(e => ((string?)e.Attribute("class"))?.EndsWith(" back") == true).ShouldBe(1);
    }

    [Fact]
    public void Nodes_LieBelowWhatTheyRead_AndBesideEachOther()
    {
        // A long edge beside a chain, a diamond, a node that reads itself, and a cycle.
        var graph = Graph("abcdefg", "ab", "bc", "cd", "ad", "de", "df", "eg", "fg", "ee", "gb");

        var layout = new GraphLayout(graph);

        layout.Edges.Where(edge => edge.IsBack).Select(edge => edge.Edge.From + edge.Edge.To).ShouldBe(["ee", "gb"], ignoreOrder: true);
        var pieces = layout.Edges.Where(edge => !edge.IsBack).SelectMany(edge => edge.Cells.Zip(edge.Cells.Skip(1)));
        pieces.ShouldAllBe(piece => piece.Second.Layer == piece.First.Layer + 1);
        layout.Edges.Single(edge => edge.Edge.From + edge.Edge.To == "ad").Cells.Count.ShouldBe(4);
        var layers = layout.Edges.SelectMany(edge => edge.Cells).Distinct().GroupBy(cell => cell.Layer)
            .Select(layer => layer.OrderBy(cell => cell.X).ToList());
        layers.ShouldAllBe(layer => layer.Zip(layer.Skip(1)).All(pair => pair.First.Right < pair.Second.Left));
    }

    [Fact]
    public void Edges_ThatNeedNotCross_DoNot()
    {
        var graph = Graph("abcxyz", "az", "by", "cx");

        var layout = new GraphLayout(graph);

        var tops = layout.Edges.OrderBy(edge => edge.Cells[0].X).Select(edge => edge.Cells[^1].X).ToList();
        tops.ShouldBeInOrder(SortDirection.Ascending);
    }

    [Theory]
    [InlineData("missing.snn", "error SNN0801")]
    [InlineData("broken.snn", "error SNN")]
    [InlineData("two.snn", "error SNN0811")]
    [InlineData("broken.snnir", "error SNN")]
    public void File_ThatCannotBeDrawn_IsOneError(string file, string message)
    {
        using var folder = new TemporaryFolder();
        folder.Write("broken.snn", "network N { input x: frame[3]; output z = q; }");
        folder.Write("two.snn", "network N { input x: frame[3]; output z = x; } network M { input x: frame[3]; output z = x; }");
        folder.Write("broken.snnir", "graph @N {\n  output y = %x\n}\n");

        var run = CommandRun.In(folder, "graph", file, "-o", folder.PathOf("g.svg"));

        run.Code.ShouldBe(ExitCode.Error);
        run.Error.ShouldContain(message);
        run.Error.ShouldEndWith("1 error\n");
        File.Exists(folder.PathOf("g.svg")).ShouldBeFalse();
    }

    [Fact]
    public void Folder_ThatIsAFile_IsOneError()
    {
        using var folder = new TemporaryFolder();
        folder.Write("net.snn", "network N { input x: frame[3]; x -> y: relu; output z = y; }");

        var run = CommandRun.In(folder, "graph", "net.snn", "-o", folder.PathOf(Path.Combine("net.snn", "g.svg")));

        run.Code.ShouldBe(ExitCode.Error);
        run.Error.ShouldContain("error SNN0806");
    }

    [Fact]
    public void LongNames_AreEscapedAndCut()
    {
        var node = new DrawnNode("a", "a<" + new string('b', 60), "relu", "ann", "[3]", Snnc.Compiler.Text.Location.OfFile("n.snn"), "relu", null);

        var picture = XDocument.Parse(GraphDrawing.Print(new DrawnGraph(["N"], "N", "1 node", [node], []))).Root!;

        var shown = Named(picture, "text", "n").Single().Value;
        shown.ShouldStartWith("a<bbb");
        shown.Length.ShouldBe(30);
        double.Parse(picture.Attribute("width")!.Value, CultureInfo.InvariantCulture).ShouldBeLessThan(1000);
    }

    private static DrawnGraph Graph(string nodes, params string[] edges) => new(
        ["N"], "N", "",
        [.. nodes.Select(name => new DrawnNode($"{name}", $"{name}", "relu", "ann", "[1]", Snnc.Compiler.Text.Location.OfFile("n.snn"), "", null))],
        [.. edges.Select(edge => new DrawnEdge($"{edge[0]}", $"{edge[1]}", "[1]", "frame", null))]);

    private static IEnumerable<XElement> Named(XElement picture, string name, string kind) =>
        picture.Descendants().Where(e => e.Name.LocalName == name && (string?)e.Attribute("class") == kind);
}
