using System.Collections.Generic;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Ir;
using Snnc.Cost.Placement;

namespace Snnc.Cost.Families.Manycore;

/// <summary>A network as a chip of cores would run it, and what does not fit.</summary>
/// <param name="Network">What is placed. Populations and projections have the names of their nodes.</param>
/// <param name="Outside">The nodes that a processor beside the cores runs: what comes before the first spikes and behind the last.</param>
/// <param name="Problems">What no core can run.</param>
public sealed record ChipNetwork(SpikingNetwork Network, IReadOnlyList<Node> Outside, IReadOnlyList<Diagnostic> Problems)
{
    /// <summary>Gets a value indicating whether weights were read as real numbers, which are rounded to 8 bits on their way to a chip.</summary>
    public bool RoundsWeights { get; init; }
}
