using System.IO;
using Snnc.Cli.Files;
using Snnc.Compiler.Diagnostics;
using Snnc.LanguageServer.Documents;

namespace Snnc.Cli.Editing;

/// <summary>Reads programs for the language server as every verb reads them.</summary>
internal sealed class SourceFileReader : ISourceReader
{
    /// <inheritdoc/>
    public SourceReading Read(string path)
    {
        if (!File.Exists(path) && !Directory.Exists(path))
        {
            return new SourceReading(null, []);
        }

        try
        {
            return new SourceReading(SourceFile.ReadContent(path), []);
        }
        catch (DiagnosticException e)
        {
            return new SourceReading(null, e.Diagnostics);
        }
    }
}
