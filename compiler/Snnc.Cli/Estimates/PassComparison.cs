using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Snnc.Cli.Terminals;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Passes;
using Snnc.Cost.Accelerators;
using Snnc.Cost.Families;
using Snnc.Cost.Reports;
using Snnc.Cost.Workloads;

namespace Snnc.Cli.Estimates;

/// <summary>What each pass saves on each accelerator.</summary>
internal static class PassComparison
{
    /// <summary>Writes a row for all passes, one for each with it alone left out, and one for none.</summary>
    /// <param name="passes">The passes that are compared with.</param>
    /// <param name="workloadOf">Plans the network anew.</param>
    public static void Write(TextWriter output, IReadOnlyList<Accelerator> accelerators, PassOptions passes, Func<PassOptions, Workload> workloadOf)
    {
        var table = new TextTable(["passes", .. accelerators.SelectMany(accelerator => new[] { accelerator.Name, "latency" })]);
        var all = Estimate(passes);
        table.Add(["as asked for", .. all.SelectMany(estimate => new[] { SiText.Of(estimate.EnergyJ, "J"), SiText.Of(estimate.LatencyS, "s") })]);
        foreach (var name in PassSelection.Names.Where(passes.IsOn))
        {
            AddWithout(name, passes with { Disabled = passes.Disabled.Append(name).ToEquatableArray() });
        }

        AddWithout("all", passes with { Disabled = PassSelection.Names.ToEquatableArray() });
        table.Write(output, "");

        List<CostEstimate> Estimate(PassOptions options)
        {
            var workload = workloadOf(options);
            return [.. accelerators.Select(accelerator => CostFamilies.Estimate(workload, accelerator))];
        }

        void AddWithout(string name, PassOptions options) => table.Add(
        [
            $"without {name}",
            .. Estimate(options).Zip(all).SelectMany(pair => new[]
            {
                Changed(pair.First.EnergyJ, pair.Second.EnergyJ, "J"), Changed(pair.First.LatencyS, pair.Second.LatencyS, "s"),
            }),
        ]);
    }

    private static string Changed(double? value, double? before, string unit) => value is { } now && before is > 0 and { } then
        ? Math.Abs(now - then) <= 1e-9 * then ? "-" : $"{SiText.Of(now, unit)} ({FormattableString.Invariant($"{now / then:0.00}x")})"
        : SiText.Of(value, unit);
}
