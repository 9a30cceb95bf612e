using System;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Tests.Semantics;
using Snnc.Compiler.Text;
using Snnc.Tensors;
using Xunit;
using CompilerDiagnostic = Snnc.Compiler.Diagnostics.Diagnostic;

namespace Snnc.Compiler.Tests.Diagnostics;

/// <summary>Fixes, applied: what they mend is gone.</summary>
public sealed class FixTests
{
    private const string Network = "network N { time { step = 1 ms; steps = 4; } weights w = \"a.npz\"; input x: spikes[4]; ";

    [Theory]
    [InlineData("SNN0201", Network + "x -> n: lif() -> softmx; output y = softmax; }", "softmax;")]
    [InlineData("SNN0201", Network + "x -> nod: lif(); output y = nodd.v; }", "y = nod.v;")]
    [InlineData("SNN0201", Network + "x -> n: lif(); output y = cuont(n); }", "count(n)")]
    [InlineData("SNN0206", Network + "output y = x; } test \"t\" for M { }", null)]
    [InlineData("SNN0213", Network + "x -> n: cuba_lif(); output y = last(n.vv); }", "last(n.v)")]
    [InlineData("SNN0301", Network + "x -> n: lif(tua = 3 ms); output y = n; }", "lif(tau = 3 ms)")]
    [InlineData("SNN0314", "network N { time { step = 1 ms; steps = 4; } input x: frame[4]; x -> n: lif(); output y = n; }", "x -> encode.constant -> n: lif()")]
    [InlineData("SNN0315", "network N { time { step = 1 ms; steps = 4; } input x: frame[4]; input z: spikes[4]; z -> a: add; x -> a; output y = a; }",
        "x -> encode.constant -> a;")]
    [InlineData("SNN0319", Network + "x -> n: lif(); x -> n.v; output y = n; }", "x -> n.i;")]
    [InlineData("SNN0401", "network N { input x: spikes[4]; output y = x; }", "network N {\n    time { step = 1 ms; steps = 25; } input")]
    [InlineData("SNN0402", "network N { time { steps = 4; } input x: spikes[4]; x -> n: lif(tau = 3 ms); output y = n; }", "time { step = 1 ms; steps = 4; }")]
    [InlineData("SNN0403", "network N { time { steps = 4; } input x: spikes[4]; x -> n: leaky(); n -> r: dense(4, bias = none) -> n; output y = n; }", "bias = none, delay = 1 step)")]
    [InlineData("SNN0403", Network + "x -> n: lif(); n -> relu -> n; output y = n; }", "n -> delay(1 step) -> relu -> n;")]
    [InlineData("SNN0406", "network N { time { step = 1 ms; } input x: spikes[4]; x -> m: mean; output y = m; }", "mean(every = 20 ms)")]
    [InlineData("SNN0408", "network N { time { stp = 1 ms; steps = 4; } input x: spikes[4]; output y = x; }", "time { step = 1 ms;")]
    [InlineData("SNN0502", "neuron n { state vee = 0; input i; dynamics { ve' = i / 1 ms; } emit vee; }", "vee' = i")]
    [InlineData("SNN0506", "neuron n { state v = 0; input i; dynamics eulr { v' = i / 1 ms; } emit v; }", "dynamics euler {")]
    [InlineData("SNN0510", "neuron n { state vee = 0; input i; update { ve = i; } emit vee; }", "vee = i;")]
    [InlineData("SNN0320", Network + "x -> n: lif(reset = zer); output y = n; }", "reset = zero")]
    [InlineData("SNN0517", "neuron n { param r: {soft, hard} = sofd; state v = 0; update { v = r == soft ? 1 : 0; } emit v; }", "= soft;")]
    [InlineData("SNN0601", "const COUNT = 3; const B = CUONT + 1;", "COUNT + 1")]
    [InlineData("SNN0602", "const B = epx(1.0);", "exp(1.0)")]
    [InlineData("SNN0606", Network + "x -> n: lif(tau = 3 msec); output y = n; }", "3 ms)")]
    [InlineData("SNN0606", Network + "x -> n: lif(tau = 3 mss); output y = n; }", "3 ms)")]
    [InlineData("SNN0606", "const A = 3 mv;", "3 mV;")]
    [InlineData("SNN0706", Network + "x -> n: dense(4, weight = ww[\"k\"], bias = none); output y = n; }", "w[\"k\"]")]
    [InlineData("SNN0110", "network N { input x: frme[4]; output y = x; }", "x: frame[4]")]
    [InlineData("SNN0110", "network N { input x: frame[4]; x -> relu() sigmoid; output y = x; }", "relu() -> sigmoid;")]
    [InlineData("SNN0112", "network N { input x: frame[4]; output y = relu(x; }", "relu(x);")]
    [InlineData("SNN0115", "network N { input x: frame[4]; x -> step: relu -> state: sigmoid; output y = step; }", "state_: sigmoid")]
    public void Fix_OfAFinding_MendsIt(string code, string text, string? expected)
    {
        var finding = Compile(text).First(found => found.Code == code);
        if (expected is null)
        {
            finding.Fix.ShouldBeNull();
            return;
        }

        var mended = Apply(text, finding);

        mended.ShouldContain(expected);
        Compile(mended).ShouldNotContain(found => found.Code == code && found.Message == finding.Message);
    }

