using System.Collections.Generic;

namespace Snnc.LanguageServer.Documents;

/// <summary>Reads programs from disk.</summary>
public interface ISourceReader
{
    /// <summary>Reads a file.</summary>
    SourceReading Read(string path);
}

/// <summary>What reading a file has brought.</summary>
/// <param name="Content">Its text; null where there is no such file, or it cannot be read.</param>
/// <param name="Diagnostics">Why it cannot be read.</param>
public sealed record SourceReading(string? Content, IReadOnlyList<Compiler.Diagnostics.Diagnostic> Diagnostics);
