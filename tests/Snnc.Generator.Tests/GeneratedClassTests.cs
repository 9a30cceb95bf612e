using System.Linq;
using Shouldly;
using Xunit;

namespace Snnc.Generator.Tests;

/// <summary>What a project gets from its programs.</summary>
public sealed class GeneratedClassTests
{
    [Fact]
    public void Program_WithoutWeights_BecomesAClass()
    {
        var host = new ProjectHost(("plain.snn", Samples.Plain));
        host.AddCode("static class Use { public static void Of() => App.Plain.Load().Run(new float[3], new float[3]); }");

        var result = host.Run();

        result.Reports.ShouldBeEmpty();
        result.Files.Keys.ShouldBe(["plain.snn.Plain.g.cs"]);
        result.Errors.ShouldBeEmpty();
    }

    [Fact]
    public void Program_WithWeights_LoadsThoseOfTheBuild()
    {
        var host = new ProjectHost(
            ("layer.snn", Samples.Layer), ("obj/layer.npz.snnmanifest", Samples.LayerWeights), ("obj/networks.snnmanifest", Samples.Packed));
        host.AddCode("static class Use { public static object Of() => App.Layer.Load(); }");

        var result = host.Run();

        result.Reports.ShouldBeEmpty();
        result.Files.Values.Single().ShouldContain("\"layer.Layer.snnw\", \"00ff\"");
        result.Errors.ShouldBeEmpty();
    }

    [Fact]
    public void Program_InAFolder_IsInItsNamespace()
    {
        var result = new ProjectHost(("modèles/small ones/2d.net/plain.snn", Samples.Plain)).Run();

        result.Files.Keys.ShouldBe(["mod+e8les_small+20ones_2d.net_plain.snn.Plain.g.cs"]);
        result.Files.Values.Single().ShouldContain("namespace App.modèles.small_ones._2d_net;");
        result.Errors.ShouldBeEmpty();
    }

    [Fact]
    public void Program_WithANamespaceOfItsOwn_IsInThat()
    {
        var result = new ProjectHost(("models/plain.snn", Samples.Plain)).With("models/plain.snn", "SnnNamespace", "Nets.Small").Run();

        result.Files.Values.Single().ShouldContain("namespace Nets.Small;");
    }

    [Fact]
    public void SameFileName_InTwoFolders_GivesTwoClasses()
    {
        var result = new ProjectHost(("a/plain.snn", Samples.Plain), ("b/plain.snn", Samples.Plain)).Run();

        result.Reports.ShouldBeEmpty();
        result.Files.Count.ShouldBe(2);
        result.Errors.ShouldBeEmpty();
    }

    [Fact]
    public void FileNames_ThatDifferInCapitals_GiveTwoFiles()
    {
        var other = Samples.Plain.Replace("network Plain", "network PLAIN");

        var result = new ProjectHost(("plain.snn", Samples.Plain), ("Plain.snn", other)).Run();

        result.Reports.ShouldBeEmpty();
        result.Files.Count.ShouldBe(2);
        result.Errors.ShouldBeEmpty();
    }

    [Fact]
    public void TwoNetworks_OfOneClass_AreOneErrorAndOneClass()
    {
        var result = new ProjectHost(("one.snn", Samples.Plain), ("two.snn", "\n" + Samples.Plain)).Run();

        result.Reports.Single().ShouldStartWith("two.snn(3,9): error SNN0890: the network 'Plain' becomes the class App.Plain, and so does that of one.snn(2,9); ");
        result.Errors.ShouldBeEmpty();
    }

    [Fact]
    public void UsedFile_IsFoundAmongTheProjectsPrograms()
    {
        const string Block = "block twice { input x: frame[3]; output y = scale(x, 2); }";
        const string User = "use \"../common/blocks.snn\"; network User { input x: frame[3]; x -> t: twice; output y = t; }";

        var result = new ProjectHost(("nets/user.snn", User), ("common/blocks.snn", Block)).Run();

        result.Reports.ShouldBeEmpty();
        result.Files.Keys.ShouldBe(["nets_user.snn.User.g.cs"]);
        result.Errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(16_000, false)]
    public void PrunedWeights_GetAKernelOfTheirOwn_FromWhatTheManifestKnows(int nonZeros, bool isSparse)
    {
        const string Wide = "network Wide { weights w = \"wide.npz\"; input x: frame[128]; x -> fc: dense(128, bias = none); output y = fc; }";
        var manifest = Samples.Manifest("wide.npz", $"tensor\tfc.weight\tFloat32\t128,128\t-1 1 {nonZeros}\n");

        var result = new ProjectHost(("wide.snn", Wide), ("obj/wide.snnmanifest", manifest)).Run();

        result.Reports.ShouldBeEmpty();
        result.Files.Values.Single().Contains("SparseWeights").ShouldBe(isSparse);
        result.Errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("0 3", true)]
    [InlineData("-1 3", false)]
    public void DelaysOfATensor_AreCheckedByTheirRange(string range, bool isRight)
    {
        const string Delayed = """
            network Delayed {
                time { step = 1 ms; steps = 4; }
                weights w = "d.npz";
                input x: spikes[2];
                x -> fc: dense(2, bias = none, delay = w["d"] * 1 step) -> o: li(tau = 2 ms);
                output y = last(o.v);
            }
            """;
        var manifest = Samples.Manifest("d.npz", $"tensor\tfc.weight\tFloat32\t2,2\ntensor\td\tInt64\t2,2\t{range} 2\n");

        var result = new ProjectHost(("d.snn", Delayed), ("obj/d.snnmanifest", manifest)).Run();

        result.Reports.Count.ShouldBe(isRight ? 0 : 1, string.Join("\n", result.Reports));
        result.Errors.ShouldBeEmpty();
    }

    [Fact]
    public void GeneratedText_IsTheSame_ForTheSameProject()
    {
        (string, string)[] files = [("layer.snn", Samples.Layer), ("obj/layer.npz.snnmanifest", Samples.LayerWeights)];

        new ProjectHost(files).Run().Files.ShouldBe(new ProjectHost(files).Run().Files);
    }
}
