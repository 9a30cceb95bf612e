using System.Collections.Generic;
using System.Linq;
using Snnc.Cost.Accelerators;
using Snnc.Cost.Families.Analytic;
using Snnc.Cost.Families.Cpu;
using Snnc.Cost.Workloads;

namespace Snnc.Cost.Families;

/// <summary>The families that there are.</summary>
public static class CostFamilies
{
    /// <summary>Gets all.</summary>
    public static IReadOnlyList<ICostFamily> All { get; } = [new AnalyticFamily(), new CpuFamily()];

    /// <summary>Gets the accelerators that come with the compiler, and a user's.</summary>
    public static AcceleratorCatalog Accelerators { get; } = new([.. All.Select(family => family.Schema)]);

    /// <summary>What a workload costs on an accelerator.</summary>
    public static CostEstimate Estimate(Workload workload, Accelerator accelerator) =>
        All.First(family => family.Schema.Family == accelerator.Family).Estimate(workload, accelerator);
}
