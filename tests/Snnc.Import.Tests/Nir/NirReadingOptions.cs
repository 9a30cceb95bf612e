using System;
using System.Globalization;

namespace Snnc.Import.Tests.Nir;

/// <summary>How a test means a graph: what the options of an import say.</summary>
internal sealed record NirReadingOptions(double StepSeconds, TimeUnit Unit, IntegrationMethod Method, ResetMode? Reset, bool IsReached, double Gain)
{
    /// <summary>Gets the length of a step in the unit of the graph's times.</summary>
    public double Step => Unit switch
    {
        TimeUnit.Seconds => StepSeconds,
        TimeUnit.Milliseconds => StepSeconds * 1000,
        _ => 1,
    };

    /// <summary>The options that a command line of these words stands for.</summary>
    public static ImportOptions Parse(string words, string name)
    {
        var options = new ImportOptions(name, "w.npz");
        var parts = words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < parts.Length; i += 2)
        {
            var value = parts[i + 1];
            options = parts[i] switch
            {
                "--convention" => options with { Convention = value },
                "--method" => options with { Method = Enum.Parse<IntegrationMethod>(value, true) },
                "--reset" => options with { Reset = Enum.Parse<ResetMode>(value, true) },
                "--compare" => options with { IsReached = value == "reached" },
                "--dt" => options with { StepSeconds = double.Parse(value.Replace("ms", "e-3").Replace("us", "e-6"), CultureInfo.InvariantCulture) },
                "--unit" => options with { Unit = value == "s" ? TimeUnit.Seconds : TimeUnit.Steps },
                "--steps" => options with { Steps = int.Parse(value, CultureInfo.InvariantCulture) },
                "--input" => options with { InputsAreSpikes = value == "spikes" },
                _ => throw new ArgumentException(parts[i], nameof(words)),
            };
        }

        return options;
    }
}
