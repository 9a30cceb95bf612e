using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Cli.Running;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Passes;
using Snnc.Compiler.Plan;
using Snnc.Compiler.Targets;
using Snnc.Execution;

namespace Snnc.Cli.Activities;

/// <summary>
/// Looks back on a run: were kernels chosen for an activity that the network did not have? A network is planned again for the rates that were counted,
/// and what would have been chosen otherwise is told, if the activity was off by more than a factor of two: near a break-even kernels cost the same.
/// </summary>
internal static class ActivityCheck
{
    private const double Tolerance = 2;

    /// <summary>What to tell, a warning for each connection that another kernel would have suited better.</summary>
    /// <param name="statistics">The spikes that were counted.</param>
    public static IReadOnlyList<Diagnostic> Of(NetworkRun run, RunStatistics statistics)
    {
        if (run.Runner.Backend == Backend.Interpreted || statistics.Watched == 0 || !run.Graph.Time.IsTimed)
        {
            return [];
        }

        var counted = run.Passes with { Activity = new ActivityProfile(run.Graph.Name, Densities(run, statistics)) };
        var (planned, better) = (Backend.Plan(run.Graph, run.Passes), Backend.Plan(run.Graph, counted));
        var values = new GraphValues(planned.Graph);
        var (expected, found) = (
            new ActivityEstimate(planned.Graph, values, run.Passes.Activity), new ActivityEstimate(planned.Graph, values, counted.Activity));
        return
        [
            .. from plan in Connections(planned)
               join other in Connections(better) on plan.Node.Name equals other.Node.Name
               let before = expected.Of(plan.Node.Inputs[0])
               let after = found.Of(plan.Node.Inputs[0])
               where !plan.Kernels.Contains(other.KernelAt(after.Density)) && IsOff(before.Density, after.Density)
               select Catalog.OtherActivity(
                   plan.Node.Location ?? run.Place, plan.Node.Name, before.Density, before.Source, after.Density, plan.Kernel, other.KernelAt(after.Density)),
        ];
    }

    private static bool IsOff(double expected, double found) => found > Tolerance * expected || expected > Tolerance * found;

    private static IEnumerable<NodePlan> Connections(ExecutionPlan plan) =>
        plan.Stages.Where(stage => stage.IsLoop).SelectMany(stage => stage.Nodes).Where(node => node.Node.Op is ConnectionOp);

    private static Dictionary<string, double> Densities(NetworkRun run, RunStatistics statistics)
    {
        var densities = ProfileRun.RecordInputs(run, statistics.Watched).Records(statistics.Watched).ToDictionary(node => node.Name, node => node.Density);
        for (var place = 0; place < statistics.Nodes.Count; place++)
        {
            if (statistics.Nodes[place].Value.Kind == Snnc.Runtime.ValueKind.Spikes && statistics.SpikesPerStep(place).Count > 0)
            {
                densities[statistics.Nodes[place].Name] = Math.Min(1, statistics.RateOf(place));
            }
        }

        return densities;
    }
}
