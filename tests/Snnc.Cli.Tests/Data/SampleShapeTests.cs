using System.Linq;
using Shouldly;
using Snnc.Cli.Data;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Tensors;
using Xunit;

namespace Snnc.Cli.Tests.Data;

/// <summary>Which arrays hold samples of an input.</summary>
public sealed class SampleShapeTests
{
    private static readonly TimeBase Time = new(null, 25, IsTimed: true);

    [Theory]
    [InlineData(ValueKind.Frame, "1,28,28", "500,1,28,28", true)]
    [InlineData(ValueKind.Frame, "1,28,28", "500,28,28", true)]
    [InlineData(ValueKind.Frame, "1,1,4", "500,4", true)]
    [InlineData(ValueKind.Frame, "1", "500", true)]
    [InlineData(ValueKind.Frame, "28,28", "500,1,28,28", true)]
    [InlineData(ValueKind.Spikes, "12", "8,25,1,12", true)]
    [InlineData(ValueKind.Frame, "1,28,28", "28,28", false)]
    [InlineData(ValueKind.Frame, "1,28,28", "500,28,28,1", false)]
    [InlineData(ValueKind.Frame, "2,28,28", "500,28,28", false)]
    [InlineData(ValueKind.Signal, "12", "8,25,12", true)]
    [InlineData(ValueKind.Spikes, "1,12", "8,25,12", true)]
    [InlineData(ValueKind.Spikes, "12", "25,8,12", false)]
    [InlineData(ValueKind.Spikes, "12", "8,12", false)]
    [InlineData(ValueKind.Frame, "1", "", false)]
    public void Fits_AllowsMoreOrFewerLeadingOnes(ValueKind kind, string input, string array, bool fits)
    {
        Of(kind, input).Fits(Parse(array)).ShouldBe(fits);
    }

    [Theory]
    [InlineData(ValueKind.Frame, "1,28,28", "28,28", null)]
    [InlineData(ValueKind.Frame, "1,28,28", "1,28,28,1", "the sizes agree: reshape the array")]
    [InlineData(ValueKind.Frame, "3", "3", "this looks like one sample: the first axis must count samples, so give it a first axis of 1")]
    [InlineData(ValueKind.Signal, "12", "25,12", "this looks like one sample: the first axis must count samples, so give it a first axis of 1")]
    [InlineData(ValueKind.Signal, "12", "25,8,12", "time seems to stand first: exchange the first two axes")]
    public void Advice_NamesTheMend(ValueKind kind, string input, string array, string? advice)
    {
        Of(kind, input).Advice(Parse(array)).ShouldBe(advice);
    }

    [Fact]
    public void Text_ShowsSamplesAndSteps() => Of(ValueKind.Spikes, "2,3").ToString().ShouldBe("[samples, 25, 2, 3]");

    private static SampleShape Of(ValueKind kind, string shape) => new(new Node("x", new InputOp(), [], new ValueType(kind, Parse(shape))), Time);

    private static Shape Parse(string text) => Shape.Of(text.Split(',', System.StringSplitOptions.RemoveEmptyEntries).Select(int.Parse));
}
