using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Snnc.Compiler.Plan;

namespace Snnc.Compiler.Targets;

/// <summary>The kernel of a connection.</summary>
/// <param name="Kernel">Its name.</param>
/// <param name="Reason">Why, in one sentence for the user: the next best kernel, and from which density on that would win.</param>
public sealed record KernelChoice(string Kernel, string Reason)
{
    // Within this factor of the fastest, the kernel that loses least where the density is half or twice what was expected is the better choice.
    private const double Close = 1.07;
    private const double Uncertainty = 2;

    // What one kernel loses at half or twice the density from which on it pays to have two.
    private const double WorthSwitching = 1.4;

    // What both may take at the density itself over the fastest, since what they read is kept in two forms.
    private const double CloseSwitched = 1.15;

    // The density at which two kernels are equal is found to a part in a million.
    private const int Halvings = 20;

    /// <summary>Gets the densities from which to which no other of the kernels offered is predicted to be faster.</summary>
    public (double From, double To) Range { get; init; } = (0, 1);

    /// <summary>Gets the kernel for tiles of steps in which much is active, where one for all could lose much.</summary>
    public KernelSwitch? Switch { get; init; }

    /// <summary>
    /// Chooses the fastest of the kernels offered; of those that are about as fast, the one that loses least where the density is half or twice as much, but
    /// for a third beside two that the code may have both; of equals, the first.
    /// </summary>
    /// <param name="work">What is to be done.</param>
    /// <param name="kernels">Names of kernels that could do it; at least one must be able to.</param>
    /// <param name="costs">The machine.</param>
    /// <param name="source">Where the density is from, for the reason; for example <c>measured</c>.</param>
    /// <param name="pair">Two of the kernels of which the code may have both, the one for few events first; or null.</param>
    /// <exception cref="ArgumentException">None of the kernels can do the work.</exception>
    public static KernelChoice Choose(ConnectionWork work, IEnumerable<string> kernels, CpuCosts costs, string source, (string Few, string Many)? pair = null)
    {
        var able = kernels.Where(kernel => !double.IsInfinity(KernelCosts.Of(kernel, work, costs))).ToList();
        if (able.Count == 0)
        {
            throw new ArgumentException("none of the kernels can do this work", nameof(kernels));
        }

        var best = Best(able, work, costs, pair);
        var time = KernelCosts.Of(best, work, costs);
        var ranked = able.OrderBy(kernel => kernel == best ? 0 : 1).ThenBy(kernel => KernelCosts.Of(kernel, work, costs)).ToList();
        var density = $"{Percent(work.Density)} of the inputs are active ({source})";
        if (ranked.Count == 1)
        {
            return new KernelChoice(best, $"{density}: {Time(time)}; nothing else can do it");
        }

        if (pair is { } both && SwitchOf(both, best, able, work, costs) is { } other)
        {
            var loss = $"{best} alone would take up to {Loss(best, able, work, costs).ToString("0.0", CultureInfo.InvariantCulture)} of the fastest";
            var reason = $"{density}: {Time(PairTime(both, work, costs))}; at half or twice of that {loss}, so {both.Many} take over in tiles of steps with "
                + $"{Percent(other.FromDensity)} or more";
            return new KernelChoice(both.Few, reason) { Switch = other };
        }

        var range = (From: Edge(best, able, work, costs, pair, 0), To: Edge(best, able, work, costs, pair, 1));
        var next = KernelCosts.Of(ranked[1], work, costs);
        var against = $"{Time(time)} against {Time(next)} with {ranked[1]}{(next < time ? ", which would lose more at half or twice of that" : "")}";
        return new KernelChoice(best, $"{density}: {against}; {Describe(range, next < time, able, work, costs, pair)}") { Range = range };
    }

    private static string Describe(
        (double From, double To) range, bool isClose, List<string> able, ConnectionWork work, CpuCosts costs, (string Few, string Many)? pair)
    {
        var others = new List<string>();
        var would = isClose ? "would be chosen" : "would be faster";
        if (range.From > 0)
        {
            others.Add($"below {Percent(range.From)} {Best(able, work with { Density = 0.98 * range.From }, costs, pair)} {would}");
        }

        if (range.To < 1)
        {
            others.Add($"above {Percent(range.To)} {Best(able, work with { Density = Math.Min(1, 1.02 * range.To) }, costs, pair)} {would}");
        }

        return others.Count == 0 ? "the best at any density" : string.Join(", ", others);
    }