    [Fact]
    public void Fix_OfAMissingTensor_NamesTheNearest()
    {
        var text = "network N { weights w = \"a.npz\"; input x: frame[4]; x -> dense(2, weight = w[\"fc1.wieght\"], bias = none) -> y: relu; output z = y; }";
        var tensors = new NamedArrays("a.npz", [new NamedArray("fc1.weight", [2, 4], new float[8])]);
        var finding = Compilation.Create(new SourceText("net.snn", text), new FolderSources(), tensors).Diagnostics.First();

        finding.Code.ShouldBe("SNN0701");
        Apply(text, finding).ShouldContain("w[\"fc1.weight\"]");
    }

    [Fact]
    public void MissingTensor_InAFileOfOneArrayWithoutName_SaysHowThatIsNamed()
    {
        var text = "network N { weights w = \"a.npy\"; input x: frame[4]; x -> fc: dense(2, bias = none); output y = fc; }";
        var tensors = new NamedArrays("a.npy", [new NamedArray("", [2, 4], new float[8])]);

        var finding = Compilation.Create(new SourceText("net.snn", text), new FolderSources(), tensors).Diagnostics.First();

        finding.Hint.ShouldBe("it holds one array, whose name is \"\"; another name than the label's is given as `weight = w[\"NAME\"]`");
    }

    [Theory]
    [MemberData(nameof(Corpus.Names), MemberType = typeof(Corpus))]
    public void Fix_OfAnySample_LiesInItsFile(string sample)
    {
        foreach (var finding in Corpus.Compile(sample, Corpus.Read(sample)).Diagnostics.Where(finding => finding.Fix is not null))
        {
            var fix = finding.Fix!;
            fix.Location.Source.ShouldBe(finding.Location.Source);
            fix.Location.Span.End.ShouldBeLessThanOrEqualTo(fix.Location.Source.Content.Length);
            fix.NewText.ShouldNotBe(fix.Location.Source.ToString(fix.Location.Span));
        }
    }

    private static string Apply(string text, CompilerDiagnostic finding)
    {
        var fix = finding.Fix.ShouldNotBeNull();
        return text[..fix.Location.Span.Start] + fix.NewText + text[fix.Location.Span.End..];
    }

    private static CompilerDiagnostic[] Compile(string text) =>
        [.. Compilation.Create(new SourceText("net.snn", text), new FolderSources(), MadeUpTensors.Beside("net.snn")).Diagnostics];
}
