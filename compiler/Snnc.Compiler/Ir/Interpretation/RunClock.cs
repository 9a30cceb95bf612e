namespace Snnc.Compiler.Ir.Interpretation;

/// <summary>Where a run stands.</summary>
internal sealed class RunClock(int steps)
{
    /// <summary>Gets the steps per inference, 0 in a stream.</summary>
    public int Steps { get; } = steps;

    /// <summary>Gets or sets the sample's index in the data.</summary>
    public long Sample { get; set; }

    /// <summary>Gets or sets the step, from 0; in a stream from its start.</summary>
    public int Step { get; set; }

    /// <summary>The counter of random numbers for the first element of <paramref name="size"/> in this step.</summary>
    public long FirstCounter(long size) => unchecked(((Sample * Steps) + Step) * size);
}
