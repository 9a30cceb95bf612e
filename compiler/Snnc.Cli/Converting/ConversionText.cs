using System.Globalization;
using System.IO;
using Snnc.Cli.Terminals;
using Snnc.Conversion.Evaluation;

namespace Snnc.Cli.Converting;

/// <summary>The report of a conversion for people.</summary>
internal static class ConversionText
{
    private const string Indent = "  ";

    /// <summary>Writes it.</summary>
    public static void Write(ConversionReport report, TextWriter output)
    {
        output.WriteLine($"{report.Network}: {report.Steps} steps, balanced on {report.CalibrationSamples} samples");
        output.WriteLine();
        if (report.AnnAccuracy is { } trained)
        {
            var converted = report.AccuracyAfter(report.Steps)!.Value;
            output.WriteLine($"{Indent}as trained  {Percent(trained)} ({report.AnnCorrect} of {report.Samples} right)");
            if (report.AveragedCorrect is { } averaged)
            {
                output.WriteLine($"{Indent}averaged    {Percent((double)averaged / report.Samples)} ({averaged}), with average for max pooling");
            }

            output.WriteLine($"{Indent}converted   {Percent(converted)} ({report.CorrectAfter![report.Steps - 1]}), {Points(converted - trained)}");
        }

        WriteWork(report, output);
        WriteSteps(report, output);
        WriteLayers(report, output);
    }

    private static void WriteWork(ConversionReport report, TextWriter output)
    {
        var input = report.InputProducts > 0 ? $", and {Number(report.InputProducts, "0")} products of the input" : "";
        output.WriteLine($"{Indent}work        {Number(report.AnnProducts, "0")} products as trained; "
            + $"{Number(report.OperationsAfter(report.Steps), "0")} additions by spikes{input}");
        output.WriteLine();
    }

    private static void WriteSteps(ConversionReport report, TextWriter output)
    {
        var table = new TextTable("steps", "right", "accuracy", "spikes", "additions");
        foreach (var steps in report.ShownSteps)
        {
            table.Add(
                Number(steps, "0"),
                report.CorrectAfter is { } correct ? Number(correct[steps - 1], "0") : "-",
                report.AccuracyAfter(steps) is { } accuracy ? Percent(accuracy) : "-",
                Number(report.SpikesAfter(steps), "0"),
                Number(report.OperationsAfter(steps), "0"));
        }

        table.Write(output, Indent);
        output.WriteLine();
    }

    private static void WriteLayers(ConversionReport report, TextWriter output)
    {
        var table = new TextTable("layer", "neurons", "spike in each step", "rate", "spikes", "correlation", "error", "saturated");
        foreach (var layer in report.Layers)
        {
            table.Add(
                layer.Name,
                Number(layer.Size, "0"),
                Number(layer.Factor, "0.####"),
                Percent(layer.Rate),
                Number(layer.Spikes, "0.0"),
                layer.Correlation is { } correlation ? Number(correlation, "0.0000") : "-",
                Number(layer.Error, "0.0000"),
                layer.Saturated is { } saturated ? Percent(saturated) : "-");
        }

        table.Write(output, Indent);
    }

    private static string Points(double difference) => $"{(difference < 0 ? "" : "+")}{Number(100 * difference, "0.00")} points";

    private static string Percent(double share) => Number(100 * share, "0.00") + " %";

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
