using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler;
using Snnc.Compiler.Syntax;

namespace Snnc.LanguageServer.Documents;

/// <summary>What the compiler says of a document.</summary>
public sealed class Analysis
{
    private readonly AnalysisFiles _files;
    private readonly Lazy<IReadOnlyList<Compiler.Diagnostics.Diagnostic>> _diagnostics;

    private Analysis(Compilation compilation, AnalysisFiles files)
    {
        Compilation = compilation;
        _files = files;
        _diagnostics = new(() => [.. files.Diagnostics, .. compilation.Diagnostics]);
    }

    /// <summary>Gets the program, which is bound when that is first needed.</summary>
    public Compilation Compilation { get; }

    /// <summary>Gets all that was found, in files that it uses too.</summary>
    public IReadOnlyList<Compiler.Diagnostics.Diagnostic> Diagnostics => _diagnostics.Value;

    /// <summary>Gets a value indicating whether the program is bound, and <see cref="Diagnostics"/> and <see cref="Dependencies"/> are there at once.</summary>
    public bool IsComplete => Compilation.IsBound;

    /// <summary>Gets a value indicating whether nothing was found that is an error.</summary>
    public bool IsValid => Diagnostics.All(diagnostic => diagnostic.Severity != Compiler.Diagnostics.Severity.Error);

    /// <summary>Gets the full paths of the files that it names, the missing ones too.</summary>
    public IEnumerable<string> Dependencies => Stamps.Keys;

    /// <summary>Whether it would change if this file did.</summary>
    public bool DependsOn(string path) => Stamps.ContainsKey(path);

    /// <summary>Whether no file has changed on disk since.</summary>
    internal bool IsCurrent() => Stamps.All(pair => FileStamp.Of(pair.Key) == pair.Value);

    /// <summary>Compiles a document.</summary>
    internal static Analysis Of(SyntaxTree tree, AnalysisFiles files) => new(Compilation.Open(tree, files, files), files);

    // Binding looks at files too.
    private IReadOnlyDictionary<string, FileStamp> Stamps
    {
        get
        {
            _ = Diagnostics;
            return _files.Stamps;
        }
    }
}
