using System.Collections.Generic;
using System.Linq;

namespace Snnc.Cost.Placement;

/// <summary>Puts parts of populations together in cores: the fullest first, each into the fullest core that has room.</summary>
internal static class CorePacking
{
    /// <summary>The parts of each core.</summary>
    /// <param name="sharesCores">Whether a core may hold more than one part.</param>
    public static IReadOnlyList<IReadOnlyList<PlacedPart>> Pack(IReadOnlyList<PlacedPart> parts, ChipLimits limits, bool sharesCores) =>
        sharesCores ? Shared(parts, limits) : [.. parts.Select(part => new[] { part })];

    private static IReadOnlyList<IReadOnlyList<PlacedPart>> Shared(IReadOnlyList<PlacedPart> parts, ChipLimits limits)
    {
        var cores = new List<Core>();
        var open = new List<Core>();
        var least = parts.Select(part => part.Load.Fullness(limits)).DefaultIfEmpty(0).Min();
        foreach (var part in parts.OrderByDescending(part => part.Load.Fullness(limits)).ThenBy(part => part.Population).ThenBy(part => part.Part))
        {
            var best = open.Where(core => core.HasRoom(part, limits)).MaxBy(core => core.Fullness);
            if (best is null)
            {
                cores.Add(best = new Core());
                open.Add(best);
            }

            best.Add(part, limits);
            if (best.Fullness > 1 - least)
            {
                open.Remove(best);
            }
        }

        return [.. cores.Select(core => core.Parts)];
    }

    private sealed class Core
    {
        public List<PlacedPart> Parts { get; } = [];

        public double Fullness { get; private set; }

        private CoreLoad Load { get; set; } = CoreLoad.Empty;

        // The sums first: they tell of most cores that they are full, without looking at formats.
        public bool HasRoom(PlacedPart part, ChipLimits limits)
        {
            var (here, there) = (Load.Input, part.Load.Input);
            return Load.Compartments + part.Load.Compartments <= limits.Compartments
                && here.Axons + there.Axons <= limits.InputAxons
                && here.Words + there.Words <= limits.SynapseWords
                && here.Synapses + there.Synapses <= (limits.Synapses ?? long.MaxValue)
                && Load.OutputAxons + part.Load.OutputAxons <= limits.OutputAxons
                && Load.With(part.Load).Exceeded(limits) is null;
        }

        public void Add(PlacedPart part, ChipLimits limits)
        {
            Parts.Add(part);
            Load = Load.With(part.Load);
            Fullness = Load.Fullness(limits);
        }
    }
}
