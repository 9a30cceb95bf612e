using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Collections;

namespace Snnc.Compiler.Passes;

/// <summary>
/// Reads which passes a user wants: names between commas, from left to right. <c>name</c> turns one on and <c>-name</c> off, <c>all</c> and
/// <c>none</c> do so with every one. A list that begins with <c>-name</c> begins with all on, any other with none.
/// </summary>
public static class PassSelection
{
    private const string All = "all";
    private const string None = "none";

    /// <summary>Gets every name that may be turned on and off: the passes over the graph, then those of planning.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. PassPipeline.Passes.Select(pass => pass.Name), .. PlanPass.Names];

    /// <summary>The options that a list asks for, or null where it holds a word that is none of these.</summary>
    /// <param name="unknown">That word.</param>
    public static PassOptions? Read(string list, out string? unknown)
    {
        var words = list.Split(',').Select(word => word.Trim()).Where(word => word != "").ToList();
        unknown = words.FirstOrDefault(word => word is not (All or None) && !Names.Contains(NameOf(word)));
        return unknown is null ? PassOptions.Default with { Disabled = Names.Except(On(words)).ToEquatableArray() } : null;
    }

    private static IEnumerable<string> On(IReadOnlyList<string> words)
    {
        var on = new HashSet<string>(words.Count == 0 || IsOff(words[0]) ? Names : []);
        foreach (var word in words)
        {
            if (IsOff(word))
            {
                on.Remove(NameOf(word));
            }
            else if (word == None)
            {
                on.Clear();
            }
            else
            {
                on.UnionWith(word == All ? Names : [word]);
            }
        }

        return on;
    }

    private static bool IsOff(string word) => word.StartsWith("-", StringComparison.Ordinal);

    private static string NameOf(string word) => IsOff(word) ? word.Substring(1) : word;
}
