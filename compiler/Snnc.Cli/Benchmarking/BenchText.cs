using System.Globalization;
using System.IO;
using Snnc.Cli.Terminals;

namespace Snnc.Cli.Benchmarking;

/// <summary>A measurement for people.</summary>
internal static class BenchText
{
    private const string Indent = "  ";

    /// <summary>Writes it, beside an earlier one if there is one.</summary>
    public static void Write(BenchReport report, Baseline? baseline, TextWriter output)
    {
        var speed = report.Speed;
        var threads = report.Threads == 1 ? "one thread" : $"{report.Threads} threads";
        var batch = report.Batch == 1 ? "" : $", {report.Batch} samples a call";
        output.WriteLine($"{report.Network}: {report.Inferences} inferences, {report.Backend} on {threads}{batch}");
        output.WriteLine();
        output.WriteLine($"{Indent}time        {Exact(speed.Median)} per inference (median; p10 {Exact(speed.P10)}, p90 {Exact(speed.P90)})");
        output.WriteLine($"{Indent}throughput  {Number(speed.PerSecond)} inferences per second");
        output.WriteLine($"{Indent}allocation  {Number(speed.AllocatedBytes)} bytes per inference");
        output.WriteLine($"{Indent}            compiling and loading took {Duration.Exact(report.PreparationSeconds)}");
        if (baseline is not null)
        {
            output.WriteLine();
            WriteComparison(report, baseline, output);
        }
    }

    private static void WriteComparison(BenchReport report, Baseline baseline, TextWriter output)
    {
        var (now, then) = (report.Speed, baseline.Speed);
        var noise = baseline.IsWithinNoise(now) ? "within noise: p10 to p90 overlap" : null;
        output.WriteLine($"{Indent}against {baseline.File}");
        var table = new TextTable("", "then", "now", "ratio", "");
        table.Add("time", Exact(then.Median), Exact(now.Median), Ratio(now.Median, then.Median), noise ?? Verdict(now.Median, then.Median));
        Add(table, "throughput", then.PerSecond, now.PerSecond, "/s", noise);
        Add(table, "allocation", then.AllocatedBytes, now.AllocatedBytes, " B", null);
        table.Write(output, Indent);
        foreach (var (field, before, present) in baseline.Differences(report))
        {
            output.WriteLine($"{Indent}measured differently: {field} was {before} and is {present}");
        }
    }

    private static void Add(TextTable table, string what, double then, double now, string unit, string? noise) =>
        table.Add(what, Number(then) + unit, Number(now) + unit, Ratio(now, then), noise ?? Verdict(now, then));

    private static string Verdict(double now, double then) => now == then ? "the same" : now < then ? "less" : "more";

    private static string Exact(double microseconds) => Duration.Exact(microseconds * 1e-6);

    private static string Ratio(double now, double then) => then == 0 ? "-" : (now / then).ToString("0.000", CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString(value < 100 ? "0.##" : "0", CultureInfo.InvariantCulture);
}
