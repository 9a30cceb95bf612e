using System;

namespace Snnc.Compiler.Plan;

/// <summary>
/// A second kernel of a connection, which runs in those tiles of steps in which much is active, by what is on their lists. Both read the same weights and
/// give the same sums, added in another order; which runs follows from the tile alone, and not from what ran before.
/// </summary>
/// <param name="Kernel">The kernel, by its name.</param>
/// <param name="FromDensity">The share of the inputs that are not 0, over the steps of the tile, from which on it runs; from 0 to 1.</param>
public sealed record KernelSwitch(string Kernel, double FromDensity)
{
    /// <summary>How many of so many inputs that share is in a step on average.</summary>
    public long EventsPerStep(long inputs) => Math.Max(1, (long)Math.Ceiling(FromDensity * inputs));
}
