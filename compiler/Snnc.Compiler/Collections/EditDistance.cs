using System;
using System.Collections.Generic;
using System.Linq;

namespace Snnc.Compiler.Collections;

/// <summary>Finds the name that a misspelt one was probably meant to be.</summary>
public static class EditDistance
{
    /// <summary>The candidate nearest to <paramref name="name"/>, or null when none is near enough to be worth offering.</summary>
    public static string? Nearest(string name, IEnumerable<string> candidates) => NearestFirst(name, candidates, 1).FirstOrDefault();

    /// <summary>The candidates near enough to be worth offering, nearest first. Case decides only between those that are equally near without it.</summary>
    public static IReadOnlyList<string> NearestFirst(string name, IEnumerable<string> candidates, int count) =>
        candidates.Distinct()
            .Select(candidate => (candidate, distance: Between(name.ToLowerInvariant(), candidate.ToLowerInvariant())))
            .Where(pair => IsNear(name, pair.candidate, pair.distance))
            .OrderBy(pair => pair.distance).ThenBy(pair => Between(name, pair.candidate)).ThenBy(pair => pair.candidate, StringComparer.Ordinal)
            .Take(count).Select(pair => pair.candidate).ToList();

    // Names that share no letter are not near, however short they are.
    private static bool IsNear(string name, string candidate, int distance) =>
        (distance <= Math.Max(1, Math.Min(name.Length, candidate.Length) / 3) && distance < Math.Max(name.Length, candidate.Length))
        || (name.Length >= 3 && candidate.Contains(name))
        || (candidate.Length >= 3 && name.Contains(candidate));

    /// <summary>Levenshtein's distance, with a swap of neighbours as one edit.</summary>
    public static int Between(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > 64)
        {
            return int.MaxValue;
        }

        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            d[i, 0] = i;
        }

        for (var j = 0; j <= b.Length; j++)
        {
            d[0, j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var change = a[i - 1] == b[j - 1] ? 0 : 1;
                d[i, j] = Math.Min(Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1), d[i - 1, j - 1] + change);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
                }
            }
        }

        return d[a.Length, b.Length];
    }
}
