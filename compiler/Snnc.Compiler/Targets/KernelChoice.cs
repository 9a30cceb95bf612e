using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Snnc.Compiler.Targets;

/// <summary>The kernel of a connection.</summary>
/// <param name="Kernel">Its name.</param>
/// <param name="Nanoseconds">The time predicted for all steps at hand.</param>
/// <param name="Reason">Why, in one sentence for the user: the next best kernel, and from which density on that would win.</param>
public sealed record KernelChoice(string Kernel, double Nanoseconds, string Reason)
{
    // The density at which two kernels are equal is found to a part in a million.
    private const int Halvings = 20;

    /// <summary>Gets the densities from which to which no other of the kernels offered is predicted to be faster.</summary>
    public (double From, double To) Range { get; init; } = (0, 1);

    /// <summary>Chooses the fastest of the kernels offered; of equals, the first.</summary>
    /// <param name="work">What is to be done.</param>
    /// <param name="kernels">Names of kernels that could do it; at least one must be able to.</param>
    /// <param name="costs">The machine.</param>
    /// <param name="source">Where the density is from, for the reason; for example <c>measured</c>.</param>
    /// <exception cref="ArgumentException">None of the kernels can do the work.</exception>
    public static KernelChoice Choose(ConnectionWork work, IEnumerable<string> kernels, CpuCosts costs, string source)
    {
        var able = kernels.Where(kernel => !double.IsInfinity(KernelCosts.Of(kernel, work, costs))).ToList();
        if (able.Count == 0)
        {
            throw new ArgumentException("none of the kernels can do this work", nameof(kernels));
        }

        var ranked = able.OrderBy(kernel => KernelCosts.Of(kernel, work, costs)).ToList();
        var (best, time) = (ranked[0], KernelCosts.Of(ranked[0], work, costs));
        var density = $"{Percent(work.Density)} of the inputs are active ({source})";
        if (ranked.Count == 1)
        {
            return new KernelChoice(best, time, $"{density}: {Time(time)}; nothing else can do it");
        }

        var range = (From: Edge(best, able, work, costs, 0), To: Edge(best, able, work, costs, 1));
        var against = $"{Time(time)} against {Time(KernelCosts.Of(ranked[1], work, costs))} with {ranked[1]}";
        return new KernelChoice(best, time, $"{density}: {against}; {Describe(range, able, work, costs)}") { Range = range };
    }

    private static string Describe((double From, double To) range, List<string> able, ConnectionWork work, CpuCosts costs)
    {
        var others = new List<string>();
        if (range.From > 0)
        {
            others.Add($"below {Percent(range.From)} {Fastest(able, work with { Density = 0.98 * range.From }, costs)} would be faster");
        }

        if (range.To < 1)
        {
            others.Add($"above {Percent(range.To)} {Fastest(able, work with { Density = Math.Min(1, 1.02 * range.To) }, costs)} would be faster");
        }

        return others.Count == 0 ? "the best at any density" : string.Join(", ", others);
    }

    // Where the best kernel stops being so on the way to a density. The first such place: costs may cross more than once.
    private static double Edge(string best, List<string> able, ConnectionWork work, CpuCosts costs, double end)
    {
        const int Samples = 64;
        var (inside, outside) = (work.Density, work.Density);
        for (var i = 1; i <= Samples; i++)
        {
            outside = work.Density + ((end - work.Density) * i / Samples);
            if (!IsBest(best, able, work with { Density = outside }, costs))
            {
                break;
            }

            inside = outside;
        }

        for (var i = 0; i < Halvings && inside != outside; i++)
        {
            var middle = (inside + outside) / 2;
            (inside, outside) = IsBest(best, able, work with { Density = middle }, costs) ? (middle, outside) : (inside, middle);
        }

        return inside;
    }

    private static bool IsBest(string kernel, List<string> able, ConnectionWork work, CpuCosts costs)
    {
        var time = KernelCosts.Of(kernel, work, costs);
        return able.All(other => time <= KernelCosts.Of(other, work, costs));
    }

    private static string Fastest(List<string> able, ConnectionWork work, CpuCosts costs) =>
        able.OrderBy(kernel => KernelCosts.Of(kernel, work, costs)).First();

    private static string Percent(double share) => (100 * share).ToString(share < 0.1 ? "0.##" : "0.#", CultureInfo.InvariantCulture) + " %";

    private static string Time(double nanoseconds) => nanoseconds < 1000
        ? nanoseconds.ToString("0", CultureInfo.InvariantCulture) + " ns"
        : (nanoseconds / 1000).ToString(nanoseconds < 100_000 ? "0.0" : "0", CultureInfo.InvariantCulture) + " us";
}
