using System.IO;
using Snnc.LanguageServer.Documents;

namespace Snnc.LanguageServer.Tests.Clients;

/// <summary>Reads programs from disk.</summary>
internal sealed class DiskReader : ISourceReader
{
    public SourceReading Read(string path) => new(File.Exists(path) ? File.ReadAllText(path) : null, []);
}
