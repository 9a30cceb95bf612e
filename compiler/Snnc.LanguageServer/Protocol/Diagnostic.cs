using System.Collections.Generic;

namespace Snnc.LanguageServer.Protocol;

/// <summary>How much a diagnostic matters.</summary>
public enum DiagnosticSeverity
{
    /// <summary>The program has no meaning.</summary>
    Error = 1,

    /// <summary>It has one, but probably not the intended one.</summary>
    Warning = 2,

    /// <summary>Worth knowing.</summary>
    Information = 3,
}

/// <summary>How a client may draw what a diagnostic marks.</summary>
public enum DiagnosticTag
{
    /// <summary>Faded out.</summary>
    Unnecessary = 1,
}

/// <summary>One finding.</summary>
public sealed record Diagnostic(Range Range, DiagnosticSeverity Severity, string Code, string Source, string Message)
{
    /// <summary>Gets where the code is explained.</summary>
    public CodeDescription? CodeDescription { get; init; }

    /// <summary>Gets other places that explain it.</summary>
    public IReadOnlyList<RelatedInformation>? RelatedInformation { get; init; }

    /// <summary>Gets how it is drawn.</summary>
    public IReadOnlyList<DiagnosticTag>? Tags { get; init; }
}

/// <summary>A link to the page of a diagnostic.</summary>
public sealed record CodeDescription(string Href);

/// <summary>A second place, and what it has to do with the first.</summary>
public sealed record RelatedInformation(Location Location, string Message);

/// <summary>Of <c>textDocument/publishDiagnostics</c>.</summary>
public sealed record PublishDiagnosticsParams(string Uri, IReadOnlyList<Diagnostic> Diagnostics, int? Version = null);

/// <summary>What <c>textDocument/diagnostic</c> answers.</summary>
public sealed record DocumentDiagnosticReport(string Kind, IReadOnlyList<Diagnostic> Items);
