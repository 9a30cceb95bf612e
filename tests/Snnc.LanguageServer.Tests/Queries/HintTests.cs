using System.Linq;
using Shouldly;
using Snnc.LanguageServer.Queries;
using Xunit;

namespace Snnc.LanguageServer.Tests.Queries;

/// <summary>Types and rates inside the lines, and summaries above them.</summary>
public sealed class HintTests
{
    private const string Recorded = """{"network":"Digits","nodes":[{"name":"h","rate":0.05,"density":0.05},{"name":"o","rate":null}]}""";

    [Fact]
    public void Hints_OfAChain_SayTypesWhereTheyChange()
    {
        var cursor = Cursor.In("network N { input x: frame[1, 28, 28];\nx -> scale(2) -> c: conv2d(4, kernel = 5) -> relu -> flatten;\noutput y = flatten2; }|");

        Hints(cursor, RecordedRates.None).ShouldBe(["nel = 5) frame[4, 24, 24]", " flatten frame[2304]"]);
    }

    [Fact]
    public void Hints_OfPopulations_SayRatesExpectedAndRecorded()
    {
        var cursor = Cursor.At(Programs.Digits, "h");

        Hints(cursor, RecordedRates.None).ShouldContain("= 10 ms) spikes[128] at 8 %");
        Hints(cursor, RecordedRates.Read(Recorded)).ShouldContain("= 10 ms) spikes[128] at 5 %");
        Hints(cursor, RecordedRates.None).ShouldContain("t raster : spikes[128]");
    }

    [Fact]
    public void Hints_InABlock_SayWhatItsInstancesHave()
    {
        var cursor = Cursor.In("block b(n) { input x: frame; x -> fc: dense(n) -> relu; output y = fc; }\n"
            + "network N { input x: frame[4]; x -> p: b(8) -> q: b(2); output y = q; }|");

        Hints(cursor, RecordedRates.None).ShouldBe(["x: frame [4] ...", "dense(n) frame[8] ...", " p: b(8) frame[8]", " q: b(2) frame[2]", "output y : frame[2]"]);
    }

    [Fact]
    public void Hints_OutsideOfTheSpan_AreLeftOut() =>
        new HintQuery(Cursor.At(Programs.Digits, "h").View, RecordedRates.None).Run(new(0, 40)).ShouldBeEmpty();

    [Fact]
    public void Lenses_OfAProgram_SummariseNetworksAndConnections()
    {
        var cursor = Cursor.At(Programs.Digits.Replace("weights w = \"a.npz\";", "", System.StringComparison.Ordinal).Replace("w[\"rec\"]", "0.5 ", System.StringComparison.Ordinal)
            .Replace("rec: dense(128, weight = 0.5 , bias = none,", "rec: sparse(one_to_one, weight = 0.5,", System.StringComparison.Ordinal), "h");
        cursor.View.Compilation.Diagnostics.ShouldBeEmpty();

        var lenses = Titles(cursor);

        lenses.ShouldContain(title => title.StartsWith("10 nodes, 138 neurons", System.StringComparison.Ordinal));
        lenses.ShouldContain(title => title.Contains("states", System.StringComparison.Ordinal));
        lenses.ShouldContain(title => title.StartsWith("fc2: signal[10], 1,290 parameters (5.039 KiB), event", System.StringComparison.Ordinal)
            && title.EndsWith("J on horowitz45-int8", System.StringComparison.Ordinal) && title.Contains("8 % of the inputs are active (activity block)", System.StringComparison.Ordinal));
    }

    [Fact]
    public void Lenses_OfAProgramWithErrors_SummariseWhatCouldBeTyped()
    {
        var cursor = Cursor.In("network N { input x: frame[4]; x -> fc: dense(3) -> relu6; output y = fc; }|");

        Titles(cursor).ShouldBe(["2 nodes, 15 parameters (60 bytes), no time", "fc: frame[3], 15 parameters (60 bytes)"]);
    }

    private static string[] Titles(Cursor cursor)
    {
        var query = new LensQuery(cursor.View);
        var plans = PlanView.Of(cursor.View.Compilation, cursor.Files, RecordedRates.None);
        return [.. query.Run().Select(lens => lens.Title ?? query.TitleOf(lens.Network, lens.Node, plans, new CostView(["horowitz45-int8", "none"], RecordedRates.None))!)];
    }

    // Each with the characters before it.
    private static string[] Hints(Cursor cursor, RecordedRates rates) =>
        [.. new HintQuery(cursor.View, rates).Run(new(0, cursor.Text.Length)).Select(hint => cursor.Text[(hint.Offset - 8)..hint.Offset] + " " + hint.Label)];
}
