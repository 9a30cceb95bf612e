using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler;
using Snnc.Compiler.Syntax;

namespace Snnc.LanguageServer.Documents;

/// <summary>What the compiler says of a document.</summary>
public sealed class Analysis
{
    private readonly IReadOnlyDictionary<string, FileStamp> _stamps;

    private Analysis(Compilation compilation, AnalysisFiles files)
    {
        Compilation = compilation;
        Diagnostics = [.. files.Diagnostics, .. compilation.Diagnostics];
        _stamps = files.Stamps;
    }

    /// <summary>Gets the program.</summary>
    public Compilation Compilation { get; }

    /// <summary>Gets all that was found, in files that it uses too.</summary>
    public IReadOnlyList<Compiler.Diagnostics.Diagnostic> Diagnostics { get; }

    /// <summary>Gets a value indicating whether nothing was found that is an error.</summary>
    public bool IsValid => Diagnostics.All(diagnostic => diagnostic.Severity != Compiler.Diagnostics.Severity.Error);

    /// <summary>Gets the full paths of the files that it names, the missing ones too.</summary>
    public IEnumerable<string> Dependencies => _stamps.Keys;

    /// <summary>Whether it would change if this file did.</summary>
    public bool DependsOn(string path) => _stamps.ContainsKey(path);

    /// <summary>Whether no file has changed on disk since.</summary>
    internal bool IsCurrent() => _stamps.All(pair => FileStamp.Of(pair.Key) == pair.Value);

    /// <summary>Compiles a document.</summary>
    internal static Analysis Of(SyntaxTree tree, AnalysisFiles files) => new(Compilation.Create(tree, files, files), files);
}
