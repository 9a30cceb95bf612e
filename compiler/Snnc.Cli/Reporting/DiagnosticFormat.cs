namespace Snnc.Cli.Reporting;

/// <summary>How diagnostics are written.</summary>
internal enum DiagnosticFormat
{
    /// <summary>For people: MSBuild's line, the source line, a caret, the hint.</summary>
    Text,

    /// <summary>One JSON object at the end.</summary>
    Json,

    /// <summary>A SARIF 2.1.0 log at the end.</summary>
    Sarif,
}
