using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Tensors;

namespace Snnc.Cost.Workloads;

/// <summary>What an inference has to do: the plan in the field's terms, with the activity it is counted for.</summary>
/// <param name="Network">The network.</param>
/// <param name="Steps">The steps of an inference; 1 of a network without time, and of a stream, whose costs are those of a step.</param>
/// <param name="Layers">In execution order.</param>
public sealed record Workload(string Network, int Steps, IReadOnlyList<WorkloadLayer> Layers)
{
    /// <summary>Gets a value indicating whether the network varies in time.</summary>
    public bool IsTimed { get; init; }

    /// <summary>Gets a value indicating whether it is a stream: what is counted is a step, not an inference.</summary>
    public bool IsStream { get; init; }

    /// <summary>Gets the length of a step in seconds, or null where the program does not say it.</summary>
    public double? StepSeconds { get; init; }

    /// <summary>Gets what comes from outside.</summary>
    public IReadOnlyList<WorkloadInput> Inputs { get; init; } = [];

    /// <summary>Gets a value indicating whether a layer reads what it, or one behind it, gave in an earlier step.</summary>
    public bool IsRecurrent
    {
        get
        {
            var seen = Inputs.Select(input => input.Name).ToHashSet();
            return Layers.Any(layer => layer.Sources.Any(source => !seen.Contains(source)) | !seen.Add(layer.Name));
        }
    }

    /// <summary>Gets the activity in words.</summary>
    public string Activity { get; init; } = "";

    /// <summary>Gets the graph itself, for families that place single synapses.</summary>
    public required Graph Graph { get; init; }

    /// <summary>Gets where the weights come from, or null where nobody said.</summary>
    public ITensorResolver? Tensors { get; init; }

    /// <summary>Gets the mean spikes a step of every neuron, by the names of nodes, where they were counted one by one.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<double>> ElementRates { get; init; } = new Dictionary<string, IReadOnlyList<double>>();

    /// <summary>Gets the connections in order.</summary>
    public IEnumerable<WorkloadLayer> Connections => Layers.Where(layer => layer.IsConnection);

    /// <summary>The populations that read a layer's values directly.</summary>
    public IEnumerable<WorkloadLayer> PopulationsOf(WorkloadLayer layer) =>
        Layers.Where(other => other.Kind == LayerKind.Population && other.Sources.Contains(layer.Name));
}
