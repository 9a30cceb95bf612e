using Snnc.Compiler.Collections;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Diagnostics;

/// <summary>One finding about a program: code, place, cause, next step.</summary>
/// <param name="Code">For example <c>SNN0304</c>; its page is <c>compiler/docs/diagnostics/SNN0304.md</c>.</param>
/// <param name="Severity">Error, warning or info.</param>
/// <param name="Location">Where.</param>
/// <param name="Message">The cause, in one sentence without a final full stop.</param>
/// <param name="Hint">The next step, or null where the message says it.</param>
public sealed record Diagnostic(string Code, Severity Severity, Location Location, string Message, string? Hint)
{
    /// <summary>Gets other places that explain it.</summary>
    public EquatableArray<RelatedPlace> Related { get; init; } = [];

    /// <summary>Gets a change of the text that mends it, where one is clear.</summary>
    public TextFix? Fix { get; init; }

    /// <summary>Gets a value indicating whether what it marks does nothing: editors fade it.</summary>
    public bool IsUnnecessary { get; init; }
}

/// <summary>A second place, and what it has to do with the first.</summary>
public sealed record RelatedPlace(Location Location, string Message);

/// <summary>Replaces a span of the text.</summary>
public sealed record TextFix(string Title, Location Location, string NewText);
