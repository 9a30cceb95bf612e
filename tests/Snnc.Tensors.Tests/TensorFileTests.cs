using System;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Tensors;
using Xunit;
using static Snnc.Tensors.Tests.ByteFormats;

namespace Snnc.Tensors.Tests;

public sealed class TensorFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Open_NameOfOneFormatAndBytesOfAnother_NamesBoth()
    {
        var error = Fails("a.npz", SmallNpy());
        error.Message.ShouldBe("the name says .npz, but the first bytes are those of .npy");
        error.Hint.ShouldBe("the file is damaged or has the wrong name");
    }

    [Fact]
    public void Open_UnknownBytes_ShowsThem() =>
        Fails("a.npy", [1, 2, 0xAB]).Message.ShouldBe("the name says .npy, but the first bytes are 01 02 ab");

    [Fact]
    public void Open_PointerOfLfs_SaysHowToGetTheFile() =>
        Fails("a.npz", [.. "version https://example/spec/v1"u8]).Hint.ShouldBe("fetch the file itself with git lfs pull");

    [Fact]
    public void Open_UnknownNameAndKnownBytes_Reads() =>
        TensorFile.Open(_folder.Write("weights.bin", SmallNpy())).Tensors.Single().Shape.ToString().ShouldBe("[2, 3]");

    [Fact]
    public void Open_UnknownNameAndBytes_ListsTheFormats()
    {
        var error = Fails("weights.txt", [.. "1 2 3"u8]);
        error.Message.ShouldBe("neither its name nor its first bytes tell of a format with tensors");
        error.Hint.ShouldBe("formats that can be read: .npz, .npy, .safetensors, .onnx, HDF5 (.nir, .h5), IDX and IDX.gz (MNIST)");
    }

    [Theory]
    [InlineData("a.npz")]
    [InlineData("a.txt")]
    public void Open_EmptyFile_IsCalledThat(string name) => Fails(name, []).Message.ShouldBe("the file is empty");

    [Fact]
    public void Open_Folder_IsCalledThat() =>
        Should.Throw<TensorFormatException>(() => TensorFile.Open(_folder.Path)).Message.ShouldBe("it is a folder, not a file");

    [Theory]
    [InlineData("missing.npz")]
    [InlineData("no/such/folder.npz")]
    public void Open_MissingFile_IsCalledThat(string name) =>
        Should.Throw<TensorFormatException>(() => TensorFile.Open(System.IO.Path.Combine(_folder.Path, name)))
            .Message.ShouldBe("there is no such file or folder");

    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    public void Open_NoPath_IsCalledThat(string path) =>
        Should.Throw<TensorFormatException>(() => TensorFile.Open(path)).Message.ShouldBe("it is not the path of a file");

    [Fact]
    public void Open_CheckpointOfPyTorch_IsNamed() =>
        Fails("a.pth", ZipBytes(new ZipPart("m/data.pkl", [1]))).Message.ShouldBe("the format PyTorch's checkpoints cannot be read");

    [Theory]
    [InlineData("a.npz", "the name says .npz, but the first bytes are those of pickled Python objects")]
    [InlineData("a.pkl", "the format pickled Python objects cannot be read")]
    [InlineData("a", "the format pickled Python objects cannot be read")]
    public void Open_PickledObjects_TellsHowToSaveArrays(string name, string message)
    {
        var error = Fails(name, [0x80, 0x04, 0x95, 0x0A, 0, 0, 0, 0, 0, 0, 0]);

        error.Message.ShouldBe(message);
        error.Hint.ShouldBe("save the arrays by themselves: numpy.savez(FILE, NAME=ARRAY, ...)");
    }

    [Fact]
    public void Directory_WithoutTensors_IsRefused()
    {
        _folder.Write("readme.txt", [1]);
        Should.Throw<TensorFormatException>(() => TensorDirectory.Open(_folder.Path)).Message.ShouldBe("the folder holds no .npy or IDX file");
    }

    [Fact]
    public void Directory_TwoFilesOfOneKey_AreRefused()
    {
        _folder.Write("a.npy", SmallNpy());
        _folder.Write("a.idx", IdxBytes(8, [1], [1]));
        Should.Throw<TensorFormatException>(() => TensorDirectory.Open(_folder.Path)).Message.ShouldContain("called 'a' but for their endings");
    }

    [Fact]
    public void Directory_Files_AreKeysInOrder()
    {
        _folder.Write("labels.npy", NpyBytes("|u1", "(2,)", [3, 4]));
        _folder.Write("images-ubyte.gz", Gzip(IdxBytes(8, [2, 1], [1, 2])));
        _folder.Write("sources.tar.gz", [1, 2, 3]);
        var source = TensorDirectory.Open(_folder.Path);
        source.Tensors.Select(t => t.Key).ShouldBe(["images-ubyte", "labels"]);
        source.Read("labels").Info.ShouldBe(new TensorInfo("labels", DType.UInt8, [2]));
        Should.Throw<TensorFormatException>(() => source.Read("lables")).Hint.ShouldBe("did you mean 'labels'?");
    }

    [Fact]
    public void Directory_Missing_IsCalledThat() =>
        Should.Throw<TensorFormatException>(() => TensorDirectory.Open(_folder.Path + "-not")).Message.ShouldBe("there is no such file or folder");

    public void Dispose() => _folder.Dispose();

    private TensorFormatException Fails(string name, byte[] content)
    {
        var path = _folder.Write(name, content);
        var error = Should.Throw<TensorFormatException>(() => TensorFile.Open(path));
        error.Hint.ShouldNotBeNull();
        return error;
    }
}
