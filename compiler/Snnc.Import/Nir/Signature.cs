using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Snnc.Import.Nir;

/// <summary>What the numbers in a file give away about who wrote it.</summary>
/// <param name="Convention">Whose neurons it means, if the numbers tell it.</param>
/// <param name="Step">The length of a step in the file's unit of time, where the numbers tell it.</param>
/// <param name="IsUnitStep">I and IF add their input as it is.</param>
/// <param name="Words">What was found, for the user.</param>
internal sealed record Signature(Convention? Convention, double? Step, bool IsUnitStep, string Words)
{
    // Exporters compute in single precision; a step is a number that a person wrote.
    private const double Tolerance = 2e-6;

    /// <summary>The signature of a graph's populations, or null where they bear none.</summary>
    /// <param name="step">The length of a step, in the file's unit, if the user said it: another one is then no signature.</param>
    /// <param name="convention">The convention, if the user said it: what speaks for another is then no signature.</param>
    /// <exception cref="ImportException">Some populations speak for one step or convention, some for another.</exception>
    public static Signature? Find(FlatGraph graph, double? step, string? convention)
    {
        var leaky = graph.Nodes.Where(node => node.Type is "LI" or "LIF" or "CubaLI" or "CubaLIF").ToList();
        var plain = graph.Nodes.Where(node => node.Type is "I" or "IF").ToList();
        if (convention == Nir.Convention.Plain.Name)
        {
            return null;
        }

        var found = OfPlain(plain, step, convention);
        return leaky.Count == 0 ? found : OfLeaky(leaky, step, convention) is { } other ? Both(found, other) : found;
    }

    private static Signature Both(Signature? plain, Signature leaky) =>
        plain is null ? leaky : leaky with { IsUnitStep = plain.IsUnitStep, Words = $"{plain.Words}; {leaky.Words}" };

    private static Signature? OfLeaky(List<NirPrimitive> nodes, double? given, string? convention)
    {
        var euler = convention == "rockpool" ? null : AgreedStep(nodes, (tau, r) => tau / r, "r = tau/dt", given);
        if (euler is { } step)
        {
            return new Signature(
                Nir.Convention.Euler, step, false, $"leaky neurons have r = tau/dt with dt = {Text(step)}, as snnTorch and Lava write them");
        }

        return AgreedStep(nodes, RockpoolStep, "r = tau e^(-dt/tau)/dt", given) is { } other
            ? new Signature(
                Nir.Convention.Find("rockpool"), other, false,
                $"leaky neurons have r = tau e^(-dt/tau)/dt with dt = {Text(other)}, as Rockpool writes them")
            : null;
    }

    private static Signature? OfPlain(List<NirPrimitive> nodes, double? given, string? convention)
    {
        var gains = nodes.ConvertAll(node => (node.Name, R: node["r"].Uniform));
        if (nodes.Count == 0)
        {
            return null;
        }

        if (gains.All(gain => gain.R == 1))
        {
            return new Signature(
                null, null, true,
                "integrate-and-fire neurons have r = 1, as sinabs writes them: the input of a step is added as it is"
                + (convention is null ? "; sinabs's own neurons spike several times a step, subtract, and have a floor (--convention sinabs)" : ""));
        }

        var steps = gains.ConvertAll(gain => (gain.Name, Step: gain.R is > 1 ? Round(1 / gain.R.Value) : null));
        if (steps.All(found => found.Step is not null) && Agreed(steps, "r = 1/dt", given) is { } step)
        {
            return new Signature(
                Nir.Convention.Find("spikingjelly"), step, true,
                $"integrate-and-fire neurons have r = 1/dt with dt = {Text(step)}, as SpikingJelly writes them: the input of a step is added as it is");
        }

        var one = gains.Find(gain => gain.R == 1);
        return given is null && one.Name is not null
            ? throw new ImportException(
                $"'{one.Name}' has r = 1, as for a step as the unit of time, but '{gains.Find(gain => gain.R != 1).Name}' has not",
                "say that r is NIR's with --convention nir, and how long a step is with --dt and --unit")
            : null;
    }

    private static double? AgreedStep(List<NirPrimitive> nodes, Func<double, double, double> of, string words, double? given)
    {
        var steps = nodes.ConvertAll(node => (node.Name, Step: StepOf(node, of)));
        return steps.All(found => found.Step is not null) ? Agreed(steps, words, given) : null;
    }

    private static double? Agreed(List<(string Name, double? Step)> steps, string words, double? given)
    {
        var first = steps[0].Step!.Value;
        if (given is { } said)
        {
            return steps.All(found => IsNear(found.Step!.Value, said)) ? said : null;
        }

        var other = steps.Find(found => !IsNear(found.Step!.Value, first));
        return other.Name is null ? first : throw new ImportException(
            $"'{steps[0].Name}' has {words} with dt = {Text(first)}, but '{other.Name}' with dt = {Text(other.Step!.Value)}: "
            + "the nodes disagree about the step",
            "say how long a step is with --dt, and the unit of the file's times with --unit");
    }

    private static double? StepOf(NirPrimitive node, Func<double, double, double> of)
    {
        double[] taus = (node.Find("tau") ?? node["tau_mem"]).Reals, gains = node["r"].Reals;
        var count = Math.Max(taus.Length, gains.Length);
        if (Math.Min(taus.Length, gains.Length) is not 1 and var least && least != count)
        {
            return null;
        }

        var steps = Enumerable.Range(0, count).Select(i => of(taus[taus.Length == 1 ? 0 : i], gains[gains.Length == 1 ? 0 : i])).ToList();
        return steps.TrueForAll(found => found > 0 && IsNear(found, steps[0])) && gains.Any(gain => gain != 1) ? Round(steps[0]) : null;
    }

    // The solution of r = e^(-y)/y with y = dt/tau, by Newton's method on its logarithm.
    private static double RockpoolStep(double tau, double gain)
    {
        if (!(tau > 0 && gain > 0))
        {
            return 0;
        }

        var y = gain > 1 ? 1 / (gain + 1) : 0.5;
        for (var i = 0; i < 50; i++)
        {
            y = Math.Max(y - ((y + Math.Log(y) + Math.Log(gain)) / (1 + (1 / y))), y / 10);
        }

        return y * tau;
    }

    private static bool IsNear(double a, double b) => Math.Abs(a - b) <= Tolerance * Math.Max(Math.Abs(a), Math.Abs(b));

    // A step that somebody chose has few digits; any other is chance.
    private static double? Round(double step)
    {
        var rounded = double.Parse(step.ToString("E2", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return IsNear(step, rounded) ? rounded : null;
    }

    private static string Text(double step) => step.ToString("R", CultureInfo.InvariantCulture);
}
