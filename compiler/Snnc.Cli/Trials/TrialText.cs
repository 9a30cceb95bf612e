using System.Globalization;
using System.IO;
using System.Linq;
using Snnc.Cli.Running;
using Snnc.Cli.Terminals;

namespace Snnc.Cli.Trials;

/// <summary>Trials for people.</summary>
internal static class TrialText
{
    private const string Indent = "  ";

    /// <summary>Writes them.</summary>
    public static void Write(TrialReport report, TextWriter output)
    {
        var exact = report.Exact;
        var steps = exact.Steps is { } count ? $", {count} steps each" : "";
        output.WriteLine($"{exact.Network} on {report.Target}: {exact.Samples} samples{steps}");
        output.WriteLine();
        if (report.MeanAccuracy is { } accuracy)
        {
            output.WriteLine($"{Indent}accuracy  {Percent(accuracy)}{Spread(report)}");
            output.WriteLine($"{Indent}          {Percent(exact.Accuracy!.Value)} in single precision");
            output.WriteLine();
        }

        WriteNodes(report, output);
        foreach (var note in report.Notes)
        {
            output.WriteLine();
            output.WriteLine($"{Indent}note: {note}");
        }
    }

    private static string Spread(TrialReport report) => report.Deviation is not { } deviation ? $" (seed {report.Trials[0].Seed})"
        : $" in {report.Trials.Count} trials ({Percent(report.Trials.Min(trial => trial.Report.Accuracy!.Value))} to "
        + $"{Percent(report.Trials.Max(trial => trial.Report.Accuracy!.Value))}, standard deviation {Percent(deviation)})";

    private static void WriteNodes(TrialReport report, TextWriter output)
    {
        var table = new TextTable("node", "neurons", "spikes/inference", "in single precision");
        foreach (var node in report.Exact.Nodes)
        {
            var spikes = report.Trials.Average(trial => trial.Report.Nodes.First(other => other.Name == node.Name).SpikesPerInference);
            table.Add(node.Name, node.Neurons.ToString(CultureInfo.InvariantCulture), Number(spikes), Number(node.SpikesPerInference));
        }

        table.Write(output, Indent);
    }

    private static string Number(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);

    private static string Percent(double share) => (share * 100).ToString("0.00", CultureInfo.InvariantCulture) + " %";
}
