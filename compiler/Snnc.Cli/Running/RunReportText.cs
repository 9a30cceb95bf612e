using System;
using System.Globalization;
using System.IO;
using System.Linq;
using Snnc.Cli.Terminals;

namespace Snnc.Cli.Running;

/// <summary>A report for people.</summary>
internal static class RunReportText
{
    private const string Indent = "  ";

    /// <summary>Writes it.</summary>
    public static void Write(RunReport report, TextWriter output)
    {
        var steps = report.Steps is { } count ? $", {count} steps each" : "";
        var threads = report.Threads == 1 ? "one thread" : $"{report.Threads} threads";
        output.WriteLine($"{report.Network}: {Count(report.Samples, "sample")}{steps}, {Backend(report)} on {threads}");
        output.WriteLine();
        if (report.Accuracy is { } accuracy)
        {
            var counts = $"{report.Correct} of {report.Samples} right, by output '{report.AnsweredBy}'";
            output.WriteLine($"{Indent}accuracy  {Number(accuracy * 100, "0.00")} % ({counts})");
        }

        if (report.MeanSteps is { } mean)
        {
            output.WriteLine($"{Indent}steps     {Number(mean, "0.00")} of {report.Steps} on average: inferences end once they are sure");
        }

        WriteTimes(report, output);
        if (report.Nodes.Count > 0)
        {
            output.WriteLine($"{Indent}spikes    {Number(report.Nodes.Sum(node => node.SpikesPerInference), "0.0")} per inference{Among(report)}");
            output.WriteLine();
            WriteNodes(report, output);
        }
    }

    private static void WriteTimes(RunReport report, TextWriter output)
    {
        var time = report.MicrosecondsPerInference;
        string Exact(double microseconds) => Duration.Exact(microseconds * 1e-6);
        var spread = report.Samples == 1 ? "" : $" (median; p10 {Exact(time.P10)}, p90 {Exact(time.P90)})";
        output.WriteLine($"{Indent}time      {Exact(time.Median)} per inference{spread}");
        var preparation = Duration.Exact(report.PreparationSeconds);
        output.WriteLine($"{Indent}          {Duration.Exact(report.Seconds)} for all; compiling and loading took {preparation}");
    }

    private static void WriteNodes(RunReport report, TextWriter output)
    {
        var hasHertz = report.StepSeconds is not null;
        var table = new TextTable(["node", "model", "neurons", "spikes/inference", "rate/step", .. hasHertz ? ["rate"] : Array.Empty<string>()]);
        foreach (var node in report.Nodes)
        {
            table.Add(
            [
                node.Name, node.Op, node.Neurons.ToString(CultureInfo.InvariantCulture),
                Number(node.SpikesPerInference, "0.0"), $"{Number(node.Rate * 100, "0.00")} %",
                .. hasHertz ? [$"{Number(node.Rate / report.StepSeconds!.Value, "0.0")} Hz"] : Array.Empty<string>(),
            ]);
        }

        table.Write(output, Indent);
    }

    private static string Among(RunReport report) => report.Watched < report.Samples ? $", counted in the first {report.Watched}" : "";

    private static string Backend(RunReport report) => report.Backend == "csharp" ? "C# compiled in memory" : report.Backend;

    private static string Count(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
