using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;

namespace Snnc.Cost.Workloads;

/// <summary>Operations, as a neuron model's text says them.</summary>
/// <param name="Additions">Sums and differences; one of a fused multiply-add too.</param>
/// <param name="Multiplications">Products and quotients; one of a fused multiply-add too.</param>
/// <param name="Comparisons">Comparisons, minima and maxima.</param>
/// <param name="Selections">Choices between two values, logic and shifts.</param>
/// <param name="Functions">Functions such as <c>exp</c>, and noise.</param>
public sealed record OperationCounts(int Additions, int Multiplications, int Comparisons, int Selections, int Functions)
{
    /// <summary>Gets no operations.</summary>
    public static OperationCounts None { get; } = new(0, 0, 0, 0, 0);

    /// <summary>Counts expressions.</summary>
    internal static OperationCounts Of(IEnumerable<Expr> expressions)
    {
        var all = expressions.ToList();
        var (binary, fused) = (all.OfType<BinaryExpr>().ToList(), all.OfType<FmaExpr>().Count());
        return new OperationCounts(
            binary.Count(e => e.Op is BinaryOp.Add or BinaryOp.Subtract) + fused,
            binary.Count(e => e.Op is BinaryOp.Multiply or BinaryOp.Divide or BinaryOp.Remainder) + fused,
            binary.Count(e => e.Op is (>= BinaryOp.Equal and <= BinaryOp.GreaterOrEqual) or BinaryOp.Min or BinaryOp.Max),
            all.Count(e => e is SelectExpr) + binary.Count(e => e.Op is >= BinaryOp.And and <= BinaryOp.ShiftRightToZero),
            all.Count(e => e is CallExpr or RandExpr));
    }
}

/// <summary>What a neuron does.</summary>
/// <param name="EachStep">In every step; both sides of a branch, since hardware without branches does both.</param>
/// <param name="EachSpike">Besides, when it fires.</param>
/// <param name="StateReads">States that are read in a step.</param>
/// <param name="StateWrites">States that are written in a step.</param>
/// <param name="Parameters">The constants that a step reads: one for each neuron or channel that has its own; a number in the text is none.</param>
public sealed record NeuronWork(OperationCounts EachStep, OperationCounts EachSpike, int StateReads, int StateWrites, long Parameters)
{
    /// <summary>Gets the work of a layer without neurons.</summary>
    public static NeuronWork None { get; } = new(OperationCounts.None, OperationCounts.None, 0, 0, 0);

    /// <summary>Counts a model.</summary>
    public static NeuronWork Of(NeuronOp neuron, Graph graph)
    {
        var ofSpikes = Statements.In(neuron.Body).OfType<SpikeStmt>().SelectMany(spike => Exprs.InBody(spike.Body)).ToList();
        var all = Exprs.InBody(neuron.Body).ToList();
        var inStep = all.Except(ofSpikes, ReferenceEqualityComparer.Instance).Cast<Expr>();
        var constants = all.OfType<ConstantExpr>().Select(constant => constant.Name).ToHashSet();
        return new NeuronWork(
            OperationCounts.Of(inStep),
            OperationCounts.Of(ofSpikes),
            all.OfType<StateExpr>().Select(state => state.Name).Distinct().Count(),
            Statements.StatesSetIn(neuron.Body).Distinct().Count(),
            graph.Constants.Where(constant => constants.Contains(constant.Name)).Sum(constant => constant.Shape.Size));
    }
}
