using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using Snnc.Cost.Accelerators;
using Snnc.Cost.Families;
using Snnc.Cost.Workloads;

namespace Snnc.Cost.Reports;

/// <summary>An estimate as JSON. The names of fields stay as they are once released; what is unknown is null.</summary>
public static class CostJson
{
    /// <summary>The object of an estimate.</summary>
    public static JsonObject Of(CostEstimate estimate, Workload workload) => new()
    {
        ["network"] = estimate.Network,
        ["target"] = estimate.Accelerator.Name,
        ["activity"] = workload.Activity,
        ["steps"] = workload.Steps,
        ["quirks"] = List(estimate.Accelerator.Quirks.Where(quirk => quirk.IsOn).Select(quirk => (JsonNode?)quirk.Name)),
        ["energy_J"] = estimate.EnergyJ,
        ["known_energy_J"] = estimate.KnownEnergyJ,
        ["latency_s"] = estimate.LatencyS,
        ["area_m2"] = estimate.AreaM2,
        ["memory_bytes"] = estimate.MemoryBytes,
        ["nodes"] = List(estimate.Nodes.Select(Node)),
        ["shared"] = List(estimate.Shared.Select(Instruction)),
        ["totals"] = List(estimate.Totals.Select(Instruction)),
        ["counters"] = new JsonObject(estimate.Counters.Select(counter => KeyValuePair.Create(counter.Key, (JsonNode?)counter.Value))),
        ["ledger"] = List(estimate.Ledger.Select(Entry)),
        ["unknown"] = List(estimate.Unknown.Select(name => (JsonNode?)name)),
        ["not_modelled"] = List(estimate.NotModelled.Select(sentence => (JsonNode?)sentence)),
    };

    private static JsonNode Node(NodeCost node) => new JsonObject
    {
        ["name"] = node.Name,
        ["instructions"] = List(node.Instructions.Select(Instruction)),
        ["energy_J"] = node.EnergyJ,
        ["cycles"] = node.Cycles,
    };

    private static JsonNode Instruction(InstructionCount instruction) => new JsonObject
    {
        ["class"] = instruction.Class,
        ["count"] = instruction.Count,
        ["energy_J"] = instruction.EnergyJ,
    };

    private static JsonNode Entry(Constant constant) => new JsonObject
    {
        ["constant"] = constant.Name,
        ["value"] = constant.Value,
        ["unit"] = constant.Unit,
        ["source"] = constant.Source,
        ["confidence"] = constant.Confidence.ToString().ToLowerInvariant(),
    };

    private static JsonArray List(IEnumerable<JsonNode?> items) => new([.. items]);
}
