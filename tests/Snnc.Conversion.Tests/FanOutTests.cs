using System.Linq;
using Shouldly;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Tensors;
using Snnc.Conversion.Evaluation;
using Xunit;

namespace Snnc.Conversion.Tests;

/// <summary>Synapses of inputs.</summary>
public sealed class FanOutTests
{
    [Theory]
    [InlineData(5, 3, 1, 1, 1)]
    [InlineData(7, 3, 2, 0, 1)]
    [InlineData(8, 3, 1, 2, 2)]
    [InlineData(6, 4, 3, 1, 1)]
    public void Convolution_EachInput_HasTheWindowsThatSeeIt(int extent, int kernel, int stride, int padding, int dilation)
    {
        var size = (int)ShapeRules.WindowExtent(extent, kernel, stride, padding, dilation);
        var conv = new ConvOp(2, kernel, stride, padding, dilation, Groups: 2, "w", null);

        var fanOut = FanOut.Of(conv, [4, extent, extent], [6, size, size]);

        int Along(int i) => Enumerable.Range(0, size).Sum(p => Enumerable.Range(0, kernel).Count(q => (p * stride) - padding + (q * dilation) == i));
        var expected = Enumerable.Range(0, 4).SelectMany(_ => Enumerable.Range(0, extent).SelectMany(y => Enumerable.Range(0, extent).Select(x => Along(y) * Along(x) * 3)));
        fanOut.ShouldBe(expected);
    }

    [Fact]
    public void Dense_EachInput_LeadsToEveryOutput() => FanOut.Of(new DenseOp("w", null), [2, 3], [2, 5]).ShouldBe([5, 5, 5, 5, 5, 5]);
}
