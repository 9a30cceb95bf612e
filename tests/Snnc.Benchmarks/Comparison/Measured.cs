namespace Snnc.Benchmarks.Comparison;

/// <summary>A time that another program reported for a workload.</summary>
/// <param name="Workload">The workload's name.</param>
/// <param name="What">The kernel, or the framework and how it was used.</param>
/// <param name="Milliseconds">The median of one inference.</param>
internal sealed record Measured(string Workload, string What, double Milliseconds);
