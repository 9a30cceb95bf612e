using System;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Tensors;
using Xunit;
using static Snnc.Tensors.Tests.ByteFormats;

namespace Snnc.Tensors.Tests;

public sealed class SafetensorsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, byte[], DType, double[]> Types() => new()
    {
        { "BOOL", [0, 1], DType.Bool, [0, 1] },
        { "I8", [0xFF, 1], DType.Int8, [-1, 1] },
        { "U8", [0xFF, 1], DType.UInt8, [255, 1] },
        { "I16", Of<short>(-2, 2), DType.Int16, [-2, 2] },
        { "U16", Of<ushort>(65535, 2), DType.UInt16, [65535, 2] },
        { "I32", Of<int>(-2, 2), DType.Int32, [-2, 2] },
        { "U32", Of<uint>(uint.MaxValue, 2), DType.UInt32, [uint.MaxValue, 2] },
        { "I64", Of<long>(-2, 2), DType.Int64, [-2, 2] },
        { "U64", Of<ulong>(1UL << 63, 2), DType.UInt64, [1UL << 63, 2] },
        { "F16", Of<ushort>(0x3C00, 0xC000), DType.Float16, [1, -2] },
        { "BF16", Of<ushort>(0x3F80, 0xC049), DType.BFloat16, [1, -3.140625] },
        { "F32", Of<float>(0.1f, -2), DType.Float32, [0.1f, -2] },
        { "F64", Of<double>(0.1, -2), DType.Float64, [0.1, -2] },
    };

    [Theory]
    [MemberData(nameof(Types))]
    public void Safetensors_EveryType_ReadsExactValues(string name, byte[] data, DType type, double[] expected)
    {
        var source = Open(SafetensorsBytes($$$"""{"t":{"dtype":"{{{name}}}","shape":[2,1],"data_offsets":[0,{{{data.Length}}}]}}  """, data));
        source.Tensors.ShouldBe([new TensorInfo("t", type, [2, 1])]);
        source.Read("t").ToDoubles().ShouldBe(expected);
    }

    [Fact]
    public void Safetensors_SeveralTensors_ReadInTheOrderOfTheHeader()
    {
        var source = Open(SmallSafetensors());
        source.Tensors.Select(t => t.Key).ShouldBe(["a", "b"]);
        source.Read("a").ToDoubles().ShouldBe([1, 2, 3, 4, 5, 6]);
        source.Read("b").ToDoubles().ShouldBe([7, 8]);
    }

    [Fact]
    public void Safetensors_OtherTypes_AreExplainedOnlyWhenAskedFor()
    {
        var source = Open(SafetensorsBytes(
            """{"q":{"dtype":"F8_E4M3","shape":[1],"data_offsets":[0,1]},"b":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}""", [1, 2]));
        source.Read("b").ToDoubles().ShouldBe([2]);
        Should.Throw<TensorFormatException>(() => source.Read("q")).Message.ShouldContain("the type F8_E4M3");
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,8]}}""", "takes 4 bytes, but the header gives it 8")]
    [InlineData("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,12]}}""", "outside of the file")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "behind a gap")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "its tensors take 4 bytes, but the file holds 8")]
    [InlineData("""{"a":{"dtype":"U8","shape":[8],"data_offsets":[0,8]},"b":{"dtype":"U8","shape":[8],"data_offsets":[0,8]}}""", "over another one")]
    [InlineData("""{"a":{"dtype":"U8","shape":[0],"data_offsets":[0,0]},"a":{"dtype":"U8","shape":[8],"data_offsets":[0,8]}}""", "stands for two")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""", "outside of the file")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", "does not describe tensors")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2.5],"data_offsets":[0,8]}}""", "does not describe tensors")]
    [InlineData("""{"a":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,8]}}""", "does not describe tensors")]
    [InlineData("""{"a":{"dtype":"U8","shape":[4294967296],"data_offsets":[0,8]}}""", "axis of 4294967296")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0]}}""", "place of the tensor 'a'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"x":1}}""", "place of the tensor 'a'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2]}}""", "place of the tensor 'a'")]
    [InlineData("""{"a":[1]}""", "does not describe tensors")]
    [InlineData("""{"a":"\ud800"}""", "does not describe tensors")]
    [InlineData("""{"\ud800":1}""", "not sound JSON")]
    [InlineData("""{"a":""", "not sound JSON")]
    [InlineData("{} {}", "not sound JSON")]
    public void Safetensors_DamagedHeaders_AreRefused(string json, string cause) =>
        Fails(SafetensorsBytes(json, new byte[8])).ShouldContain(cause);

    [Fact]
    public void Safetensors_HeaderLongerThanTheFile_IsRefused() =>
        Fails([.. Of(1_000_000UL), .. "{}"u8]).ShouldContain("claims 1000000 bytes");

    [Fact]
    public void Safetensors_DeepJson_IsRefused() =>
        Fails(SafetensorsBytes("{\"a\":" + new string('[', 1_000_000), [])).ShouldContain("does not describe tensors");

    [Fact]
    public void Safetensors_DeepMetadata_IsRefused() =>
        Fails(SafetensorsBytes("{\"__metadata__\":" + new string('[', 1_000_000), [])).ShouldContain("not sound JSON");

    public void Dispose() => _folder.Dispose();

    private ITensorSource Open(byte[] file) => TensorFile.Open(_folder.Write("a.safetensors", file));

    private string Fails(byte[] file) => Should.Throw<TensorFormatException>(() => Open(file)).Message;
}
