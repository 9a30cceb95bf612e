namespace Snnc.Compiler.Plan;

/// <summary>From which position of a plan's order up to which, both included, memory holds something.</summary>
/// <param name="From">Where it is written first.</param>
/// <param name="To">Where it is read last.</param>
public readonly record struct Life(int From, int To)
{
    /// <summary>Gets the life of what is never given up, not even between inferences.</summary>
    public static Life Always { get; } = new(int.MinValue, int.MaxValue);

    /// <summary>Whether there is a position in both.</summary>
    public bool Overlaps(Life other) => From <= other.To && other.From <= To;
}
