using System.Collections.Generic;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Passes;
using Snnc.Tests;
using Xunit;

namespace Snnc.Models.Tests.RandomNetworks;

/// <summary>Whatever passes are off, drawn programs mean the same; in the full run every combination has its turn.</summary>
public sealed class PassCombinationTests
{
    private static int Count => FullRun.IsOn ? 1000 : 24;

    private static int CombinationsEach => FullRun.IsOn ? (PassCombinations.Count + Count - 1) / Count : 1;

    [Fact]
    public void Networks_WithPassesOff_Agree()
    {
        var failures = new List<string>();
        for (var seed = 0; seed < Count; seed++)
        {
            var network = DrawnNetwork.Draw((ulong)(5000 + seed), "");
            foreach (var options in OfDifferentPlans(network.Subject, Enumerable.Range(seed * CombinationsEach, CombinationsEach)))
            {
                if (Agreement.Fault(network.Subject, options) is { } fault)
                {
                    failures.Add($"seed {seed} without {options.Disabled}: {fault}\n{network.Program.Text}");
                }
            }
        }

        failures.ShouldBeEmpty();
    }

    // What the dense layer reads is computed once, and then nothing reads e, a view of s; who watches the network sees it in every step.
    [Fact]
    public void Network_WithAViewThatNothingReads_ShowsItInEveryStep()
    {
        const string Text = """
            network Viewed {
                time { step = 1 ms; steps = 6; }
                input x: frame[4];
                x -> s: scale(2) -> e: encode.constant -> c: dense(8, weight = uniform(0, 1, seed = 1), bias = none) -> h: lif(tau = 3 ms, threshold = 1);
                output y = h;
            }
            """;
        var subject = new Subject(Text, new TensorStore(), _ => [[1, 2, 3, 4]]);

        Agreement.Fault(subject, PassOptions.Default with { Disabled = ["canonicalise", "fusion"] }).ShouldBeNull();
    }

    // Spikes that a list holds are shown after the steps, the state of their neurons in each.
    [Fact]
    public void Network_WhoseSpikesAreOnlyListedAndWhoseStateGoesOut_ShowsTheStateOnce()
    {
        const string Text = """
            network Listed {
                time { step = 1 ms; steps = 6; }
                input x: spikes[16];
                weights w = "listed.npz";
                x -> a: dense(16, weight = w["a"], bias = none) -> h: lif(tau = 3 ms, threshold = 1);
                h -> b: sparse(one_to_one, weight = 0.5, bias = none) -> o[16]: lif(tau = 3 ms, threshold = 1);
                output v: signal[16] = h.v;
                output y = o;
            }
            """;
        var tensors = new TensorStore();
        tensors.Set("a", [16, 16], Enumerable.Range(0, 256).Select(i => i % 7 * 0.125));
        var subject = new Subject(Text, tensors, _ => [[.. Enumerable.Range(0, 96).Select(i => i % 3 == 0 ? 1f : 0)]]);

        Agreement.Fault(subject, PassOptions.Default with { Disabled = ["fusion", "sparsity"] }).ShouldBeNull();
    }

    // Most passes have nothing to do in a small network: combinations that make the same plan of it run the same code.
    private static IEnumerable<PassOptions> OfDifferentPlans(Subject subject, IEnumerable<int> numbers) => numbers
        .Select(number => PassCombinations.At(number % PassCombinations.Count))
        .DistinctBy(options => Agreement.PlanOf(PassPipeline.Run(subject.Graph, options), subject, options));
}
