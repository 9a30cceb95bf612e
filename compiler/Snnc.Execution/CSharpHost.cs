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
    public static CSharpHost Load(string source, string typeName)
    {
        using var image = new MemoryStream();
        var warnings = Compile(source, typeName, image);
        var context = new AssemblyLoadContext(typeName, isCollectible: true);
        var type = context.LoadFromStream(image).GetType(typeName) ?? throw new EmittedCodeException(typeName, "it holds no network", source);
        return new CSharpHost(source, warnings, FactoryOf(type));
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

    private static IReadOnlyList<string> Compile(string source, string typeName, MemoryStream image)
    {
        var tree = CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Latest, DocumentationMode.Diagnose));
        var result = CSharpCompilation.Create($"{typeName}.Emitted", [tree], PlatformReferences.All, Options).Emit(image);
        if (!result.Success)
        {
            throw new EmittedCodeException(typeName, Describe(result.Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error)), source);
        }

        image.Position = 0;
        return [.. result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Warning).Select(Describe)];
    }

    private static string Describe(Diagnostic error) => $"{error.Id} in line {error.Location.GetLineSpan().StartLinePosition.Line + 1}";
}
