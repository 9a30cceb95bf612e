using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;

namespace Snnc.Compiler.Passes;

/// <summary>
/// Part of sparsity scheduling: where hardly a vector of neurons has a spike, what spikes change is done apart, behind a branch, and not selected in
/// every lane.
/// <code>
/// before                                          after
///   n   { v = ...; spike when v > 1 { v = 0 } }     n   { v = ...; spike when v > 1 { v = 0 } }   resets apart
/// </code>
/// Cases: a spike is the last of a body, and what it changes is told by states and parameters alone.
/// </summary>
internal static class RareSpikes
{
    /// <summary>Neurons that are looked at together.</summary>
    private const int WordBits = 64;

    /// <summary>The share of words with a spike up to which a branch that is foretold wrongly there costs less than selecting everywhere.</summary>
    private const double MostWords = 0.25;

    /// <summary>The plan of a node with its resets apart where that pays.</summary>
    public static NodePlan SetApart(NodePlan plan, PlanContext context) => plan is { Kernel: Kernel.Lanes, Node.Op: NeuronOp neuron }
        && WordBits * context.Activities.Of(new ValueRef(plan.Node.Name)).Density < MostWords && EndsWithReset(neuron)
        ? plan with { ResetsApart = true }
        : plan;

    private static bool EndsWithReset(NeuronOp neuron) => neuron.Body.LastOrDefault() is SpikeStmt { Condition.Type: ExprType.Bool } spike
        && spike.Body.Count > 0 && !Exprs.InBody(spike.Body).Any(expression => expression is PortExpr or LocalExpr);
}
