using System;
using System.IO;
using Shouldly;
using Snnc.Compiler.Tensors;
using Xunit;
using static Snnc.Tensors.Tests.ByteFormats;

namespace Snnc.Tensors.Tests;

public sealed class FileTensorResolverTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FileTensorResolver _resolver = new();

    private string Program => Path.Combine(_folder.Path, "network.snn");

    [Fact]
    public void Open_RelativeReference_StartsAtTheProgram()
    {
        var path = _folder.Write("w.npy", SmallNpy());
        var source = _resolver.Open(Program, "w.npy");
        source.Name.ShouldBe(path);
        source.Read("").Values.Length.ShouldBe(6);
    }

    [Fact]
    public void Open_TheSameFileByTwoNames_OpensOnce()
    {
        _folder.Write("w.npy", SmallNpy());
        var folder = Path.GetFileName(_folder.Path);
        _resolver.Open(Program, $"../{folder}/./w.npy").ShouldBeSameAs(_resolver.Open(Program, "w.npy"));
    }

    [Fact]
    public void Read_WhileTheTensorIsHeld_ReadsTheFileOnce()
    {
        var path = _folder.Write("w.npy", SmallNpy());
        var source = _resolver.Open(Program, "w.npy");
        var held = source.Read("");
        File.Delete(path);
        source.Read("").ShouldBeSameAs(held);
    }

    [Fact]
    public void Open_MisspeltName_GetsASuggestion()
    {
        _folder.Write("weights.npz", SmallNpy());
        var error = Fails("wieghts.npz");
        error.Path.ShouldBe(Path.Combine(_folder.Path, "wieghts.npz"));
        error.Message.ShouldBe("there is no such file");
        error.Hint.ShouldBe("did you mean 'weights.npz'?");
    }

    [Fact]
    public void Open_NothingNear_SaysWherePathsStart() => Fails("x.npz").Hint.ShouldBe("paths are relative to the .snn file");

    [Fact]
    public void Open_MissingFolder_NamesIt() =>
        Fails("models/x.npz").Message.ShouldBe($"there is no folder '{Path.Combine(_folder.Path, "models")}'");

    [Fact]
    public void Open_Folder_IsCalledThat() => Fails(".").Message.ShouldBe("it is a folder, not a file");

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void Open_NoName_IsCalledThat(string reference) =>
        Fails(reference).Message.ShouldBe("the name of a file is missing between the quotes");

    [Fact]
    public void Open_NoPath_IsCalledThat() => Fails("a\0b").Message.ShouldBe("it is not the path of a file");

    [Fact]
    public void Open_ProgramWithoutPath_StartsAtTheCurrentFolder() =>
        Should.Throw<TensorFormatException>(() => _resolver.Open("", "no-such-file.npz")).Path.ShouldBe("no-such-file.npz");

    [Fact]
    public void Open_AfterAFailure_TriesAgain()
    {
        Fails("w.npy");
        _folder.Write("w.npy", SmallNpy());
        _resolver.Open(Program, "w.npy").Tensors.Count.ShouldBe(1);
    }

    public void Dispose() => _folder.Dispose();

    private TensorFormatException Fails(string reference) => Should.Throw<TensorFormatException>(() => _resolver.Open(Program, reference));
}
