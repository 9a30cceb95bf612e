using System;
using System.IO;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Tensors;
using Xunit;
using static Snnc.Tensors.Tests.ByteFormats;

namespace Snnc.Tensors.Tests;

public sealed class NpzTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(true, false, false)]
    [InlineData(true, true, false)]
    [InlineData(false, false, true)]
    [InlineData(true, false, true)]
    public void Npz_EveryVariantOfZip_Reads(bool deflated, bool streamed, bool zip64)
    {
        var first = new ZipPart("a.npy", SmallNpy()) { IsDeflated = deflated, IsStreamed = streamed, IsZip64 = zip64 };
        var second = first with { Name = "lif1.w_rec.weight.npy", Content = NpyBytes("<i8", "()", Of(42L)) };
        var source = Open(first, second);
        source.Tensors.ShouldBe([new TensorInfo("a", DType.Float32, [2, 3]), new TensorInfo("lif1.w_rec.weight", DType.Int64, [])]);
        source.Read("a").ToDoubles().ShouldBe([1, 2, 3, 4, 5, 6]);
        source.Read("lif1.w_rec.weight").Values.ShouldBe(new[] { 42L });
    }

    [Fact]
    public void Npz_OtherEntriesAndAComment_ArePassedOver()
    {
        var zip = ZipBytes(new ZipPart("readme.txt", [1, 2, 3]), new ZipPart("folder/", []), new ZipPart("a.npy", SmallNpy()));
        zip[^2] = 5;
        Open([.. zip, .. "hello"u8]).Tensors.Single().Key.ShouldBe("a");
    }

    [Fact]
    public void Npz_ArrayOfText_IsExplainedOnlyWhenAskedFor()
    {
        var source = Open(new ZipPart("names.npy", NpyBytes("<U1", "(1,)", new byte[4])), new ZipPart("a.npy", SmallNpy()));
        source.Tensors.Single().Key.ShouldBe("a");
        source.Read("a").Values.Length.ShouldBe(6);
        ((IUnreadableTensors)source).WhyUnreadable("a").ShouldBeNull();
        Should.Throw<TensorFormatException>(() => source.Read("names")).Message
            .ShouldBe("'names' cannot be read: the array holds text (dtype '<U1'), and only real numbers, integers and truth values can be read");
    }

    [Fact]
    public void Npz_MisspeltKey_GetsASuggestion()
    {
        var source = Open(new ZipPart("fc1.weight.npy", SmallNpy()), new ZipPart("fc1.bias.npy", SmallNpy()));
        var error = Should.Throw<TensorFormatException>(() => source.Read("fc1.wieght"));
        error.Message.ShouldBe("it holds no tensor 'fc1.wieght'");
        error.Hint.ShouldBe("did you mean 'fc1.weight'?");
    }

    [Fact]
    public void Npz_TwoArraysOfOneName_AreRefused() =>
        Fails(new ZipPart("a.npy", SmallNpy()), new ZipPart("a.npy", SmallNpy())).ShouldBe("the name 'a' stands for two tensors");

    [Fact]
    public void Npz_Encrypted_IsRefused() =>
        Fails(new ZipPart("a.npy", SmallNpy()) { IsEncrypted = true }).ShouldBe("the entry 'a.npy' is encrypted");

    [Fact]
    public void Npz_OtherCompression_IsRefused() =>
        Fails(new ZipPart("a.npy", SmallNpy()) { Method = 12 }).ShouldStartWith("the entry 'a.npy' is packed by method 12, and only");

    [Fact]
    public void Npz_OverlappingEntries_AreRefused() =>
        Fails(new ZipPart("a.npy", SmallNpy()), new ZipPart("b.npy", SmallNpy()) { Offset = 0 }).ShouldContain("over another entry");

    [Fact]
    public void Npz_LengthBeyondWhatDeflateCanHold_IsRefused()
    {
        var part = new ZipPart("a.npy", NpyBytes("|u1", "(1000000000,)", new byte[10])) { IsDeflated = true, Length = 1_000_000_000 };
        Fails(part).ShouldContain("claims 1000000000 bytes, which");
    }

    [Fact]
    public void Npz_ShapeOtherThanLength_IsRefused() =>
        Fails(new ZipPart("a.npy", NpyBytes("|u1", "(100,)", new byte[10]))).ShouldContain("tells of 100 bytes of values, but 10 follow");

    [Fact]
    public void Npz_StoredLengthOtherThanItsBytes_IsRefused() =>
        Fails(new ZipPart("a.npy", SmallNpy()) { Length = 5 }).ShouldContain("claims 5 bytes");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Npz_WrongChecksum_IsRefusedOnReading(bool deflated)
    {
        var source = Open(new ZipPart("a.npy", SmallNpy()) { IsDeflated = deflated, Checksum = 1 });
        Should.Throw<TensorFormatException>(() => source.Read("a")).Message.ShouldContain("'a.npy' does not have the length and checksum");
    }

    [Fact]
    public void Npz_TooManyEntries_AreRefused()
    {
        var parts = Enumerable.Range(0, 16_385).Select(i => new ZipPart($"{i}.npy", [])).ToArray();
        Fails(parts).ShouldBe("the archive has 16385 entries, and at most 16384 are read");
    }

    [Fact]
    public void Npz_NoArrays_IsRefused() => Fails().ShouldBe("the archive holds no array (.npy)");

    [Fact]
    public void Npz_CheckpointOfPyTorch_IsCalledThat() =>
        Fails(new ZipPart("model/data.pkl", [1])).ShouldBe("this is a checkpoint of PyTorch, which cannot be read");

    // Twenty thousand packed bytes that unpack to twenty million, honestly declared: listed at once, and read only if somebody asks.
    [Fact]
    public void Npz_Bomb_IsListedWithoutUnpacking()
    {
        var part = new ZipPart("a.npy", NpyBytes("|u1", "(20000000,)", new byte[20_000_000])) { IsDeflated = true, Checksum = 0 };
        var path = _folder.Write("bomb.npz", ZipBytes(part));
        var before = GC.GetAllocatedBytesForCurrentThread();
        TensorFile.Open(path).Tensors.Single().Shape.Size.ShouldBe(20_000_000);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1 << 20);
    }

    [Fact]
    public void Npz_GoneSinceOpening_IsReported()
    {
        var source = Open(new ZipPart("a.npy", SmallNpy()));
        File.Delete(source.Name);
        Should.Throw<TensorFormatException>(() => source.Read("a")).Message.ShouldBe("there is no such file or folder");
    }

    public void Dispose() => _folder.Dispose();

    private ITensorSource Open(params ZipPart[] parts) => Open(ZipBytes(parts));

    private ITensorSource Open(byte[] file) => TensorFile.Open(_folder.Write("a.npz", file));

    private string Fails(params ZipPart[] parts) => Should.Throw<TensorFormatException>(() => Open(parts)).Message;
}
