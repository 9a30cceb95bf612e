using System;
using System.IO;
using System.Linq;
using Shouldly;
using Snnc.Numerics;
using Xunit;

namespace Snnc.Runtime.Tests;

public sealed class LoadTimeTests
{
    private static readonly LoadArray Matrix = new([2, 3], [1, 2, 3, 4, 5, 6]);

    [Theory]
    [InlineData("neg", 2.5, -2.5)]
    [InlineData("abs", -2.5, 2.5)]
    [InlineData("sign", -2.5, -1)]
    [InlineData("round", 2.5, 2)]
    [InlineData("floor", -2.5, -3)]
    [InlineData("ceil", -2.5, -2)]
    [InlineData("int", -2.5, -2)]
    [InlineData("sqrt", 6.25, 2.5)]
    [InlineData("exp", 0, 1)]
    [InlineData("expm1", 1e-12, 1e-12)]
    [InlineData("log", 1, 0)]
    [InlineData("log1p", 1e-12, 1e-12)]
    [InlineData("tanh", 0, 0)]
    [InlineData("sigmoid", 0, 0.5)]
    public void Unary_Function_GivesItsValue(string function, double x, double expected) =>
        LoadTime.Unary(function, LoadTime.Number(x)).Values.Single().ShouldBe(expected, 1e-20);

    [Theory]
    [InlineData("add", 7, 2, 9)]
    [InlineData("sub", 7, 2, 5)]
    [InlineData("mul", 7, 2, 14)]
    [InlineData("div", 7, 2, 3.5)]
    [InlineData("rem", -7, 4, -3)]
    [InlineData("min", 7, 2, 2)]
    [InlineData("max", 7, 2, 7)]
    [InlineData("eq", 2, 2, 1)]
    [InlineData("ne", 2, 2, 0)]
    [InlineData("lt", 2, 7, 1)]
    [InlineData("le", 7, 2, 0)]
    [InlineData("gt", 7, 2, 1)]
    [InlineData("ge", 2, 2, 1)]
    [InlineData("and", 3, 0, 0)]
    [InlineData("or", 3, 0, 1)]
    [InlineData("idiv", -7, 2, -3)]
    [InlineData("idiv", 7, 0, 0)]
    [InlineData("shl", 3, 2, 12)]
    [InlineData("shr", -3, 1, -2)]
    [InlineData("asr0", -3, 1, -1)]
    public void Binary_Function_GivesItsValue(string function, double x, double y, double expected) =>
        LoadTime.Binary(function, LoadTime.Number(x), LoadTime.Number(y)).Values.ShouldBe([expected]);

    [Fact]
    public void Binary_RowAndColumn_Broadcast()
    {
        var sum = LoadTime.Binary("add", new LoadArray([2, 1], [10, 20]), new LoadArray([3], [1, 2, 3]));
        sum.Shape.ShouldBe([2, 3]);
        sum.Values.ShouldBe([11.0, 12, 13, 21, 22, 23]);
    }

    [Fact]
    public void Select_PerElement_Chooses() =>
        LoadTime.Select(new LoadArray([3], [1, 0, 2]), LoadTime.Number(5), new LoadArray([3], [7, 8, 9])).Values.ShouldBe([5.0, 8, 5]);

    [Theory]
    [InlineData(0, new double[] { 1, 2, 3, 4, 5, 6 })]
    [InlineData(1, new double[] { 6, 15 })]
    [InlineData(2, new double[] { 21 })]
    public void Sum_LastAxes_GoAway(int axes, double[] expected)
    {
        var sum = LoadTime.Sum(Matrix, axes);
        sum.Shape.ShouldBe(new[] { 2, 3 }.Take(2 - axes));
        sum.Values.ShouldBe(expected);
    }

    [Fact]
    public void Transpose_Matrix_SwapsAxes()
    {
        var transposed = LoadTime.Transpose(Matrix);
        transposed.Shape.ShouldBe([3, 2]);
        transposed.Values.ShouldBe([1.0, 4, 2, 5, 3, 6]);
    }

