using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Semantics.Networks;

/// <summary>Names of other systems, written out of habit: what stands for them here.</summary>
internal static class ForeignNames
{
    private static readonly Dictionary<string, string> Terms = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Linear"] = "dense", ["fully_connected"] = "dense", ["Affine"] = "dense", ["Lapicque"] = "lif", ["Synaptic"] = "cuba_lif", ["cat"] = "concat",
        ["view"] = "reshape", ["spikegen.rate"] = "encode.rate", ["spikegen.latency"] = "encode.latency", ["spikegen.delta"] = "encode.delta",
    };

    // The models of the simulators' profiles, each with the first profile that declares it.
    private static readonly Lazy<Dictionary<string, string>> Profiles = new(() => StandardLibrary.Profiles
        .SelectMany(profile => Regex.Matches(StandardLibrary.Find(StandardLibrary.ReferenceOf(profile))!.Content, @"^neuron (\w+)", RegexOptions.Multiline)
            .Cast<Match>().Select(match => (model: match.Groups[1].Value, profile)))
        .GroupBy(pair => pair.model).ToDictionary(group => group.Key, group => group.First().profile));

    /// <summary>The name that the language has for it, or null.</summary>
    public static string? TermFor(string name) => Terms.TryGetValue(name, out var term) ? term : null;

    /// <summary>What else leads on from such a name, or null.</summary>
    public static string? HintFor(string name) =>
        Profiles.Value.TryGetValue(name, out var profile) ? $"`use \"{StandardLibrary.ReferenceOf(profile)}\";` brings a model of that name"
        : name.StartsWith("dropout", StringComparison.OrdinalIgnoreCase) ? "leave it out: once a network is trained it does nothing"
        : null;
}
