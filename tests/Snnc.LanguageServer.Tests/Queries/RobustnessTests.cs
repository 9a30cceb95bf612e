using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using Shouldly;
using Snnc.LanguageServer.Queries;
using Snnc.LanguageServer.Queries.Completion;
using Snnc.Tests;
using Xunit;
using Xunit.Abstractions;

namespace Snnc.LanguageServer.Tests.Queries;

/// <summary>Whatever the text, queries answer.</summary>
public sealed class RobustnessTests(ITestOutputHelper output)
{
    private const int Layers = 1000;

    // Every prefix in a full run; else some of each sample, others for each.
    private static int Stride => FullRun.IsOn ? 1 : 41;

    [Theory]
    [MemberData(nameof(Programs.Samples), MemberType = typeof(Programs))]
    public void Queries_AtTheEndOfEveryPrefix_Answer(string sample)
    {
        var text = Programs.Read(sample);
        for (var length = sample.Length % Stride; length <= text.Length; length += Stride)
        {
            Ask(Cursor.Of(text[..length], length)).ShouldAllBe(answer => answer.Count >= 0, $"{sample} {length}");
        }
    }

    [Theory]
    [MemberData(nameof(Programs.Samples), MemberType = typeof(Programs))]
    public void Queries_AtEveryPlace_Answer(string sample)
    {
        var text = Programs.Read(sample);
        var whole = Cursor.Of(text, 0);
        for (var offset = 0; offset <= text.Length; offset += Math.Max(1, Stride / 3))
        {
            Ask(whole.MovedTo(offset)).ShouldAllBe(answer => answer.Count >= 0, $"{sample} {offset}");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("}")]
    [InlineData("network {")]
    [InlineData("network N network N { input x: frame[3]; input x: frame[4]; } network N { }")]
    [InlineData("block b(b) { input b: spikes; b -> b: b(b) -> b.b.b; output b = b.b; } network b { b -> b; }")]
    [InlineData("neuron n { param p: {, state v v; dynamics n { v'' } spike n = { } }")]
    [InlineData("const A = B; const B = A; network N { input x: frame[A]; x -> dense(B, ((((")]
    [InlineData("test \"t\" for for { given given }")]
    [InlineData("use \"net.snn\"; use \"a")]
    public void Queries_OfBrokenText_Answer(string text)
    {
        for (var offset = 0; offset <= text.Length; offset++)
        {
            Ask(Cursor.Of(text, offset)).ShouldAllBe(answer => answer.Count >= 0, offset.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void Queries_OfAThousandNodes_AnswerAlike()
    {
        var text = Programs.Deep(Layers);
        var cursor = Cursor.Of(text, text.IndexOf("c250: dense", StringComparison.Ordinal));
        Ask(Cursor.Of(Programs.Deep(4), 100));
        var first = Ask(cursor);
        var again = Ask(Cursor.Of(text, cursor.Offset));

        again.Select(answer => answer.Count).ShouldBe(first.Select(answer => answer.Count));
        foreach (var (one, two) in first.Zip(again))
        {
            output.WriteLine($"{one.Name}: {one.Count} in {one.Time.TotalMilliseconds:0.0} ms, of the next state in {two.Time.TotalMilliseconds:0.0} ms");
        }
    }

    private static List<(string Name, int Count, TimeSpan Time)> Ask(Cursor cursor)
    {
        var (view, files, offset) = (cursor.View, cursor.Files, cursor.Offset);
        var whole = new Compiler.Text.TextSpan(0, cursor.Text.Length);
        return
        [
            Timed("hover", () => new HoverQuery(view, files, RecordedRates.None).Run(offset) is null ? 0 : 1),
            Timed("completion", () => new CompletionQuery(view, files, files).Run(offset).Proposals.Count),
            Timed("signature", () => SignatureQuery.Run(view, offset) is null ? 0 : 1),
            Timed("references", () => NavigationQuery.SymbolAt(view, offset) is { } use ? NavigationQuery.References(use.Symbol, [view.Compilation]).Count : 0),
            Timed("rename", () => Rename(cursor)),
            Timed("fixes", () => FixQuery.Run(view.Compilation.Diagnostics, view.Text.Path, whole).Count),
            Timed("hints", () => new HintQuery(view, RecordedRates.None).Run(whole).Count()),
            Timed("lenses", () => new LensQuery(view).Run().Count),
            Timed("plan", () => Titles(cursor).Count(title => title is not null)),
            Timed("graph", () => GraphQuery.Run(view, null, RecordedRates.None).Nodes.Count),
        ];
    }

    private static IEnumerable<string?> Titles(Cursor cursor)
    {
        var query = new LensQuery(cursor.View);
        var plans = PlanView.Of(cursor.View.Compilation, cursor.Files, RecordedRates.None);
        return query.Run().Take(8).Select(lens => lens.Title ?? query.TitleOf(lens.Network, lens.Node, plans, new CostView(["horowitz45-int8", "none"], RecordedRates.None)));
    }

    private static (string Name, int Count, TimeSpan Time) Timed(string name, Func<int> query)
    {
        var clock = Stopwatch.StartNew();
        return (name, query(), clock.Elapsed);
    }

    private static int Rename(Cursor cursor)
    {
        try
        {
            return RenameQuery.Run(cursor.View, cursor.Offset, "another", [cursor.View.Compilation]).Count;
        }
        catch (RenameException)
        {
            return 0;
        }
    }
}
