using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Snnc.Compiler.Targets;
using Snnc.Execution.Calibration;

namespace Snnc.Benchmarks;

/// <summary>
/// How good the choice of kernels is: layers are compiled with each kernel, and as they are planned by a machine's measured costs for the rates from 0.5 to
/// 100 %, and timed at these rates. What is planned for a rate, for half of it and for twice as much is held against the fastest kernel; what then misses the
/// goal is timed again, by turns with the fastest, in three instances of both. Run with the arguments <c>schedule [csharp|native] [LAYER,LAYER]</c>; a layer is
/// its number of neurons, or of inputs x outputs, or c1 to c64 for a convolution of so many channels.
/// </summary>
internal static class ScheduleTimes
{
    private const int Rounds = 5;

    // What seems to miss the goal is timed so often again, and in so many instances.
    private const int Turns = 15;
    private const int Instances = 3;

    // How long a core that is not shared is waited for, of each layer's times.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(25);

    // The most that may be taken of the fastest: planned for the rate, and for half or twice of it.
    private const double Goal = 1.1;
    private const double GoalOff = 1.6;

    private static readonly string[] Layers =
        ["256", "512", "1024", "2048", "4096", "300x100", "784x1024", "1500x700", "c1", "c2", "c4", "c8", "c16", "c16few", "c32", "c64"];

    private static readonly double[] Rates = [0.005, 0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.8, 1];

    /// <summary>Measures and prints.</summary>
    /// <returns>The exit code: 0, or 1 where an argument is wrong.</returns>
    public static int Run(string[] arguments)
    {
        string[] backends = arguments is [("csharp" or "native") and var one, ..] ? [one] : ["csharp", "native"];
        var layers = arguments is [.., var list] && list != backends[0] ? list.Split(',') : Layers;
        if (arguments.Length > 2 || layers.Except(Layers).Any(layer => !IsSize(layer)))
        {
            Console.WriteLine($"usage: schedule [csharp|native] [{string.Join(',', Layers)}], or other numbers of neurons, INPUTSxOUTPUTS");
            return 1;
        }

        var costs = Calibrator.Measure();
        var rows = backends.SelectMany(backend => layers.SelectMany(layer => Measure(layer, backend, backend == "native" ? costs.ForNative : costs))).ToList();
        Console.WriteLine($"worst: choice {Verdict(rows.Max(row => row.Choice), Goal)}, from half the rate {Verdict(rows.Max(row => row.FromHalf), GoalOff)}, "
            + $"from twice the rate {Verdict(rows.Max(row => row.FromDouble), GoalOff)}");
        return 0;
    }

    private static string Verdict(double ratio, double goal) => $"{Text(ratio)} (goal {Text(goal)}: {(ratio <= goal ? "met" : "not met")})";

