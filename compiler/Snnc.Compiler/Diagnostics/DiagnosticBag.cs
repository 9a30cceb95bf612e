using System.Collections;
using System.Collections.Generic;
using System.Text.RegularExpressions;

namespace Snnc.Compiler.Diagnostics;

/// <summary>Collects diagnostics; the same finding at the same place is kept once.</summary>
public sealed class DiagnosticBag : IReadOnlyCollection<Diagnostic>
{
    private static readonly Regex InstanceNames = new(@"'(?:\w+\.)+(?=\w)");

    private readonly List<Diagnostic> _items = [];
    private readonly HashSet<(string Path, int Start, string Code, string Message)> _seen = [];

    /// <inheritdoc/>
    public int Count => _items.Count;

    /// <summary>Gets the number of errors.</summary>
    public int ErrorCount { get; private set; }

    /// <summary>Gets a value indicating whether the program has no meaning.</summary>
    public bool HasErrors => ErrorCount > 0;

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
