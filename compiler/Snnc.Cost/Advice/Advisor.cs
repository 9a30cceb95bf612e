using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Cost.Accelerators;
using Snnc.Cost.Families;
using Snnc.Cost.Workloads;

namespace Snnc.Cost.Advice;

/// <summary>
/// Asks of each layer whether it should spike: the question of Ottati et al. 2023. A layer as one of an ANN runs once a frame, with activations of some bits;
/// as one of spikes over all steps at its rate. A network is then divided at each layer, with what turns numbers into spikes and back.
/// </summary>
public static class Advisor
{
    private const int MostSteps = 1 << 16;
    private const int RatePoints = 24;
    private const int StepPoints = 16;

    /// <summary>The advice for a network on an accelerator.</summary>
    public static NetworkAdvice Of(Workload workload, Accelerator accelerator, AdviceOptions options)
    {
        var units = NetworkUnit.Of(workload);
        if (!CostFamilies.Of(accelerator).TakesAnyLayers || units.Count == 0)
        {
            return AsWritten(workload, units, accelerator, options);
        }

        var isEventDriven = workload.Inputs.Any(input => input.Kind != ValueKind.Frame);
        CostEstimate Estimate(IEnumerable<WorkloadLayer> layers) =>
            CostFamilies.Estimate(workload with { Steps = options.Steps, Layers = [.. layers] }, accelerator);
        var layers = units.Select((unit, index) => Layer(unit, options, isDriven: index == 0 && !isEventDriven, Estimate));
        return new NetworkAdvice(
            workload.Network, accelerator, options, isEventDriven, [.. layers], [.. Cuts(units, options, isEventDriven, Estimate)]);
    }

    /// <summary>The energy of spikes throughout over rates and steps.</summary>
    public static RateCurve Curve(Workload workload, Accelerator accelerator, AdviceOptions options)
    {
        var units = NetworkUnit.Of(workload);
        if (!CostFamilies.Of(accelerator).TakesAnyLayers || units.Count == 0)
        {
            return new RateCurve([], [], null);
        }

        var isEventDriven = workload.Inputs.Any(input => input.Kind != ValueKind.Frame);
        double? Energy(IEnumerable<WorkloadLayer> layers, int steps) =>
            CostFamilies.Estimate(workload with { Steps = steps, Layers = [.. layers] }, accelerator).EnergyJ;
        IEnumerable<WorkloadLayer> Spiking(AdviceOptions of, Func<NetworkUnit, NetworkUnit> change) =>
            units.SelectMany((unit, index) => change(unit).AsSpikes(of, index == 0 && !isEventDriven)).Append(units[^1].Decoder(of));
        var rates = Enumerable.Range(0, RatePoints + 1).Select(point => Math.Pow((double)point / RatePoints, 2)).ToList();
        var steps = Enumerable.Range(0, StepPoints + 1)
            .Select(point => Math.Max(1, 2 * options.Steps * point * point / (StepPoints * StepPoints))).Distinct().ToList();
        return new RateCurve(
            [.. Known(rates, rate => Energy(Spiking(options with { Rate = rate }, unit => unit.At(rate)), options.Steps))],
            [.. Known(steps.Select(count => (double)count), count => Energy(Spiking(options with { Steps = (int)count }, unit => unit), (int)count))],
            Energy(units.SelectMany(unit => unit.AsAnn(options)), options.Steps));
    }

    private static IEnumerable<(double, double)> Known(IEnumerable<double> points, Func<double, double?> energy) =>
        points.Select(point => (point, Energy: energy(point))).Where(pair => pair.Energy is not null).Select(pair => (pair.point, pair.Energy!.Value));

    // Where the program is placed as it is, there is no other to compare with.
    private static NetworkAdvice AsWritten(
        Workload workload, IReadOnlyList<NetworkUnit> units, Accelerator accelerator, AdviceOptions options)
    {
        var estimate = CostFamilies.Estimate(workload, accelerator);
        var energies = estimate.Nodes.ToDictionary(node => node.Name, node => node.EnergyJ);
        double? Energy(NetworkUnit unit) => CostEstimate.Sum(unit.Followers.Prepend(unit.Connection).Select(layer => energies.GetValueOrDefault(layer.Name)));
        var layers = units.Select(unit => new LayerAdvice(
            unit.Connection.Name, unit.Spikes, null, unit.Spikes ? Energy(unit) : null, unit.RateOf(options), null, null, null));
        var ann = estimate with
        {
            Nodes = [new NodeCost("ANN", [new InstructionCount("mac", 1, null)])],
            LatencyS = null,
            NotModelled = [.. estimate.NotModelled, "Layers of an ANN: this target takes the program as it is written."],
        };
        return new NetworkAdvice(
            workload.Network, accelerator, options, workload.Inputs.Any(input => input.Kind != ValueKind.Frame), [.. layers],
            [new CutAdvice(CutKind.Ann, null, ann), new CutAdvice(CutKind.Spiking, null, estimate)]);
    }

