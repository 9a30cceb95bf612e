using System.Linq;
using Shouldly;
using Xunit;

namespace Snnc.Models.Tests.RandomNetworks;

/// <summary>A tensor without axes is one number for all, and one with an axis of 1 broadcasts, wherever a tensor may stand.</summary>
public sealed class OneNumberTests
{
    [Theory]
    [InlineData("sparse(probability(0.5, seed = 1), weight = w[\"one\"])")]
    [InlineData("sparse(one_to_one, weight = w[\"one\"], bias = w[\"bias\"])")]
    [InlineData("sparse(fixed_fan_in(2, seed = 1), weight = 0.5, delay = w[\"one\"] * 2 ms)")]
    [InlineData("sparse(fixed_fan_in(2, seed = 1), weight = w[\"eight\"], delay = w[\"late\"] * 1 step)")]
    [InlineData("dense(4, weight = w[\"square\"], bias = none, delay = w[\"one\"] * 2 ms)")]
    [InlineData("dense(4, weight = w[\"square\"], bias = none, delay = w[\"row\"] * 1 ms)")]
    [InlineData("dense(4, weight = w[\"square\"], bias = none, delay = w[\"column\"] * 1 ms)")]
    [InlineData("delay(w[\"one\"] * 2 ms)")]
    [InlineData("scale(w[\"one\"])")]
    [InlineData("scale(w[\"late1\"])")]
    [InlineData("threshold(w[\"one\"])")]
    public void Element_WithTensor_MeansTheSameEverywhere(string element)
    {
        var tensors = new TensorStore();
        tensors.Set("one", [], [0.5]);
        tensors.Set("bias", [4], [0.25, 0, -0.5, 1]);
        tensors.Set("square", [4, 4], Enumerable.Range(0, 16).Select(i => (i % 5) * 0.25));
        tensors.Set("eight", [8], Enumerable.Range(0, 8).Select(i => i * 0.125));
        tensors.Set("late", [8], Enumerable.Range(0, 8).Select(i => i % 3 + 0.0));
        tensors.Set("late1", [1], [2]);
        tensors.Set("row", [1, 4], [0, 1, 2, 1]);
        tensors.Set("column", [4, 1], [2, 0, 1, 3]);
        var text = $$"""
            network Tensors {
                time { step = 1 ms; steps = 16; }
                weights w = "memory.npz";
                input x: spikes[4];
                x -> {{element}} -> n[4]: leaky(beta = w["one"], threshold = w["late1"]);
                output out = n;
                output v = n.v;
            }
            """;
        var spikes = new float[64];
        for (var i = 0; i < spikes.Length; i++)
        {
            spikes[i] = i % 3 == 0 || i % 7 == 1 ? 1 : 0;
        }

        Agreement.Fault(new Subject(text, tensors, _ => [spikes])).ShouldBeNull();
    }
}
