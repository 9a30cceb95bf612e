using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Passes;

namespace Snnc.Models.Tests;

/// <summary>The ways to turn passes on and off, those of planning too.</summary>
internal static class PassCombinations
{
    // Odd, so that it meets every combination once before the first comes again; near the golden section, so that few in a row differ in much.
    private const int Stride = 6259;

    public static int Count => 1 << PassSelection.Names.Count;

    /// <summary>All combinations, one for each number below <see cref="Count"/>, in an order in which neighbours have little in common.</summary>
    public static PassOptions At(int number)
    {
        var bits = (int)((long)number * Stride % Count);
        return Without(PassSelection.Names.Where((_, i) => (bits >> i & 1) != 0));
    }

    /// <summary>Every pass off alone, and all of them.</summary>
    public static IEnumerable<PassOptions> OneOffAndNone() => PassSelection.Names.Select(name => Without([name])).Append(Without(PassSelection.Names));

    /// <summary>Every two passes off.</summary>
    public static IEnumerable<PassOptions> TwoOff() =>
        PassSelection.Names.SelectMany((one, i) => PassSelection.Names.Skip(i + 1).Select(other => Without([one, other])));

    private static PassOptions Without(IEnumerable<string> names) => PassOptions.Default with { Disabled = names.ToEquatableArray() };
}
