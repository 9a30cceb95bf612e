using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using Shouldly;
using Snnc.Compiler.Tensors;
using Xunit;

namespace Snnc.Tensors.Tests;

public sealed class WriterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<Array, DType> Arrays() => new()
    {
        { new[] { true, false }, DType.Bool },
        { new sbyte[] { -1, 1 }, DType.Int8 },
        { new byte[] { 255, 1 }, DType.UInt8 },
        { new short[] { -1, 1 }, DType.Int16 },
        { new ushort[] { 65535, 1 }, DType.UInt16 },
        { new[] { -1, 1 }, DType.Int32 },
        { new uint[] { uint.MaxValue, 1 }, DType.UInt32 },
        { new[] { -1L, 1 }, DType.Int64 },
        { new ulong[] { ulong.MaxValue, 1 }, DType.UInt64 },
        { new[] { 0.1f, float.NaN }, DType.Float32 },
        { new[] { 0.1, double.PositiveInfinity }, DType.Float64 },
    };

    private string Target => Path.Combine(_folder.Path, "out.npz");

    [Theory]
    [MemberData(nameof(Arrays))]
    public void Npz_EveryType_ReadsBack(Array values, DType type)
    {
        NpzWriter.Write(Target, [new NamedArray("x", [2, 1], values), new NamedArray("a", [2], values)]);
        var source = TensorFile.Open(Target);
        source.Tensors.ShouldBe([new TensorInfo("x", type, [2, 1]), new TensorInfo("a", type, [2])]);
        source.Read("x").Values.ShouldBe(values);
    }

    [Fact]
    public void Npy_Bytes_AreThoseOfNumPy()
    {
        var path = Path.Combine(_folder.Path, "out.npy");
        NpyWriter.Write(path, [3], new[] { 1f, 2, 3 });
        var bytes = File.ReadAllBytes(path);
        var header = "{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }";
        bytes[..10].ShouldBe([0x93, .. "NUMPY"u8, 1, 0, 118, 0]);
        Encoding.ASCII.GetString(bytes[10..128]).ShouldBe(header.PadRight(117) + "\n");
        bytes[128..].ShouldBe(ByteFormats.Of(1f, 2, 3));
    }

    [Theory]
    [InlineData(new int[0], "()")]
    [InlineData(new[] { 2 }, "(2,)")]
    [InlineData(new[] { 2, 3 }, "(2, 3)")]
    public void Npy_Shape_IsATupleOfPython(int[] shape, string written)
    {
        var path = Path.Combine(_folder.Path, "out.npy");
        var extents = Shape.Of(shape);
        NpyWriter.Write(path, extents, new byte[extents.Size]);
        Encoding.ASCII.GetString(File.ReadAllBytes(path)).ShouldContain($"'shape': {written}, }}");
    }

    [Fact]
    public void Npz_LargeArray_IsPackedAndReadsBack()
    {
        var values = Enumerable.Range(0, 300_000).Select(i => (float)(i % 7)).ToArray();
        NpzWriter.Write(Target, [new NamedArray("big", [300, 1000], values)]);
        new FileInfo(Target).Length.ShouldBeLessThan(100_000);
        TensorFile.Open(Target).Read("big").Values.ShouldBe(values);
        using var archive = ZipFile.OpenRead(Target);
        archive.Entries.Single().FullName.ShouldBe("big.npy");
    }

    [Fact]
    public void Npz_SameArrays_GiveTheSameBytes()
    {
        NamedArray[] arrays = [new("a", [2], new[] { 1, 2 })];
        NpzWriter.Write(Target, arrays);
        var first = File.ReadAllBytes(Target);
        NpzWriter.Write(Target, arrays);
        File.ReadAllBytes(Target).ShouldBe(first);
    }

    [Fact]
    public void Npz_ValuesThatDoNotFillTheShape_LeaveTheOldFile()
    {
        NpzWriter.Write(Target, [new NamedArray("a", [2], new[] { 1, 2 })]);
        NamedArray[] wrong = [new("a", [2], new[] { 1, 2 }), new("b", [3], new[] { 1, 2 })];
        Should.Throw<ArgumentException>(() => NpzWriter.Write(Target, wrong)).Message.ShouldContain("2 values do not fill the shape [3] of 'b'");
        TensorFile.Open(Target).Tensors.Count.ShouldBe(1);
        Directory.GetFiles(_folder.Path).ShouldBe([Target]);
    }

    [Fact]
    public void Npz_TwoArraysOfOneKey_AreRefused() =>
        Should.Throw<ArgumentException>(() => NpzWriter.Write(Target, [new("a", [1], new[] { 1 }), new("a", [1], new[] { 1 })]));

    [Fact]
    public void Npz_NowhereToWrite_IsOneError()
    {
        var path = Path.Combine(_folder.Path, "no", "such", "out.npz");
        var error = Should.Throw<TensorFormatException>(() => NpzWriter.Write(path, [new("a", [1], new[] { 1 })]));
        error.Path.ShouldBe(path);
        error.Message.ShouldBe("there is no such file or folder");
    }

    [Fact]
    public void Npz_OverAFolder_LeavesNothingBehind()
    {
        Directory.CreateDirectory(Target);
        Should.Throw<TensorFormatException>(() => NpzWriter.Write(Target, [new("a", [1], new[] { 1 })]));
        Directory.GetFileSystemEntries(_folder.Path).ShouldBe([Target]);
    }

    public void Dispose() => _folder.Dispose();
}
