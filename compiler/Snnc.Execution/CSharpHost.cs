using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Snnc.Runtime;

namespace Snnc.Execution;

/// <summary>
/// Emitted C# compiled in memory, and the factory of the network in it. Its code is unloaded when neither it nor a network of it is in use.
/// </summary>
public sealed class CSharpHost
{
    private static readonly CSharpCompilationOptions Options = new(
        OutputKind.DynamicallyLinkedLibrary,
        optimizationLevel: OptimizationLevel.Release,
        allowUnsafe: true,
        deterministic: true,
        nullableContextOptions: NullableContextOptions.Enable);

    private readonly Func<IWeightSource, INetwork> _load;

    private CSharpHost(string source, IReadOnlyList<string> warnings, Func<IWeightSource, INetwork> load)
    {
        Source = source;
        Warnings = warnings;
        _load = load;
    }

    /// <summary>Gets the text that was compiled.</summary>
    public string Source { get; }

    /// <summary>Gets what the C# compiler warns of: nothing, if the emitter is right.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Compiles the text of one network.</summary>
    /// <param name="source">What the C# emitter gave.</param>
    /// <param name="typeName">The full name of the class.</param>
    /// <exception cref="EmittedCodeException">It does not compile.</exception>
    public static CSharpHost Load(string source, string typeName) => LoadAll([(source, typeName)])[0];

    /// <summary>Compiles the texts of networks at once, which takes less time than one after the other. Their code is unloaded together too.</summary>
    /// <param name="networks">What the C# emitter gave, and the full names of the classes, no two of which are the same.</param>
    /// <exception cref="EmittedCodeException">One does not compile.</exception>
    public static IReadOnlyList<CSharpHost> LoadAll(IReadOnlyList<(string Source, string TypeName)> networks)
    {
        if (networks.Count == 0)
        {
            return [];
        }

        using var image = new MemoryStream();
        var name = networks[0].TypeName;
        var warnings = Compile(networks, $"{name}.Emitted", image);
        var assembly = new AssemblyLoadContext(name, isCollectible: true).LoadFromStream(image);
        return [.. networks.Zip(warnings, (network, ofNetwork) =>
        {
            var type = assembly.GetType(network.TypeName) ?? throw new EmittedCodeException(network.TypeName, "it holds no network", network.Source);
            return new CSharpHost(network.Source, ofNetwork, FactoryOf(type));
        })];
    }

    /// <summary>Makes a network.</summary>
    /// <exception cref="SnncRunException">The weights are not what it was compiled for.</exception>
    public INetwork Create(IWeightSource weights) => _load(weights);

    // A network without weights needs no source of them.
    private static Func<IWeightSource, INetwork> FactoryOf(Type type)
    {
        if (type.GetMethod("Load", [typeof(IWeightSource)]) is { } method)
        {
            return method.CreateDelegate<Func<IWeightSource, INetwork>>();
        }

        var load = type.GetMethod("Load", Type.EmptyTypes)!.CreateDelegate<Func<INetwork>>();
        return _ => load();
    }

    // The warnings of each.
    private static IReadOnlyList<IReadOnlyList<string>> Compile(
        IReadOnlyList<(string Source, string TypeName)> networks, string assembly, MemoryStream image)
    {
        var options = new CSharpParseOptions(LanguageVersion.Latest, DocumentationMode.Diagnose);
        var trees = networks.Select(network => CSharpSyntaxTree.ParseText(network.Source, options)).ToList();
        var result = CSharpCompilation.Create(assembly, trees, PlatformReferences.All, Options).Emit(image);
        if (!result.Success)
        {
            var error = result.Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error);
            var (source, typeName) = networks[Math.Max(0, trees.FindIndex(tree => tree == error.Location.SourceTree))];
            throw new EmittedCodeException(typeName, Describe(error), source);
        }

        image.Position = 0;
        var warnings = result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Warning).ToLookup(d => d.Location.SourceTree, Describe);
        return [.. trees.Select(tree => warnings[tree].ToList())];
    }

    private static string Describe(Diagnostic error) => $"{error.Id} in line {error.Location.GetLineSpan().StartLinePosition.Line + 1}";
}
