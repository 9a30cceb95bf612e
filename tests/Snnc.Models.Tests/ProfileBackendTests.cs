using System;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Text;
using Snnc.Execution;
using Snnc.Tests;
using Xunit;

namespace Snnc.Models.Tests;

/// <summary>Every profile on every back end: all spikes and all states equal, bit by bit.</summary>
public sealed class ProfileBackendTests
{
    private const int Steps = 200;

    public static TheoryData<string> Profiles => [.. StandardLibrary.Profiles];

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Profile_OnCSharp_IsTheInterpreterBitByBit(string profile) => Compare(profile, program => program.OnCSharp());

    [LlvmTheory]
    [MemberData(nameof(Profiles))]
    public void Profile_OnNativeCode_IsTheInterpreterBitByBit(string profile) => Compare(profile, program => program.OnNative());

    private static void Compare(string profile, Func<ModelProgram, INetworkRunner> compile)
    {
        var program = ModelProgram.Of(Program(profile));
        float[] wave = [.. Enumerable.Range(0, Steps * 8).Select(i => (float)((1.1 * Math.Sin(i * 0.37)) + 0.4 + (i % 13 == 0 ? 2.2 : 0)))];
        var compiled = compile(program);
        foreach (var output in program.OnInterpreter().Outputs(0, wave).Take(1))
        {
            output.Sum().ShouldBeGreaterThan(50);
        }

        new RunComparison(tolerance: 0).Compare(compiled, program.OnInterpreter(), 0, [wave])?.ToString().ShouldBeNull();
    }

    // A population of its own for each of NIR's models that the profile has.
    private static string Program(string profile)
    {
        var text = StandardLibrary.Find(StandardLibrary.ReferenceOf(profile))!.Content;
        var uses = new[] { "lif(tau = 3 ms, threshold = 0.4)", "if_neuron(threshold = 1.3)", "cuba_lif(tau_mem = 3 ms, threshold = 0.4)" }
            .Where(use => text.Contains($"neuron {use.Split('(')[0]} ", StringComparison.Ordinal)).ToList();
        return string.Join(
            '\n',
            [
                $"use \"profiles/{profile}.snn\";",
                $"network All {{ time {{ step = 1 ms; steps = {Steps}; }} input x: signal[8];",
                .. uses.Select((use, i) => $"x -> n{i}: {use}; output z{i} = n{i};"),
                "}",
            ]);
    }
}
