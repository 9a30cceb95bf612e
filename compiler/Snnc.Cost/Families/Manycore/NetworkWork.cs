using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Cost.Placement;

namespace Snnc.Cost.Families.Manycore;

/// <summary>What a placed network does in a step, in the mean: in every core, on every link of the mesh, and for every population and connection.</summary>
internal sealed class NetworkWork
{
    private readonly PlacedNetwork _placed;
    private readonly SpikeRates _rates;
    private readonly Dictionary<(int Chip, int X, int Y, bool IsRow, bool IsForward), double> _links = [];

    private NetworkWork(PlacedNetwork placed, SpikeRates rates)
    {
        (_placed, _rates) = (placed, rates);
        Cores = [.. placed.Cores.Select(_ => new CoreWork())];
        Traffic = [.. placed.Network.Populations.Select(_ => new PopulationTraffic())];
        foreach (var core in placed.Cores)
        {
            core.Parts.ToList().ForEach(part => Update(Cores[core.Index], part));
        }

        foreach (var projection in placed.Network.Projections)
        {
            Deliver(projection);
        }
    }

    /// <summary>Gets what each core does.</summary>
    public IReadOnlyList<CoreWork> Cores { get; }

    /// <summary>Gets what the spikes of each population do on their way.</summary>
    public IReadOnlyList<PopulationTraffic> Traffic { get; }

    /// <summary>Gets the spikes on the busiest link.</summary>
    public double BusiestLink => _links.Values.DefaultIfEmpty(0).Max();

    /// <summary>Counts.</summary>
    public static NetworkWork Of(PlacedNetwork placed, SpikeRates rates) => new(placed, rates);

    /// <summary>The class of a projection's operations: how its lists are written decides.</summary>
    public static string ClassOf(Projection projection, PlacedNetwork placed) => projection is ConvolutionProjection ? "synop.conv"
        : placed.Cores.SelectMany(core => core.Parts).First(part => part.Population == projection.Target) is var part
            && DemandOf(projection, part, placed).Formats.Any(format => format.Coding == SynapseCoding.Sparse) ? "synop.sparse" : "synop";

    private static SynapseDemand DemandOf(Projection projection, PlacedPart part, PlacedNetwork placed) =>
        projection.Demand(part.Patch, part.Load.Compartments, placed.Limits);

    private void Update(CoreWork core, PlacedPart part)
    {
        var fired = part.Patch.Neurons * _rates.Mean(part.Population);
        core.Updates += part.Load.Compartments;
        core.Spikes += fired;
        core.Add("synop", fired * ((part.Load.Compartments / part.Patch.Neurons) - 1));
    }

    private void Deliver(Projection projection)
    {
        var (operations, all, @class) = (_rates.Operations(projection), Math.Max(1, projection.Synapses), ClassOf(projection, _placed));
        var targets = _placed.Partitions[projection.Target]!.Parts;
        for (var part = 0; part < targets.Count; part++)
        {
            var index = _placed.CoreOf(projection.Target, part);
            var placed = _placed.Cores[index].Parts.First(p => p.Population == projection.Target && p.Part == part);
            var demand = DemandOf(projection, placed, _placed);
            Cores[index].Add(@class, operations * demand.Synapses / all);
            var messages = Send(projection, targets[part], index);
            Cores[index].MessagesIn += messages;
            Cores[index].Words += messages * demand.LongestList;
        }
    }

    /// <summary>Sends the spikes that reach a part of the target, and tells how many.</summary>
    private double Send(Projection projection, Patch target, int core)
    {
        var rate = _rates.Mean(projection.Source);
        if (_placed.Partitions[projection.Source] is not { } sources)
        {
            return rate * projection.Senders(_placed.Network.Populations[projection.Source].Whole, target);
        }

        var sum = 0.0;
        for (var part = 0; part < sources.Parts.Count; part++)
        {
            var messages = rate * projection.Senders(sources.Parts[part], target);
            if (messages > 0)
            {
                var from = _placed.CoreOf(projection.Source, part);
                Cores[from].MessagesOut += messages;
                Walk(Traffic[projection.Source], from, core, messages);
                sum += messages;
            }
        }

        return sum;
    }

    // Along the row, then along the column; to another chip as if that stood at the end of the row.
    private void Walk(PopulationTraffic traffic, int from, int to, double messages)
    {
        var (chip, start, end) = (_placed.ChipOf(from), _placed.TileOf(from), _placed.TileOf(to));
        traffic.Messages += messages;
        if (chip != _placed.ChipOf(to))
        {
            traffic.ToOtherChips += messages;
            return;
        }

        traffic.WithinTile += start == end ? messages : 0;
        traffic.AlongRows += messages * Math.Abs(end.X - start.X);
        traffic.AlongColumns += messages * Math.Abs(end.Y - start.Y);
        for (var x = start.X; x != end.X; x += Math.Sign(end.X - start.X))
        {
            Pass((chip, x, start.Y, true, end.X > start.X), messages);
        }

        for (var y = start.Y; y != end.Y; y += Math.Sign(end.Y - start.Y))
        {
            Pass((chip, end.X, y, false, end.Y > start.Y), messages);
        }
    }

    private void Pass((int Chip, int X, int Y, bool IsRow, bool IsForward) link, double messages) =>
        _links[link] = _links.GetValueOrDefault(link) + messages;
}

/// <summary>What the spikes of a population do on their way, in a step.</summary>
internal sealed class PopulationTraffic
{
    /// <summary>Gets or sets the spikes, once for each core that they go to.</summary>
    public double Messages { get; set; }

    /// <summary>Gets or sets those that stay within a tile.</summary>
    public double WithinTile { get; set; }

    /// <summary>Gets or sets the hops to the next tile of a row.</summary>
    public double AlongRows { get; set; }

    /// <summary>Gets or sets the hops to the next tile of a column.</summary>
    public double AlongColumns { get; set; }

    /// <summary>Gets or sets the spikes to other chips.</summary>
    public double ToOtherChips { get; set; }
}
