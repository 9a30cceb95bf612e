using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;

namespace Snnc.Compiler.Passes;

/// <summary>A loop with its regions and the kernels of their nodes: what placement completes to a stage of the plan.</summary>
internal sealed class Schedule
{
    private readonly Dictionary<string, int> _regionOf = [];
    private readonly Dictionary<string, IReadOnlyList<string>> _kernels = [];

    public Schedule(IReadOnlyList<PlanRegion> regions)
    {
        Regions = regions;
        foreach (var (region, index) in regions.Select((region, index) => (region, index)))
        {
            foreach (var plan in region.Nodes)
            {
                (_regionOf[plan.Node.Name], _kernels[plan.Node.Name]) = (index, plan.Kernels);
            }
        }
    }

    /// <summary>Gets the regions in execution order.</summary>
    public IReadOnlyList<PlanRegion> Regions { get; }

    /// <summary>The number of the region that a node runs in, or null for one of another stage.</summary>
    public int? RegionOf(Node node) => _regionOf.TryGetValue(node.Name, out var region) ? region : null;

    /// <summary>The kernels of a node, none of one that is not of this loop.</summary>
    public IReadOnlyList<string> KernelsOf(Node node) => _kernels.TryGetValue(node.Name, out var kernels) ? kernels : [];
}
