using System.Linq;
using System.Xml.Linq;
using Shouldly;
using Snnc.Cost.Placement;
using Xunit;

namespace Snnc.Cost.Tests.Placement;

/// <summary>A placement drawn and written.</summary>
public sealed class DrawingTests
{
    private static readonly PlacedNetwork Placed = Placer.Place(Network(), Loihi.Limits);

    [Fact]
    public void Svg_TwoChips_ShowsEveryCoreAndWhatItHolds()
    {
        var svg = XDocument.Parse(PlacementDrawing.Svg(Placed));
        XNamespace drawing = "http://www.w3.org/2000/svg";

        svg.Descendants(drawing + "text").Count(text => text.Value.StartsWith("chip", System.StringComparison.Ordinal)).ShouldBe(Placed.Chips);
        svg.Descendants(drawing + "rect").Count(rect => (string?)rect.Attribute("stroke") != null).ShouldBe(Placed.Chips * 128);
        svg.Descendants(drawing + "title").Count().ShouldBe(1 + Placed.Cores.Count);
        svg.ToString().ShouldContain("a &lt;first&gt;");
    }

    [Fact]
    public void Text_TwoChips_HasALineForEachPopulationAndCore()
    {
        var lines = PlacementText.Of(Placed).TrimEnd().Split('\n');

        lines.Length.ShouldBe(1 + Placed.Network.Populations.Count + Placed.Cores.Count);
        lines[0].ShouldContain($"{Placed.Cores.Count} cores on 2 chips");
        lines.ShouldContain(line => line.Contains("chip 1 tile 0,0 core 0: b", System.StringComparison.Ordinal));
    }

    private static SpikingNetwork Network()
    {
        Population[] layers = [new("in", 50) { IsOutside = true }, new("a <first>", 128 * 1024), new("b", 10_000)];
        return new SpikingNetwork("drawn", layers, [Loihi.Dense(0, 1, layers[0], layers[1]), Loihi.Dense(0, 2, layers[0], layers[2])]);
    }
}
