using Snnc.Cost.Accelerators;
using Snnc.Cost.Workloads;

namespace Snnc.Cost.Families;

/// <summary>A way in which networks are mapped to accelerators of a kind.</summary>
public interface ICostFamily
{
    /// <summary>Gets the constants that it reads and what it can imitate.</summary>
    FamilySchema Schema { get; }

    /// <summary>
    /// Gets a value indicating whether an estimate is of the workload's layers alone, so that layers may be changed. Else it is of the program as written,
    /// which is placed as a whole.
    /// </summary>
    bool TakesAnyLayers => true;

    /// <summary>What a workload costs.</summary>
    CostEstimate Estimate(Workload workload, Accelerator accelerator);
}
