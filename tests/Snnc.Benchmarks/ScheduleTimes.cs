using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Snnc.Compiler.Targets;
using Snnc.Execution.Calibration;

namespace Snnc.Benchmarks;

/// <summary>
/// How good the choice of kernels is: layers are compiled with each kernel and timed at rates from 0.5 to 100 %, and what a machine's measured costs
/// choose for the rate, for half of it and for twice as much is held against the fastest. Run with the arguments
/// <c>schedule [csharp|native] [LAYER,LAYER]</c>; a layer is its number of neurons, or c2, c16, c32 for a convolution of so many channels.
/// </summary>
internal static class ScheduleTimes
{
    private const int Rounds = 2;

    private static readonly string[] Layers = ["256", "512", "1024", "2048", "4096", "c2", "c16", "c32"];
    private static readonly double[] Rates = [0.005, 0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.8, 1];

    /// <summary>Measures and prints.</summary>
    /// <returns>The exit code: 0, or 1 where an argument is wrong.</returns>
    public static int Run(string[] arguments)
    {
        string[] backends = arguments is [("csharp" or "native") and var one, ..] ? [one] : ["csharp", "native"];
        var layers = arguments is [.., var list] && list != backends[0] ? list.Split(',') : Layers;
        if (arguments.Length > 2 || layers.Except(Layers).Any())
        {
            Console.WriteLine($"usage: schedule [csharp|native] [{string.Join(',', Layers)}]");
            return 1;
        }

        Calibrator.WarmUp();
        var costs = Calibrator.Measurements.Aggregate(Calibrator.Unmeasured, (measured, measure) => measure(measured));
        var rows = backends.SelectMany(backend => layers.SelectMany(layer => Measure(LayerOf(layer, backend), costs))).ToList();
        Console.WriteLine($"worst: choice {Text(rows.Max(row => row.Choice))}, from half the rate {Text(rows.Max(row => row.FromHalf))}, "
            + $"from twice the rate {Text(rows.Max(row => row.FromDouble))}");
        return 0;
    }

    private static ScheduledLayer LayerOf(string name, string backend) => name switch
    {
        "c2" => ScheduledLayer.Conv(2, 34, 16, backend),
        "c16" => ScheduledLayer.Conv(16, 17, 32, backend),
        "c32" => ScheduledLayer.Conv(32, 8, 64, backend),
        _ => ScheduledLayer.Dense(int.Parse(name, CultureInfo.InvariantCulture), backend),
    };

    private static List<Ratios> Measure(ScheduledLayer layer, CpuCosts costs)
    {
        Console.WriteLine(layer.Title);
        Console.WriteLine($"{"rate",7}{string.Concat(layer.Kernels.Select(name => name.PadLeft(18)))}   choice/best  half  double");
        var rows = new List<Ratios>();
        foreach (var rate in Rates)
        {
            var times = TimesOf(layer, rate);
            double Ratio(double density) => times[layer.Choice(density, costs)] / times.Values.Min();
            var row = new Ratios(Ratio(rate), Ratio(rate / 2), Ratio(Math.Min(1, rate * 2)));
            var columns = string.Concat(layer.Kernels.Select(name => Text(times[name] / 1000).PadLeft(18)));
            Console.WriteLine(
                $"{Text(100 * rate),5} %{columns}   {Text(row.Choice),6} {Text(row.FromHalf),5} {Text(row.FromDouble),5}  {layer.Choice(rate, costs)}");
            rows.Add(row);
        }

        return rows;
    }

    private static Dictionary<string, double> TimesOf(ScheduledLayer layer, double rate)
    {
        layer.SetRate(rate);
        var times = layer.Kernels.ToDictionary(name => name, _ => double.PositiveInfinity);
        foreach (var name in Enumerable.Repeat(layer.Kernels, Rounds).SelectMany(names => names))
        {
            times[name] = Math.Min(times[name], layer.Time(name));
        }

        return times;
    }

    private static string Text(double value) => value.ToString(value < 10 ? "0.00" : "0.0", CultureInfo.InvariantCulture);

    /// <summary>Times of what is chosen, over the least time: chosen for the rate, for half of it, and for twice as much.</summary>
    private sealed record Ratios(double Choice, double FromHalf, double FromDouble);
}
