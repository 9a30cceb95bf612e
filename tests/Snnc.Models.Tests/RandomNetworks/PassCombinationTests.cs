using System.Collections.Generic;
using System.Linq;
using Shouldly;
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
            foreach (var number in Enumerable.Range(seed * CombinationsEach, CombinationsEach))
            {
                var options = PassCombinations.At(number % PassCombinations.Count);
                if (Agreement.Fault(network.Subject, options) is { } fault)
                {
                    failures.Add($"seed {seed} without {options.Disabled}: {fault}\n{network.Program.Text}");
                }
            }
        }

        failures.ShouldBeEmpty();
    }
}
