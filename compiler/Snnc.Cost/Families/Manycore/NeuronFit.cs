using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;

namespace Snnc.Cost.Families.Manycore;

/// <summary>
/// Whether compartments can run a neuron model: one port, states that are linear in each other and in what arrives, and at most one test for a spike.
/// A state that a spike changes, besides those that are tested, needs a compartment of its own.
/// </summary>
/// <param name="Compartments">Of one neuron.</param>
/// <param name="Obstacle">What keeps it from running, in words; null where nothing does.</param>
public sealed record NeuronFit(int Compartments, string? Obstacle)
{
    private static readonly string[] LinearFunctions = ["abs", "sign", "floor", "ceil", "round"];

    /// <summary>Judges a model.</summary>
    public static NeuronFit Of(NeuronOp neuron) => new(CompartmentsOf(neuron), ObstacleOf(neuron));

    private static string? ObstacleOf(NeuronOp neuron)
    {
        var expressions = Exprs.InBody(neuron.Body).ToList();
        var varying = LocalsThatVary(neuron.Body);
        return neuron.Ports.Count > 1 ? $"it has {neuron.Ports.Count} inputs, and a compartment has one"
            : expressions.OfType<CallExpr>().FirstOrDefault(call => !LinearFunctions.Contains(call.Function)) is { } call ? $"it computes {call.Function}"
            : expressions.OfType<RandExpr>().Any() ? "it draws random numbers as no compartment does"
            : expressions.Any(expression => IsProduct(expression, varying)) ? "it multiplies what varies by what varies"
            : null;
    }

    private static int CompartmentsOf(NeuronOp neuron)
    {
        var spikes = Statements.In(neuron.Body).OfType<SpikeStmt>().ToList();
        var tested = spikes.SelectMany(spike => Exprs.WithOperands(spike.Condition)).OfType<StateExpr>().Select(state => state.Name).ToHashSet();
        return 1 + spikes.SelectMany(spike => AssignedIn(spike.Body)).Select(assigned => assigned.Name).Distinct()
            .Count(state => !tested.Contains(state) && (!IsFlag(neuron, state) || Drives(neuron.Body, state, tested)));
    }

    // That it fired in the step before: a reset that waits for a step is no compartment's, a second potential that it drives is.
    private static bool IsFlag(NeuronOp neuron, string state) => neuron.States.First(other => other.Name == state).Bits is > 0 and <= 8;

    private static bool Drives(IEnumerable<Stmt> body, string flag, HashSet<string> tested) => AssignedIn(body).Any(assigned =>
        assigned.Name != flag && !tested.Contains(assigned.Name) && Exprs.WithOperands(assigned.Value).Any(e => e is StateExpr state && state.Name == flag));

    private static bool IsProduct(Expr expression, HashSet<string> varying) => expression switch
    {
        BinaryExpr { Op: BinaryOp.Multiply or BinaryOp.Remainder } product => Varies(product.Left, varying) && Varies(product.Right, varying),
        BinaryExpr { Op: BinaryOp.Divide } quotient => Varies(quotient.Right, varying),
        FmaExpr fma => Varies(fma.X, varying) && Varies(fma.Y, varying),
        _ => false,
    };

    private static bool Varies(Expr expression, HashSet<string> varying) => Exprs.WithOperands(expression).Any(e =>
        e is StateExpr or PortExpr || (e is LocalExpr local && varying.Contains(local.Name)));

    private static HashSet<string> LocalsThatVary(IEnumerable<Stmt> body)
    {
        var varying = new HashSet<string>();
        foreach (var statement in Statements.In(body))
        {
            var (name, value) = statement switch
            {
                LocalStmt local => (local.Name, local.Value),
                AssignLocalStmt local => (local.Name, local.Value),
                _ => ("", null),
            };
            if (value is not null && Varies(value, varying))
            {
                varying.Add(name);
            }
        }

        return varying;
    }

    private static IEnumerable<AssignStateStmt> AssignedIn(IEnumerable<Stmt> body) => Statements.In(body).OfType<AssignStateStmt>();
}
