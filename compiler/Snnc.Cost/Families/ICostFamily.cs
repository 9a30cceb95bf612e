using Snnc.Cost.Accelerators;
using Snnc.Cost.Workloads;

namespace Snnc.Cost.Families;

/// <summary>A way in which networks are mapped to accelerators of a kind.</summary>
public interface ICostFamily
{
    /// <summary>Gets the constants that it reads and what it can imitate.</summary>
    FamilySchema Schema { get; }

    /// <summary>What a workload costs.</summary>
    CostEstimate Estimate(Workload workload, Accelerator accelerator);
}
