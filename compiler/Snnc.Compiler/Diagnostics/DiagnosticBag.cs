using System.Collections;
using System.Collections.Generic;
using System.Text.RegularExpressions;
using Snnc.Compiler.Collections;

namespace Snnc.Compiler.Diagnostics;

/// <summary>Collects diagnostics; the same finding at the same place is kept once.</summary>
public sealed class DiagnosticBag : IReadOnlyCollection<Diagnostic>
{
    private const int MostSuggestions = 100;

    private static readonly Regex InstanceNames = new(@"'(?:\w+\.)+(?=\w)");

    private readonly List<Diagnostic> _items = [];
    private readonly HashSet<(string Path, int Start, string Code, string Message)> _seen = [];

    /// <inheritdoc/>
    public int Count => _items.Count;

    /// <summary>Gets the number of errors.</summary>
    public int ErrorCount { get; private set; }

    /// <summary>Gets a value indicating whether the program has no meaning.</summary>
    public bool HasErrors => ErrorCount > 0;

    /// <summary>
    /// The name that a misspelt one was probably meant to be, or null. Only the first errors of a file get one: a look at all names for each of
    /// thousands of errors would take long, and nobody reads them.
    /// </summary>
    public string? Nearest(string name, IEnumerable<string> candidates)
    {
        var near = Nearest(name, candidates, 1);
        return near.Count > 0 ? near[0] : null;
    }

    /// <summary>Several such names, nearest first; none as said there.</summary>
    public IReadOnlyList<string> Nearest(string name, IEnumerable<string> candidates, int count) =>
        ErrorCount < MostSuggestions ? EditDistance.NearestFirst(name, candidates, count) : [];

    /// <summary>Adds a finding.</summary>
    public void Add(Diagnostic diagnostic)
    {
        // What is wrong in a block is wrong in each of its instances, r1.fc and r2.fc: that is one mistake.
        var message = InstanceNames.Replace(diagnostic.Message, "'");
        if (_seen.Add((diagnostic.Location.Path, diagnostic.Location.Span.Start, diagnostic.Code, message)))
        {
            ErrorCount += diagnostic.Severity == Severity.Error ? 1 : 0;
            _items.Add(diagnostic);
        }
    }

    /// <summary>Adds several findings.</summary>
    public void AddRange(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
        {
            Add(diagnostic);
        }
    }

    /// <inheritdoc/>
    public IEnumerator<Diagnostic> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
