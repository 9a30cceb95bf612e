using System;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using Shouldly;
using Snnc.Tensors;
using Snnc.Tests;
using Xunit;

namespace Snnc.Cli.Tests.Verbs;

/// <summary><c>snnc raster</c>: what it draws, and of which files it draws nothing.</summary>
public sealed class RasterCommandTests
{
    private static readonly string Digits = Repository.PathOf("samples", "digits", "digits.snn");

    [Fact]
    public void Trace_OfARun_IsDrawn()
    {
        using var folder = new TemporaryFolder();
        CommandRun.Of("run", Digits, "--limit", "2", "--trace", folder.PathOf("t.npz")).Code.ShouldBe(ExitCode.Success);

        var run = CommandRun.In(folder, "raster", "t.npz", "-o", folder.PathOf("r.svg"), "--sample", "1");

        run.Code.ShouldBe(ExitCode.Success, run.Error);
        run.Out.ShouldBe("wrote r.svg\n");
        var picture = XDocument.Load(folder.PathOf("r.svg")).Root!;
        Element(picture, "title").Value.ShouldBe("t.npz: sample 1 of 2, 25 steps");
        Element(picture, "desc").Value.ShouldContain("of 128 neurons");
        Texts(picture).ShouldContain("step");
    }

    [Fact]
    public void Spikes_AreMarksInTheirSteps_AndMembranesCurves()
    {
        using var folder = new TemporaryFolder();
        Write(folder, [0b1000_0001], [1, 4, 2]);

        CommandRun.In(folder, "raster", "t.npz", "-o", folder.PathOf("r.svg"), "--dt", "2ms").Code.ShouldBe(ExitCode.Success);

        var picture = XDocument.Load(folder.PathOf("r.svg")).Root!;
        Element(picture, "desc").Value.ShouldBe("h: 2 spikes of 2 neurons");
        var marks = picture.Elements().Single(e => (string?)e.Attribute("class") == "s").Attribute("d")!.Value
            .Split('M', StringSplitOptions.RemoveEmptyEntries);
        marks.Select(mark => mark.Split(' ')[0]).ShouldBe(["176", "776"]);
        picture.Elements().Count(e => (string?)e.Attribute("class") == "c" && e.Attribute("d")!.Value.Contains('L')).ShouldBe(2);
        Texts(picture).ShouldContain("time (ms)");
        Texts(picture).ShouldContain("v");
    }

    [Fact]
    public void Population_ThatIsBig_IsThinned_AndSaysSo()
    {
        using var folder = new TemporaryFolder();
        var packed = new byte[3000 * 200 / 8];
        Array.Fill(packed, (byte)0x55);
        Write(folder, packed, [1, 200, 3000]);

        CommandRun.In(folder, "raster", "t.npz", "-o", folder.PathOf("r.svg")).Code.ShouldBe(ExitCode.Success);

        new FileInfo(folder.PathOf("r.svg")).Length.ShouldBeLessThan(300_000);
        Texts(XDocument.Load(folder.PathOf("r.svg")).Root!).ShouldContain(text => text.Contains("thinned: 100 rows drawn"));
    }

    [Theory]
    [InlineData(new byte[] { 1 }, new long[] { 1, 4, 200 }, "'h.spikes' must be 100 bytes, as 'h.spikes.shape' says")]
    [InlineData(new byte[] { 1 }, new long[] { 1, 0, 2 }, "each at least 1")]
    [InlineData(new byte[] { 1 }, new long[] { 8 }, "must be the samples, the steps and the population's shape")]
    [InlineData(new byte[] { 1 }, new long[] { 1, 2147483647, 2147483647 }, "must be")]
    [InlineData(new byte[] { 1 }, null, "'h.spikes' has no 'h.spikes.shape' beside it")]
    [InlineData(null, null, "it holds no spikes")]
    public void Trace_ThatIsNone_IsOneError(byte[]? packed, long[]? shape, string message)
    {
        using var folder = new TemporaryFolder();
        Write(folder, packed, shape);

        Refused(folder, "t.npz", "r.svg").ShouldContain(message);
    }

    [Fact]
    public void File_ThatIsMissingOrCut_IsOneError()
    {
        using var folder = new TemporaryFolder();
        Write(folder, [1], [1, 4, 2]);
        File.WriteAllBytes(folder.PathOf("cut.npz"), File.ReadAllBytes(folder.PathOf("t.npz"))[..50]);

        Refused(folder, "missing.npz", "r.svg").ShouldContain("error SNN0801");
        Refused(folder, "cut.npz", "r.svg").ShouldContain("error SNN0821");
        Refused(folder, "t.npz", "r.svg", "--sample", "1").ShouldContain("sample 1 is not there: it holds 1");
    }

    [Fact]
    public void Folder_ThatIsAFile_IsOneError()
    {
        using var folder = new TemporaryFolder();
        Write(folder, [1], [1, 4, 2]);

        Refused(folder, "t.npz", Path.Combine("t.npz", "r.svg")).ShouldContain("error SNN0806");
    }

    private static string Refused(TemporaryFolder folder, string trace, string output, params string[] more)
    {
        var before = Directory.GetFiles(folder.Path);

        var run = CommandRun.In(folder, ["raster", trace, "-o", folder.PathOf(output), .. more]);

        run.Code.ShouldBe(ExitCode.Error);
        run.Error.ShouldEndWith("1 error\n");
        Directory.GetFiles(folder.Path).ShouldBe(before, ignoreOrder: true);
        return run.Error;
    }

    private static void Write(TemporaryFolder folder, byte[]? packed, long[]? shape)
    {
        NamedArray[] spikes = packed is null ? [] : [new NamedArray("h.spikes", [packed.Length], packed)];
        NamedArray[] extents = shape is null ? [] : [new NamedArray("h.spikes.shape", [shape.Length], shape)];
        NpzWriter.Write(folder.PathOf("t.npz"), [.. spikes, .. extents, new NamedArray("h.v", [1, 4, 2], new float[] { 0, 1, 2, 3, 4, 5, 6, 7 })]);
    }

    private static XElement Element(XElement picture, string name) => picture.Elements().Single(e => e.Name.LocalName == name);

    private static string[] Texts(XElement picture) => [.. picture.Elements().Where(e => e.Name.LocalName == "text").Select(e => e.Value)];
}
