using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;

namespace Snnc.Compiler.Passes;

/// <summary>
/// Batch fusion: a network without time takes the samples of a batch as a loop takes its steps, so that weights are read once for many samples.
/// <code>
/// before                            after
///   once per inference                for each 64 samples
///     fc1, relu, fc2                    tiled  fc1, relu   (for each 64 outputs: all samples)
///                                       tiled  fc2
/// </code>
/// Cases: a relu behind a connection that nothing else reads runs where the sums are, as a population without states does. An inference by itself is
/// a batch of one. Networks whose connections have no tiles stay as they are: nothing would be shared.
/// </summary>
internal static class BatchFusion
{
    private const int MostSamples = 64;
    private const string Port = "x";

    /// <summary>The plan of a network of frames, or null where there is nothing to share.</summary>
    public static ExecutionPlan? Run(Graph graph, PassOptions options)
    {
        var (uses, values) = (new GraphUses(graph), new GraphValues(graph));
        if (graph.Time.IsTimed || !options.IsOn(PlanPass.Batch) || !graph.Nodes.Any(node => IsShared(node, uses, values)))
        {
            return null;
        }

        var steps = graph with
        {
            Time = graph.Time with { Steps = MostSamples },
            Nodes = graph.Nodes.Select(node => Step(node, graph, uses, values)).ToEquatableArray(),
        };
        var stage = Planner.Loop(Stage.Of(steps).Single(), new PlanContext(steps, options));
        return new ExecutionPlan(graph, [stage with { Regions = stage.Regions.Select(Describe).ToEquatableArray() }])
        {
            Samples = stage.TileSteps,
            Staged = steps with { Time = graph.Time },
        };
    }

    private static bool IsShared(Node node, GraphUses uses, GraphValues values) =>
        node.Op is ConnectionOp && Tiling.WhyNot(node, uses, values) is null;

    private static Node Step(Node node, Graph graph, GraphUses uses, GraphValues values)
    {
        var step = node with { Type = node.Type with { Kind = ValueKind.Signal } };
        return IsEpilogue(node, graph, uses, values) ? step with { Op = Relu } : step;
    }

    private static bool IsEpilogue(Node node, Graph graph, GraphUses uses, GraphValues values) =>
        node.Op is ActivationOp { Kind: ActivationKind.Relu } && uses.ReadersOf(node.Inputs[0]).Count == 1 && !uses.IsOutput(node.Inputs[0])
        && IsShared(graph.Nodes.First(other => other.Name == node.Inputs[0].Node), uses, values);

    private static NeuronOp Relu
    {
        get
        {
            var (x, zero) = (new PortExpr(ExprType.Real, Port), new RealExpr(0));
            var positive = new SelectExpr(ExprType.Real, new BinaryExpr(ExprType.Bool, BinaryOp.Greater, x, zero), x, zero);
            return new NeuronOp("relu", [new Port(Port, ElementType.Real, 1)], [], [new EmitStmt(positive)]);
        }
    }

    private static PlanRegion Describe(PlanRegion region) => region with
    {
        Nodes = region.Nodes.Select(Describe).ToEquatableArray(),
        Reason = region.Kind == RegionKind.Tiled ? "weights are read once for the samples of a batch" : "sample by sample",
    };

    private static NodePlan Describe(NodePlan plan) =>
        plan.Node.Op is NeuronOp ? plan with { Reason = "eight sums at a time, where they are made" }
        : plan.Kernel is Kernel.Loop or Kernel.Dense ? plan with { Reason = "computed once per sample" }
        : plan;
}
