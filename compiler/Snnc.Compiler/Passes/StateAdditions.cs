using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;
using Snnc.Compiler.Targets;

namespace Snnc.Compiler.Passes;

/// <summary>
/// Part of sparsity scheduling: where few synapses fire in a step, what they add goes straight into the state that the population adds it to first, and the
/// population reads no sums, nearly all of which would be 0.
/// <code>
/// before                                  after
///   syn (event rows)                        syn (event rows, into n:g)
///   n   { g = g + port;  ... }              n   { ... }
/// </code>
/// Cases: the body begins with the addition, the port has this one edge and no other use, and nobody reads the states of the population, which would see the
/// sum too early. The connection is sparse, without a bias, and has no other user.
/// </summary>
internal sealed class StateAdditions(PlanContext context)
{
    /// <summary>Expected synapses that fire in a step, for each neuron that they lead to, up to which it pays to go through them twice.</summary>
    private const double MostPerNeuron = 0.25;

    /// <summary>The plans of a stepped region with such additions made.</summary>
    public IReadOnlyList<NodePlan> Make(IReadOnlyList<NodePlan> plans)
    {
        var byName = plans.ToDictionary(plan => plan.Node.Name);
        foreach (var population in plans.Where(plan => plan is { Kernel: Kernel.Lanes, Node.Op: NeuronOp }))
        {
            var neuron = (NeuronOp)population.Node.Op;
            foreach (var (state, port) in Additions(population.Node, neuron).ToList())
            {
                if (EdgeOf(byName[population.Node.Name].Node, port) is { } edge && byName.TryGetValue(edge.Node, out var connection) && IsRare(connection))
                {
                    var into = new ValueRef(population.Node.Name, state);
                    byName[edge.Node] = connection with { Into = into, Reason = $"{connection.Reason}, straight into {state}" };
                    byName[population.Node.Name] = byName[population.Node.Name] with { Node = Without(byName[population.Node.Name].Node, state, port) };
                }
            }
        }

        return [.. plans.Select(plan => byName[plan.Node.Name])];
    }

    // The statements `state = state + port` that a body begins with.
    private IEnumerable<(string State, string Port)> Additions(Node node, NeuronOp neuron)
    {
        var states = neuron.States.Select(state => new ValueRef(node.Name, state.Name));
        if (states.Any(state => context.Uses.ReadersOf(state).Count > 0 || context.Uses.IsOutput(state)))
        {
            yield break;
        }

        var seen = new HashSet<string>();
        foreach (var statement in neuron.Body)
        {
            if (Addition(statement) is not { } addition || !seen.Add(addition.State))
            {
                yield break;
            }

            if (Exprs.InBody(neuron.Body).OfType<PortExpr>().Count(port => port.Name == addition.Port) == 1)
            {
                yield return addition;
            }
        }
    }

    private static (string State, string Port)? Addition(Stmt statement) => statement is AssignStateStmt
    {
        Value: BinaryExpr { Op: BinaryOp.Add, Type: ExprType.Real, Left: StateExpr left, Right: PortExpr port },
    } assign && assign.Name == left.Name ? (assign.Name, port.Name) : null;

    private static ValueRef? EdgeOf(Node node, string name)
    {
        var next = 0;
        foreach (var port in ((NeuronOp)node.Op).Ports)
        {
            if (port.Name == name)
            {
                return port is { Edges: 1, Element: ElementType.Real } && node.Inputs[next].State is null ? node.Inputs[next] : null;
            }

            next += port.Edges;
        }

        return null;
    }

    private bool IsRare(NodePlan plan)
    {
        if (plan is not { Kernel: Kernel.EventRows, Node.Op: SparseOp { Bias: null } } || context.Uses.ReadersOf(new ValueRef(plan.Node.Name)).Count != 1
            || context.Uses.IsOutput(new ValueRef(plan.Node.Name)))
        {
            return false;
        }

        var work = (SparseWork)Works.Of(plan.Node, context.Graph, context.Values);
        return work.Synapses * context.Activities.Of(plan.Node.Inputs[0]).Density < MostPerNeuron * work.Outputs;
    }

    private static Node Without(Node node, string state, string name)
    {
        var neuron = (NeuronOp)node.Op;
        var place = neuron.Ports.TakeWhile(port => port.Name != name).Sum(port => port.Edges);
        return node with
        {
            Op = neuron with
            {
                Ports = neuron.Ports.Select(port => port.Name == name ? port with { Edges = 0 } : port).ToEquatableArray(),
                Body = neuron.Body.Where(statement => Addition(statement) is not { } found || found != (state, name)).ToEquatableArray(),
            },
            Inputs = node.Inputs.Where((_, i) => i != place).ToEquatableArray(),
        };
    }
}
