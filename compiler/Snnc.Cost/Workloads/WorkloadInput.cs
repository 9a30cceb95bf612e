using Snnc.Compiler.Ir;

namespace Snnc.Cost.Workloads;

/// <summary>What comes from outside.</summary>
/// <param name="Name">The input's name; layers that read it have it among their sources.</param>
/// <param name="Kind">Frame, signal or spikes.</param>
/// <param name="Elements">Its elements.</param>
/// <param name="Steps">How often it comes in an inference.</param>
/// <param name="Activity">How active it is.</param>
public sealed record WorkloadInput(string Name, ValueKind Kind, long Elements, int Steps, NodeActivity Activity);
