using System.Linq;
using Microsoft.CodeAnalysis;
using Shouldly;
using Xunit;

namespace Snnc.Generator.Tests;

/// <summary>What a build says of programs with errors, and what the project's C# sees of them.</summary>
public sealed class ReportTests
{
    private const string Caller = """
        using System;
        static class Use
        {
            public static void Of(System.IO.Stream weights)
            {
                var network = App.Layer.Load();
                var other = App.Layer.Load(weights);
                const int Length = App.Layer.YLength;
                Span<float> y = new float[Length];
                network.Run(stackalloc float[App.Layer.XLength], y, new long[App.Layer.BestLength]);
                network.Run(new float[4], best: new long[1], sample: 3);
                network.RunBatch(2, new float[8], y);
                network.RunBatch(2, threads: 4, new float[8], best: new long[6]);
                Snnc.Runtime.INetwork any = network;
                any.Observer = null;
                network.Reset();
                other.LoadState(network.Clone().SaveState());
            }
        }
        """;

    [Fact]
    public void SyntaxError_IsAtItsPlace()
    {
        var result = new ProjectHost(("layer.snn", Samples.Layer.Replace("output y = a;", "output y = ;"))).Run();

        result.Reports.ShouldContain(report => report.StartsWith("layer.snn(5,16): error SNN01"));
    }

    [Fact]
    public void ShapeError_FromAManifest_IsAtItsPlace()
    {
        var wrong = Samples.LayerWeights.Replace("3,4", "3,5");

        var result = new ProjectHost(("layer.snn", Samples.Layer), ("obj/layer.snnmanifest", wrong)).Run();

        var report = result.Reports.Single();
        report.ShouldStartWith("layer.snn(4,10): error SNN0702: the tensor 'fc.weight' must be [3, 4], and is [3, 5]; dense(3) of [4]: ");
    }

    [Fact]
    public void MissingTensor_NamesTheNearest()
    {
        var wrong = Samples.LayerWeights.Replace("fc.weight", "fc.wieght");

        var result = new ProjectHost(("layer.snn", Samples.Layer), ("obj/layer.snnmanifest", wrong)).Run();

        result.Reports.Single().ShouldBe("layer.snn(4,10): error SNN0701: \"layer.npz\" has no tensor 'fc.weight'; the nearest is fc.wieght; another name than the label's is given as `weight = w[\"NAME\"]`");
    }

    [Fact]
    public void MissingWeights_AreOneError()
    {
        var result = new ProjectHost(("layer.snn", Samples.Layer)).Run();

        result.Reports.Single().ShouldBe(
            "layer.snn(2,17): error SNN0703: layer.npz: the project has no such file of weights; paths are relative to the .snn file; " +
            "a file that no default pattern finds is added by <SnnWeights Include=\"layer.npz\" />");
    }

    [Fact]
    public void MissingWeights_NextToOthers_AreAskedAbout()
    {
        var result = new ProjectHost(
            ("nets/layer.snn", Samples.Layer), ("obj/a.snnmanifest", Samples.LayerWeights.Replace("\tlayer.npz", "\tnets/layers.npz"))).Run();

        result.Reports.Single().ShouldEndWith("the project has no such file of weights; did you mean 'layers.npz'?");
    }

    [Fact]
    public void UnreadableWeights_AreTheErrorOfTheProgramThatNamesThem()
    {
        var damaged = Samples.Manifest("layer.npz", "error\tthe file is empty\nhint\tcopy it again\n");

        var result = new ProjectHost(("layer.snn", Samples.Layer), ("plain.snn", Samples.Plain), ("obj/layer.snnmanifest", damaged)).Run();

        result.Reports.Single().ShouldBe("layer.snn(2,17): error SNN0703: layer.npz: the file is empty; copy it again");
    }

    [Fact]
    public void Warning_StaysAWarning_AndTheClassIsMade()
    {
        var result = new ProjectHost(("plain.snn", Samples.Plain.Replace("input x", "input z: frame[2]; input x"))).Run();

        result.Reports.Single().ShouldStartWith("plain.snn(3,11): warning SNN0212: ");
        result.Files.Values.Single().ShouldContain("INetwork");
    }

    [Fact]
    public void ErrorInAUsedFile_IsReportedOnce()
    {
        const string Block = "block twice {\n    input x: frame[3];\n    output y = scale(x, nothing);\n}";
        const string User = "use \"blocks.snn\"; network NAME { input x: frame[3]; x -> t: twice; output y = t; }";

        var result = new ProjectHost(("a.snn", User.Replace("NAME", "A")), ("b.snn", User.Replace("NAME", "B")), ("blocks.snn", Block)).Run();

        result.Reports.Count(report => report.StartsWith("blocks.snn(3,")).ShouldBe(1);
        result.Reports.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("output y = a;", "output y = ;")]
    [InlineData("dense(3)", "dense(")]
    [InlineData("relu", "rleu")]
    [InlineData("weights w", "wieghts w")]
    public void NetworkWithErrors_IsStillAClass_ForItsCallers(string right, string wrong)
    {
        var host = new ProjectHost(("layer.snn", Samples.Layer.Replace(right, wrong)), ("obj/layer.npz.snnmanifest", Samples.LayerWeights));
        host.AddCode(Caller);

        var result = host.Run();

        result.Generator.Diagnostics.ShouldContain(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        result.Errors.ShouldBeEmpty();
    }

    [Fact]
    public void NetworkWithoutErrors_HasTheMembersOfItsStub()
    {
        var host = new ProjectHost(
            ("layer.snn", Samples.Layer), ("obj/layer.npz.snnmanifest", Samples.LayerWeights), ("obj/networks.snnmanifest", Samples.Packed));
        host.AddCode(Caller);

        host.Run().Errors.ShouldBeEmpty();
    }

    [Fact]
    public void StreamWithErrors_HasStep()
    {
        var host = new ProjectHost(("s.snn", "network S { time { step = 1 ms; } input x: spikes[2]; x -> n: liff(tau = 2 ms); output y = n; output k = argmax(n.v); }"));
        host.AddCode("static class Use { public static bool Of(App.S s) => s.Step(new float[2], y: new float[2], k: new long[1]); }");

        var result = host.Run();

        result.Reports.Single().ShouldContain("'liff'");
        result.Errors.ShouldBeEmpty();
    }

    [Fact]
    public void Program_OfAnyBytes_IsNoCrash()
    {
        var result = new ProjectHost(("a.snn", "PK\u0003\u0004\uFFFD\uFFFD\0\n\"\\"), ("b.snnmanifest", "\0\t\n"), ("c.snn", "")).Run();

        result.Generator.Exception.ShouldBeNull();
        result.Reports.ShouldContain(report => report.Contains("error SNN01"));
    }
}
