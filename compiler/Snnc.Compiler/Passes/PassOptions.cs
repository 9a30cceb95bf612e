using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Targets;
using Snnc.Compiler.Tensors;

namespace Snnc.Compiler.Passes;

/// <summary>What the user asked of the passes.</summary>
/// <param name="StopAfter">The last pass over the graph to run, or null for all.</param>
public sealed record PassOptions(string? StopAfter = null)
{
    /// <summary>Gets the options of a user who asked for nothing.</summary>
    public static PassOptions Default { get; } = new();

    /// <summary>Gets the names of what is turned off: passes of <see cref="PassPipeline"/> and of <see cref="PlanPass"/>.</summary>
    public EquatableArray<string> Disabled { get; init; } = [];

    /// <summary>Gets what kernels cost on the machine that will run them.</summary>
    public CpuCosts Costs { get; init; } = CpuCosts.Default;

    /// <summary>Gets what was recorded of the network's runs, or null.</summary>
    public ActivityProfile? Activity { get; init; }

    /// <summary>Gets where the weights can be read now, or null where they come later.</summary>
    public ITensorResolver? Tensors { get; init; }

    /// <summary>Whether a pass runs.</summary>
    public bool IsOn(string pass) => !Disabled.Contains(pass);
}
