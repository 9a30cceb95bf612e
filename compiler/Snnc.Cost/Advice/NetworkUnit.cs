using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Cost.Workloads;

namespace Snnc.Cost.Advice;

/// <summary>A connection and what follows it up to the next: its neurons or activation, and pooling. What can spike, or not, as one.</summary>
/// <param name="Connection">The layer with weights.</param>
/// <param name="Followers">The layers behind it, without encoders and decoders.</param>
internal sealed record NetworkUnit(WorkloadLayer Connection, IReadOnlyList<WorkloadLayer> Followers)
{
    private static readonly NeuronWork Leaky = new(new OperationCounts(1, 1, 1, 0, 0), new OperationCounts(1, 0, 0, 0, 0), 1, 1, 0);

    /// <summary>Gets a value indicating whether it reads what comes from outside.</summary>
    public bool ReadsInput { get; init; }

    /// <summary>Gets the populations that take its sums; of several connections that lead to one population, the first has it among its followers.</summary>
    public IReadOnlyList<WorkloadLayer> Populations { get; init; } = [];

    /// <summary>Gets a value indicating whether it spikes in the program.</summary>
    public bool Spikes => Populations.Concat(Followers).Any(layer => layer.Kind == LayerKind.Population && layer.GivesSpikes);

    /// <summary>The units of a network in order. What stands before the first connection costs the same in any case, and is in none.</summary>
    public static IReadOnlyList<NetworkUnit> Of(Workload workload)
    {
        var inputs = workload.Inputs.Select(input => input.Name).ToHashSet();
        var owners = Owners(workload);
        var followers = workload.Layers
            .Where(layer => !layer.IsConnection && layer.Kind is not (LayerKind.Encode or LayerKind.Decode) && owners.ContainsKey(layer.Name))
            .ToLookup(layer => owners[layer.Name]);
        return
        [
            .. workload.Connections.Select(connection => new NetworkUnit(connection, [.. followers[connection.Name]])
            {
                ReadsInput = connection.Sources.Any(inputs.Contains),
                Populations = [.. workload.PopulationsOf(connection)],
            }),
        ];
    }

    // The connection that each layer stands behind: that of the first of its sources.
    private static Dictionary<string, string> Owners(Workload workload)
    {
        var owners = new Dictionary<string, string>();
        foreach (var layer in workload.Layers)
        {
            var before = layer.Sources.Select(source => owners.GetValueOrDefault(source)).FirstOrDefault(name => name is not null);
            var owner = layer.IsConnection ? layer.Name : before;
            if (owner is not null)
            {
                owners[layer.Name] = owner;
            }
        }

        return owners;
    }

    /// <summary>The same with another rate of what comes in.</summary>
    public NetworkUnit At(double rate) => this with { Connection = Connection.TakesSpikes ? Connection with { InputDensity = rate } : Connection };

    /// <summary>Its layers as those of an ANN.</summary>
    public IEnumerable<WorkloadLayer> AsAnn(AdviceOptions options)
    {
        yield return Numbers(Connection, options) with { InputDensity = AnnDensity(options) };
        foreach (var layer in Followers.Where(layer => layer.Kind != LayerKind.Population || layer.GivesSpikes))
        {
            yield return layer.Kind == LayerKind.Population ? Activation(layer, options) : Numbers(layer, options);
        }
    }

    /// <summary>Its layers as spiking ones.</summary>
    /// <param name="isDriven">Whether numbers come in that do not change with time: their sums are computed once, and are the neurons' current.</param>
    public IEnumerable<WorkloadLayer> AsSpikes(AdviceOptions options, bool isDriven)
    {
        yield return isDriven
            ? Numbers(Connection, options) with { Steps = 1, InputDensity = AnnDensity(options) }
            : Connection with { Steps = options.Steps, TakesSpikes = true, InputDensity = RateOf(options), ActivationBits = null };
        foreach (var layer in Followers.Where(layer => !IsRelu(layer)))
        {
            yield return layer.Kind == LayerKind.Population
                ? layer with { Steps = options.Steps }
                : Spiking(layer, options);
        }

        if (Populations.Count == 0 && Followers.All(layer => layer.Kind != LayerKind.Population))
        {
            yield return Population(options);
        }
    }

    /// <summary>The spikes per element and step that come in, if it spikes.</summary>
    public double RateOf(AdviceOptions options) => Connection.TakesSpikes ? Connection.InputDensity : options.Rate;

    /// <summary>What counts the spikes of its neurons for an ANN behind it.</summary>
    public WorkloadLayer Decoder(AdviceOptions options)
    {
        var last = Followers.LastOrDefault(layer => layer.Outputs > 1) ?? Connection;
        return last with
        {
            Name = $"{Connection.Name} (decoded)",
            Kind = LayerKind.Decode,
            Node = last.Node with { Op = new DecodeOp(DecodeKind.Sum, null) },
            Channels = last.Filters,
            Height = last.OutHeight,
            Width = last.OutWidth,
            Neurons = 0,
            NeuronWork = NeuronWork.None,
            Steps = options.Steps,
            TakesSpikes = true,
            GivesSpikes = false,
            InputDensity = last.GivesSpikes ? last.OutputRate : options.Rate,
            Sources = [last.Name],
        };
    }

    // A frame made of events has something where there was one in any of its steps.
    private double AnnDensity(AdviceOptions options) => !Connection.TakesSpikes ? Connection.InputDensity
        : ReadsInput ? 1 - Math.Pow(1 - Connection.InputDensity, (double)options.Steps / options.Frames)
        : options.AnnDensity;

    private static bool IsRelu(WorkloadLayer layer) => layer.Node.Op is ActivationOp { Kind: ActivationKind.Relu };

    private static WorkloadLayer Spiking(WorkloadLayer layer, AdviceOptions options) => layer with
    {
        Steps = options.Steps,
        TakesSpikes = true,
        GivesSpikes = layer.Kind == LayerKind.Pool,
        InputDensity = layer.TakesSpikes ? layer.InputDensity : options.Rate,
    };

    private static WorkloadLayer Numbers(WorkloadLayer layer, AdviceOptions options) => layer with
    {
        Steps = options.Frames,
        TakesSpikes = false,
        GivesSpikes = false,
        InputDensity = options.AnnDensity,
        InputSpikesPerStep = null,
        OutputSpikesPerStep = null,
        ActivationBits = options.ActivationBits,
    };

    private static WorkloadLayer Activation(WorkloadLayer layer, AdviceOptions options) => Numbers(layer, options) with
    {
        Kind = LayerKind.Elementwise,
        Node = layer.Node with { Op = new ActivationOp(ActivationKind.Relu) },
        Neurons = 0,
        NeuronWork = NeuronWork.None,
        StateBytes = 0,
        OutputRate = 1,
    };

    private WorkloadLayer Population(AdviceOptions options) => new()
    {
        Name = $"{Connection.Name} (neurons)",
        Kind = LayerKind.Population,
        Node = Connection.Node,
        Height = Connection.OutHeight,
        Width = Connection.OutWidth,
        Channels = Connection.Filters,
        OutHeight = Connection.OutHeight,
        OutWidth = Connection.OutWidth,
        Filters = Connection.Filters,
        Neurons = Connection.Outputs,
        NeuronWork = Leaky,
        StateBytes = Connection.Outputs * sizeof(float),
        Steps = options.Steps,
        GivesSpikes = true,
        OutputDensity = options.Rate,
        OutputRate = options.Rate,
        Sources = [Connection.Name],
    };
}
