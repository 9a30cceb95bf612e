using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Snnc.Architecture.Tests;

/// <summary>A place in Snnc.Compiler that names a type or imports a namespace.</summary>
/// <param name="At">File and line.</param>
/// <param name="Folder">The stage that the file belongs to, or empty at the project's root.</param>
/// <param name="Namespace">The full name of the namespace that is used.</param>
/// <param name="Name">The full name of the type that is used, or of the namespace.</param>
internal sealed record TypeUse(string At, string Folder, string Namespace, string Name)
{
    private const string Project = "compiler/Snnc.Compiler/";

    private static readonly Lazy<IReadOnlyList<TypeUse>> Uses = new(() => Collect().ToList());

    /// <summary>Gets all of them. Names are bound, so that a property called <c>Targets</c> is not taken for the stage.</summary>
    public static IReadOnlyList<TypeUse> All => Uses.Value;

    public static IEnumerable<SourceFile> Files => SourceFile.All.Where(f => f.Path.StartsWith(Project, StringComparison.Ordinal));

    public static string FolderOf(SourceFile file)
    {
        var rest = file.Path[Project.Length..];
        return rest.Contains('/') ? rest[..rest.IndexOf('/')] : "";
    }

    private static IEnumerable<TypeUse> Collect()
    {
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(p => Path.GetFileName(p) != "Snnc.Compiler.dll")
            .Select(p => MetadataReference.CreateFromFile(p));
        var compilation = CSharpCompilation.Create("Sources", Files.Select(f => f.Tree), platform);

        return Files.SelectMany(file => Collect(file, compilation.GetSemanticModel(file.Tree))).Distinct();
    }

    private static IEnumerable<TypeUse> Collect(SourceFile file, SemanticModel model)
    {
        foreach (var name in file.Root.DescendantNodes().OfType<SimpleNameSyntax>())
        {
            // Of a name with dots only the last part says what is used; a namespace by itself is used by an import alone.
            ISymbol? used = model.GetSymbolInfo(name).Symbol switch
            {
                INamedTypeSymbol type => type,
                IMethodSymbol { MethodKind: MethodKind.Constructor } constructor => constructor.ContainingType,
                INamespaceSymbol space when IsWholeImport(name) => space,
                _ => null,
            };
            if (used is not null)
            {
                yield return new(file.At(name), FolderOf(file), NamespaceOf(used), used.OriginalDefinition.ToDisplayString());
            }
        }
    }

    private static bool IsWholeImport(SimpleNameSyntax name) =>
        name.Parent is UsingDirectiveSyntax || (name.Parent is QualifiedNameSyntax { Parent: UsingDirectiveSyntax } whole && whole.Right == name);

    private static string NamespaceOf(ISymbol symbol) =>
        (symbol is INamespaceSymbol ? symbol : symbol.ContainingNamespace)?.ToDisplayString() ?? "";
}
