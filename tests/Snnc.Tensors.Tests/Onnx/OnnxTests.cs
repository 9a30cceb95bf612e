using System;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Tensors;
using Snnc.Tensors.Onnx;
using Snnc.Tests;
using Xunit;
using static Snnc.Tensors.Tests.Onnx.OnnxBytes;

namespace Snnc.Tensors.Tests.Onnx;

public sealed class OnnxTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<int, byte[], Array> Fields() => new()
    {
        { 1, Floats(4, 1, -2.5f), new float[] { 1, -2.5f } },
        { 1, Join(LoneFloat(4, 1), LoneFloat(4, -2.5f)), new float[] { 1, -2.5f } },
        { 1, Join(Floats(4, 1), LoneFloat(4, -2.5f)), new float[] { 1, -2.5f } },
        { 1, Raw(0, 0, 0x80, 0x3F, 0, 0, 0x20, 0xC0), new float[] { 1, -2.5f } },
        { 2, Varints(5, 0, 255), new byte[] { 0, 255 } },
        { 3, Varints(5, -1, 127), new sbyte[] { -1, 127 } },
        { 4, Varints(5, 1, 65535), new ushort[] { 1, 65535 } },
        { 5, Varints(5, -2, 300), new short[] { -2, 300 } },
        { 6, Varints(5, int.MinValue, 7), new[] { int.MinValue, 7 } },
        { 7, Varints(7, long.MinValue, 7), new[] { long.MinValue, 7 } },
        { 7, Join(Number(7, 5), Number(7, -1)), new long[] { 5, -1 } },
        { 9, Varints(5, 0, 1), new[] { false, true } },
        { 9, Raw(1, 0), new[] { true, false } },
        { 10, Varints(5, 0x3C00, 0xC100), new float[] { 1, -2.5f } },
        { 10, Raw(0, 0x3C, 0, 0xC1), new float[] { 1, -2.5f } },
        { 11, Doubles(10, 0.1, 1e300), new[] { 0.1, 1e300 } },
        { 12, Varints(11, 0, uint.MaxValue), new uint[] { 0, uint.MaxValue } },
        { 13, Varints(11, -1, 2), new ulong[] { ulong.MaxValue, 2 } },
        { 16, Varints(5, 0x3F80, 0xC020), new float[] { 1, -2.5f } },
    };

    [Theory]
    [MemberData(nameof(Fields))]
    public void Initializer_InEachField_Reads(int type, byte[] values, Array expected)
    {
        var source = TensorFile.Open(_folder.Write("a.onnx", Model(Initializer(Head("w", type, 2), values))));

        source.Tensors.ShouldHaveSingleItem().Key.ShouldBe("w");
        var read = source.Read("w").Values;
        read.GetType().ShouldBe(expected.GetType());
        read.ShouldBe(expected);
    }

    [Fact]
    public void Initializers_OfAnyRank_AreListedByName()
    {
        var path = _folder.Write("a.onnx", Model(
            Initializer(Head("a/b", 1, 2, 1), Floats(4, 1, 2)), Initializer(Head("scalar", 7), Varints(7, 9)), Initializer(Head("none", 1, 0))));

        var source = TensorFile.Open(path);

        source.Tensors.Select(t => $"{t.Key} {t.DType} {t.Shape}").ShouldBe(["a/b Float32 [2, 1]", "scalar Int64 []", "none Float32 [0]"]);
        source.Read("none").Values.Length.ShouldBe(0);
    }

    [Fact]
    public void ExternalData_IsSaid_AndTheRestReads()
    {
        var path = _folder.Write("a.onnx", Model(Initializer(Head("out", 1, 2), Number(14, 1)), Initializer(Head("in", 1, 1), Floats(4, 3))));

        var source = TensorFile.Open(path);

        source.Read("in").Values.ShouldBe(new float[] { 3 });
        var error = Should.Throw<TensorFormatException>(() => source.Read("out"));
        error.Message.ShouldBe("'out' cannot be read: its values lie in another file");
        error.Hint.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(8, "text")]
    [InlineData(17, "8-bit floats")]
    [InlineData(22, "4-bit numbers")]
    [InlineData(99, "99")]
    public void OtherTypes_AreNamed(int type, string expected)
    {
        var source = TensorFile.Open(_folder.Write("a.onnx", Model(Initializer(Head("w", type, 1), Raw(1)))));

        source.Tensors.ShouldBeEmpty();
        Should.Throw<TensorFormatException>(() => source.Read("w")).Message.ShouldContain(expected);
    }

    [Fact]
    public void CountOfValues_OtherThanTheShapes_IsAnError()
    {
        Error(Model(Initializer(Head("w", 1, 3), Floats(4, 1, 2)))).ShouldBe("the tensor 'w' of shape [3] holds 2 values, and not 3");
        Error(Model(Initializer(Head("w", 1, 3), Raw(1, 2, 3)))).ShouldBe("the tensor 'w' of shape [3] holds 3 bytes, and not 12");
        Error(Model(Initializer(Head("w", 1, 1L << 40)))).ShouldContain("1099511627776");
    }

    [Fact]
    public void Damage_IsNamed()
    {
        Error(Join(Number(1, 8), Text(2, "x"))).ShouldBe("it is no ONNX model: it has no graph");
        Error(Model(Initializer(Head("w", 1, 1), Floats(4, 1)))[..^9]).ShouldContain("cut off");
        Error(Join(Number(1, 8), Number(7, 1))).ShouldStartWith("the name says ONNX");
        Error(Join(Number(1, 8), Part(7, Number(5, 1)))).ShouldBe("it is no ONNX model: field 5 is written as Varint, not as LengthDelimited");
    }

    [Fact]
    public void Model_ReadsWhole()
    {
        var attribute = Part(5, Join(Text(1, "pads"), Varints(8, 1, 2), Number(20, 7)));
        var node = Part(1, Join(Text(1, "x"), Text(1, "w"), Text(2, "y"), Text(3, "n"), Text(4, "Conv"), attribute, Text(7, "ai.onnx")));
        var shape = Part(2, Join(Part(1, Text(2, "N")), Part(1, Number(1, 4))));
        var input = Part(11, Join(Text(1, "x"), Part(2, Part(1, Join(Number(1, 1), shape)))));

        var model = OnnxFile.Open(_folder.Write("a.onnx", Model(node, Text(2, "g"), input, Part(12, Text(1, "y")))));

        model.Opsets[""].ShouldBe(13);
        model.Producer.ShouldBe("test");
        var read = model.Graph.Nodes.ShouldHaveSingleItem();
        (read.Name, read.OpType, read.Domain).ShouldBe(("n", "Conv", ""));
        read.Inputs.ShouldBe(["x", "w"]);
        read.Attributes["pads"].Integers.ShouldBe([1L, 2L]);
        model.Graph.Inputs.ShouldHaveSingleItem().Extents.ShouldBe([null, 4L]);
        model.Graph.Outputs.ShouldHaveSingleItem().ShouldBe(new OnnxValue("y", null));
    }

    [DataFact("onnx")]
    public void RealModels_Read()
    {
        var mnist = TensorFile.Open($"{Repository.Data}/onnx/mnist-7-cntk.onnx");
        mnist.Tensors.Single(t => t.Key == "Parameter87").Shape.ShouldBe([16, 8, 5, 5]);
        ((long[])mnist.Read("Pooling160_Output_0_reshape0_shape").Values).ShouldBe([1L, 256L]);

        var iris = OnnxFile.Open($"{Repository.Data}/onnx/iris_mlp.onnx");
        iris.Graph.Inputs.ShouldHaveSingleItem().Extents.ShouldBe([null, 4L]);
        iris.Graph.Nodes.Count.ShouldBe(5);
    }

    public void Dispose() => _folder.Dispose();

    private string Error(byte[] bytes) => Should.Throw<TensorFormatException>(() => TensorFile.Open(_folder.Write("a.onnx", bytes))).Message;
}
