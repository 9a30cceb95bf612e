using System;

namespace Snnc.Import;

/// <summary>A model cannot be imported or exported: what is wrong with it, and what to do.</summary>
/// <param name="message">The cause, naming the place in the model: a sentence that starts in lower case, without a full stop.</param>
/// <param name="hint">The next step, or null.</param>
public sealed class ImportException(string message, string? hint = null) : Exception(message)
{
    /// <summary>Gets the next step, or null.</summary>
    public string? Hint { get; } = hint;
}
