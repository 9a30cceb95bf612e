using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Text;

namespace Snnc.Generator;

/// <summary>What all programs of a project give together: each class once, and each finding once, whichever files lead to it.</summary>
internal sealed record ProjectOutput(EquatableArray<GeneratedFile> Files, EquatableArray<Finding> Findings)
{
    /// <summary>Puts the programs together.</summary>
    public static ProjectOutput Of(IEnumerable<CompiledProgram> programs)
    {
        var all = programs.ToList();
        var findings = all.SelectMany(program => program.Findings).ToList();
        var classes = new Dictionary<string, CompiledNetwork>(StringComparer.Ordinal);
        foreach (var network in all.SelectMany(program => program.Networks))
        {
            if (classes.TryGetValue(network.ClassName, out var first))
            {
                findings.Add(Taken(network, first));
            }
            else
            {
                classes.Add(network.ClassName, network);
            }
        }

        return new ProjectOutput(Named(classes.Values).ToEquatableArray(), findings.Distinct().ToEquatableArray());
    }

    // Hosts want names that differ by more than capitals, which the files of some disks do not.
    private static IEnumerable<GeneratedFile> Named(IEnumerable<CompiledNetwork> networks)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var network in networks)
        {
            var name = $"{FileName.Of(network.Place.RelativePath)}.{FileName.Of(network.Name)}";
            var free = name;
            for (var suffix = 2; !taken.Add(free); suffix++)
            {
                free = string.Format(CultureInfo.InvariantCulture, "{0}_{1}", name, suffix);
            }

            yield return new GeneratedFile(free + ".g.cs", network.Code);
        }
    }

    private static Finding Taken(CompiledNetwork network, CompiledNetwork first)
    {
        var start = first.Place.Start;
        var place = string.Format(CultureInfo.InvariantCulture, "{0}({1},{2})", first.Place.RelativePath, start.Line, start.Column);
        var at = network.Place;
        return Finding.Of(Catalog.ClassTaken(Location.OfFile(at.Path), network.Name, network.ClassName.TrimStart('.'), place)) with
        {
            Span = at.Span,
            Start = at.Start,
            End = at.End,
        };
    }
}