    // Where the best kernel stops being so on the way to a density. The first such place: costs may cross more than once.
    private static double Edge(
        string best, List<string> able, ConnectionWork work, CpuCosts costs, (string Few, string Many)? pair, double end)
    {
        const int Samples = 64;
        var (inside, outside) = (work.Density, work.Density);
        for (var i = 1; i <= Samples; i++)
        {
            outside = work.Density + ((end - work.Density) * i / Samples);
            if (Best(able, work with { Density = outside }, costs, pair) != best)
            {
                break;
            }

            inside = outside;
        }

        for (var i = 0; i < Halvings && inside != outside; i++)
        {
            var middle = (inside + outside) / 2;
            (inside, outside) = Best(able, work with { Density = middle }, costs, pair) == best ? (middle, outside) : (inside, middle);
        }

        return inside;
    }

    // Where the code may have two that make up for what either loses, no third is taken for being close.
    private static string Best(List<string> able, ConnectionWork work, CpuCosts costs, (string Few, string Many)? pair)
    {
        var fastest = Fastest(able, work, costs);
        bool IsClose(string kernel) => KernelCosts.Of(kernel, work, costs)
            <= (pair is not { } both || kernel == both.Few || kernel == both.Many ? Close * fastest : fastest);
        return able.Where(IsClose).OrderBy(kernel => Loss(kernel, able, work, costs)).First();
    }

    // Both kernels, where one alone loses much more elsewhere, and where they are equal is known.
    private static KernelSwitch? SwitchOf((string Few, string Many) pair, string best, List<string> able, ConnectionWork work, CpuCosts costs)
    {
        var (loss, fastest) = (Loss(best, able, work, costs), Fastest(able, work, costs));
        if (!able.Contains(pair.Few) || !able.Contains(pair.Many) || !(loss >= WorthSwitching || IsSlowerDense(best, fastest, work, costs))
            || PairTime(pair, work, costs) > CloseSwitched * fastest)
        {
            return null;
        }

        var switched = Loss(density => PairTime(pair, density, costs), able, work, costs);
        return switched * CloseSwitched < loss && BreakEven(pair, work, costs) is { } from ? new KernelSwitch(pair.Many, from) : null;
    }

    // One that is chosen for what it loses elsewhere. Of a dense layer both read the same weights: having both takes no longer.
    private static bool IsSlowerDense(string best, double fastest, ConnectionWork work, CpuCosts costs) =>
        work is DenseWork && KernelCosts.Of(best, work, costs) > fastest;

    // What is read is looked at once more, or kept both as rows and as lists.
    private static double PairTime((string Few, string Many) pair, ConnectionWork work, CpuCosts costs) =>
        Math.Min(KernelCosts.Of(pair.Few, work, costs), KernelCosts.Of(pair.Many, work, costs)) + (work.Vectors * work.InputCount * costs.Search);

    // Where the kernel for much becomes the faster one.
    private static double? BreakEven((string Few, string Many) pair, ConnectionWork work, CpuCosts costs)
    {
        bool IsMany(double density) =>
            KernelCosts.Of(pair.Many, work with { Density = density }, costs) < KernelCosts.Of(pair.Few, work with { Density = density }, costs);
        var (few, many) = (0.0, 1.0);
        if (IsMany(few) || !IsMany(many))
        {
            return null;
        }

        for (var i = 0; i < Halvings; i++)
        {
            var middle = (few + many) / 2;
            (few, many) = IsMany(middle) ? (few, middle) : (middle, many);
        }

        return many;
    }

    private static double Loss(string kernel, List<string> able, ConnectionWork work, CpuCosts costs) =>
        Loss(other => KernelCosts.Of(kernel, other, costs), able, work, costs);

    // The most that something takes over the fastest kernel, at half the density, at this, and at twice as much.
    private static double Loss(Func<ConnectionWork, double> time, List<string> able, ConnectionWork work, CpuCosts costs) =>
        new[] { work.Density / Uncertainty, work.Density, Math.Min(1, Uncertainty * work.Density) }.Select(density => work with { Density = density })
            .Max(other => time(other) / Fastest(able, other, costs));

    private static double Fastest(List<string> able, ConnectionWork work, CpuCosts costs) => able.Min(kernel => KernelCosts.Of(kernel, work, costs));

    private static string Percent(double share) => (100 * share).ToString(share < 0.1 ? "0.##" : "0.#", CultureInfo.InvariantCulture) + " %";

    private static string Time(double nanoseconds) => nanoseconds < 1000
        ? nanoseconds.ToString("0", CultureInfo.InvariantCulture) + " ns"
        : (nanoseconds / 1000).ToString(nanoseconds < 100_000 ? "0.0" : "0", CultureInfo.InvariantCulture) + " us";
}