    [Fact]
    public void ReshapeAndBroadcast_PerChannel_RepeatTheChannel()
    {
        var channels = LoadTime.Reshape(new LoadArray([2], [1, 2]), 2, 1, 1);
        LoadTime.Broadcast(channels, 2, 1, 3).Values.ShouldBe([1.0, 1, 1, 2, 2, 2]);
        Should.Throw<ArgumentException>(() => LoadTime.Reshape(Matrix, 5));
    }

    [Fact]
    public void Uniform_Elements_ComeFromTheCounterHash()
    {
        var uniform = LoadTime.Uniform(-2, 6, seed: 5, 3, 4);
        uniform.Shape.ShouldBe([3, 4]);
        uniform.Values.ShouldBe(Enumerable.Range(0, 12).Select(i => -2 + (8 * (CounterHash.Hash(5, i) / 16777216.0))));
    }

    [Fact]
    public void Quantize_ThreeBits_RoundsToSteps() =>
        LoadTime.Quantize(new LoadArray([4], [3, -3, 1.5, 0.4]), 3).Values.ShouldBe([3.0, -3, 2, 0]);

    [Fact]
    public void Quantize_Zeros_StayZeros() => LoadTime.Quantize(new LoadArray([2], [0, 0]), 8).Values.ShouldBe([0.0, 0]);

    [Fact]
    public void Exponential_PerElement_IsThatOfEachMatrix()
    {
        var zero = LoadTime.Number(0);
        var rates = new LoadArray([2], [-1, -2]);
        LoadTime.Exponential(2, [rates, zero, zero, zero], 0, 0).Values.ShouldBe([Math.Exp(-1), Math.Exp(-2)], 1e-15);

        // A nilpotent matrix: exp(A) = I + A.
        LoadTime.Exponential(2, [zero, rates, zero, zero], 0, 1).Values.ShouldBe([-1.0, -2], 1e-15);
    }

    [Fact]
    public void Tensor_OfTheShape_IsRead() => LoadTime.Tensor(Source(), "w", "k", 2, 1).Values.ShouldBe([1.0, 2]);

    [Fact]
    public void Tensor_OfAnotherShape_ShowsBoth() =>
        Should.Throw<SnncRunException>(() => LoadTime.Tensor(Source(), "w", "k", 2))
            .Message.ShouldBe("Tensor 'k' of 'w' has the shape [2, 1], but the network was compiled for [2].");

    [Fact]
    public void Tensor_NotANumber_NamesTheElement() =>
        Should.Throw<SnncRunException>(() => LoadTime.Tensor(Source(), "w", "bad", 2)).Message.ShouldStartWith("Element 1 of tensor 'bad' of 'w' is NaN");

    [Fact]
    public void ToReal_Doubles_RoundOnce() => LoadTime.ToReal(new LoadArray([2], [0.1, 1 + 1e-12]), "p").ShouldBe([0.1f, 1f]);

    [Fact]
    public void ToReal_TooLarge_IsRefused() =>
        Should.Throw<SnncRunException>(() => LoadTime.ToReal(LoadTime.Number(1e39), "p")).Message.ShouldStartWith("Element 0 of 'p' is 1E+39");

    [Fact]
    public void ToInt_NotWhole_IsRefused()
    {
        LoadTime.ToInt(new LoadArray([2], [-3, 1L << 50]), "w").ShouldBe([-3L, 1L << 50]);
        Should.Throw<SnncRunException>(() => LoadTime.ToInt(new LoadArray([2], [1, 1.5]), "w")).Message.ShouldStartWith("Element 1 of 'w' is 1.5");
        Should.Throw<SnncRunException>(() => LoadTime.ToInt(LoadTime.Number(1e19), "w"));
    }

    private static WeightFile Source()
    {
        var stream = new MemoryStream();
        WeightFile.Write(stream, [("w", "k", new WeightTensor([2, 1], [1f, 2])), ("w", "bad", new WeightTensor([2], [1f, float.NaN]))]);
        return new WeightFile(stream, "test.snnw");
    }
}
