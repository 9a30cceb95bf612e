using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace Snnc.Benchmarks.Comparison;

/// <summary>The same networks in PyTorch, ONNX Runtime and Brian2, where those are installed; nothing is installed from here.</summary>
internal static partial class Peers
{
    /// <summary>Runs all peers of a group; one that is missing is named with what would install it.</summary>
    /// <param name="isForGoals">Whether those alone run that a goal names, which takes a fraction of the time.</param>
    public static IEnumerable<Measured> Run(string group, bool isForGoals)
    {
        var runs = new[]
        {
            (Has: isForGoals ? group == "W3" : group != "W4", Name: "PyTorch", Install: "apt-get install python3-torch libopenblas0-pthread", Run: (Func<string, IEnumerable<Measured>>)Torch),
            (group == "W1" || (group == "W2" && !isForGoals), "ONNX Runtime", OnnxRuntime.Install, OnnxSpiking),
            (group == "W4", "Brian2", "apt-get install python3-brian", Brian),
        };
        return [.. runs.Where(peer => peer.Has).SelectMany(peer => Try(peer.Name, peer.Install, () => [.. peer.Run(group)]))];
    }

    private static List<Measured> Try(string name, string install, Func<List<Measured>> run)
    {
        try
        {
            return run();
        }
        catch (ComparisonException e)
        {
            Console.WriteLine($"{name} left out ({install}): {e.Message.Split('\n')[^1]}");
            return [];
        }
    }

    private static IEnumerable<Measured> Torch(string group)
    {
        var parts = group == "W1" ? "w1,w1mv" : group.ToLowerInvariant();
        var output = Tool.Run("taskset", "-c", "0", "/usr/bin/python3", BenchFolder.Source("peer_torch.py"), BenchFolder.Data, "1", parts);
        return TorchLine().Matches(output).Select(line => new Measured(
            NameOf(line.Groups[1].Value, line.Groups[2].Value, line.Groups[3].Value, line.Groups[4].Value),
            "PyTorch " + line.Groups[5].Value.Trim(), double.Parse(line.Groups[6].Value, CultureInfo.InvariantCulture)));
    }

    // The networks as an export of PyTorch gives them: unrolled step by step, or a layer over all steps after the other.
    private static IEnumerable<Measured> OnnxSpiking(string group) =>
        OnnxLine().Matches(OnnxRuntime.Run("ort_snn.mjs", 1, BenchFolder.Data)).Select(line => new Measured(
            NameOf(line.Groups[1].Value.ToUpperInvariant(), "", line.Groups[2].Value, ""),
            $"ONNX Runtime {line.Groups[3].Value}", double.Parse(line.Groups[4].Value, CultureInfo.InvariantCulture)))
            .Where(time => time.Workload.StartsWith(group, StringComparison.Ordinal));

    private static IEnumerable<Measured> Brian(string group)
    {
        var folder = Directory.CreateTempSubdirectory("snnc-brian");
        try
        {
            var output = Tool.Run("taskset", "-c", "0", "/usr/bin/python3", BenchFolder.Source("peer_brian2.py"), BenchFolder.Data, folder.FullName, "cuba");
            return BrianLine().Matches(output).Select(line => new Measured($"{group} cuba", "Brian2", double.Parse(line.Groups[1].Value, CultureInfo.InvariantCulture)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string NameOf(string group, string cell, string rate, string steps) => group switch
    {
        "W1" => $"W1 w1 {rate} % T=25",
        "W2" => $"W2 w2 {rate} % T=30",
        _ => $"W3 {(cell == "ALIF " ? "w3a" : "w3")} {rate} % T={steps}",
    };

    [GeneratedRegex(@"^(W[123]) (A?LIF )?r(\d\d) (?:T=(\d+) )?(?!.*batch16)(.*?) threads=1: median ([\d.]+) ms", RegexOptions.Multiline)]
    private static partial Regex TorchLine();

    [GeneratedRegex(@"^ORT SNN (w[12]) r(\d\d) (\w+) threads=1 median ([\d.]+) ms", RegexOptions.Multiline)]
    private static partial Regex OnnxLine();

    [GeneratedRegex(@"^cuba Brian2 .*?: ([\d.]+) min", RegexOptions.Multiline)]
    private static partial Regex BrianLine();
}
