using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;

namespace Snnc.Benchmarks.Comparison;

/// <summary>The hand-written C++ kernels: one program a group, each of which times all its variants.</summary>
internal static partial class Floors
{
    /// <summary>Runs the program of a group for one round.</summary>
    /// <exception cref="ComparisonException">It cannot be built.</exception>
    public static IEnumerable<Measured> Run(string group)
    {
        var program = BenchFolder.Floor("floor_" + group.ToLowerInvariant());
        string[] arguments = group == "W4" ? [] : [BenchFolder.Data, group == "W1" ? "1" : "3"];
        return Parse(group, Tool.Run("taskset", ["-c", "0", program, .. arguments]));
    }

    private static IEnumerable<Measured> Parse(string group, string output) => group switch
    {
        "W1" => FeedForwardLine().Matches(output).Where(line => !line.Groups[2].Value.StartsWith("batch16", System.StringComparison.Ordinal)).Select(line =>
            Dense(line.Groups[1].Value, line.Groups[2].Value.Trim(), line.Groups[3].Value)),
        "W2" => FeedForwardLine().Matches(output).Select(line =>
            new Measured($"W2 w2 {line.Groups[1].Value} % T=30", line.Groups[2].Value.Trim(), Number(line.Groups[3].Value))),
        "W3" => RecurrentLine().Matches(output).SelectMany(Recurrent),
        _ => CubaLine().Matches(output).Select(line => new Measured("W4 cuba", "fused sweep", Number(line.Groups[1].Value))),
    };

    private static Measured Dense(string rate, string kernel, string time) =>
        new($"W1 {(kernel.StartsWith("direct", System.StringComparison.Ordinal) ? "w1_direct" : "w1 fp32")} {rate} % T=25", kernel, Number(time));

    private static IEnumerable<Measured> Recurrent(Match line)
    {
        var name = $"W3 {(line.Groups[1].Value == "ALIF" ? "w3a" : "w3")} fp32 {line.Groups[2].Value} % T={line.Groups[3].Value}";
        return [new Measured(name, "dense", Number(line.Groups[4].Value)), new Measured(name, "event", Number(line.Groups[5].Value))];
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^W[12] r(\d\d) (.*?) median ([\d.]+) ms", RegexOptions.Multiline)]
    private static partial Regex FeedForwardLine();

    [GeneratedRegex(@"^W3 (A?LIF) *r(\d\d) T=(\d+) dense median ([\d.]+) .*? event median ([\d.]+)", RegexOptions.Multiline)]
    private static partial Regex RecurrentLine();

    [GeneratedRegex(@"^W4 CUBA floor: ([\d.]+) ms", RegexOptions.Multiline)]
    private static partial Regex CubaLine();
}
