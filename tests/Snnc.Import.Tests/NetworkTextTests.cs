using System.Linq;
using Shouldly;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Text;
using Snnc.Import.Writing;
using Xunit;

namespace Snnc.Import.Tests;

public sealed class NetworkTextTests
{
    [Fact]
    public void Text_OfAllParts_IsCanonical()
    {
        var text = new NetworkText("Net");
        text.Note("from net.nir\nwith a break");
        text.Time("0.1 ms", 20);
        text.Weights("w", "net.npz");
        text.Input("x", "spikes[12]");
        text.Chain("x", NetworkText.Element("fc1", "dense", "38", "weight = w[\"a.b\"]"), NetworkText.Element("h", "lif", "tau = 10 ms"));
        text.Output("y", "h");

        var written = text.ToString();

        written.ShouldBe("""
            // from net.nir with a break

            network Net {
                time { step = 0.1 ms; steps = 20; }
                weights w = "net.npz";
                input x: spikes[12];

                x -> fc1: dense(38, weight = w["a.b"]) -> h: lif(tau = 10 ms);

                output y = h;
            }

            """);
        Formatter.Format(SyntaxTree.Parse(new SourceText("a.snn", written))).ShouldBe(written);
    }

    [Fact]
    public void Identifiers_OfForeignNames_AreValidAndDifferent()
    {
        var names = new Identifiers(["lif1_lif", "lif1.lif", "0", "", "lif", "input", "a b", "a_b"], "w");

        new[] { "lif1.lif", "lif1_lif", "0", "", "lif", "input", "a b", "a_b", "w", "é" }.Select(names.Of)
            .ShouldBe(["lif1_lif_2", "lif1_lif", "n0", "n", "lif_2", "in", "a_b_2", "a_b", "w_2", "n_2"]);
        names.Of("0").ShouldBe("n0");
        names.Fresh("0").ShouldBe("n0_2");
    }

    [Theory]
    [InlineData(0.1, "0.1")]
    [InlineData(1e-30, "1e-30")]
    [InlineData(1e30, "1e30")]
    [InlineData(-3, "-3")]
    public void Number_Written_ReadsBack(double value, string expected)
    {
        Numeral.Of(value).ShouldBe(expected);
        Numeral.Of((float)value).ShouldBe(expected);
    }
}
