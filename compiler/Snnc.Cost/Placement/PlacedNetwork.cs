using System.Collections.Generic;
using System.Linq;

namespace Snnc.Cost.Placement;

/// <summary>A part of a population in a core.</summary>
/// <param name="Population">Index of the population.</param>
/// <param name="Part">Which part of its partition.</param>
/// <param name="Patch">Its neurons.</param>
/// <param name="Load">What it takes.</param>
public sealed record PlacedPart(int Population, int Part, Patch Patch, CoreLoad Load);

/// <summary>A core in use.</summary>
/// <param name="Index">Among all cores in use.</param>
/// <param name="Place">Among all cores of all chips, in use or not; place 128 is the first core of the second chip of 128 cores.</param>
/// <param name="Parts">What it holds.</param>
/// <param name="Load">All parts together; axons to other chips count twice.</param>
public sealed record PlacedCore(int Index, int Place, IReadOnlyList<PlacedPart> Parts, CoreLoad Load);

/// <summary>Where every neuron of a network runs.</summary>
/// <param name="Network">The network.</param>
/// <param name="Limits">The chip's.</param>
/// <param name="Partitions">Of each population; null for those outside.</param>
/// <param name="Cores">In use, chip after chip.</param>
public sealed record PlacedNetwork(
    SpikingNetwork Network, ChipLimits Limits, IReadOnlyList<Partition?> Partitions, IReadOnlyList<PlacedCore> Cores)
{
    private IReadOnlyDictionary<(int Population, int Part), int>? _coreOf;

    /// <summary>Gets the number of chips.</summary>
    public int Chips => Cores.Count == 0 ? 0 : (Cores[^1].Place / Limits.Cores) + 1;

    /// <summary>The core of a part of a population.</summary>
    public int CoreOf(int population, int part) => (_coreOf ??=
        Cores.SelectMany(core => core.Parts.Select(p => (Key: (p.Population, p.Part), core.Index))).ToDictionary(p => p.Key, p => p.Index))[(population, part)];

    /// <summary>The chip of a core.</summary>
    public int ChipOf(int core) => Cores[core].Place / Limits.Cores;

    /// <summary>
    /// The tile of a core on its chip's mesh. Tiles are taken row by row, every second row from its end, so that neighbours in number are neighbours.
    /// </summary>
    public (int X, int Y) TileOf(int core)
    {
        var (row, column) = System.Math.DivRem(Cores[core].Place % Limits.Cores / Limits.CoresPerTile, Limits.TilesPerRow);
        return (row % 2 == 0 ? column : Limits.TilesPerRow - 1 - column, row);
    }

    /// <summary>Gets the greatest number of tiles in use on a chip.</summary>
    public int Tiles => Cores.GroupBy(core => ChipOf(core.Index)).Max(chip => chip.Select(core => TileOf(core.Index)).Distinct().Count());
}
