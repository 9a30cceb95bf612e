using System;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Ir.Interpretation;
using Snnc.Compiler.Tests.Ir;
using Snnc.Numerics;
using Xunit;

namespace Snnc.Compiler.Tests.Models;

/// <summary>What a neuron's text means beside its arithmetic: widths of whole states, noise, clauses in their order, and what vanishes.</summary>
public sealed class BodyTests
{
    public static TheoryData<int> Widths => [.. Enumerable.Range(8, 41)];

    [Theory]
    [MemberData(nameof(Widths))]
    public void WholeState_BeyondItsWidth_WrapsOrSaturates(int bits)
    {
        long greatest = (1L << (bits - 1)) - 1, least = -(1L << (bits - 1));
        var model = $"neuron m {{ state a: int{bits} = {greatest - 1}, b: int{bits} wrap = {least + 1}, c: int{bits} saturate = {greatest - 1}, "
            + $"d: int{bits} saturate = {least + 1}; input i; update {{ a += 1; b -= 1; c += 1; d -= 1; }} spike when i > 0 {{ }} }}";

        var trace = ModelRun.Of("m()", model, steps: 3).RunConstant(0);

        trace["a"].ShouldBe([greatest, least, least + 1]);
        trace["b"].ShouldBe([least, greatest, greatest - 1]);
        trace["c"].ShouldBe([greatest, greatest, greatest]);
        trace["d"].ShouldBe([least, least, least]);
    }

    [Fact]
    public void WholeExpression_OfOneAssignment_IsComputedIn64Bits()
    {
        const string Model = "neuron m { state a: int16 = 30000, b: int16 saturate = 30000; input i; "
            + "update { a = a * a * 3 / 90000; b = b * 4 - b * 3 + 5; } spike when i > 0 { } }";

        var trace = ModelRun.Of("m()", Model, steps: 1).RunConstant(0);

        (trace["a"][0], trace["b"][0]).ShouldBe((30000, 30005));
    }

    [Fact]
    public void Rand_InAClause_IsTheHashOfSeedStepAndNeuron()
    {
        const string Model = "neuron m { state a = 0, b = 0; input i; update { a = i + rand(7); b = rand(seed = 8); } spike when a > 2 { } }";

        var trace = ModelRun.Of("m()", Model, steps: 5, size: 3).Run(new float[15]);

        trace["a"].ShouldBe(Enumerable.Range(0, 15).Select(n => CounterHash.Uniform(7, n)).ToArray());
        trace["b"].ShouldBe(Enumerable.Range(0, 15).Select(n => CounterHash.Uniform(8, n)).ToArray());
    }

    // The same three lines in four orders.
    [Theory]
    [InlineData("DUS", new[] { 0.75, 0.5, 0.375 })]
    [InlineData("UDS", new[] { 0.5, 0.8125, 0.96875 })]
    [InlineData("SDU", new[] { 0.75, 1.5, 1.375 })]
    [InlineData("SUD", new[] { 0.5, 0.8125, 0.96875 })]
    public void Clauses_RunInTheOrderWritten(string order, double[] expected)
    {
        var clauses = order.Select(letter => letter switch
        {
            'D' => "dynamics euler { v' = -v / 2 ms; }",
            'U' => "update { v += i; }",
            _ => "spike when v > 1 { v -= 1; }",
        });
        var trace = ModelRun.Of("m()", $"neuron m {{ state v = 0.5; input i; {string.Concat(clauses)} }}", steps: 3).Run([0.5f, 1.125f, 1.125f]);

        trace["v"].ShouldBe(expected);
    }

    [Fact]
    public void Spike_OfLessThanNone_IsNone_AndItsBlockDoesNotRun()
    {
        const string Model = "neuron m { state v = 0; input i; update { v = i; } spike n = floor(v) { v = -n; } }";

        var trace = ModelRun.Of("m()", Model, steps: 4).Run([2.5f, -1.5f, 0.5f, 7]);

        trace.Output.ShouldBe([2, 0, 0, 7]);
        trace["v"].ShouldBe([-2, -1.5, 0.5, -7]);
    }

    [Theory]
    [InlineData("update { v = v; }")]
    [InlineData("update { v = v + (g - g); }")]
    [InlineData("update { v *= one; }")]
    [InlineData("update { if i > g { v -= 0; } }")]
    [InlineData("update { var x = v; var y = x; }")]
    [InlineData("dynamics { v' = 0 * g / 1 ms; }")]
    [InlineData("dynamics euler { v' = 0 / 1 ms; }")]
    public void Clause_ThatChangesNothing_LeavesNothing(string clause) =>
        ModelRun.Of("m()", $"neuron m {{ param g = 3, one = 1; state v = 0; input i; {clause} spike when v + i > g {{ }} }}").Body()
            .ShouldBe(["spike when (v + i) > 3.0 {", "}"]);

    // Bounds in the wrong order: the upper one counts, whether the call is computed when compiling, when loading or in a step.
    [Fact]
    public void Clip_BetweenCrossedBounds_IsTheUpperOneEverywhere()
    {
        const string Model = "const C = clip(5, 3, 1); neuron m { param low = 3; state v = 0; input i; "
            + "update { v = clip(i, low, 1) + clip(5, low, 1) + C; } spike when v > 9 { } }";
        const string Net = "network T { time { step = 1 ms; steps = clip(5, 3, 1) * 2; } input x: signal[1]; x -> k: m(); output out = k; }";

        var trace = ModelRun.Compile(Model + Net, new MemoryTensors()).Run([5f, 2]);

        trace["v"].ShouldBe([3, 3]);
    }

    [Fact]
    public void Precision_Single_RoundsEachOperationOnce()
    {
        const string Model = "neuron m { param k = 0.1; state v = 0.3; input i; update { v = k * v + i; v = v * v - k; } spike when v > 9 { } }";
        var (k, v) = (0.1f, 0.3f);
        var expected = new[] { 0.7f, 0.1f, -0.9f }.Select(i =>
        {
            v = MathF.FusedMultiplyAdd(k, v, i);
            v = MathF.FusedMultiplyAdd(v, v, -k);
            return (double)v;
        }).ToArray();

        ModelRun.Of("m()", Model, steps: 3).Run(Precision.Single, [0.7f, 0.1f, -0.9f])["v"].ShouldBe(expected);
    }
}
