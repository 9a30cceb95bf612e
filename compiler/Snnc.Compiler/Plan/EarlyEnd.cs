using System.Linq;
using Snnc.Compiler.Ir;

namespace Snnc.Compiler.Plan;

/// <summary>
/// Which networks can end an inference before its last step (dynamic time steps, Li et al., 2023): those with one loop over steps, whose decoders have a value
/// after any number of steps, and with an output that tells how sure the network is.
/// </summary>
public static class EarlyEnd
{
    /// <summary>The output of scores that is looked at, or null where an inference always takes all steps.</summary>
    public static Output? AnswerOf(ExecutionPlan plan)
    {
        var graph = plan.Graph;
        var isPossible = graph.Time.Steps > 1 && plan.Samples <= 1 && plan.Stages.Count(stage => stage.IsLoop) == 1
            && graph.Nodes.Select(node => node.Op).OfType<DecodeOp>().All(decode => decode.Kind != DecodeKind.FirstSpike);
        var types = new GraphValues(graph);
        return isPossible ? graph.Outputs.FirstOrDefault(output => AreScores(types.TypeOf(output.Value))) : null;
    }

    private static bool AreScores(ValueType type) =>
        type is { Kind: ValueKind.Frame, Element: ElementType.Real, Shape.Rank: 1 } && type.Shape.Size > 1;
}
