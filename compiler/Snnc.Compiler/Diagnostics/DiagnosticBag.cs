using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace Snnc.Compiler.Diagnostics;

/// <summary>Collects diagnostics; the same finding at the same place is kept once.</summary>
public sealed class DiagnosticBag : IReadOnlyCollection<Diagnostic>
{
    private readonly List<Diagnostic> _items = [];
    private readonly HashSet<(string Path, int Start, string Code, string Message)> _seen = [];

    /// <inheritdoc/>
    public int Count => _items.Count;

    /// <summary>Gets a value indicating whether the program has no meaning.</summary>
    public bool HasErrors => _items.Any(d => d.Severity == Severity.Error);

    /// <summary>Adds a finding.</summary>
    public void Add(Diagnostic diagnostic)
    {
        if (_seen.Add((diagnostic.Location.Path, diagnostic.Location.Span.Start, diagnostic.Code, diagnostic.Message)))
        {
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
