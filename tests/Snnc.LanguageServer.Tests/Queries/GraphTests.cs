using System.Linq;
using Shouldly;
using Snnc.LanguageServer.Queries;
using Xunit;

namespace Snnc.LanguageServer.Tests.Queries;

/// <summary>Networks as they are drawn.</summary>
public sealed class GraphTests
{
    private const string Recorded = """{"format":"snnc-activity","network":"Digits","nodes":[{"name":"h","rate":0.05},{"name":"fc1","rate":null}]}""";

    [Fact]
    public void Graph_OfANetwork_HasItsNodesEdgesAndOutputs()
    {
        var graph = GraphQuery.Run(Cursor.At(Programs.Digits, "h").View, null, RecordedRates.None);

        graph.Networks.ShouldBe(["Digits"]);
        graph.Name.ShouldBe("Digits");
        graph.Summary.ShouldNotBeNull().ShouldContain("25 steps of 1 ms");
        graph.Nodes.Select(node => $"{node.Id} {node.Kind} {node.Shape}").ShouldBe(
        [
            "image input [1, 28, 28]", "scale ann [1, 28, 28]", "flatten ann [784]", "encode_constant convert [784]", "fc1 snn [128]", "rec snn [128]",
            "h snn [128]", "fc2 snn [10]", "o snn [10]", "last convert [10]", "output:scores output [10]", "output:raster output [128]",
        ], ignoreOrder: true);
        graph.Edges.ShouldContain(new DrawnEdge("h", "rec", "[128]", "spikes", "1 ms (1 step)"));
        graph.Edges.ShouldContain(new DrawnEdge("o", "last", "[10]", "signal", null));
        graph.Edges.ShouldContain(new DrawnEdge("last", "output:scores", "[10]", "frame", null));
        graph.Edges.Count(edge => edge.To == "h").ShouldBe(2);
    }

    [Fact]
    public void Graph_WhereActivityWasRecorded_HasItsRates()
    {
        var graph = GraphQuery.Run(Cursor.At(Programs.Digits, "h").View, "Digits", RecordedRates.Read(Recorded));

        graph.Nodes.Single(node => node.Id == "h").Rate.ShouldBe(0.05);
        graph.Nodes.Single(node => node.Id == "fc1").Rate.ShouldBeNull();
    }

    [Fact]
    public void Graph_OfAProgramWithErrors_HasWhatCouldBeTyped()
    {
        var graph = GraphQuery.Run(Cursor.In("network N { input x: frame[4]; x -> r: relu -> dense(); output y = r; }|").View, "N", RecordedRates.None);

        graph.Nodes.Select(node => node.Id).ShouldBe(["x", "r", "output:y"]);
    }

    [Fact]
    public void Graph_OfAFileWithoutNetworks_IsEmpty()
    {
        var graph = GraphQuery.Run(Cursor.In("const N = 4;|").View, null, RecordedRates.None);

        graph.Name.ShouldBeNull();
        graph.Nodes.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Programs.Samples), MemberType = typeof(Programs))]
    public void Graph_OfASample_HasEdgesBetweenItsNodesOnly(string sample)
    {
        var view = Cursor.Of(Programs.Read(sample), 0).View;
        foreach (var name in view.Compilation.AllNetworks.Select(network => network.Name))
        {
            var graph = GraphQuery.Run(view, name, RecordedRates.None);
            var ids = graph.Nodes.Select(node => node.Id).ToHashSet();
            ids.Count.ShouldBe(graph.Nodes.Count);
            graph.Edges.ShouldAllBe(edge => ids.Contains(edge.From) && ids.Contains(edge.To));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"nodes\": 3}")]
    [InlineData("{\"network\": \"N\", \"nodes\": [{\"rate\": 1}]}")]
    public void Activity_ThatIsNone_IsNotKnown(string json) => RecordedRates.Read(json).ShouldBe(RecordedRates.None);
}
