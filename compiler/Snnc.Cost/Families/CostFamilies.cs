using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Tensors;
using Snnc.Cost.Accelerators;
using Snnc.Cost.Families.Analytic;
using Snnc.Cost.Families.Cpu;
using Snnc.Cost.Families.Crossbar;
using Snnc.Cost.Families.Manycore;
using Snnc.Cost.Families.RowStationary;
using Snnc.Cost.Families.Systolic;
using Snnc.Cost.Families.Training;
using Snnc.Cost.Fit;
using Snnc.Cost.Workloads;

namespace Snnc.Cost.Families;

/// <summary>The families that there are.</summary>
public static class CostFamilies
{
    /// <summary>Gets all.</summary>
    public static IReadOnlyList<ICostFamily> All { get; } =
    [
        new AnalyticFamily(),
        new CpuFamily(),
        new CrossbarFamily(),
        new ManycoreFamily(),
        new RowStationaryFamily(),
        new SystolicFamily(),
        new TrainingFamily(),
    ];

    /// <summary>Gets the accelerators that come with the compiler, and a user's.</summary>
    public static AcceleratorCatalog Accelerators { get; } = new([.. All.Select(family => family.Schema)]);

    /// <summary>
    /// What of a network does not fit an accelerator, each with its place in the program: what is beyond limits that its file tells, and what no core of a chip
    /// of many cores takes.
    /// </summary>
    /// <param name="graph">The network as it was written, before any pass.</param>
    /// <param name="tensors">Finds the weights; null where they are not at hand.</param>
    public static IReadOnlyList<Diagnostic> CheckFit(Graph graph, ITensorResolver? tensors, Accelerator accelerator) =>
    [
        .. LimitCheck.Of(graph, accelerator),
        .. accelerator.Family == ManycoreFamily.Name ? ChipFit.Check(graph, tensors, accelerator) : [],
    ];

    /// <summary>What a workload costs on an accelerator.</summary>
    public static CostEstimate Estimate(Workload workload, Accelerator accelerator) => Of(accelerator).Estimate(workload, accelerator);

    /// <summary>The family of an accelerator.</summary>
    public static ICostFamily Of(Accelerator accelerator) => All.First(family => family.Schema.Family == accelerator.Family);
}
