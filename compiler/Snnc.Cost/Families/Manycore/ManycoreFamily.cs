using System.Collections.Generic;
using System.Linq;
using Snnc.Cost.Accelerators;
using Snnc.Cost.Placement;
using Snnc.Cost.Workloads;

namespace Snnc.Cost.Families.Manycore;

/// <summary>
/// Chips of many cores that compute on spikes: populations are placed, and every update of a compartment, synaptic operation, spike and hop is counted where
/// the placement has it. What does not go to cores (frames, encoders, readouts) is counted as operations of a processor beside them.
/// </summary>
public sealed class ManycoreFamily : ICostFamily
{
    /// <summary>The family's name in accelerators' files.</summary>
    public const string Name = "manycore";

    private const double WordBytes = 8;

    /// <inheritdoc/>
    public FamilySchema Schema => ManycoreSchema.Schema;

    /// <inheritdoc/>
    public bool TakesAnyLayers => false;

    /// <inheritdoc/>
    public CostEstimate Estimate(Workload workload, Accelerator accelerator)
    {
        var limits = ChipLimitsReader.Of(accelerator);
        var chip = ChipMapping.Of(workload.Graph, workload.Tensors, accelerator.Name, limits);
        try
        {
            return chip.Problems.Count > 0
                ? Unplaced(workload, accelerator, chip, chip.Problems[0].Message)
                : Placed(workload, accelerator, chip, Placer.Place(chip.Network, limits));
        }
        catch (PlacementException e)
        {
            return Unplaced(workload, accelerator, chip, e.Message);
        }
    }

    private static CostEstimate Placed(Workload workload, Accelerator accelerator, ChipNetwork chip, PlacedNetwork placed)
    {
        var prices = new PriceList(accelerator);
        var work = NetworkWork.Of(placed, new SpikeRates(chip.Network, workload));
        var nodes = new ManycoreCounts(workload, chip, placed, work, prices).Nodes();
        var step = StepTime.Of(work, placed.Chips, placed.Tiles, accelerator, prices);
        var latency = step.Seconds * workload.Steps;
        var barrier = prices.Priced("barrier", (double)placed.Cores.Count * workload.Steps, "barrier.energy");
        var area = prices["chip.area"] * placed.Chips;
        return new CostEstimate
        {
            Network = workload.Network,
            Accelerator = accelerator,
            Nodes = nodes,
            Shared = [barrier],
            LatencyS = latency,
            AreaM2 = area,
            MemoryBytes = placed.Cores.Sum(core => core.Load.Input.Words) * WordBytes,
            Counters = Counters(workload, placed, work, step, latency * placed.Chips * prices["static.power"]),
            Ledger = prices.Ledger,
            Unknown = prices.Unknown,
            NotModelled = [.. NotModelled(accelerator, chip), .. Static(latency is not null)],
        };
    }

    private static CostEstimate Unplaced(Workload workload, Accelerator accelerator, ChipNetwork chip, string reason)
    {
        var prices = new PriceList(accelerator);
        return new CostEstimate
        {
            Network = workload.Network,
            Accelerator = accelerator,
            Nodes =
            [
                .. workload.Layers.Select(layer => new NodeCost(
                    layer.Name, [prices.Priced("host.op", ManycoreCounts.HostOperations(layer), "host.op.energy")])),
            ],
            Ledger = prices.Ledger,
            Unknown = prices.Unknown,
            NotModelled = [$"It does not run on {accelerator.Name}: {reason}.", .. NotModelled(accelerator, chip)],
        };
    }

    private static IEnumerable<string> NotModelled(Accelerator accelerator, ChipNetwork chip)
    {
        foreach (var problem in chip.Problems.Skip(1))
        {
            yield return $"Nor does it for another reason: {problem.Message}.";
        }

        if (chip.Outside.Count > 0)
        {
            yield return $"Energy and time of what runs beside the cores: {string.Join(", ", chip.Outside.Select(node => node.Name))}.";
        }

        if (chip.RoundsWeights)
        {
            yield return "What rounding real weights to 8 bits does to the answers.";
        }

        foreach (var sentence in accelerator.NotModelled)
        {
            yield return sentence;
        }
    }

    private static IEnumerable<string> Static(bool isKnown) => isKnown
        ? ["Static energy is told apart (static.energy): the voltage at which it was measured is not known, so it is in no sum."]
        : [];

    private static Dictionary<string, double> Counters(Workload workload, PlacedNetwork placed, NetworkWork work, StepTime step, double? idle)
    {
        var counters = new Dictionary<string, double>
        {
            ["chips"] = placed.Chips,
            ["cores"] = placed.Cores.Count,
            ["cores.bound"] = ResourceBound.Cores(placed.Network, placed.Limits),
            ["tiles"] = placed.Tiles,
            ["compartments"] = placed.Cores.Sum(core => core.Load.Compartments),
            ["step.synops"] = work.Cores.Sum(core => core.Operations.Values.Sum()),
            ["step.spikes"] = work.Cores.Sum(core => core.Spikes),
            ["step.messages"] = work.Traffic.Sum(traffic => traffic.Messages),
            ["step.busiest_link"] = work.BusiestLink,
        };
        Add("step.core.time", step.Core);
        Add("step.link.time", step.Link);
        Add("step.barrier.time", step.Barrier);
        Add("step.time", step.Seconds);
        Add("static.energy", idle);
        return counters;

        void Add(string name, double? value)
        {
            if (value is { } known)
            {
                counters[name] = known;
            }
        }
    }
}
