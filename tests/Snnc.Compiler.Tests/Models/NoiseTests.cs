using System.Linq;
using Shouldly;
using Snnc.Numerics;
using Xunit;

namespace Snnc.Compiler.Tests.Models;

/// <summary>Noise is one number for a seed, a step and a neuron, wherever in the model it is read.</summary>
public sealed class NoiseTests
{
    [Theory]
    [InlineData("rand(3) - rand(3)", true)]
    [InlineData("rand(3) - rand(4)", false)]
    public void Rand_OfOneSeed_IsOneNumberInAStep(string expression, bool isZero)
    {
        var model = $"neuron m {{ state v = 0; input i; update {{ v = {expression} + i * 0; }} emit v; }}";

        ModelRun.Of("m()", model, steps: 8).RunConstant(0).Output.All(x => x == 0).ShouldBe(isZero);
    }

    // All four stages of a step see one noise, so the method integrates it exactly.
    [Theory]
    [InlineData("euler")]
    [InlineData("rk4")]
    [InlineData("exact")]
    public void Rand_InAnEquation_IsHeldOverTheStep(string method)
    {
        var model = $"neuron m {{ state v = 0; input i; dynamics {method} {{ v' = (rand(5) + i) / 1 ms; }} emit v; }}";
        var sum = 0.0;
        var expected = Enumerable.Range(0, 10).Select(t => sum += CounterHash.Hash(5, t) / 16777216.0).ToArray();

        ModelRun.Of("m()", model, steps: 10).RunConstant(0).Output.ShouldBe(expected, 1e-6);
    }

    [Fact]
    public void Rand_OfASpike_GivesItsProbability()
    {
        const string Model = "neuron m { param p = 0.25; input i; spike when rand(1) < p + i * 0 { } }";

        ModelRun.Of("m()", Model, steps: 100, size: 100).Run(new float[10000]).Spikes.Length.ShouldBeInRange(2370, 2630);
    }
}
