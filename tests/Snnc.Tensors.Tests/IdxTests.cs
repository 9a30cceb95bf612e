using System;
using Shouldly;
using Snnc.Compiler.Tensors;
using Xunit;
using static Snnc.Tensors.Tests.ByteFormats;

namespace Snnc.Tensors.Tests;

public sealed class IdxTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<byte, byte[], DType, double[]> Types() => new()
    {
        { 0x08, [255, 1], DType.UInt8, [255, 1] },
        { 0x09, [255, 1], DType.Int8, [-1, 1] },
        { 0x0B, [0xFF, 0xFE, 1, 0], DType.Int16, [-2, 256] },
        { 0x0C, [0xFF, 0xFF, 0xFF, 0xFE, 0, 0, 1, 0], DType.Int32, [-2, 256] },
        { 0x0D, [0x3F, 0x80, 0, 0, 0xC0, 0, 0, 0], DType.Float32, [1, -2] },
        { 0x0E, [0x3F, 0xF0, 0, 0, 0, 0, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0], DType.Float64, [1, -2] },
    };

    [Theory]
    [MemberData(nameof(Types))]
    public void Idx_EveryType_ReadsPlainAndGzipped(byte code, byte[] data, DType type, double[] expected)
    {
        var file = IdxBytes(code, [2, 1], data);
        foreach (var path in new[] { _folder.Write("a.idx", file), _folder.Write("t10k-x-idx2-ubyte", file), _folder.Write("a-ubyte.gz", Gzip(file)) })
        {
            var source = TensorFile.Open(path);
            source.Tensors.ShouldBe([new TensorInfo("", type, [2, 1])]);
            source.Read("").ToDoubles().ShouldBe(expected);
        }
    }

    [Fact]
    public void Idx_TooFewValues_IsRefused() =>
        Fails("a.idx", IdxBytes(8, [100, 100], new byte[9])).ShouldBe("its header tells of 10000 bytes of values, but 9 follow");

    [Fact]
    public void Idx_HugeShape_IsRefused() => Fails("a.idx", IdxBytes(8, [-1, -1], [])).ShouldContain("axis of 4294967295");

    [Fact]
    public void IdxGz_ShapeBeyondWhatGzipCanHold_IsRefused() =>
        Fails("a.gz", Gzip(IdxBytes(8, [1_000_000_000], new byte[100]))).ShouldContain("packed bytes cannot hold");

    [Theory]
    [InlineData(9)]
    [InlineData(11)]
    public void IdxGz_OtherLengthThanItsShape_IsRefused(int held) =>
        Fails("a.gz", Gzip(IdxBytes(8, [10], new byte[held]))).ShouldStartWith("it does not unpack to the 18 bytes that its header tells of");

    [Theory]
    [InlineData(9)]
    [InlineData(11)]
    public void IdxGz_OtherLengthThanItClaims_IsRefusedOnReading(int held)
    {
        var file = Gzip(IdxBytes(8, [10], new byte[held]));
        file[^4] = 18;
        FailsOnReading(file).ShouldBe("it cannot be unpacked, so it is damaged");
    }

    [Fact]
    public void IdxGz_WrongChecksum_IsRefusedOnReading()
    {
        var file = Gzip(IdxBytes(8, [10], new byte[10]));
        file[^8] ^= 1;
        FailsOnReading(file).ShouldBe("it cannot be unpacked, so it is damaged");
    }

    [Fact]
    public void IdxGz_OfSomethingElse_IsRefused() => Fails("a.gz", Gzip(SmallNpy())).ShouldContain("does not begin like an IDX file");

    public void Dispose() => _folder.Dispose();

    private string FailsOnReading(byte[] file)
    {
        var source = TensorFile.Open(_folder.Write("a.gz", file));
        return Should.Throw<TensorFormatException>(() => source.Read("")).Message;
    }

    private string Fails(string name, byte[] file) => Should.Throw<TensorFormatException>(() => TensorFile.Open(_folder.Write(name, file))).Message;
}
