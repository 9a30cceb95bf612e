using Shouldly;
using Snnc.LanguageServer.Queries;
using Xunit;

namespace Snnc.LanguageServer.Tests.Queries;

/// <summary>What is told of the call that one types.</summary>
public sealed class SignatureTests
{
    [Theory]
    [InlineData("network N { x -> conv2d(|", "conv2d(out, kernel, stride = 1", "out")]
    [InlineData("network N { x -> conv2d(12, |", "conv2d(", "kernel")]
    [InlineData("network N { x -> conv2d(12, padding = |", "conv2d(", "padding")]
    [InlineData("network N { x -> conv2d(12, 5, bias = none, stride|", "conv2d(", "stride")]
    [InlineData("network N { x -> n: lif(tau = |", "lif(tau = 20 ms, r = 1", "tau")]
    [InlineData("network N { x -> n: lif(reset = |", "lif(", "reset")]
    [InlineData("network N { x -> encode.rate(max = 2, |", "encode.rate(max = 1, seed = 0)", "seed")]
    [InlineData("network N { x -> sparse(probability(0.1, |", "probability(p, seed)", "seed")]
    [InlineData("network N { x -> n: lif(tau = max(1 ms, |", "max(a, b)", "b")]
    [InlineData("network N { output y = last(|", "last(x, every?)", "x")]
    [InlineData("network N { output y = last(o.v, |", "last(x, every?)", "every")]
    [InlineData("block b(n, m = 3) { }\nnetwork N { x -> b(1, |", "b(n, m = 3)", "m")]
    [InlineData("network N { x -> reshape(2, 3, |", "reshape(extent, ...)", "extent")]
    [InlineData("neuron n { state v = 0; update { v = clip(v, 0, |", "clip(x, low, high)", "high")]
    public void Signature_InACall_NamesTheParameter(string marked, string label, string parameter)
    {
        var cursor = Cursor.In(marked);

        var found = SignatureQuery.Run(cursor.View, cursor.Offset).ShouldNotBeNull();

        found.Signature.Label.ShouldStartWith(label);
        found.Signature.Parameters[found.Parameter].Name.ShouldBe(parameter);
    }

    [Theory]
    [InlineData("network N { x -> |")]
    [InlineData("network N { x -> dense(3) |")]
    [InlineData("network N { x -> dense(3); |")]
    [InlineData("network N { x -> nothing(|")]
    [InlineData("(|")]
    public void Signature_OutsideOfCalls_IsNone(string marked)
    {
        var cursor = Cursor.In(marked);

        SignatureQuery.Run(cursor.View, cursor.Offset).ShouldBeNull();
    }
}
