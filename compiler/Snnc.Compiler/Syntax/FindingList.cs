using System;
using System.Collections.Generic;
using Snnc.Compiler.Diagnostics;

namespace Snnc.Compiler.Syntax;

/// <summary>An immutable list of diagnostics that shares its older part with the lists it grew from.</summary>
internal sealed class FindingList(Diagnostic newest, FindingList? older)
{
    /// <summary>Gets the number of findings.</summary>
    public int Count { get; } = (older?.Count ?? 0) + 1;

    /// <summary>The findings, the newest first.</summary>
    public static IEnumerable<Diagnostic> NewestFirst(FindingList? list)
    {
        for (; list is not null; list = list.Older)
        {
            yield return list.Newest;
        }
    }

    /// <summary>What a list has more than the one that it grew from, the oldest first.</summary>
    public static IReadOnlyList<Diagnostic> Since(FindingList? list, FindingList? older)
    {
        if (list == older)
        {
            return Array.Empty<Diagnostic>();
        }

        var found = new List<Diagnostic>();
        for (; list is not null && list != older; list = list.Older)
        {
            found.Add(list.Newest);
        }

        found.Reverse();
        return found;
    }

    private Diagnostic Newest { get; } = newest;

    private FindingList? Older { get; } = older;
}
