using System;

namespace Snnc.Cost.Placement;

/// <summary>A network does not fit.</summary>
public sealed class PlacementException : Exception
{
    /// <summary>Says that a population cannot be cut into parts that fit a core.</summary>
    public PlacementException(Population population, CoreResource resource)
        : base($"'{population.Name}' fits no core: {resource}") => (Population, Resource) = (population, resource);

    /// <summary>Gets the population.</summary>
    public Population Population { get; }

    /// <summary>Gets what there is too little of, whatever the parts.</summary>
    public CoreResource Resource { get; }
}
