using Shouldly;
using Snnc.LanguageServer.Queries;
using Xunit;

namespace Snnc.LanguageServer.Tests.Queries;

/// <summary>What is told beside the pointer.</summary>
public sealed class HoverTests
{
    [Theory]
    [InlineData("time {", "steps = 25", "How long a step is, and how many an inference has")]
    [InlineData("fc1:", "fc1: dense(128)", "signal[128]")]
    [InlineData("fc1:", "`fc1.weight` [128, 784], float32", "from `encode_constant`: `signal[784]`")]
    [InlineData("dense(128)", "weighted sum of the last axis", "dense(out, weight?, bias?, delay?)")]
    [InlineData("h: lif", "`v` keeps 0.90484 of itself a step: tau = 10 ms (10 steps), exp(-1 / tau)", "spikes[128]")]
    [InlineData("h: lif", "in each of 25 steps of 1 ms", "0.08 spikes per neuron and step, expected")]
    [InlineData("lif(tau", "v' = (v_leak - v + r * i) / tau", "Leaky integrate-and-fire")]
    [InlineData("tau = 10", "param tau = 20 ms", "keeps 0.90484")]
    [InlineData("v);", "state v = 0", "a state of `li`")]
    [InlineData("image -> scale", "input image: frame[1, 28, 28];", "The picture.")]
    [InlineData("image ->", "once per inference", "frame[1, 28, 28]")]
    [InlineData("encode.constant", "same values in every step", "signal[784]")]
    [InlineData("last(", "value of the last step", "frame[10]")]
    [InlineData("w = \"a", "\"a.npz\": 5 tensors", "`rec`: float32 [128, 128]")]
    [InlineData("\"rec\"", "`rec`: float32 [128, 128]", "a.npz")]
    [InlineData("ms;", "`ms`: 10^-3 s, a unit of time", "ms")]
    [InlineData("10 ms", "10 ms (10 steps)", "10 ms")]
    [InlineData("step)", "time step", "step")]
    [InlineData("rec: dense", "delay: 1 ms (1 step)", "from `h`: `spikes[128]`")]
    [InlineData("Digits {", "Knows digits.", "138 neurons")]
    [InlineData("scores:", "gives `frame[10]`", "output scores")]
    public void Hover_AtAPlace_TellsWhatStandsThere(string place, string first, string second)
    {
        var text = Hover(Cursor.At(Programs.Digits, place));

        text.ShouldNotBeNull().ShouldContain(first);
        text.ShouldContain(second);
    }

    [Fact]
    public void Hover_OverABeta_TellsTheTimeConstant()
    {
        var text = Hover(Cursor.In("network N { time { step = 2 ms; steps = 3; } input x: spikes[4]; x -> |n: leaky(beta = 0.5); output y = n; }"));

        text.ShouldNotBeNull().ShouldContain("`v` keeps 0.5 of itself a step: tau = 2.8854 ms (1.4427 steps) by tau = -1 / ln(0.5)");
    }

    [Fact]
    public void Hover_OverEulerAndTwoStates_TellsEach()
    {
        var text = Hover(Cursor.In(
            "network N { time { step = 1 ms; steps = 3; } input x: spikes[4]; x -> |n: cuba_lif(tau_syn = 4 ms, integrate = euler); output y = n; }"));

        text.ShouldNotBeNull().ShouldContain("`i` keeps 0.75 of itself a step: tau = 4 ms (4 steps), 1 - 1 / tau (Euler)");
        text.ShouldContain("`v` keeps 0.95 of itself a step: tau = 20 ms (20 steps)");
    }

    [Fact]
    public void Hover_OverAModelOfOnesOwn_TellsItsEquations()
    {
        var text = Hover(Cursor.In("/// Mine.\nneuron cell { state v = 0; input i; update { v = 0.8 * v + i; } emit v; }\n"
            + "network N { time { steps = 3; } input x: spikes[4]; x -> |cell(); output y = x; }"));

        text.ShouldNotBeNull().ShouldContain("update { v = 0.8 * v + i; }");
        text.ShouldContain("Mine.");
        text.ShouldContain("`v` keeps 0.8 of itself a step: tau = 4.4814 steps");
    }

    [Fact]
    public void Hover_InsideABlockOfTwoInstances_TellsBoth()
    {
        var text = Hover(Cursor.In("block b(n) { input x: frame; x -> |fc: dense(n); output y = fc; }\n"
            + "network N { input x: frame[4]; x -> p: b(8) -> q: b(2); output y = q; }"));

        text.ShouldNotBeNull().ShouldContain("**p.fc** gives `frame[8]`");
        text.ShouldContain("**q.fc** gives `frame[2]`");
    }

    [Theory]
    [InlineData("r: b(8)", "`r.x`: input, `frame[4]`", "`r.y`: output, `frame[8]`")]
    [InlineData("s: b(8) repeat 3", "`s.x`: input, `frame[4]`", "`s.y`: output, `frame[8]`")]
    public void Hover_OverAnInstance_TellsItsEnds(string element, string input, string output)
    {
        var text = Hover(Cursor.In("block b(n) { input x: frame; x -> fc: dense(n); output y = fc; }\nnetwork N { input x: frame[4]; x -> |" + element + "; output y = x; }"));

        text.ShouldNotBeNull().ShouldContain(input);
        text.ShouldContain(output);
    }

    [Fact]
    public void Hover_InAProgramWithAnError_StillTellsWhatIsRight()
    {
        var text = Hover(Cursor.In("network N { input x: frame[4]; x -> |r: relu -> dense(); output y = "));

        text.ShouldNotBeNull().ShouldContain("frame[4]");
    }

    [Theory]
    [InlineData("network N { // co|mment\n}")]
    [InlineData("|")]
    [InlineData("network N { | }")]
    public void Hover_WhereNothingStands_TellsNothing(string marked) => Hover(Cursor.In(marked)).ShouldBeNull();

    private static string? Hover(Cursor cursor) => new HoverQuery(cursor.View, cursor.Files, RecordedRates.None).Run(cursor.Offset)?.Markdown;
}
