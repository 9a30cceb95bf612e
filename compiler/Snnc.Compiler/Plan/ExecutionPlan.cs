using Snnc.Compiler.Collections;
using Snnc.Compiler.Ir;

namespace Snnc.Compiler.Plan;

/// <summary>What a back end emits, in this order and with these choices; it decides nothing itself.</summary>
/// <param name="Graph">The graph after the passes.</param>
/// <param name="Stages">The parts of an inference in order.</param>
public sealed record ExecutionPlan(Graph Graph, EquatableArray<PlanStage> Stages);

/// <summary>Frame nodes that run once, or a loop over the steps whose nodes run together in each.</summary>
/// <param name="IsLoop">Whether the nodes run in every step.</param>
/// <param name="Nodes">In execution order.</param>
public sealed record PlanStage(bool IsLoop, EquatableArray<NodePlan> Nodes);

/// <summary>How a node runs, and why so.</summary>
/// <param name="Node">The node.</param>
/// <param name="Kernel">The kernel chosen, for example <c>dense</c>.</param>
/// <param name="Reason">Why, in one sentence for the user.</param>
public sealed record NodePlan(Node Node, string Kernel, string Reason);
