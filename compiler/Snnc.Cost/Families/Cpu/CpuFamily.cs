using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Plan;
using Snnc.Compiler.Targets;
using Snnc.Cost.Accelerators;
using Snnc.Cost.Workloads;

namespace Snnc.Cost.Families.Cpu;

/// <summary>
/// The code that the compiler emits for a processor: the kernels of the plan, timed by the constants that the scheduler chooses them with
/// (<see cref="CpuCosts"/>). Time is what it tells; energy follows where the power of a core is known.
/// </summary>
public sealed class CpuFamily : ICostFamily
{
    private const string Power = "core.power";
    private const string Clock = "clock.frequency";

    /// <inheritdoc/>
    public FamilySchema Schema { get; } = new(
        "cpu",
        [
            new(Clock, Quantity.Frequency, "the clock, to give times in cycles"),
            new(Power, Quantity.Power, "what one busy core draws, with its share of caches and memory"),
            .. CostConstant.All.Select(constant => new ConstantSpec(constant.Name, QuantityOf(constant), constant.Meaning)),
        ],
        []);

    /// <inheritdoc/>
    public CostEstimate Estimate(Workload workload, Accelerator accelerator)
    {
        var prices = new PriceList(accelerator);
        var (clock, power) = (prices[Clock], prices[Power]);
        var counts = new CpuCounts(workload, CostsOf(accelerator));
        var nodes = workload.Layers.Select(layer => Node(layer.Name, counts.Of(layer), clock, power)).ToList();
        return new CostEstimate
        {
            Network = workload.Network,
            Accelerator = accelerator,
            Nodes = nodes,
            LatencyS = workload.Layers.Sum(layer => counts.Of(layer).Sum(part => part.Seconds)),
            MemoryBytes = workload.Layers.Sum(layer => counts.WeightBytes(layer) + layer.StateBytes),
            Ledger = [.. prices.Ledger, .. CostConstant.All.Select(constant => ConstantOf(constant, accelerator))],
            Unknown = prices.Unknown,
            NotModelled =
            [
                .. accelerator.NotModelled,
                "Calls, conversions of inputs and outputs, and what other programs take of caches and memory.",
                "Area: a processor is there anyway.",
            ],
        };
    }

    private static NodeCost Node(string name, IReadOnlyList<CpuPart> parts, double? clock, double? power) => new(
        name, [.. parts.Select(part => new InstructionCount(part.Class, part.Count, part.Seconds * power, part.Seconds * clock))])
    {
        Cycles = parts.Sum(part => part.Seconds) * clock,
    };

    private static Quantity QuantityOf(CostConstant constant) => constant.Unit switch
    {
        "ns" => Quantity.Time,
        "1/ns" => Quantity.Frequency,
        "bytes" => Quantity.Capacity,
        _ => Quantity.Bandwidth,
    };

    private static CpuCosts CostsOf(Accelerator accelerator) => CostConstant.All.Aggregate(
        CpuCosts.Default,
        (costs, constant) => accelerator.Si(constant.Name) is { } value ? constant.With(costs, value / SiFactor(constant)) : costs);

    // Nanoseconds, and rates per nanosecond.
    private static double SiFactor(CostConstant constant) => QuantityOf(constant) switch
    {
        Quantity.Time => 1e-9,
        Quantity.Capacity => 1,
        _ => 1e9,
    };

    private static Constant ConstantOf(CostConstant constant, Accelerator accelerator) => accelerator.Constants.GetValueOrDefault(constant.Name)
        ?? new Constant(
            constant.Name,
            constant.Get(CpuCosts.Default),
            QuantityOf(constant) switch { Quantity.Time => "ns", Quantity.Capacity => "B", Quantity.Frequency => "GHz", _ => "GB/s" },
            $"measured on one core of the {CpuCosts.Default.Processor} at 3.1 GHz; the scheduler's own",
            Confidence.Measured);
}
