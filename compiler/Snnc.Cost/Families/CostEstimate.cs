using System.Collections.Generic;
using System.Linq;
using Snnc.Cost.Accelerators;

namespace Snnc.Cost.Families;

/// <summary>What an inference costs on an accelerator. Null is unknown, never 0, and a sum with something unknown in it is unknown.</summary>
public sealed record CostEstimate
{
    /// <summary>Gets the network.</summary>
    public required string Network { get; init; }

    /// <summary>Gets the accelerator.</summary>
    public required Accelerator Accelerator { get; init; }

    /// <summary>Gets the layers in order.</summary>
    public required IReadOnlyList<NodeCost> Nodes { get; init; }

    /// <summary>Gets what belongs to no layer: leakage, a barrier, a reset.</summary>
    public IReadOnlyList<InstructionCount> Shared { get; init; } = [];

    /// <summary>Gets the seconds of an inference.</summary>
    public double? LatencyS { get; init; }

    /// <summary>Gets the square metres of silicon.</summary>
    public double? AreaM2 { get; init; }

    /// <summary>Gets the bytes of memory that weights and states need.</summary>
    public double? MemoryBytes { get; init; }

    /// <summary>Gets figures of the family's own, for example <c>sram.ifmap.reads</c>.</summary>
    public IReadOnlyDictionary<string, double> Counters { get; init; } = new Dictionary<string, double>();

    /// <summary>Gets the constants that were used.</summary>
    public required IReadOnlyList<Constant> Ledger { get; init; }

    /// <summary>Gets the names of the constants that would have been needed.</summary>
    public required IReadOnlyList<string> Unknown { get; init; }

    /// <summary>Gets what is left out, in sentences.</summary>
    public IReadOnlyList<string> NotModelled { get; init; } = [];

    /// <summary>Gets the joules of all; null where something is unknown.</summary>
    public double? EnergyJ => Sum(Nodes.Select(node => node.EnergyJ).Concat(Shared.Select(instruction => instruction.EnergyJ)));

    /// <summary>Gets the joules of what is known.</summary>
    public double KnownEnergyJ => Nodes.SelectMany(node => node.Instructions).Concat(Shared).Sum(instruction => instruction.EnergyJ ?? 0);

    /// <summary>Gets all instructions by class, in order of first appearance.</summary>
    public IReadOnlyList<InstructionCount> Totals =>
    [
        .. Nodes.SelectMany(node => node.Instructions).Concat(Shared).GroupBy(instruction => instruction.Class).Select(group => new InstructionCount(
            group.Key, group.Sum(one => one.Count), Sum(group.Select(one => one.EnergyJ)), Sum(group.Select(one => one.Cycles)))),
    ];

    /// <summary>The same where a size is missing by which is counted: nothing of it is known.</summary>
    internal CostEstimate WithoutSizes() => this with
    {
        Nodes = [.. Nodes.Select(node => node with { Cycles = null, Instructions = Unpriced(node.Instructions) })],
        Shared = Unpriced(Shared),
        LatencyS = null,
        AreaM2 = null,
        Counters = new Dictionary<string, double>(),
    };

    private static List<InstructionCount> Unpriced(IReadOnlyList<InstructionCount> instructions) =>
        [.. instructions.Select(instruction => instruction with { EnergyJ = null, Cycles = null })];

    /// <summary>A sum that is unknown where a term is.</summary>
    internal static double? Sum(IEnumerable<double?> terms) => terms.Aggregate((double?)0, (sum, term) => sum + term);
}
