using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Snnc.Compiler.Targets;
using Snnc.Execution.Calibration;

namespace Snnc.Benchmarks;

/// <summary>
/// How good the choice of kernels is: every kernel of dense layers is timed at rates from 0.5 to 100 %, and what a machine's measured costs choose for the rate, for
/// half of it and for twice as much is held against the fastest. Run with the argument <c>schedule</c>.
/// </summary>
internal static class ScheduleBenchmarks
{
    private const int Steps = 25;
    private const int Rounds = 3;

    private static readonly int[] Sizes = [256, 512, 1024, 2048];
    private static readonly double[] Rates = [0.005, 0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1];

    /// <summary>Measures and prints.</summary>
    public static void Run()
    {
        Calibrator.WarmUp();
        var costs = Calibrator.Measurements.Aggregate(CpuCosts.Default, (measured, measure) => measure(measured));
        var rows = Sizes.SelectMany(size => Measure(size, costs)).ToList();
        Console.WriteLine($"worst: choice {Text(rows.Max(row => row.Choice))}, from half the rate {Text(rows.Max(row => row.FromHalf))}, "
            + $"from twice the rate {Text(rows.Max(row => row.FromDouble))}");
    }

    private static List<(double Choice, double FromHalf, double FromDouble)> Measure(int size, CpuCosts costs)
    {
        var layer = new LayerKernels(size, size, Steps);
        var rows = new List<(double, double, double)>();
        Console.WriteLine($"{size} x {size}, {Steps} steps, microseconds");
        Console.WriteLine($"{"rate",7}{string.Concat(LayerKernels.Names.Select(name => name.PadLeft(18)))}   choice/best  half  double");
        foreach (var rate in Rates)
        {
            layer.SetDensity(rate);
            var times = LayerKernels.Names.ToDictionary(name => name, _ => double.PositiveInfinity);
            for (var round = 0; round < Rounds; round++)
            {
                foreach (var name in LayerKernels.Names)
                {
                    times[name] = Math.Min(times[name], KernelTimer.Nanoseconds(layer.Runner(name)));
                }
            }

            double Ratio(double density) => times[Choice(size, density, costs)] / times.Values.Min();
            rows.Add((Ratio(rate), Ratio(rate / 2), Ratio(Math.Min(1, rate * 2))));
            var (choice, half, twice) = rows[^1];
            var columns = string.Concat(LayerKernels.Names.Select(name => Text(times[name] / 1000).PadLeft(18)));
            Console.WriteLine($"{Text(100 * rate),5} %{columns}   {Text(choice),6} {Text(half),5} {Text(twice),5}  {Choice(size, rate, costs)}");
        }

        return rows;
    }

    private static string Choice(int size, double density, CpuCosts costs) =>
        KernelChoice.Choose(new DenseWork(size, size) { Steps = Steps, Density = density }, LayerKernels.Names, costs, "given").Kernel;

    private static string Text(double value) => value.ToString(value < 10 ? "0.00" : "0.0", CultureInfo.InvariantCulture);
}
