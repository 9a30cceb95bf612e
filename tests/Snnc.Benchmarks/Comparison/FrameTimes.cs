using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;

namespace Snnc.Benchmarks.Comparison;

/// <summary>
/// Networks without spikes (W5) beside ONNX Runtime in the same run: batches of 1 and 16, on one thread and on two. Run with the arguments
/// <c>frames [ROUNDS]</c>.
/// </summary>
internal static partial class FrameTimes
{
    private const double Goal = 1.2;
    private static readonly string[] Networks = ["mlp", "cnn"];
    private static readonly int[] Batches = [1, 16];
    private static readonly int[] Threads = [1, 2];

    /// <summary>Measures and prints.</summary>
    /// <returns>The exit code: 0, or 3 where something is missing.</returns>
    public static int Run(string[] arguments)
    {
        var rounds = arguments is [var count] ? int.Parse(count, CultureInfo.InvariantCulture) : 3;
        try
        {
            BenchFolder.Generate();
            Print(Measure(rounds));
            return 0;
        }
        catch (ComparisonException e)
        {
            Console.WriteLine($"{e.Message}; ONNX Runtime: {OnnxRuntime.Install}");
            return 3;
        }
    }

    private static Dictionary<string, List<double>> Measure(int rounds)
    {
        var times = new Dictionary<string, List<double>>();

        // Two threads first: what they need of the cores is not known, and one thread then stays on the first.
        foreach (var threads in Threads.OrderDescending())
        {
            var runs = (from network in Networks from backend in OwnBatch.Backends from batch in Batches
                select (Key: Key(network, batch, threads, backend), Batch: OwnBatch.OfNetwork($"w5_{network}", backend, batch, threads))).ToList();
            if (threads == 1)
            {
                OwnBatch.StayOnFirstCore();
            }

            for (var round = 0; round < rounds; round++)
            {
                foreach (var (key, time) in Onnx(threads).Concat(runs.Select(run => (run.Key, run.Batch.Time()))))
                {
                    (times.TryGetValue(key, out var list) ? list : times[key] = []).Add(time);
                }
            }
        }

        return times;
    }

    private static void Print(Dictionary<string, List<double>> times)
    {
        double Time(string key) => times[key].Order().ElementAt(times[key].Count / 2);
        var call = Time(Key("null", 1, 1, "onnx"));
        Console.WriteLine($"{"milliseconds a batch",-28}{"C#",9}{"native",9}{"ORT",9}{"C#/ORT",9}{"native/ORT",12}   (ORT less {call:0.000} of a call that computes nothing)");
        foreach (var (network, batch, threads) in from network in Networks from batch in Batches from threads in Threads select (network, batch, threads))
        {
            var (csharp, native) = (Time(Key(network, batch, threads, "csharp")), Time(Key(network, batch, threads, "native")));
            var onnx = Time(Key(network, batch, threads, "onnx")) - call;
            var verdict = Math.Max(csharp, native) <= Goal * onnx ? "met" : native <= Goal * onnx ? "met by native code" : "not met";
            Console.WriteLine($"W5 {network} batch {batch,2} threads {threads,-6}{csharp,9:0.000}{native,9:0.000}{onnx,9:0.000}{csharp / onnx,9:0.00}{native / onnx,12:0.00}   {verdict}");
        }
    }

    private static IEnumerable<(string Key, double Time)> Onnx(int threads) =>
        OnnxLine().Matches(OnnxRuntime.Run("ort_ann.mjs", threads)).Select(line => (
            Key(line.Groups[1].Value, line.Groups[2].Success ? int.Parse(line.Groups[2].Value, CultureInfo.InvariantCulture) : 1, threads, "onnx"),
            double.Parse(line.Groups[3].Value, CultureInfo.InvariantCulture)));

    private static string Key(string network, int batch, int threads, string what) => $"{network} {batch} {threads} {what}";

    [GeneratedRegex(@"^ORT (\w+?)(?:_b(\d+))? threads=\d median ([\d.]+) ms", RegexOptions.Multiline)]
    private static partial Regex OnnxLine();
}
