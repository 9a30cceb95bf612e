using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Snnc.Cli.Terminals;
using Snnc.Cost.Families;
using Snnc.Cost.Reports;
using Snnc.Cost.Workloads;

namespace Snnc.Cli.Estimates;

/// <summary>Estimates as text.</summary>
internal static class CostText
{
    /// <summary>One estimate: layers, classes, totals, figures, ledger.</summary>
    public static void Write(TextWriter output, CostEstimate estimate, Workload workload)
    {
        WriteHead(output, estimate, workload);
        WriteLayers(output, estimate, workload);
        WriteClasses(output, estimate);
        WriteTotals(output, estimate, workload);
        WriteFigures(output, estimate);
        WriteLedger(output, estimate);
    }

    /// <summary>Several estimates of one network side by side, then what each rests on.</summary>
    public static void Compare(TextWriter output, IReadOnlyList<CostEstimate> estimates, Workload workload)
    {
        output.WriteLine($"{workload.Network}, {PerInference(workload)}, activity {workload.Activity}\n\nenergy by layer");
        var table = new TextTable(["layer", .. estimates.Select(estimate => estimate.Accelerator.Name)]);
        foreach (var layer in workload.Layers)
        {
            var energies = estimates.Select(estimate => estimate.Nodes.FirstOrDefault(node => node.Name == layer.Name)?.EnergyJ);
            table.Add([layer.Name, .. energies.Select(energy => SiText.Of(energy, "J"))]);
        }

        table.Add(["shared by all", .. estimates.Select(estimate => SiText.Of(CostSum(estimate.Shared), "J"))]);
        table.Write(output, "  ");
        output.WriteLine();
        var totals = new TextTable(["target", "energy", "latency", "area", "memory", "unknown"]);
        foreach (var e in estimates)
        {
            totals.Add(e.Accelerator.Name, TotalOf(e), SiText.Of(e.LatencyS, "s"), SiText.OfArea(e.AreaM2), SiText.OfBytes(e.MemoryBytes), Count(
                e.Unknown.Count));
        }

        totals.Write(output, "  ");
        foreach (var estimate in estimates)
        {
            output.WriteLine($"\n{estimate.Accelerator.Name}: {estimate.Accelerator.Title}");
            WriteLedger(output, estimate);
        }
    }

    private static void WriteHead(TextWriter output, CostEstimate estimate, Workload workload)
    {
        output.WriteLine($"{estimate.Network} on {estimate.Accelerator.Name}: {estimate.Accelerator.Title}");
        output.WriteLine($"{PerInference(workload)}, activity {workload.Activity}");
        foreach (var quirk in estimate.Accelerator.Quirks.Where(quirk => quirk.IsOn))
        {
            output.WriteLine($"counted as the reference tool does, {quirk.Name}: {quirk.Meaning}");
        }
    }

    private static string PerInference(Workload workload) => workload switch
    {
        { IsStream: true } => "one step of a stream",
        { IsTimed: true } => $"an inference of {workload.Steps} step{(workload.Steps == 1 ? "" : "s")}",
        _ => "an inference without time",
    };

    private static void WriteLayers(TextWriter output, CostEstimate estimate, Workload workload)
    {
        output.WriteLine("\nlayers");
        var layers = workload.Layers.ToDictionary(layer => layer.Name);
        var table = new TextTable("layer", "kind", "runs", "input", "energy", "share", "cycles", "mostly");
        foreach (var node in estimate.Nodes)
        {
            var layer = layers.GetValueOrDefault(node.Name);
            table.Add(
                node.Name,
                layer?.Kind.ToString().ToLowerInvariant() ?? "-",
                layer is null ? "-" : Count(layer.Steps),
                layer is null ? "-" : SiText.OfShare(layer.InputDensity, 1),
                SiText.Of(node.EnergyJ, "J"),
                SiText.OfShare(node.EnergyJ, estimate.EnergyJ),
                node.Cycles is { } cycles ? SiText.OfCount(cycles) : "-",
                Mostly(node));
        }

        table.Write(output, "  ");
    }

    private static string Mostly(NodeCost node) =>
        string.Join(", ", node.Instructions.Where(i => i.EnergyJ > 0).OrderByDescending(i => i.EnergyJ).Take(2).Select(i => i.Class));

    private static void WriteClasses(TextWriter output, CostEstimate estimate)
    {
        output.WriteLine("\nclasses of instructions");
        var table = new TextTable("class", "count", "energy", "share");
        foreach (var total in estimate.Totals)
        {
            table.Add(total.Class, SiText.OfCount(total.Count), SiText.Of(total.EnergyJ, "J"), SiText.OfShare(total.EnergyJ, estimate.EnergyJ));
        }

        table.Write(output, "  ");
    }

    private static void WriteTotals(TextWriter output, CostEstimate estimate, Workload workload)
    {
        output.WriteLine($"\n{(workload.IsStream ? "a step" : "an inference")}");
        output.WriteLine($"  energy   {TotalOf(estimate)}");
        output.WriteLine($"  latency  {SiText.Of(estimate.LatencyS, "s")}");
        output.WriteLine($"  area     {SiText.OfArea(estimate.AreaM2)}");
        output.WriteLine($"  memory   {SiText.OfBytes(estimate.MemoryBytes)}");
    }

    // A sum that lacks a constant is no total.
    private static string TotalOf(CostEstimate estimate) => estimate.EnergyJ is { } energy
        ? SiText.Of(energy, "J")
        : estimate.KnownEnergyJ > 0 ? $"unknown (at least {SiText.Of(estimate.KnownEnergyJ, "J")})" : "unknown";

    private static void WriteFigures(TextWriter output, CostEstimate estimate)
    {
        if (estimate.Counters.Count == 0)
        {
            return;
        }

        output.WriteLine("\nfigures");
        var table = new TextTable("name", "value");
        foreach (var (name, value) in estimate.Counters)
        {
            table.Add(name, SiText.OfCount(value));
        }

        table.Write(output, "  ");
    }

    private static void WriteLedger(TextWriter output, CostEstimate estimate)
    {
        output.WriteLine("\nledger: what was assumed");
        var sources = estimate.Ledger.Select(constant => constant.Source).Distinct().ToList();
        var table = new TextTable("constant", "value", "unit", "confidence", "source");
        foreach (var constant in estimate.Ledger)
        {
            var value = constant.Value?.ToString("G8", CultureInfo.InvariantCulture) ?? "unknown";
            var source = $"[{sources.IndexOf(constant.Source) + 1}]";
            table.Add(constant.Name, value, constant.Unit, constant.Confidence.ToString().ToLowerInvariant(), source);
        }

        table.Write(output, "  ");
        for (var source = 0; source < sources.Count; source++)
        {
            output.WriteLine($"  [{source + 1}] {sources[source]}");
        }

        foreach (var name in estimate.Unknown)
        {
            output.WriteLine($"  {name} is unknown: {estimate.Accelerator[name].Source}");
        }

        output.WriteLine("\nleft out");
        foreach (var sentence in estimate.NotModelled.DefaultIfEmpty("Nothing that this model knows of."))
        {
            output.WriteLine($"  {sentence}");
        }
    }

    private static double? CostSum(IReadOnlyList<InstructionCount> instructions) =>
        instructions.Any(instruction => instruction.EnergyJ is null) ? null : instructions.Sum(instruction => instruction.EnergyJ);

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);
}
