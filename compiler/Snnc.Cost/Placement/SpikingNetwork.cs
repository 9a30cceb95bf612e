using System.Collections.Generic;
using System.Linq;

namespace Snnc.Cost.Placement;

/// <summary>What is placed: populations in execution order, and the synapses between them.</summary>
/// <param name="Name">The network's name.</param>
/// <param name="Populations">In execution order; projections name them by index.</param>
/// <param name="Projections">All synapses.</param>
public sealed record SpikingNetwork(string Name, IReadOnlyList<Population> Populations, IReadOnlyList<Projection> Projections)
{
    private ILookup<int, Projection>? _into;
    private ILookup<int, Projection>? _from;

    /// <summary>The projections into a population.</summary>
    public IEnumerable<Projection> Into(int population) => (_into ??= Projections.ToLookup(p => p.Target))[population];

    /// <summary>The projections out of a population.</summary>
    public IEnumerable<Projection> From(int population) => (_from ??= Projections.ToLookup(p => p.Source))[population];
}
