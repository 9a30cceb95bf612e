using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;

namespace Snnc.Compiler.Plan;

/// <summary>The connections of a plan whose kernels were chosen for an activity, so that code counts now and then what it is.</summary>
public static class CountedLayers
{
    /// <summary>So many tiles of steps are counted first.</summary>
    public const int First = 16;

    /// <summary>Then one of so many: a prime, so that of inferences of several tiles not always the same is counted.</summary>
    public const int Every = 1021;

    /// <summary>After so many that were counted, all of them count half.</summary>
    public const int Memory = 64;

    /// <summary>Those of all stages, in execution order: what is counted is what they read, and is made in the same stage.</summary>
    public static IReadOnlyList<NodePlan> Of(ExecutionPlan plan) => [.. plan.Stages.SelectMany(Of)];

    /// <summary>Those of a stage.</summary>
    public static IEnumerable<NodePlan> Of(PlanStage stage)
    {
        var plans = stage.Nodes.ToDictionary(node => node.Node.Name);
        return stage.Nodes.Where(node => node.Density is not null && SourceOf(node, plans) is not null);
    }

    /// <summary>The node, of the stage, that makes what a connection reads.</summary>
    public static NodePlan? SourceOf(NodePlan connection, IReadOnlyDictionary<string, NodePlan> stage)
    {
        var value = connection.Node.Inputs[0];
        while (value.State is null && stage.TryGetValue(value.Node, out var source))
        {
            if (source.Kernel != Kernel.View)
            {
                return (source.Kept & (Kept.Lists | Kept.Rows)) != 0 && source.Node.Type.Element == ElementType.Real ? source : null;
            }

            value = source.Node.Inputs[0];
        }

        return null;
    }
}
