using System;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Tensors;
using Xunit;
using static Snnc.Tensors.Tests.ByteFormats;

namespace Snnc.Tensors.Tests;

public sealed class NpyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, byte[], DType, double[]> Types() => new()
    {
        { "|b1", [0, 1, 2], DType.Bool, [0, 1, 1] },
        { "?", [0, 1, 1], DType.Bool, [0, 1, 1] },
        { "|i1", [0x80, 0xFF, 0x7F], DType.Int8, [-128, -1, 127] },
        { "|u1", [0x80, 0xFF, 0x7F], DType.UInt8, [128, 255, 127] },
        { "<i2", Of<short>(-2, 300, short.MinValue), DType.Int16, [-2, 300, short.MinValue] },
        { "<u2", Of<ushort>(2, 300, ushort.MaxValue), DType.UInt16, [2, 300, ushort.MaxValue] },
        { "<i4", Of(-2, 70_000, int.MinValue), DType.Int32, [-2, 70_000, int.MinValue] },
        { "<u4", Of<uint>(2, 70_000, uint.MaxValue), DType.UInt32, [2, 70_000, uint.MaxValue] },
        { "<i8", Of<long>(-2, 1L << 40, -(1L << 62)), DType.Int64, [-2, 1L << 40, -(1L << 62)] },
        { "<u8", Of<ulong>(2, 1UL << 40, 1UL << 63), DType.UInt64, [2, 1UL << 40, 1UL << 63] },
        { "<f2", Of((Half)0.5, (Half)(-65504), (Half)6e-8), DType.Float16, [0.5, -65504, (double)(Half)6e-8] },
        { "<f4", Of(0.1f, float.MaxValue, -0f), DType.Float32, [0.1f, float.MaxValue, -0d] },
        { "<f8", Of(0.1, double.MaxValue, double.NaN), DType.Float64, [0.1, double.MaxValue, double.NaN] },
        { "=f4", Of<float>(0.1f, 2, 3), DType.Float32, [0.1f, 2, 3] },
        { "f8", Of<double>(0.1, 2, 3), DType.Float64, [0.1, 2, 3] },
    };

    [Theory]
    [MemberData(nameof(Types))]
    public void Npy_EveryType_ReadsExactValues(string descr, byte[] data, DType type, double[] expected)
    {
        var tensor = Read(NpyBytes(descr, "(3,)", data));
        tensor.Info.ShouldBe(new TensorInfo("", type, [3]));
        tensor.ToDoubles().ShouldBe(expected);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Npy_BigEndian_ReadsTheSameValues(string descr, byte[] data, DType type, double[] expected)
    {
        var size = data.Length / 3;
        var swapped = data.Chunk(size).SelectMany(element => element.Reverse()).ToArray();
        var tensor = Read(NpyBytes(">" + descr.TrimStart('<', '|', '='), "(3,)", swapped));
        tensor.Info.DType.ShouldBe(type);
        tensor.ToDoubles().ShouldBe(expected);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Npy_EveryFormatVersion_Reads(byte version) =>
        Read(NpyBytes("<f4", "(2, 3)", Of<float>(1, 2, 3, 4, 5, 6), version: version)).ToDoubles().ShouldBe([1, 2, 3, 4, 5, 6]);

    [Fact]
    public void Npy_FortranOrder_ComesOutInCOrder()
    {
        // a[i, j, k] = 100 i + 10 j + k, the first index fastest in the file.
        var (first, second, third) = (Enumerable.Range(0, 2), Enumerable.Range(0, 3), Enumerable.Range(0, 4));
        var stored = from k in third from j in second from i in first select (100 * i) + (10 * j) + k;
        var expected = from i in first from j in second from k in third select (100 * i) + (10 * j) + k;
        var tensor = Read(NpyBytes("<i4", "(2, 3, 4)", Of(stored.ToArray()), fortran: true));
        tensor.Shape.ToString().ShouldBe("[2, 3, 4]");
        tensor.Values.ShouldBe(expected.ToArray());
    }

    [Theory]
    [InlineData("()", "[]", 1)]
    [InlineData("(2L, 1L)", "[2, 1]", 2)]
    [InlineData("(0, 2)", "[0, 2]", 0)]
    [InlineData("[2]", "[2]", 2)]
    public void Npy_UnusualShapes_Read(string written, string shape, int count)
    {
        var tensor = Read(NpyBytes("|u1", written, new byte[count], fortran: true));
        tensor.Shape.ToString().ShouldBe(shape);
        tensor.Values.Length.ShouldBe(count);
    }

    [Fact]
    public void Npy_EveryHalf_WidensLikeTheRuntime()
    {
        var halves = Enumerable.Range(0, 65536).Select(bits => BitConverter.UInt16BitsToHalf((ushort)bits)).ToArray();
        var values = (float[])Read(NpyBytes("<f2", "(65536,)", Of(halves))).Values;
        var wrong = Enumerable.Range(0, halves.Length).Where(i => Half.IsNaN(halves[i])
            ? !float.IsNaN(values[i])
            : BitConverter.SingleToInt32Bits(values[i]) != BitConverter.SingleToInt32Bits((float)halves[i]));
        wrong.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("'<c8'", "complex numbers (dtype '<c8')")]
    [InlineData("'|O'", "Python objects (dtype '|O')")]
    [InlineData("'<U5'", "text (dtype '<U5')")]
    [InlineData("'|S3'", "text (dtype '|S3')")]
    [InlineData("'|V8'", "structures (dtype '|V8')")]
    [InlineData("'<f16'", "floating-point numbers of an uncommon size (dtype '<f16')")]
    [InlineData("'<M8[ns]'", "dates (dtype '<M8[ns]')")]
    [InlineData("[('x', '<f4'), ('y', '<f4', (2,))]", "structures with several fields")]
    [InlineData("'zz'", "unknown dtype 'zz'")]
    [InlineData("''", "unknown dtype ''")]
    public void Npy_OtherTypes_AreNamedInTheError(string descr, string cause)
    {
        var error = Fails(NpyBytesWithHeader($"{{'descr': {descr}, 'fortran_order': False, 'shape': (1,), }}", new byte[16]));
        error.Message.ShouldContain(cause);
        error.Hint.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("(-1,)", "axis of -1")]
    [InlineData("(4294967296,)", "axis of 4294967296")]
    [InlineData("(99999999999999999999,)", "header of the array is damaged")]
    [InlineData("(2147483647, 2147483647, 2147483647)", "shape [2147483647, 2147483647, 2147483647] takes more than")]
    [InlineData("(1000000000,)", "a tensor of shape [1000000000] takes more than")]
    [InlineData("(400000000,)", "1600000000 bytes of values, but 24 follow")]
    [InlineData("(1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,6)", "33 axes")]
    [InlineData("(True,)", "does not say dtype, order and shape")]
    [InlineData("((((((((((((((((((1,),),),),),),),),),),),),),),),),),)", "header of the array is damaged")]
    public void Npy_AbsurdShapes_AreRefusedBeforeAllocating(string shape, string cause)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Fails(NpyBytes("<f4", shape, Of<float>(1, 2, 3, 4, 5, 6))).Message.ShouldContain(cause);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1 << 20);
    }

    [Theory]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (6,), 'x': 1}")]
    [InlineData("{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (6,)}")]
    [InlineData("{'descr': '<f4', 'fortran_order': False}")]
    [InlineData("{'descr': '<f4', 'fortran_order': 1, 'shape': (6,)}")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': 6}")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (6,)} and more")]
    [InlineData("{'descr': '<f4, 'fortran_order': False, 'shape': (6,)}")]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("[1]")]
    public void Npy_DamagedHeaders_AreRefused(string header) =>
        Fails(NpyBytesWithHeader(header, new byte[24])).Message.ShouldContain("header of the array");

    [Fact]
    public void Npy_HugeHeader_IsRefused()
    {
        byte[] file = [0x93, .. "NUMPY"u8, 2, 0, .. Of(uint.MaxValue), .. new byte[100]];
        Fails(file).Message.ShouldContain("the header claims 4294967295 bytes");
    }

    [Fact]
    public void Npy_BytesAfterTheValues_AreRefused() =>
        Fails([.. SmallNpy(), 0]).Message.ShouldBe("its header tells of 24 bytes of values, but 25 follow");

    [Fact]
    public void Npy_UnknownKey_IsNamed()
    {
        var source = TensorFile.Open(_folder.Write("a.npy", SmallNpy()));
        Should.Throw<TensorFormatException>(() => source.Read("weight")).Message.ShouldBe("it holds no tensor 'weight'");
    }

    public void Dispose() => _folder.Dispose();

    private TensorData Read(byte[] file)
    {
        var source = TensorFile.Open(_folder.Write("a.npy", file));
        source.Tensors.Count.ShouldBe(1);
        return source.Read("");
    }

    private TensorFormatException Fails(byte[] file)
    {
        var path = _folder.Write("a.npy", file);
        var error = Should.Throw<TensorFormatException>(() => TensorFile.Open(path));
        error.Path.ShouldBe(path);
        error.Message.ShouldNotContain(path);
        error.Hint.ShouldNotBeNull();
        return error;
    }
}
