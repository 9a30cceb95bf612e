using System;
using System.Linq;
using Shouldly;
using Snnc.Runtime.Kernels;
using Xunit;

namespace Snnc.Runtime.Tests.Kernels;

public sealed class ArrangeTests
{
    private static readonly float[] Six = [0, 1, 2, 3, 4, 5];

    [Theory]
    [InlineData(2, 19)]
    [InlineData(3, 8)]
    [InlineData(4, 7)]
    [InlineData(5, 9)]
    [InlineData(8, 17)]
    [InlineData(16, 289)]
    [InlineData(28, 8)]
    [InlineData(41, 24)]
    public void Transpose_AnyShape_SwapsRowsAndColumns(int rows, int columns)
    {
        var x = new Numbers(rows).Signal(rows * columns);
        var y = new float[x.Length];
        Arrange.Transpose<float>(x, rows, y);
        y.ShouldBe(Enumerable.Range(0, x.Length).Select(i => x[(i % rows * columns) + (i / rows)]));
    }

    [Fact]
    public void Gather_Permutation_MovesAxes()
    {
        var x = Enumerable.Range(0, 24).ToArray();
        var y = new int[24];
        Arrange.Gather<int>(x, IndexMap.Permute([2, 3, 4], [2, 0, 1]), y);
        for (var i = 0; i < 24; i++)
        {
            var (a, b, c) = (i / 6, i / 3 % 2, i % 3);
            y[i].ShouldBe((b * 12) + (c * 4) + a);
        }
    }

    [Fact]
    public void Broadcast_ShapesThatDoNotFit_ShowsBoth() =>
        Should.Throw<ArgumentException>(() => IndexMap.Broadcast([2, 3], [3, 2])).Message.ShouldBe("[2, 3] does not broadcast to [3, 2].");

    [Fact]
    public void Slice_MiddleAxis_TakesTheRange()
    {
        var y = new float[2];
        Arrange.Slice<float>(Six, AxisShape.Of([2, 3], 1), 1, 2, y);
        y.ShouldBe([1f, 4]);
    }

    [Fact]
    public void Concat_LastAxis_Interleaves()
    {
        var y = new float[8];
        var shape = AxisShape.Of([2, 4], 1);
        Arrange.Concat<float>([10, 20], 0, shape, y);
        Arrange.Concat(Six, 1, shape, y);
        y.ShouldBe([10f, 0, 1, 2, 20, 3, 4, 5]);
    }

    [Fact]
    public void Pairs_ThreeRows_GiveSix()
    {
        var y = new int[12];
        Arrange.Pairs([1, 2, 3], 1, y);
        y.ShouldBe([1, 1, 1, 2, 1, 3, 2, 2, 2, 3, 3, 3]);
    }
}
