using System.Globalization;
using System.IO;
using System.Linq;
using Snnc.Cli.Terminals;

namespace Snnc.Cli.Comparing;

/// <summary>A comparison for people.</summary>
internal static class ComparisonText
{
    private const string Indent = "  ";

    /// <summary>Writes it.</summary>
    public static void Write(ComparisonReport report, TextWriter output)
    {
        var (a, b) = (report.First.Name, report.Second.Name);
        output.WriteLine($"{a} and {b}: {report.Samples} sample{(report.Samples == 1 ? "" : "s")}{StepsOf(report)}");
        foreach (var note in report.Notes)
        {
            output.WriteLine($"{Indent}{note}");
        }

        output.WriteLine();
        WriteNodes(report, output);
        WriteFirst(report, output);
        WriteOutputs(report, output);
        foreach (var unmatched in report.Unmatched)
        {
            output.WriteLine($"{Indent}not compared: {unmatched.Name} {unmatched.Reason}");
        }
    }

    private static void WriteNodes(ComparisonReport report, TextWriter output)
    {
        if (report.Nodes.Count == 0)
        {
            return;
        }

        var table = new TextTable(
            "node", "neurons", $"spikes {report.First.Name}", $"spikes {report.Second.Name}", "differ", "of", "in samples", "by at most");
        foreach (var node in report.Nodes)
        {
            string Spikes(double count) => node.IsSpiking ? Number(count) : "-";
            table.Add(
                node.Name, Number(node.Neurons), Spikes(node.SpikesOfFirst), Spikes(node.SpikesOfSecond), Number(node.Differing), Number(node.Compared),
                Number(node.SamplesDiffering), Number(node.LargestDifference));
        }

        table.Write(output, Indent);
        output.WriteLine();
    }

    private static void WriteFirst(ComparisonReport report, TextWriter output)
    {
        var spiking = report.Nodes.Where(node => node is { IsSpiking: true, First: not null });
        if (spiking.MinBy(node => (node.First!.Sample, node.First.Step)) is not { First: { } first } node)
        {
            output.WriteLine(report.Nodes.Any(n => n.IsSpiking) ? $"{Indent}every spike is the same" : $"{Indent}no spikes to compare");
            return;
        }

        output.WriteLine($"{Indent}first difference: sample {first.Sample}, step {first.Step}, {node.Name}[{first.Neuron}]");
        WriteSide(report.First.Name, first.ValueOfFirst, first.MembraneOfFirst, output);
        WriteSide(report.Second.Name, first.ValueOfSecond, first.MembraneOfSecond, output);
    }

    private static void WriteSide(string name, double spikes, double membrane, TextWriter output) =>
        output.WriteLine($"{Indent}{Indent}{name}: {Spikes(spikes)}, membrane {Number(membrane)} after the step");

    private static string Spikes(double count) => count == 0 ? "no spike" : count == 1 ? "a spike" : $"{Number(count)} spikes";

    private static void WriteOutputs(ComparisonReport report, TextWriter output)
    {
        foreach (var result in report.Outputs)
        {
            output.WriteLine(
                $"{Indent}output {result.Name}: differs in {result.SamplesDiffering} of {report.Samples}, by at most {Number(result.LargestDifference)}");
        }

        if (report.AnswersDiffering is { } differing)
        {
            output.WriteLine($"{Indent}answers: differ in {differing} of {report.Samples}");
        }

        foreach (var model in new[] { report.First, report.Second }.Where(model => model.Correct is not null))
        {
            var percent = (100.0 * model.Correct!.Value / report.Samples).ToString("0.00", CultureInfo.InvariantCulture);
            output.WriteLine($"{Indent}accuracy of {model.Name}: {percent} % ({model.Correct} of {report.Samples})");
        }

        if (report.Second.Correct - report.First.Correct is { } change)
        {
            var points = (100.0 * change / report.Samples).ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture);
            output.WriteLine($"{Indent}accuracy changes by {points} points");
        }
    }

    private static string StepsOf(ComparisonReport report) =>
        report.First.Steps is not { } a || report.Second.Steps is not { } b ? ""
        : a == b ? $", {a} steps each"
        : $", {a} and {b} steps: the first {System.Math.Min(a, b)} are compared";

    private static string Number(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
