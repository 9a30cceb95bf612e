using System.Linq;
using Shouldly;
using Snnc.LanguageServer.Queries;
using Xunit;

namespace Snnc.LanguageServer.Tests.Queries;

/// <summary>Quick fixes at a place.</summary>
public sealed class FixTests
{
    [Theory]
    [InlineData("network N { input x: frame[4]; x -> rel|u6; output y = x; }", "Change to 'relu'")]
    [InlineData("network N { input x: spikes[4]; output y = |x; }")]
    [InlineData("network N { input |x: spikes[4]; output y = x; }", "Add a time block")]
    [InlineData("network N { time { steps = 2; } input x: frame[4]; |x -> n: leaky(); output y = n; }", "Insert 'encode.constant'", "Insert 'encode.rate'")]
    public void Fix_AtAPlace_IsThatOfWhatIsFoundThere(string marked, params string[] titles)
    {
        var cursor = Cursor.In(marked);

        var found = FixQuery.Run(cursor.View.Compilation.Diagnostics, "net.snn", new(cursor.Offset, 0));

        found.Select(mending => mending.Fix.Title).ShouldBe(titles);
        found.Count(mending => mending.IsPreferred).ShouldBe(System.Math.Min(1, titles.Length));
    }

    [Fact]
    public void Fix_OfAnotherFile_IsNotOffered()
    {
        var cursor = Cursor.In("|network N { input x: frame[4]; x -> relu6; output y = x; }");

        FixQuery.Run(cursor.View.Compilation.Diagnostics, "other.snn", new(0, cursor.Text.Length)).ShouldBeEmpty();
        FixQuery.Run(cursor.View.Compilation.Diagnostics, "net.snn", new(0, cursor.Text.Length)).Count.ShouldBe(1);
    }
}
