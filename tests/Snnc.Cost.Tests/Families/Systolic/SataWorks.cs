using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Snnc.Cost.Accelerators;
using Snnc.Cost.Families;
using Snnc.Cost.Workloads;
using Snnc.Tests;

namespace Snnc.Cost.Tests.Families.Systolic;

/// <summary>The six works of Bhattacharjee et al. 2023 (arXiv 2309.03388), Table II, as SATA_Sim's stored files have them.</summary>
internal static class SataWorks
{
    /// <summary>The switches that the stored results have; those of the current code are <see cref="Current"/>.</summary>
    public static readonly string[] Stored =
    [
        "fc_as_padded_conv", "spikes_as_bytes", "inputs_read_once", "outputs_written_once", "stray_output_writes", "cycles_without_padding",
        "lif_never_idle",
    ];

    public static readonly string[] Current =
        ["inputs_read_once", "dram_outputs_once", "stray_output_writes", "cycles_without_padding", "lif_never_idle"];

    /// <summary>Network, steps and sparsity of a work, and the steps of the network that it is compared with, half of whose inputs are 0.</summary>
    public static readonly IReadOnlyDictionary<string, (string Network, int Steps, double Sparsity, int BaseSteps)> All =
        new Dictionary<string, (string, int, double, int)>
        {
            ["S-BP"] = ("sata-netv", 50, 0.90, 260),
            ["BNTT"] = ("sata-netv", 20, 0.91, 80),
            ["Direct"] = ("sata-netd", 10, 0.90, 40),
            ["TSSL"] = ("sata-netd", 5, 0.90, 80),
            ["LTH"] = ("sata-netr", 5, 0.98, 10),
            ["TDBN"] = ("sata-netr", 4, 0.85, 100),
        };

    public static CostEstimate Estimate(string work, params string[] quirks) =>
        CostFamilies.Estimate(Workload(All[work].Network, All[work].Steps), Sata(All[work].Sparsity, quirks));

    public static CostEstimate Base(string work, params string[] quirks) =>
        CostFamilies.Estimate(Workload(All[work].Network, All[work].BaseSteps), Sata(0.5, quirks));

    public static Accelerator Sata(double sparsity, params string[] quirks) =>
        NetworkFile.Accelerator("sata28", quirks).With(("sparsity", sparsity));

    /// <summary>A network of the folder Networks with other steps than its file says.</summary>
    public static Workload Workload(string network, int steps)
    {
        var text = File.ReadAllText(Repository.PathOf("tests", "Snnc.Cost.Tests", "Networks", network + ".snn"));
        return NetworkFile.WorkloadOf(Regex.Replace(text, @"steps = \d+", "steps = " + steps.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>Millijoules of the classes that begin so; leakage counts to what leaks.</summary>
    public static double Millijoules(CostEstimate estimate, params string[] beginnings) => 1e3 * estimate.Totals
        .Where(instruction => beginnings.Any(beginning => instruction.Class.StartsWith(beginning, System.StringComparison.Ordinal)))
        .Sum(instruction => instruction.EnergyJ!.Value);

    public static double Compute(CostEstimate estimate) => Millijoules(estimate, "mac", "spad", "lif");
}
