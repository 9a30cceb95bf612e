using System.Collections.Generic;
using Snnc.Cli.Programs;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Passes;
using Snnc.Cost.Accelerators;
using Snnc.Cost.Workloads;

namespace Snnc.Cli.Estimates;

/// <summary>A network that costs are asked of, for some activity.</summary>
/// <param name="Program">Where it is from.</param>
/// <param name="Graph">The network.</param>
/// <param name="Activity">How active it is.</param>
/// <param name="Passes">How it is planned.</param>
/// <param name="Accelerators">What it would run on.</param>
internal sealed record Estimation(
    CompiledProgram Program, Graph Graph, WorkloadActivity Activity, PassOptions Passes, IReadOnlyList<Accelerator> Accelerators)
{
    /// <summary>The work that there is as it is planned.</summary>
    public Workload Workload() => WorkloadWith(Passes);

    /// <summary>The work that there is with these passes.</summary>
    public Workload WorkloadWith(PassOptions passes) =>
        WorkloadBuilder.From(Planner.Plan(PassPipeline.Run(Graph, passes), passes), Activity, Program.Tensors);
}
