using System;
using System.Collections.Generic;
using System.Linq;

namespace Snnc.Import.Nir;

/// <summary>How a file is read: all that NIR leaves open, decided.</summary>
/// <param name="Convention">Whose neurons: NIR's equations, or a simulator's.</param>
/// <param name="StepSeconds">The length of a step, or null where only steps occur.</param>
/// <param name="Unit">Of the file's times.</param>
/// <param name="Method">How NIR's equations are integrated.</param>
/// <param name="Reset">What a spike does, or null where v_reset says it.</param>
/// <param name="IsReached">A spike needs the threshold to be reached only.</param>
/// <param name="Gain">What r of I and IF is multiplied with; null: their input is added as it is.</param>
internal sealed record Interpretation(
    Convention Convention, double? StepSeconds, TimeUnit Unit, IntegrationMethod Method, ResetMode? Reset, bool IsReached, double? Gain)
{
    private static readonly HashSet<string> Leaky = ["LI", "LIF", "CubaLI", "CubaLIF"];
    private static readonly HashSet<string> Plain = ["I", "IF"];
    private static readonly HashSet<string> Spiking = ["IF", "LIF", "CubaLIF"];

    /// <summary>Gets the length of a step in the file's unit, or null where it is unknown.</summary>
    public double? StepInUnit => StepIn(Unit, StepSeconds);

    /// <summary>Decides, by the options, the convention they name, or the signature that the file bears.</summary>
    /// <exception cref="ImportException">Something that is needed is said nowhere, or twice in different ways.</exception>
    public static Interpretation Of(FlatGraph graph, ImportOptions options, List<string> readings)
    {
        var given = options.Convention is { } name ? Convention.Find(name) : null;
        var signature = Signature.Find(graph, StepIn(options.Unit ?? given?.Unit ?? TimeUnit.Seconds, options.StepSeconds), given?.Name);
        var convention = given ?? signature?.Convention ?? Convention.Plain;
        if (signature is not null)
        {
            readings.Add(signature.Words + (given is null && convention.Profile is not null ? $": read as --convention {convention.Name}" : ""));
        }

        CheckOptions(options, convention);
        return Decide(graph, options, convention, signature, readings);
    }

    private static void CheckOptions(ImportOptions options, Convention convention)
    {
        var said = options.Reset is not null ? "--reset" : options.IsReached is not null ? "--compare" : options.Method is not null ? "--method" : null;
        if (said is not null && convention.Profile is not null)
        {
            throw new ImportException(
                $"'{said}' speaks of NIR's equations, but the neurons are those of {convention.Name}, which say that themselves",
                "leave it out, or say --convention nir");
        }
    }

    private static Interpretation Decide(
        FlatGraph graph, ImportOptions options, Convention convention, Signature? signature, List<string> readings)
    {
        var timed = graph.Nodes.FirstOrDefault(node => Leaky.Contains(node.Type) || node.Type == "Delay");
        var isAddedAsIs = signature is { IsUnitStep: true } || !graph.Nodes.Any(node => Plain.Contains(node.Type));
        var dependent = timed ?? (isAddedAsIs ? null : graph.Nodes.First(node => Plain.Contains(node.Type)));
        var unit = options.Unit ?? convention.Unit ?? (dependent is null ? TimeUnit.Steps : null as TimeUnit?)
            ?? throw Missing(dependent!, "the unit of its times", "--unit s, ms or steps");
        var step = options.StepSeconds ?? (signature?.Step is { } found && unit != TimeUnit.Steps ? found / PerSecond(unit) : null);
        if (step is null && unit != TimeUnit.Steps && dependent is not null)
        {
            throw Missing(dependent, "how long a step is", "--dt TIME");
        }

        var reading = new Interpretation(
            convention, step, unit, options.Method ?? convention.Method ?? IntegrationMethod.Exact, options.Reset, options.IsReached ?? false,
            signature is { IsUnitStep: true } ? null : StepIn(unit, step) ?? 1);
        reading.Report(graph, readings);
        return reading;
    }

    private static ImportException Missing(NirPrimitive node, string what, string option) => new(
        $"the file does not say {what}, on which '{node.Name}' ({node.Type}) depends",
        $"say it with {option}; or name the system that it is to be read as: --convention "
            + string.Join(", ", Convention.Names.Where(name => name != "nir")));

    private void Report(FlatGraph graph, List<string> readings)
    {
        if (graph.Nodes.Any(node => Leaky.Contains(node.Type)))
        {
            var length = StepSeconds is { } step ? $", and a step is {Times.Text(step)} (--dt)" : "";
            readings.Add($"time constants are in {Word(Unit)} (--unit){length}");
            if (Convention.Profile is null)
            {
                readings.Add($"equations are integrated {(Method == IntegrationMethod.Euler ? "by Euler's method" : "exactly")} (--method)");
            }
        }

        if (Convention.Profile is { } file)
        {
            readings.Add($"neurons are those of {file}");
        }
        else if (graph.Nodes.Where(node => Spiking.Contains(node.Type)).ToList() is { Count: > 0 } spiking)
        {
            readings.Add(ResetWords(spiking) + $"; it needs the threshold to be {(IsReached ? "reached" : "passed")} (--compare)");
        }
    }

    private string ResetWords(List<NirPrimitive> spiking) => Reset switch
    {
        ResetMode.Subtract => "a spike takes the threshold from the membrane",
        ResetMode.Zero => "a spike sets the membrane to 0",
        _ when spiking.Any(node => node.Find("v_reset") is not null) => "a spike sets the membrane to v_reset (--reset)",
        _ => "there is no v_reset, so a spike sets the membrane to 0 (--reset)",
    };

    private static double? StepIn(TimeUnit unit, double? seconds) => unit == TimeUnit.Steps ? 1 : seconds * PerSecond(unit);

    private static double PerSecond(TimeUnit unit) => unit == TimeUnit.Milliseconds ? 1000 : 1;

    private static string Word(TimeUnit unit) => unit switch
    {
        TimeUnit.Seconds => "seconds",
        TimeUnit.Milliseconds => "milliseconds",
        _ => "steps",
    };
}