    private static LayerAdvice Layer(NetworkUnit unit, AdviceOptions options, bool isDriven, Func<IEnumerable<WorkloadLayer>, CostEstimate> estimate)
    {
        var ann = estimate(unit.AsAnn(options)).EnergyJ;
        var spiking = estimate(unit.AsSpikes(options, isDriven));
        double? At(double rate, int steps) => estimate(unit.At(rate).AsSpikes(options with { Steps = steps, Rate = rate }, isDriven)).EnergyJ;
        var rate = unit.RateOf(options);
        return new LayerAdvice(
            unit.Connection.Name,
            unit.Spikes,
            ann,
            spiking.EnergyJ,
            rate,
            isDriven ? null : BreakEvenRate(ann, each => At(each, options.Steps)),
            BreakEvenSteps(ann, steps => At(rate, steps)),
            NeuronShare(unit, spiking));
    }

    private static double? NeuronShare(NetworkUnit unit, CostEstimate spiking) =>
        1 - (spiking.Nodes.FirstOrDefault(node => node.Name == unit.Connection.Name)?.EnergyJ / spiking.EnergyJ);

    // Energy grows with the rate on every machine; where it does not depend on it, spikes always cost less or never.
    private static double? BreakEvenRate(double? ann, Func<double, double?> spikingAt)
    {
        var (least, most) = (spikingAt(0), spikingAt(1));
        if (ann is null || least is null || most is null)
        {
            return null;
        }

        if (most <= ann || least > ann)
        {
            return most <= ann ? 1 : 0;
        }

        var (low, high) = (0.0, 1.0);
        for (var halving = 0; halving < 40; halving++)
        {
            var middle = (low + high) / 2;
            (low, high) = spikingAt(middle) <= ann ? (middle, high) : (low, middle);
        }

        return low;
    }

    private static int? BreakEvenSteps(double? ann, Func<int, double?> spikingAt)
    {
        if (ann is null || spikingAt(1) is not { } one)
        {
            return null;
        }

        var (low, high) = (one <= ann ? 1 : 0, 2);
        while (low > 0 && high < MostSteps && spikingAt(high) <= ann)
        {
            (low, high) = (high, 2 * high);
        }

        while (low > 0 && high - low > 1)
        {
            var middle = (low + high) / 2;
            (low, high) = spikingAt(middle) <= ann ? (middle, high) : (low, middle);
        }

        return low;
    }

    private static IEnumerable<CutAdvice> Cuts(
        IReadOnlyList<NetworkUnit> units, AdviceOptions options, bool isEventDriven, Func<IEnumerable<WorkloadLayer>, CostEstimate> estimate)
    {
        IEnumerable<WorkloadLayer> Ann(IEnumerable<NetworkUnit> part, AdviceOptions of) => part.SelectMany(unit => unit.AsAnn(of));
        IEnumerable<WorkloadLayer> Spiking(IEnumerable<NetworkUnit> part, bool isDriven) =>
            part.SelectMany((unit, index) => unit.AsSpikes(options, isDriven && index == 0));
        yield return new CutAdvice(CutKind.Ann, null, estimate(Ann(units, options)));
        yield return new CutAdvice(CutKind.Spiking, null, estimate([.. Spiking(units, !isEventDriven), units[^1].Decoder(options)]));
        for (var cut = 1; cut < units.Count; cut++)
        {
            var (name, first, second) = (units[cut].Connection.Name, units.Take(cut), units.Skip(cut));
            if (!isEventDriven)
            {
                var driven = Ann(first, options).Concat(Spiking(second, isDriven: true)).Append(units[^1].Decoder(options));
                yield return new CutAdvice(CutKind.AnnThenSpiking, name, estimate(driven));
            }

            // What was counted over all steps is one frame.
            var counted = Spiking(first, !isEventDriven).Append(units[cut - 1].Decoder(options)).Concat(Ann(second, options with { Frames = 1 }));
            yield return new CutAdvice(CutKind.SpikingThenAnn, name, estimate(counted));
        }
    }
}
