using System.Collections.Generic;

namespace Snnc.Compiler.Passes;

/// <summary>The parts of planning, by the names under which they can be turned off.</summary>
public static class PlanPass
{
    /// <summary>Runs networks without time for many samples at once.</summary>
    public const string Batch = "batch";

    /// <summary>Runs regions of the loop for many steps each.</summary>
    public const string Fusion = "fusion";

    /// <summary>Chooses each connection's kernel from how much of its input is not 0.</summary>
    public const string Sparsity = "sparsity";

    /// <summary>Holds weights in fewer bits where no sum of them changes by that.</summary>
    public const string Narrow = "narrow";

    /// <summary>Places states and what regions keep for each other.</summary>
    public const string Placement = "placement";

    /// <summary>Says which layers are large enough for several threads.</summary>
    public const string Threads = "threads";

    /// <summary>Gets all of them, in the order in which they run.</summary>
    public static IReadOnlyList<string> Names { get; } = [Batch, Fusion, Sparsity, Narrow, Placement, Threads];
}
