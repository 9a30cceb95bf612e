using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;

namespace Snnc.Benchmarks.Comparison;

/// <summary>
/// Whole networks beside the hand-written floors and other frameworks, in rounds that take turns, on core 0. Run with the arguments
/// <c>compare [--workloads W1,W3] [--rounds N] [--peers none|goals|all] [--isa native|avx2]
/// [--times FILE]</c>.
/// </summary>
internal static class ComparisonRun
{
    private static readonly string[] Backends = ["csharp", "native"];
    private static readonly string[] Groups = ["W1", "W2", "W3", "W4"];
    private static readonly string[] InstructionSets = ["native", "avx2"];
    private static readonly string[] PeerChoices = ["none", "goals", "all"];
    private static readonly string[] Options = ["--workloads", "--rounds", "--peers", "--isa", "--times"];

    /// <summary>Measures and prints.</summary>
    /// <returns>The exit code: 0, or 1 where an argument is wrong or outputs differ, or 3 where what the inputs are made with is missing.</returns>
    public static int Run(string[] arguments)
    {
        var options = arguments.Chunk(2).Where(pair => pair.Length == 2).ToDictionary(pair => pair[0], pair => pair[1]);
        var groups = options.GetValueOrDefault("--workloads", string.Join(',', Groups)).Split(',');
        var hasRounds = int.TryParse(options.GetValueOrDefault("--rounds", "5"), NumberStyles.None, CultureInfo.InvariantCulture, out var rounds);
        var (isa, peers) = (options.GetValueOrDefault("--isa", "native"), options.GetValueOrDefault("--peers", "all"));
        if (arguments.Length % 2 != 0 || !hasRounds || groups.Except(Groups).Any() || !InstructionSets.Contains(isa) || !PeerChoices.Contains(peers)
            || options.Keys.Except(Options).Any())
        {
            Console.WriteLine("usage: compare [--workloads W1,W2,W3,W4] [--rounds N] [--peers none|goals|all] [--isa native|avx2] [--times FILE]");
            return 1;
        }

        try
        {
            if (isa == "avx2" && InstructionSet.RunHidden(["compare", .. arguments]) is { } exitCode)
            {
                return exitCode;
            }
        }
        catch (ComparisonException e)
        {
            Console.WriteLine($"AVX-512 is not hidden: {e.Message}");
            return 3;
        }

        return Run(groups, rounds, peers, new KeptTimes(options.GetValueOrDefault("--times")));
    }

    private static int Run(string[] groups, int rounds, string peers, KeptTimes kept)
    {
        try
        {
            BenchFolder.Generate();
        }
        catch (ComparisonException e)
        {
            Console.WriteLine($"inputs cannot be made: {e.Message}; they need Python with numpy (apt-get install python3-numpy)");
            return 3;
        }

        PrintMachine();
        if (OperatingSystem.IsLinux() || OperatingSystem.IsWindows())
        {
            // On Linux this is the first thread alone: the compiler of hot methods goes on elsewhere.
            Process.GetCurrentProcess().ProcessorAffinity = 1;
        }

        var table = new ComparisonTable();
        var isRight = true;
        foreach (var group in groups)
        {
            isRight &= Compare(group, rounds, peers, kept, table);
        }

        table.PrintMeans();
        table.PrintGoals();
        return isRight ? 0 : 1;
    }

    private static bool Compare(string group, int rounds, string peers, KeptTimes kept, ComparisonTable table)
    {
        foreach (var (who, time) in kept.Of(group))
        {
            table.Add(who, time);
        }

        var workloads = Workload.All.Where(workload => workload.Group == group).ToList();
        var runs = rounds == 0 ? [] : workloads.SelectMany(workload => Backends.Select(backend => Load(workload, backend)).OfType<OwnRun>()).ToList();
        var isRight = PrintSums(runs);
        void Add(string who, IEnumerable<Measured> times)
        {
            foreach (var time in times)
            {
                table.Add(who, time);
                kept.Add(who, time);
            }
        }

        for (var round = 0; round < rounds; round++)
        {
            Add(ComparisonTable.Floor, Floor(group));
            Add("ours", runs.Select(run => new Measured(run.Workload.Name, run.Backend, run.Time())));
            Add(ComparisonTable.Peer, peers == "none" ? [] : Peers.Run(group, peers == "goals"));
        }

        table.Print(workloads);
        return isRight;
    }

    private static IEnumerable<Measured> Floor(string group)
    {
        try
        {
            return [.. Floors.Run(group)];
        }
        catch (ComparisonException e)
        {
            Console.WriteLine($"no floor: {e.Message}");
            return [];
        }
    }

    private static OwnRun? Load(Workload workload, string backend)
    {
        try
        {
            return new OwnRun(workload, backend);
        }
        catch (Exception e) when (e is DllNotFoundException or NotSupportedException or ComparisonException)
        {
            Console.WriteLine($"{workload.Name} does not run on {backend}: {e.Message}");
            return null;
        }
    }

    // The back ends must agree before their times mean anything.
    private static bool PrintSums(List<OwnRun> runs)
    {
        var isRight = true;
        foreach (var group in runs.GroupBy(run => run.Workload))
        {
            var sums = group.Select(run => (run.Backend, Sums: run.Sums())).ToList();
            var isSame = sums.TrueForAll(other => other.Sums.SequenceEqual(sums[0].Sums));
            isRight &= isSame;
            var detail = group.Key.Group == "W4" ? $"{sums[0].Sums.Average() * 10_000:0.00} Hz" : $"{sums[0].Sums.Sum():0} output spikes";
            Console.WriteLine($"{group.Key.Name}: {(isSame ? "equal outputs" : "OUTPUTS DIFFER")}, {detail}");
        }

        return isRight;
    }

    private static void PrintMachine()
    {
        const string info = "/proc/cpuinfo";
        var model = File.Exists(info) ? File.ReadLines(info).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() : null;
        var load = File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
        Console.WriteLine($"{DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC, {model ?? "unknown processor"}, {InstructionSet.Description}, {Environment.ProcessorCount} cores, load {load}");
    }
}
