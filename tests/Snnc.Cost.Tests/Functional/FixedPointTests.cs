using System;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Tensors;
using Snnc.Cost.Functional;
using Snnc.Tensors;
using Xunit;

namespace Snnc.Cost.Tests.Functional;

public sealed class FixedPointTests
{
    private const int Steps = 200;

    private static readonly FixedPointArithmetic Loihi = new(WeightBits: 8, StateBits: 24, GuardBits: 6, FactorBits: 12);

    [Fact]
    public void LeakyNeuron_OnLoihi_FollowsItsIntegerEquationBitForBit()
    {
        // Weights whose largest is 127 steps of 1/64, so that a mantissa is the weight times 64 and a unit 1/4096.
        var random = new Random(1);
        var weights = Enumerable.Range(0, 8).Select(i => i == 0 ? 127 / 64f : random.Next(-127, 128) / 64f).ToArray();
        var program = Program.Of(
            """
            neuron leaky { state v = 0; input i; update { v = 0.9 * v + i; } spike when v > 5 { v = 0; } }
            network Cell {
                time { step = 1 ms; steps = 200; }
                weights w = "w.npz";
                input s: spikes[8];
                s -> dense(1, weight = w["w"], bias = none) -> h[1]: leaky;
                output fired = h;
                output v = h.v;
            }
            """,
            new NamedArray("w", Shape.Of([1, 8]), weights));
        var spikes = Enumerable.Range(0, Steps * 8).Select(_ => random.NextDouble() < 0.2 ? 1f : 0).ToArray();

        var outputs = program.On(Loihi).Run(spikes);

        var (v, fired, potentials) = (0L, new double[Steps], new double[Steps]);
        for (var t = 0; t < Steps; t++)
        {
            var arriving = Enumerable.Range(0, 8).Sum(i => (long)(weights[i] * 64) * (long)spikes[(t * 8) + i]);
            v = (Math.Sign(v) * ((Math.Abs(v) * 3686) >> 12)) + (arriving << 6);
            fired[t] = v > 5 * 4096 ? 1 : 0;
            v = fired[t] == 1 ? 0 : v;
            potentials[t] = v / 4096.0;
        }

        fired.Sum().ShouldBeGreaterThan(5);
        outputs[0].ShouldBe(fired);
        outputs[1].ShouldBe(potentials);
    }

    [Fact]
    public void Register_BeyondItsBits_Saturates()
    {
        var program = Program.Of(
            """
            neuron summing { state v = 0; input i; update { v = v + i; } emit v; }
            network Sum {
                time { step = 1 ms; steps = 200; }
                weights w = "w.npz";
                input s: spikes[1];
                s -> dense(1, weight = w["w"], bias = none) -> h[1]: summing;
                output v = last(h);
            }
            """,
            new NamedArray("w", Shape.Of([1, 1]), new[] { 127f }));

        var full = program.On(Loihi with { StateBits = 16 }).Run([.. Enumerable.Repeat(1f, Steps)]);

        // 2^15 - 1 registers of 1/64 each; the sum would be 25,400.
        full[0].ShouldBe([32767 / 64.0]);
    }

    [Theory]
    [InlineData("exp(v)", "exp")]
    [InlineData("v * v", "two potentials")]
    [InlineData("1 / (v + 2)", "divides")]
    public void Model_WithoutAForm_IsRefusedByName(string update, string reason)
    {
        var program = Program.Of(
            $$"""
            neuron strange { state v = 0; input i; update { v = i + {{update}}; } spike when v > 1 { v = 0; } }
            network Net {
                time { step = 1 ms; steps = 5; }
                input s: spikes[2];
                s -> dense(2, weight = uniform(0, 1, seed = 1), bias = none) -> h[2]: strange;
                output fired = h;
            }
            """);

        var error = Should.Throw<UnsupportedArithmeticException>(() => program.On(Loihi));

        error.Node.ShouldBe("h");
        error.Message.ShouldContain("'strange'");
        error.Message.ShouldContain(reason);
    }

    [Fact]
    public void PopulationOfWholeNumbers_StaysAsItIs()
    {
        var program = Program.Of(
            """
            network Net {
                time { step = 1 ms; steps = 50; }
                weights w = "w.npz";
                input s: spikes[4];
                s -> dense(3, weight = w["w"], bias = none) -> h[3]: loihi_lif;
                output fired = h;
            }
            """,
            new NamedArray("w", Shape.Of([3, 4]), Enumerable.Range(-3, 12).ToArray()));

        program.On(Loihi).Graph.ShouldBe(program.Graph);
    }

    [Fact]
    public void AdaptiveNeuron_InWholeNumbers_FiresAsInSinglePrecision()
    {
        const string Text =
            """
            network Net {
                time { step = 1 ms; steps = 200; }
                input s: spikes[30];
                s -> dense(20, weight = uniform(-2, 4, seed = 1), bias = uniform(0, 0.1, seed = 2)) -> h[20]: alif;
                h -> dense(5, weight = uniform(-1, 1, seed = 3), bias = none) -> o[5]: li;
                output fired = sum(h);
                output scores = last(o.v);
            }
            """;
        var random = new Random(3);
        var spikes = Enumerable.Range(0, Steps * 30).Select(_ => random.NextDouble() < 0.1 ? 1f : 0).ToArray();

        var exact = Program.Of(Text).Run(spikes);
        var whole = Program.Of(Text).On(Loihi).Run(spikes);

        exact[0].Sum().ShouldBeGreaterThan(100);
        whole[0].Sum().ShouldBe(exact[0].Sum(), exact[0].Sum() * 0.05);
        whole[1].Zip(exact[1], (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(0.2);
        whole[1].ShouldNotBe(exact[1]);
    }
}
