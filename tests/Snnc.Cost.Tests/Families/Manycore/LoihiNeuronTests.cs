using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Ir.Interpretation;
using Xunit;

namespace Snnc.Cost.Tests.Families.Manycore;

/// <summary>The language's loihi_lif, run by the interpreter, against a transcription of the chip's dynamics: every bit of every state.</summary>
public sealed class LoihiNeuronTests
{
    private const int Neurons = 24;
    private const int Steps = 150;

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 20)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Model_RandomVectors_EveryBitAsLavas(int seed)
    {
        var (random, parameters) = Draw(seed);
        var inputs = Inputs(random, most: seed % 2 == 0 ? 2_000 : 200_000);
        var (spikes, currents, voltages) = Run(parameters, inputs);

        for (var neuron = 0; neuron < Neurons; neuron++)
        {
            var expected = new LoihiNeuron(parameters.Du, parameters.Dv, parameters.Vth, parameters.Bias, asLava: true);
            for (var step = 0; step < Steps; step++)
            {
                var at = (step * Neurons) + neuron;
                var fires = expected.Step((long)inputs[at]);
                ((spikes[at], currents[at], voltages[at]) == (fires ? 1 : 0, expected.U, expected.V)).ShouldBeTrue($"{parameters}, step {step}");
            }
        }
    }

    // Nengo tells of an overflow and goes on; as long as it has not, both are one.
    [Theory]
    [MemberData(nameof(Seeds))]
    public void Model_UntilNengoTellsOfAnOverflow_EveryBitAsItsEmulator(int seed)
    {
        var (random, parameters) = Draw(seed);
        var inputs = Inputs(random, most: seed % 2 == 0 ? 2_000 : 200_000);
        var (spikes, currents, voltages) = Run(parameters, inputs);
        var (compared, overflowed) = (0, 0);

        for (var neuron = 0; neuron < Neurons; neuron++)
        {
            var expected = new LoihiNeuron(parameters.Du, parameters.Dv, parameters.Vth, parameters.Bias, asLava: false);
            for (var step = 0; step < Steps; step++)
            {
                var at = (step * Neurons) + neuron;
                var fires = expected.Step((long)inputs[at]);
                if (expected.Overflowed)
                {
                    overflowed++;
                    break;
                }

                compared++;
                ((spikes[at], currents[at], voltages[at]) == (fires ? 1 : 0, expected.U, expected.V)).ShouldBeTrue($"{parameters}, step {step}");
            }
        }

        compared.ShouldBeGreaterThan(0);
        (overflowed > 0).ShouldBe(overflowed > 0 && seed % 2 == 1, "small inputs stay within the registers");
    }

    private static (Random Random, Parameters Parameters) Draw(int seed)
    {
        var random = new Random(seed);
        return (random, new Parameters(random.Next(0, 4096), random.Next(1, 4096), random.Next(1, 1 << 17), (long)random.Next(-4095, 4096) << random.Next(0, 8)));
    }

    private static float[] Inputs(Random random, int most) => [.. Enumerable.Range(0, Neurons * Steps).Select(_ => random.Next(4) == 0 ? random.Next(-most, most + 1) : 0)];

    private static (double[] Spikes, double[] Currents, double[] Voltages) Run(Parameters parameters, float[] inputs)
    {
        var graph = NetworkFile.GraphOf(string.Create(CultureInfo.InvariantCulture, $$"""
            network Vectors {
                time { steps = {{Steps}}; }
                input x: spikes[{{Neurons}}];
                x -> n: loihi_lif(du = {{parameters.Du}}, dv = {{parameters.Dv}}, vth = {{parameters.Vth}}, bias = {{parameters.Bias}});
                output s = n;
                output u = n.u;
                output v = n.v;
            }
            """));
        IReadOnlyList<OutputValue> outputs = new Interpreter(graph, new MadeUpTensors(), Precision.Single).Run(0, [inputs]).Outputs;
        return (outputs[0].Values, outputs[1].Values, outputs[2].Values);
    }

    private sealed record Parameters(int Du, int Dv, int Vth, long Bias);
}
