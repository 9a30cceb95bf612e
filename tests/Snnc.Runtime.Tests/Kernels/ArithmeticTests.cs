using System;
using System.Linq;
using Shouldly;
using Snnc.Runtime.Kernels;
using Xunit;

namespace Snnc.Runtime.Tests.Kernels;

public sealed class ArithmeticTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(37)]
    public void Elementwise_AnyLength_TreatsEveryElement(int length)
    {
        var (x, y) = (new Numbers(1).Signal(length), new Numbers(2).Signal(length));
        Result(y, r => Elementwise.Add(x, r)).ShouldBe(y.Zip(x, (a, b) => a + b));
        Result(y, r => Elementwise.Multiply(x, r)).ShouldBe(y.Zip(x, (a, b) => a * b));
        Result(y, r => Elementwise.Scale(x, 0.5f, r)).ShouldBe(x.Select(a => a * 0.5f));
        Result(y, r => Elementwise.Threshold(x, 2, r)).ShouldBe(x.Select(a => a > 2 ? 1f : 0));
        Result(y, r => Activation.Relu(x, r)).ShouldBe(x.Select(a => Math.Max(a, 0)));
    }

    [Fact]
    public void Elementwise_Broadcast_RepeatsTheOperand()
    {
        var map = IndexMap.Broadcast([2, 1], [2, 3]);
        float[] y = [1, 2, 3, 4, 5, 6];
        Result(y, r => Elementwise.Add([10f, 20], map, r)).ShouldBe([11f, 12, 13, 24, 25, 26]);
        Result(y, r => Elementwise.Multiply([10f, 20], map, r)).ShouldBe([10f, 20, 30, 80, 100, 120]);
        Result(y, r => Elementwise.Threshold(y, [1f, 5], map, r)).ShouldBe([0f, 1, 1, 0, 0, 1]);
    }

    [Fact]
    public void Activations_Literals_AreTheFunctions()
    {
        Result([-1, 0, 2], r => Activation.Sigmoid([-1, 0, 2], r)).ShouldBe([0.26894143f, 0.5f, 0.8807971f], 1e-7);
        Result([-1, 0, 2], r => Activation.Tanh([-1, 0, 2], r)).ShouldBe([-0.7615942f, 0, 0.9640276f], 1e-7);

        // torch.nn.functional.gelu of the same.
        Result([-1, 0, 2], r => Activation.Gelu([-1, 0, 2], r)).ShouldBe([-0.15865526f, 0, 1.9544997f], 1e-7);
    }

    [Fact]
    public void MatMul_Broadcast_MultipliesEachMatrix()
    {
        var shape = new MatMulShape([2, 1, 2], [2, 3], [2, 1, 3]);
        Result(new float[6], r => MatMul.Multiply([1, 2, 3, 4], [1, 2, 3, 4, 5, 6], shape, r)).ShouldBe([9f, 12, 15, 19, 26, 33]);
    }

    [Fact]
    public void Reduce_MiddleAxis_Collapses()
    {
        var shape = AxisShape.Of([2, 2, 2], 1);
        float[] x = [1, 2, 3, 4, 5, 6, 7, 8];
        Result(new float[4], r => Reduce.Sum<float>(x, shape, r)).ShouldBe([4f, 6, 12, 14]);
        Result(new float[4], r => Reduce.Mean(x, shape, r)).ShouldBe([2f, 3, 6, 7]);
    }

    [Fact]
    public void ArgMax_Ties_GiveTheLowest()
    {
        var y = new long[2];
        Reduce.ArgMax([1f, 3, 3, -1, -2, -1], 3, y);
        y.ShouldBe([1L, 0]);
    }

    [Fact]
    public void BatchNorm_Literals_NormaliseEachChannel()
    {
        var weights = new BatchNormWeights(AxisShape.Of([2, 2], 0), [1, 2], [4, 9], [3, 5], [10, 20], eps: 0);
        Result(new float[4], r => Normalize.Batch([3, 5, 5, 2], weights, r)).ShouldBe([13f, 16, 25, 20]);
    }

    [Fact]
    public void LayerNorm_Literals_NormaliseEachRow() =>
        Result(new float[4], r => Normalize.Layer([1, 3, 10, 30], 2, [2, 1], [0.5f, 0], 0, r)).ShouldBe([-1.5f, 1, -1.5f, 1], 1e-6);

    [Fact]
    public void Softmax_LargeNumbers_DoNotOverflow() =>
        Result(new float[4], r => Normalize.Softmax([1000, 0, 1000, 0], AxisShape.Of([2, 2], 0), r)).ShouldBe([0.5f, 0.5f, 0.5f, 0.5f]);

    [Fact]
    public void Embedding_Indices_TakeRows()
    {
        Result(new float[4], r => Embedding.Lookup([1f, 0], [1, 2, 3, 4], 2, "emb", r)).ShouldBe([3f, 4, 1, 2]);
        Should.Throw<SnncRunException>(() => Embedding.Lookup([2f], [1, 2, 3, 4], 2, "emb", new float[2])).Message.ShouldContain("'emb' was asked for entry 2");
        Should.Throw<SnncRunException>(() => Embedding.Lookup([0.5f], [1, 2, 3, 4], 2, "emb", new float[2]));
        Should.Throw<SnncRunException>(() => Embedding.Lookup([-1L], [1, 2, 3, 4], 2, "emb", new float[2]));
    }

    [Fact]
    public void Kernels_CalledAgain_AllocateNothing()
    {
        var (x, y) = (new float[12], new float[12]);
        var shape = AxisShape.Of([3, 4], 0);
        var batch = new BatchNormWeights(shape, new float[3], new float[3], null, null, 1);
        Allocations.Of(() => Elementwise.Add<float>(x, y)).ShouldBe(0);
        Allocations.Of(() => Activation.Gelu(x, y)).ShouldBe(0);
        Allocations.Of(() => Normalize.Softmax(x, shape, y)).ShouldBe(0);
        Allocations.Of(() => Normalize.Batch(x, batch, y)).ShouldBe(0);
        Allocations.Of(() => Normalize.Layer(x, 4, default, default, 1, y)).ShouldBe(0);
        Allocations.Of(() => Encode.Rate(x, 1, 0, 0, 1, 0, y)).ShouldBe(0);
        Allocations.Of(() => Decode.FirstSpike<float>(x, 0, 5, y)).ShouldBe(0);
    }

    private static float[] Result(float[] y, Action<float[]> kernel)
    {
        float[] copy = [.. y];
        kernel(copy);
        return copy;
    }
}
