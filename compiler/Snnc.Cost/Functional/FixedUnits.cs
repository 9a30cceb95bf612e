using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;

namespace Snnc.Cost.Functional;

/// <summary>
/// Finds what the real numbers of a neuron's body count. What arrives at a port is a potential, what is a potential times a number is one, and what is assigned
/// to a state gives the state its unit; a number takes the unit that its place asks for. A state that multiplies a potential is a factor; one that nothing
/// is known of is a potential.
/// </summary>
internal sealed class FixedUnits
{
    private readonly Dictionary<string, FixedUnit> _states = [];
    private readonly Dictionary<string, FixedUnit> _locals = [];

    public FixedUnits(NeuronOp neuron)
    {
        LearnAll(neuron);
        foreach (var product in Exprs.InBody(neuron.Body).OfType<BinaryExpr>().Where(binary => binary.Op == BinaryOp.Multiply))
        {
            LearnFactor(product.Left, product.Right);
            LearnFactor(product.Right, product.Left);
        }

        foreach (var state in neuron.States.Where(state => state.Element == ElementType.Real))
        {
            _states.TryAdd(state.Name, FixedUnit.Potential);
        }

        LearnAll(neuron);
    }

    /// <summary>The unit of a state.</summary>
    public FixedUnit OfState(string name) => _states[name];

    /// <summary>The unit of a local; one that is made of numbers alone is a potential.</summary>
    public FixedUnit OfLocal(string name) => _locals.GetValueOrDefault(name, FixedUnit.Potential);

    /// <summary>The unit of an expression, or null where it takes any.</summary>
    public FixedUnit? Of(Expr expression) => expression switch
    {
        PortExpr => FixedUnit.Potential,
        StateExpr state => _states.TryGetValue(state.Name, out var unit) ? unit : null,
        LocalExpr local => _locals.TryGetValue(local.Name, out var unit) ? unit : null,
        BinaryExpr { Op: BinaryOp.Multiply } product => OfProduct(product.Left, product.Right),
        BinaryExpr { Op: BinaryOp.Divide } quotient => Of(quotient.Left),
        BinaryExpr binary => Of(binary.Left) ?? Of(binary.Right),
        FmaExpr fma => OfProduct(fma.X, fma.Y) ?? Of(fma.Z),
        SelectExpr select => Of(select.WhenTrue) ?? Of(select.WhenFalse),
        UnaryExpr { Op: UnaryOp.Negate } negation => Of(negation.Operand),
        CallExpr { Function: "abs" } call => Of(call.Operand),
        _ => null,
    };

    private FixedUnit? OfProduct(Expr left, Expr right) => (Of(left), Of(right)) switch
    {
        (FixedUnit.Potential, _) or (_, FixedUnit.Potential) => FixedUnit.Potential,
        (FixedUnit.Factor, _) or (_, FixedUnit.Factor) => FixedUnit.Factor,
        _ => null,
    };

    private void LearnAll(NeuronOp neuron)
    {
        while (neuron.Body.Count(Learn) > 0)
        {
        }
    }

    // Whether something new was learnt.
    private bool Learn(Stmt statement) => statement switch
    {
        LocalStmt local => Learn(_locals, local.Name, local.Value),
        AssignLocalStmt local => Learn(_locals, local.Name, local.Value),
        AssignStateStmt state => Learn(_states, state.Name, state.Value),
        IfStmt branch => branch.Then.Concat(branch.Else).Count(Learn) > 0,
        SpikeStmt spike => spike.Body.Count(Learn) > 0,
        _ => false,
    };

    private bool Learn(Dictionary<string, FixedUnit> units, string name, Expr value) =>
        value.Type == ExprType.Real && Of(value) is { } unit && units.TryAdd(name, unit);

    private void LearnFactor(Expr potential, Expr factor)
    {
        if (factor is StateExpr state && Of(potential) == FixedUnit.Potential)
        {
            _states.TryAdd(state.Name, FixedUnit.Factor);
        }
    }
}
