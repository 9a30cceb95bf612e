namespace Snnc.Cost.Families;

/// <summary>How often an instruction of a class runs, and what that costs.</summary>
/// <param name="Class">The class, for example <c>mac</c>, <c>weight.read</c>, <c>neuron.update</c>.</param>
/// <param name="Count">How often, in an inference; not always whole, as activity is a mean.</param>
/// <param name="EnergyJ">In joules; null where a constant is unknown.</param>
/// <param name="Cycles">Null where it is unknown, or where the class runs beside others and takes no time of its own.</param>
public sealed record InstructionCount(string Class, double Count, double? EnergyJ, double? Cycles = null)
{
    /// <summary>A count at a price each. What never runs costs nothing, whatever it would cost.</summary>
    public static InstructionCount Priced(string @class, double count, double? energyEach, double? cyclesEach = null) =>
        new(@class, count, count == 0 ? 0 : count * energyEach, count == 0 ? 0 : count * cyclesEach);
}
