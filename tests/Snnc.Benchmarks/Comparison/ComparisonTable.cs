using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Snnc.Benchmarks.Comparison;

/// <summary>Times of a run by workload and by what ran it, and the table of their ratios.</summary>
internal sealed class ComparisonTable
{
    /// <summary>Who ran a floor.</summary>
    public const string Floor = "floor";

    /// <summary>Who ran another framework.</summary>
    public const string Peer = "peer";

    private const double NativeGoal = 1.10;
    private const double CSharpGoal = 1.30;
    private const double NativeMeanGoal = 1.05;
    private const double CSharpMeanGoal = 1.20;

    // Rounds further apart than this say more of the machine's other work than of ours.
    private const double LargestSpread = 1.5;

    private readonly Dictionary<(string Workload, string What), List<double>> _times = [];
    private readonly HashSet<(string Who, string What)> _names = [];
    private readonly List<double> _native = [];
    private readonly List<double> _csharp = [];

    /// <summary>Adds a time.</summary>
    public void Add(string who, Measured measured)
    {
        _ = _names.Add((who, measured.What));
        var key = (measured.Workload, measured.What);
        if (!_times.TryGetValue(key, out var times))
        {
            _times[key] = times = [];
        }

        times.Add(measured.Milliseconds);
    }

    /// <summary>Prints the rows of some workloads.</summary>
    public void Print(IEnumerable<Workload> workloads)
    {
        Console.WriteLine($"{"milliseconds",-26}{"C#",9}{"native",9}{"floor",9}{"C#/floor",14}{"native/floor",14}{"peer/native",13}  best floor; best peer");
        foreach (var workload in workloads)
        {
            PrintRow(workload.Name, Best(workload.Name, Floor), Best(workload.Name, Peer));
        }
    }

    /// <summary>Prints the geometric means of the ratios of all rows.</summary>
    public void PrintMeans()
    {
        if (_csharp.Count + _native.Count > 0)
        {
            Console.WriteLine($"geometric means of rows that are not noisy: C#/floor {Verdict(Mean(_csharp), CSharpMeanGoal)}, native/floor {Verdict(Mean(_native), NativeMeanGoal)}");
        }
    }

    /// <summary>Prints the goals whose times were both measured.</summary>
    public void PrintGoals()
    {
        foreach (var goal in Goal.All)
        {
            var ratio = Median(goal.Slower, goal.What) / Median(goal.Workload, goal.Backend);
            if (!double.IsNaN(ratio))
            {
                var isMet = ratio >= goal.AtLeast ? "met" : "not met";
                Console.WriteLine($"{goal.Workload}: {goal.What}{(goal.Slower == goal.Workload ? "" : " as floats")} / {goal.Backend} = {Text(ratio, "0.0")}, goal {goal.AtLeast:0.0} {isMet}");
            }
        }
    }

    private static double Mean(List<double> ratios) => ratios.Count == 0 ? double.NaN : Math.Exp(ratios.Average(Math.Log));

    private static string Text(double value, string format = "0.000") => double.IsNaN(value) ? "-" : value.ToString(format, CultureInfo.InvariantCulture);

    private static string Verdict(double ratio, double goal) =>
        double.IsNaN(ratio) ? "-" : $"{Text(ratio, "0.00")} {(ratio <= goal ? "met" : "not met")}";

    private void PrintRow(string name, (string What, double Time) floor, (string What, double Time) peer)
    {
        var (csharp, native) = (Median(name, "csharp"), Median(name, "native"));
        var (isFloorNoisy, toFloor) = (IsNoisy(name, floor.What), floor.Time);
        var toCSharp = Judge(csharp / toFloor, CSharpGoal, isFloorNoisy || IsNoisy(name, "csharp"), _csharp);
        var toNative = Judge(native / toFloor, NativeGoal, isFloorNoisy || IsNoisy(name, "native"), _native);
        Console.WriteLine($"{name,-26}{Text(csharp),9}{Text(native),9}{Text(toFloor),9}{toCSharp,14}{toNative,14}"
            + $"{Text(peer.Time / native, "0.0"),13}  {floor.What}; {peer.What}");
    }

    // A ratio of noisy times meets no goal and misses none; it stays out of the means.
    private static string Judge(double ratio, double goal, bool isNoisy, List<double> ratios)
    {
        if (double.IsNaN(ratio) || isNoisy)
        {
            return double.IsNaN(ratio) ? "-" : $"{Text(ratio, "0.00")} noisy";
        }

        ratios.Add(ratio);
        return Verdict(ratio, goal);
    }

    private bool IsNoisy(string workload, string what) => _times.TryGetValue((workload, what), out var times) && times.Max() > LargestSpread * times.Min();

    private (string What, double Time) Best(string workload, string who) =>
        _times.Keys.Where(key => key.Workload == workload && _names.Contains((who, key.What))).Select(key => (key.What, Time: Median(workload, key.What)))
            .OrderBy(best => best.Time).FirstOrDefault(("-", double.NaN));

    private double Median(string workload, string what) =>
        _times.TryGetValue((workload, what), out var times) ? times.Order().ElementAt(times.Count / 2) : double.NaN;
}
