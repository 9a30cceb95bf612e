using System.Collections.Generic;
using System.Linq;

namespace Snnc.Cost.Families;

/// <summary>What a layer costs.</summary>
/// <param name="Name">The layer.</param>
/// <param name="Instructions">By class.</param>
public sealed record NodeCost(string Name, IReadOnlyList<InstructionCount> Instructions)
{
    /// <summary>Gets the joules of all classes; null where one is unknown.</summary>
    public double? EnergyJ => CostEstimate.Sum(Instructions.Select(instruction => instruction.EnergyJ));

    /// <summary>Gets the cycles of the layer as the family schedules it; null where they are unknown.</summary>
    public double? Cycles { get; init; }

    /// <summary>Gets the loops in which the family runs the layer, outermost first; empty where it has none.</summary>
    public IReadOnlyList<LoopLevel> Loops { get; init; } = [];
}
