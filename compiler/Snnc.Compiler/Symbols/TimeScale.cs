namespace Snnc.Compiler.Symbols;

/// <summary>How long a step is, so that times can be held in steps.</summary>
/// <param name="Exact">The step in seconds as a decimal number, so that 5 ms at 0.1 ms is exactly 50; null where it is unknown.</param>
public sealed record TimeScale(decimal? Exact)
{
    /// <summary>Gets the scale of a network that names no unit of time but <c>step</c>.</summary>
    public static TimeScale StepsOnly { get; } = new((decimal?)null);

    /// <summary>Gets the step in seconds, or null.</summary>
    public double? Seconds => (double?)Exact;
}