    private static bool IsSize(string layer) => layer.Split('x') is { Length: 1 or 2 } sizes
        && sizes.All(size => int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var neurons) && neurons > 0);

    private static (string Title, IReadOnlyList<LayerNetwork> Networks) Compile(string layer, string backend)
    {
        (int Channels, int Extent, int Outputs, int Window, int Stride) image = layer switch
        {
            "c1" => (1, 28, 8, 5, 1),
            "c2" => (2, 34, 16, 3, 1),
            "c4" => (4, 32, 24, 3, 1),
            "c8" => (8, 24, 48, 3, 1),
            "c16" => (16, 17, 32, 3, 1),
            "c16few" => (16, 17, 16, 3, 1),
            "c32" => (32, 8, 64, 3, 1),
            _ => (64, 16, 64, 3, 2),
        };
        if (layer[0] == 'c')
        {
            var (channels, extent, outputs, window, stride) = image;
            var title = $"convolution of {channels} x {extent} x {extent} to {outputs} channels, windows of {window} x {window}, stride {stride}";
            LayerNetwork With(string kernel) => LayerNetwork.Conv(channels, extent, outputs, kernel, backend, window, stride);
            return (title, [.. LayerNetwork.ConvKernels.Select(With)]);
        }

        var sizes = Array.ConvertAll(layer.Split('x'), size => int.Parse(size, CultureInfo.InvariantCulture));
        var (from, to) = (sizes[0], sizes[^1]);
        return ($"dense, {from} x {to}", [.. LayerNetwork.DenseKernels.Select(kernel => LayerNetwork.Dense(from, to, kernel, backend))]);
    }

    private static List<Ratios> Measure(string layer, string backend, CpuCosts costs)
    {
        var (title, singles) = Compile(layer, backend);
        string Choice(double rate) => singles[0].Choice(Math.Min(1, rate), costs);
        var chosen = Rates.SelectMany(rate => new[] { rate, rate / 2, Math.Min(1, 2 * rate) }).DistinctBy(Choice)
            .Where(rate => singles.All(network => network.Kernel != Choice(rate))).Select(rate => singles[0].Chosen(rate, costs)).ToList();
        LayerNetwork[] networks = [.. singles, .. chosen];
        LayerNetwork.WarmUp(networks);
        Console.WriteLine("constants: " + string.Join(", ", CostConstant.All.Select(constant => $"{constant.Name} {Text(constant.Get(costs))}")));
        chosen.ForEach(network => Console.WriteLine($"both: {network.Kernel}"));
        Console.WriteLine($"{title}, {LayerNetwork.Steps} steps, {backend}, microseconds");
        Console.WriteLine($"{"rate",7}{string.Concat(singles.Select(network => network.Kernel.PadLeft(18)))}{"both",18}   choice/best  half  double");
        var rows = new List<Ratios>();
        var all = TimesOf(networks, Rates, Rounds);
        foreach (var rate in Rates)
        {
            var best = singles.MinBy(network => all[(network.Kernel, rate)])!;
            double Ratio(double density, double goal)
            {
                var ratio = all[(Choice(density), rate)] / all[(best.Kernel, rate)];
                return ratio <= goal ? ratio : RatioByTurns(networks.First(network => network.Kernel == Choice(density)), best, rate);
            }

            var row = new Ratios(Ratio(rate, Goal), Ratio(rate / 2, GoalOff), Ratio(rate * 2, GoalOff));
            var columns = string.Concat(singles.Select(network => Text(all[(network.Kernel, rate)] / 1000).PadLeft(18)));
            var both = chosen.Count == 0 ? "-" : Text(chosen.Min(network => all[(network.Kernel, rate)]) / 1000);
            Console.WriteLine($"{Text(100 * rate),5} %{columns}{both,18}   {Text(row.Choice),6} {Text(row.FromHalf),5} {Text(row.FromDouble),5}  {Choice(rate)}");
            rows.Add(row);
        }

        return rows;
    }

    // What else the machine does comes and goes: rounds over everything, and of each the least.
    private static Dictionary<(string Kernel, double Rate), double> TimesOf(IReadOnlyList<LayerNetwork> networks, double[] rates, int rounds)
    {
        var times = new Dictionary<(string Kernel, double Rate), double>();
        var core = new WholeCore(Patience);
        for (var round = 0; round < rounds; round++)
        {
            foreach (var (rate, network) in rates.SelectMany(rate => networks.Select(network => (rate, network))))
            {
                core.Await();
                times[(network.Kernel, rate)] = Math.Min(times.GetValueOrDefault((network.Kernel, rate), double.PositiveInfinity), network.Time(rate));
            }
        }

        return times;
    }

    // The machine may have been slower when one of both was timed than when the other was, and where an instance lies in memory may cost it a third for life.
    private static double RatioByTurns(LayerNetwork choice, LayerNetwork best, double rate)
    {
        LayerNetwork[] anew = [.. Enumerable.Range(1, Instances - 1).SelectMany(_ => new[] { choice.Anew(), best.Anew() })];
        LayerNetwork.WarmUp(anew);
        var times = TimesOf([choice, best, .. anew], [rate], Turns);
        return times[(choice.Kernel, rate)] / times[(best.Kernel, rate)];
    }

    private static string Text(double value) => value.ToString(value < 0.1 ? "0.0000" : value < 10 ? "0.00" : "0.0", CultureInfo.InvariantCulture);

    /// <summary>Times of what is chosen, over the least time: chosen for the rate, for half of it, and for twice as much.</summary>
    private sealed record Ratios(double Choice, double FromHalf, double FromDouble);
}
