using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Snnc.Cli.Terminals;
using Snnc.Cost.Advice;
using Snnc.Cost.Reports;

namespace Snnc.Cli.Estimates;

/// <summary>Advice as text.</summary>
internal static class AdviceText
{
    private const int ShownCuts = 6;

    /// <summary>The layers both ways, the best divisions, the verdict, and what it rests on.</summary>
    public static void Write(TextWriter output, NetworkAdvice advice)
    {
        var (options, accelerator) = (advice.Options, advice.Accelerator);
        output.WriteLine($"{advice.Network} on {accelerator.Name}: {accelerator.Title}");
        output.WriteLine(
            $"spikes over {options.Steps} steps against {options.Frames} frame{(options.Frames == 1 ? "" : "s")} of an ANN"
            + (options.ActivationBits is { } bits ? $" with activations of {bits} bits" : ""));
        WriteLayers(output, advice);
        WriteCuts(output, advice);
        WriteVerdict(output, advice);
        WriteLedger(output, advice);
    }

    private static void WriteLayers(TextWriter output, NetworkAdvice advice)
    {
        output.WriteLine();
        var table = new TextTable("layer", "now", "as ANN", "as spikes", "rate", "spikes win below", "and up to steps", "neurons", "cheaper");
        foreach (var layer in advice.Layers)
        {
            table.Add(
                layer.Name,
                layer.Spikes ? "spikes" : "ANN",
                SiText.Of(layer.AnnJ, "J"),
                SiText.Of(layer.SpikingJ, "J"),
                layer.BreakEvenRate is null ? "-" : SiText.OfShare(layer.Rate, 1),
                layer.BreakEvenRate is { } rate ? rate switch { 0 => "never", 1 => "any rate", _ => SiText.OfShare(rate, 1) } : "-",
                layer.BreakEvenSteps is { } steps ? steps == 0 ? "none" : steps.ToString(CultureInfo.InvariantCulture) : "-",
                SiText.OfShare(layer.NeuronShare, 1),
                layer.AnnJ is null || layer.SpikingJ is null ? "unknown" : layer.SpikingJ < layer.AnnJ ? "spikes" : "ANN");
        }

        table.Write(output, "  ");
    }

    private static void WriteCuts(TextWriter output, NetworkAdvice advice)
    {
        output.WriteLine("\nwhole networks, with what turns numbers into spikes and back");
        var table = new TextTable("division", "energy", "latency", "of ANN");
        var hybrids = advice.Cuts.Skip(2).Where(cut => cut.Estimate.EnergyJ is not null).OrderBy(cut => cut.Estimate.EnergyJ).Take(ShownCuts);
        foreach (var cut in advice.Cuts.Take(2).Concat(hybrids))
        {
            table.Add(cut.Description, SiText.Of(cut.Estimate.EnergyJ, "J"), SiText.Of(cut.Estimate.LatencyS, "s"), Times(cut, advice.Ann));
        }

        table.Write(output, "  ");
    }

    private static void WriteVerdict(TextWriter output, NetworkAdvice advice)
    {
        output.WriteLine("\nverdict");
        if (advice.Best is not { } best || advice.Cuts.Any(cut => cut.Estimate.EnergyJ is null))
        {
            output.WriteLine("  None: constants that are needed are unknown, so no total can be compared.");
            return;
        }

        output.WriteLine($"  {best.Description} costs least, {SiText.Of(best.Estimate.EnergyJ, "J")}.");
        if (advice.IsEventDriven && advice.BreakEvenFrames is { } frames)
        {
            output.WriteLine(FormattableString.Invariant(
                $"  Events come in. Spikes throughout cost as much as {frames:0.##} frames of an ANN: they pay where it needs more frames of a recording."));
        }
    }

    private static void WriteLedger(TextWriter output, NetworkAdvice advice)
    {
        var estimates = advice.Cuts.Select(cut => cut.Estimate).ToList();
        output.WriteLine("\nwhat this rests on");
        output.WriteLine(FormattableString.Invariant(
            $"  Rates are those of the program's spikes; layers that do not spike in it get {advice.Options.Rate:0.##}."));
        output.WriteLine(FormattableString.Invariant($"  Of an ANN's activations {100 * advice.Options.AnnDensity:0} % are not 0 behind relu."));
        output.WriteLine("  Accuracy is left out: as ANN or as spikes a network is another one, to be trained or converted, and measured.");
        foreach (var name in estimates.SelectMany(estimate => estimate.Unknown).Distinct())
        {
            output.WriteLine($"  {name} is unknown: {advice.Accelerator[name].Source}");
        }

        foreach (var sentence in estimates[0].NotModelled)
        {
            output.WriteLine($"  Left out: {sentence}");
        }

        output.WriteLine($"  'snnc targets --explain {advice.Accelerator.Name}' shows every constant and its source.\n");
    }

    private static string Times(CutAdvice cut, CutAdvice ann) => cut.Estimate.EnergyJ is { } energy && ann.Estimate.EnergyJ is > 0 and { } than
        ? (energy / than).ToString(energy < 10 * than ? "0.00x" : "0.0x", CultureInfo.InvariantCulture)
        : "-";
}
