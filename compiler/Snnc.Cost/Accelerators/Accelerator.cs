using System;
using System.Collections.Generic;
using System.Linq;

namespace Snnc.Cost.Accelerators;

/// <summary>
/// A machine as the cost model knows it: constants with their sources, and nothing else. Which constants there are is up to the family
/// (<see cref="FamilySchema"/>): <c>mac.energy</c>, <c>dram.read.energy</c>, <c>core.neurons</c>, <c>clock.frequency</c>.
/// </summary>
public sealed record Accelerator
{
    /// <summary>Gets the name by which it is chosen.</summary>
    public required string Name { get; init; }

    /// <summary>Gets what it is, in a line.</summary>
    public required string Title { get; init; }

    /// <summary>Gets the mapping family.</summary>
    public required string Family { get; init; }

    /// <summary>Gets the constants by their dotted names, in the order of the file.</summary>
    public required IReadOnlyDictionary<string, Constant> Constants { get; init; }

    /// <summary>Gets the switches.</summary>
    public IReadOnlyList<Quirk> Quirks { get; init; } = [];

    /// <summary>Gets what its figures leave out, in sentences; every report repeats them.</summary>
    public IReadOnlyList<string> NotModelled { get; init; } = [];

    /// <summary>Gets a constant, one of unknown value where the file does not have it.</summary>
    public Constant this[string name] => Constants.TryGetValue(name, out var constant)
        ? constant
        : new Constant(name, null, "1", "not in the accelerator's file", Confidence.Assumed);

    /// <summary>The value of a constant in J, s, W, Hz, m2, B, bit, cycle or 1; null where it is unknown.</summary>
    public double? Si(string name) => Constants.TryGetValue(name, out var constant) ? constant.Si : null;

    /// <summary>The constants of a schema that nobody has told, by name; of those with a <c>*</c> none.</summary>
    public IEnumerable<string> UnknownOf(FamilySchema schema) => schema.Constants.Select(spec => spec.Name)
        .Where(name => !name.Contains('*', StringComparison.Ordinal) && Si(name) is null);

    /// <summary>Whether a peculiarity is imitated.</summary>
    public bool Imitates(string quirk) => Quirks.Any(other => other.Name == quirk && other.IsOn);

    /// <summary>The same with these peculiarities imitated and no others.</summary>
    /// <exception cref="ArgumentException">There is no such switch.</exception>
    public Accelerator Imitating(params IReadOnlyList<string> quirks) =>
        quirks.FirstOrDefault(name => Quirks.All(quirk => quirk.Name != name)) is { } unknown
        ? throw new ArgumentException($"{Name} has no quirk '{unknown}'", nameof(quirks))
        : this with { Quirks = [.. Quirks.Select(quirk => quirk with { IsOn = quirks.Contains(quirk.Name) })] };

    /// <summary>The same with other values for some constants: for variations of a design.</summary>
    /// <param name="values">In the units of the constants.</param>
    public Accelerator With(params IReadOnlyList<(string Name, double? Value)> values)
    {
        var constants = Constants.ToDictionary();
        foreach (var (name, value) in values)
        {
            constants[name] = this[name] with { Value = value, Source = "set for this estimate", Confidence = Confidence.Assumed };
        }

        return this with { Constants = constants };
    }
}
