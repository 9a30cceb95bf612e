using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Snnc.Compiler.Targets;
using Snnc.Execution.Calibration;

namespace Snnc.Benchmarks;

/// <summary>
/// How good the choice of kernels is: every kernel of dense layers and convolutions is timed at rates from 0.5 to 100 %, and what a machine's measured
/// costs choose for the rate, for half of it and for twice as much is held against the fastest. Run with the argument <c>schedule</c>.
/// </summary>
internal static class ScheduleBenchmarks
{
    private const int Steps = 25;
    private const int Rounds = 3;

    private static readonly int[] Sizes = [256, 512, 1024, 2048];
    private static readonly (int Channels, int Extent, int Outputs)[] Images = [(2, 34, 16), (16, 17, 32), (32, 8, 64)];
    private static readonly double[] Rates = [0.005, 0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1];

    /// <summary>Measures and prints.</summary>
    public static void Run()
    {
        Calibrator.WarmUp();
        var costs = Calibrator.Measurements.Aggregate(CpuCosts.Default, (measured, measure) => measure(measured));
        var rows = Sizes.SelectMany(size => Measure(size, costs)).Concat(Images.SelectMany(image => Measure(image, costs))).ToList();
        Console.WriteLine($"worst: choice {Text(rows.Max(row => row.Choice))}, from half the rate {Text(rows.Max(row => row.FromHalf))}, "
            + $"from twice the rate {Text(rows.Max(row => row.FromDouble))}");
    }

    private static IEnumerable<Ratios> Measure(int size, CpuCosts costs)
    {
        var layer = new LayerKernels(size, size, Steps);
        var title = $"{size} x {size}, {Steps} steps, microseconds";
        return Measure(title, LayerKernels.Names, new DenseWork(size, size) { Steps = Steps }, costs, rate =>
        {
            layer.SetDensity(rate);
            return layer.Runner;
        });
    }

    private static IEnumerable<Ratios> Measure((int Channels, int Extent, int Outputs) image, CpuCosts costs)
    {
        var work = new ConvKernels(image.Channels, image.Extent, image.Outputs, 1).Work;
        var title = $"{image.Channels} x {image.Extent} x {image.Extent} to {image.Outputs} channels, windows of 3 x 3, {work.Steps} steps, microseconds";
        return Measure(title, ConvKernels.Names, work, costs, rate => new ConvKernels(image.Channels, image.Extent, image.Outputs, rate).Runner);
    }

    private static List<Ratios> Measure(
        string title, IReadOnlyList<string> names, ConnectionWork work, CpuCosts costs, Func<double, Func<string, Action>> prepare)
    {
        Console.WriteLine(title);
        Console.WriteLine($"{"rate",7}{string.Concat(names.Select(name => name.PadLeft(18)))}   choice/best  half  double");
        var rows = new List<Ratios>();
        foreach (var rate in Rates)
        {
            var times = TimesOf(names, prepare(rate));
            string ChoiceFor(double density) => KernelChoice.Choose(work with { Density = density }, names, costs, "given").Kernel;
            double Ratio(double density) => times[ChoiceFor(density)] / times.Values.Min();
            var row = new Ratios(Ratio(rate), Ratio(rate / 2), Ratio(Math.Min(1, rate * 2)));
            var columns = string.Concat(names.Select(name => Text(times[name] / 1000).PadLeft(18)));
            Console.WriteLine($"{Text(100 * rate),5} %{columns}   {Text(row.Choice),6} {Text(row.FromHalf),5} {Text(row.FromDouble),5}  {ChoiceFor(rate)}");
            rows.Add(row);
        }

        return rows;
    }

    private static Dictionary<string, double> TimesOf(IReadOnlyList<string> names, Func<string, Action> runner)
    {
        var times = names.ToDictionary(name => name, _ => double.PositiveInfinity);
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var name in names)
            {
                times[name] = Math.Min(times[name], KernelTimer.Nanoseconds(runner(name)));
            }
        }

        return times;
    }

    private static string Text(double value) => value.ToString(value < 10 ? "0.00" : "0.0", CultureInfo.InvariantCulture);

    /// <summary>Times of what is chosen, over the least time: chosen for the rate, for half of it, and for twice as much.</summary>
    private sealed record Ratios(double Choice, double FromHalf, double FromDouble);
}
