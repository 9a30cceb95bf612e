using System.Collections.Generic;
using System.Linq;
using Snnc.Cost.Accelerators;

namespace Snnc.Cost.Families.Manycore;

/// <summary>
/// The time of a step: the barrier, and before it the busiest core or the busiest link, whichever takes longer. In a core the updates of compartments, the
/// synaptic operations, the memory and the messages follow each other; where units overlap, the slowest of them all counts, and the barrier where it is
/// slower still.
/// </summary>
/// <param name="Core">The busiest core, in seconds; null where something is unknown.</param>
/// <param name="Link">The busiest link.</param>
/// <param name="Barrier">The end of the step.</param>
/// <param name="Seconds">All.</param>
internal sealed record StepTime(double? Core, double? Link, double? Barrier, double? Seconds)
{
    /// <summary>Computes it.</summary>
    public static StepTime Of(NetworkWork work, int chips, int tiles, Accelerator accelerator, PriceList prices)
    {
        var isOverlapped = accelerator.Imitates(ManycoreSchema.Overlapped);
        var cores = work.Cores.Select(core => Parts(core, prices).ToList()).Select(parts => isOverlapped ? Largest(parts) : CostEstimate.Sum(parts)).ToList();
        var (core, link) = (Largest(cores), work.BusiestLink == 0 ? 0 : work.BusiestLink * prices["link.spike.time"]);
        var barrier = Families.Manycore.Barrier.Seconds(prices, accelerator, chips, tiles);
        return new StepTime(core, link, barrier, isOverlapped ? Largest([core, link, barrier]) : Largest([core, link]) + barrier);
    }

    private static IEnumerable<double?> Parts(CoreWork core, PriceList prices)
    {
        yield return Time(core.Updates - core.Spikes, "neuron.inactive") + Time(core.Spikes, "neuron.active") + Time(core.Spikes, "spike");
        yield return CostEstimate.Sum(core.Operations.Select(operations => Time(operations.Value, operations.Key)));
        yield return Time(core.Words, "memory.word");
        yield return Time(core.MessagesOut, "message.out") + Time(core.MessagesIn, "message.in");

        double? Time(double count, string @class) => count == 0 ? 0 : count * prices[$"{@class}.time"];
    }

    private static double? Largest(IReadOnlyList<double?> times) => times.Contains(null) ? null : times.Max();
}
