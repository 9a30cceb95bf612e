namespace Snnc.Compiler.Diagnostics;

/// <summary>How much a diagnostic matters.</summary>
public enum Severity
{
    /// <summary>Worth knowing; nothing to do.</summary>
    Info,

    /// <summary>The program has a meaning, but probably not the intended one.</summary>
    Warning,

    /// <summary>The program has no meaning.</summary>
    Error,
}
