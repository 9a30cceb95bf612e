using System;
using System.IO;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Tensors;
using Snnc.Tensors.Hdf5;
using Xunit;

namespace Snnc.Tensors.Tests.Hdf5;

public sealed class Hdf5WriterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void EveryKindOfMember_ReadsAsItWasWritten()
    {
        var root = new Hdf5Content();
        root.Add("text", "one µm");
        root.Add("empty", "");
        root.Add("whole", -7L);
        root.Add("real", 0.1);
        root.Add("singles", [2, 3], new float[] { 1, 2, 3, 4, 5, 6 });
        root.Add("nothing", [0, 3], Array.Empty<double>());
        root.AddTexts("edges", [2, 2], ["a", "b.c", "", "d"]);
        root.AddAttribute("by", "a test");
        root.AddAttribute("steps", 300);
        root.AddAttribute("dt", 1e-4);
        root.AddGroup("group").AddGroup("inner").Add("deep", [2], new[] { long.MinValue, long.MaxValue });

        var read = WriteAndRead(root);
        Dataset(read, "text").ReadTexts().ShouldBe(["one µm"]);
        Dataset(read, "empty").ReadTexts().ShouldBe([""]);
        Dataset(read, "whole").ReadIntegers().ShouldBe([-7L]);
        Dataset(read, "whole").Shape.ShouldBeEmpty();
        Dataset(read, "real").ReadReals().ShouldBe([0.1]);
        Dataset(read, "singles").ReadSingles().ShouldBe([1, 2, 3, 4, 5, 6]);
        Dataset(read, "singles").Shape.ShouldBe([2, 3]);
        Dataset(read, "nothing").ReadReals().ShouldBeEmpty();
        Dataset(read, "edges").ReadTexts().ShouldBe(["a", "b.c", "", "d"]);
        Dataset(read, "group/inner/deep").ReadIntegers().ShouldBe([long.MinValue, long.MaxValue]);
        read.Attributes["by"].ReadTexts().ShouldBe(["a test"]);
        read.Attributes["steps"].ReadIntegers().ShouldBe([300L]);
        read.Attributes["dt"].ReadReals().ShouldBe([1e-4]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(257)]
    [InlineData(9000)]
    public void GroupOfAnySize_KeepsAllMembers(int count)
    {
        var root = new Hdf5Content();
        var group = root.AddGroup("nodes");
        for (var i = 0; i < count; i++)
        {
            group.Add($"node{i}", $"text {i}");
        }

        var read = (Hdf5Group)WriteAndRead(root).Children.ShouldHaveSingleItem();
        read.Children.Count.ShouldBe(count);
        foreach (var i in Enumerable.Range(0, count).Where(i => i % 97 == 0))
        {
            Dataset(read, $"node{i}").ReadTexts().ShouldBe([$"text {i}"]);
        }
    }

    [Fact]
    public void LongTexts_TakeAsMuchRoomAsTheyNeed()
    {
        var texts = Enumerable.Range(0, 200).Select(i => new string((char)('a' + (i % 26)), i * 50)).ToList();
        var root = new Hdf5Content();
        root.AddTexts("texts", [200], texts);

        Dataset(WriteAndRead(root), "texts").ReadTexts().ShouldBe(texts);
    }

    [Fact]
    public void SameContent_GivesTheSameBytes()
    {
        var bytes = Enumerable.Range(0, 2).Select(_ =>
        {
            var root = new Hdf5Content();
            root.Add("b", "text");
            root.Add("a", 1.0);
            WriteAndRead(root);
            return File.ReadAllBytes(Path.Combine(_folder.Path, "a.h5"));
        }).ToList();

        bytes[0].ShouldBe(bytes[1]);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("a/b")]
    [InlineData("a\0")]
    [InlineData("there already")]
    public void ImpossibleName_IsRefused(string name)
    {
        var root = new Hdf5Content();
        root.Add("there already", 1L);
        Should.Throw<ArgumentException>(() => root.Add(name, 2L));
    }

    [Fact]
    public void ValuesThatDoNotFillTheShape_AreRefused() =>
        Should.Throw<ArgumentException>(() => new Hdf5Content().Add("a", [2, 2], new float[3])).Message.ShouldContain("do not fill the shape [2, 2]");

    [Fact]
    public void GroupsThatCouldNotBeReadAgain_AreRefused()
    {
        var root = new Hdf5Content();
        Enumerable.Range(0, 62).Aggregate(root, (group, _) => group.AddGroup("g")).Add("x", 1L);
        WriteAndRead(root).TryFind(string.Join("/", Enumerable.Repeat("g", 62)) + "/x", out _).ShouldBeTrue();

        Enumerable.Range(0, 63).Aggregate(root.AddGroup("h"), (group, _) => group.AddGroup("g"));
        Should.Throw<TensorFormatException>(() => WriteAndRead(root)).Message.ShouldContain("inside one another");
    }

    public void Dispose() => _folder.Dispose();

    private Hdf5Group WriteAndRead(Hdf5Content root)
    {
        var path = Path.Combine(_folder.Path, "a.h5");
        Hdf5Writer.Write(path, root);
        return Hdf5File.Open(path);
    }

    private static Hdf5Dataset Dataset(Hdf5Group group, string path) =>
        group.TryFind(path, out var found) ? found.ShouldBeOfType<Hdf5Dataset>() : throw new InvalidOperationException($"no {path}");
}
