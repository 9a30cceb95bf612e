using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Snnc.Cli.Files;
using Snnc.Cli.Verbs;
using Snnc.Compiler;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Semantics.Networks;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Tensors;
using Snnc.Compiler.Text;
using Snnc.Import;
using Snnc.Import.Writing;
using Snnc.Tensors;

namespace Snnc.Cli.Programs;

/// <summary>A program of the command line, compiled as far as the graph IR. A .snnir file is one already.</summary>
/// <param name="Text">The file.</param>
/// <param name="Graphs">Its networks.</param>
/// <param name="Tests">Its tests.</param>
/// <param name="Tensors">Where its weights come from.</param>
internal sealed record CompiledProgram(SourceText Text, IReadOnlyList<Graph> Graphs, IReadOnlyList<TestCase> Tests, ITensorResolver Tensors)
{
    private const string IrEnding = ".snnir";
    private readonly Dictionary<string, Location> _places = [];

    /// <summary>Gets the networks with their operators and models by name; none of a .snnir file.</summary>
    public IReadOnlyList<BoundNetwork> Bound { get; init; } = [];

    /// <summary>Gets what was made of the text on the way; null of a .snnir file.</summary>
    public Compilation? Compilation { get; init; }

    /// <summary>Reads and compiles a file, and reports what is wrong with it.</summary>
    /// <exception cref="DiagnosticException">It has errors.</exception>
    public static CompiledProgram Load(string path, VerbContext context)
    {
        var text = SourceFile.Read(path);
        var tensors = new FileTensorResolver();
        return path.EndsWith(IrEnding, StringComparison.OrdinalIgnoreCase) ? ReadIr(text, tensors, context) : Compile(text, tensors, files => files, context);
    }

    /// <summary>Compiles a text in place of the file that its path names, and reports what is wrong with it.</summary>
    /// <param name="sources">What finds the files that it uses, given what finds those beside it.</param>
    /// <exception cref="DiagnosticException">It has errors.</exception>
    public static CompiledProgram Compile(SourceText text, Func<ISourceResolver, ISourceResolver> sources, VerbContext context) =>
        Compile(text, new FileTensorResolver(), sources, context);

    /// <summary>Reads and compiles a file; one of another system is imported first, as it says itself.</summary>
    /// <exception cref="DiagnosticException">It has errors.</exception>
    public static CompiledProgram LoadOrImport(string path, VerbContext context)
    {
        var name = new Identifiers([]).Of(Path.GetFileNameWithoutExtension(path));
        return IsOfAnotherSystem(path) ? Import(path, new ImportOptions(name, Path.ChangeExtension(path, ".npz")), [], context) : Load(path, context);
    }

    /// <summary>Imports a model of another system, and compiles it.</summary>
    /// <param name="readings">Takes how it was read where the file leaves something open.</param>
    /// <exception cref="DiagnosticException">It cannot be imported.</exception>
    public static CompiledProgram Import(string path, ImportOptions options, List<string> readings, VerbContext context)
    {
        var network = ImportCommand.Import(path, options);
        readings.AddRange(network.Readings);
        return Compile(new SourceText(path, network.Text), new NamedArrays(options.WeightsFile, network.Tensors), files => files, context);
    }

    /// <summary>Whether a file is imported, not compiled.</summary>
    public static bool IsOfAnotherSystem(string path) => ModelFile.Endings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>The files that a network's weights are in; those of an imported model are in none.</summary>
    public IEnumerable<string> WeightFiles(Graph graph) => IsOfAnotherSystem(Text.Path) ? []
        : graph.Containers.Where(container => container.Path is not null).Select(container => SourcePath.Combine(container.SourcePath ?? "", container.Path!));

    /// <summary>The networks that a verb works on: the one of this name, or all.</summary>
    /// <exception cref="DiagnosticException">There is none (of this name).</exception>
    public IReadOnlyList<Graph> Networks(string? name)
    {
        if (Graphs.Count == 0)
        {
            throw new DiagnosticException(Catalog.NoNetwork(Text.Path));
        }

        var names = Graphs.Select(graph => graph.Name).ToList();
        return name is null ? Graphs
            : Graphs.FirstOrDefault(graph => graph.Name == name) is { } found ? [found]
            : throw new DiagnosticException(Catalog.UnknownNetwork(Text.Path, name, names, EditDistance.Nearest(name, names)));
    }

    /// <summary>The one network that a verb works on.</summary>
    /// <exception cref="DiagnosticException">There is none (of this name), or several to choose from.</exception>
    public Graph Network(string? name)
    {
        var found = Networks(name);
        return found.Count == 1 ? found[0] : throw new DiagnosticException(Catalog.WhichNetwork(Text.Path, found.Select(graph => graph.Name)));
    }

    /// <summary>Where errors of a network point that have no better place: its name in the program.</summary>
    public Location PlaceOf(Graph graph) => _places.GetValueOrDefault(graph.Name) ?? graph.Location ?? Location.OfFile(Text.Path);

    /// <summary>The same program with its networks changed.</summary>
    public CompiledProgram With(Func<Graph, Graph> change)
    {
        var changed = new CompiledProgram(Text, [.. Graphs.Select(change)], Tests, Tensors);
        foreach (var (network, place) in _places)
        {
            changed._places[network] = place;
        }

        return changed;
    }

    private static CompiledProgram Compile(
        SourceText text, ITensorResolver tensors, Func<ISourceResolver, ISourceResolver> sources, VerbContext context)
    {
        var files = new FileSourceResolver();
        var compilation = Snnc.Compiler.Compilation.Create(text, sources(files), tensors);
        var found = files.Diagnostics.Concat(compilation.Diagnostics).ToList();
        context.Diagnostics.Report(found);
        if (found.Any(d => d.Severity == Severity.Error))
        {
            throw new DiagnosticException(found);
        }

        var program = new CompiledProgram(text, compilation.Graphs, compilation.Tests, tensors) { Bound = compilation.Networks, Compilation = compilation };
        foreach (var network in compilation.Tree.Root.Declarations.OfType<NetworkSyntax>())
        {
            program._places[network.Name.Text] = new Location(text, network.Name.Span);
        }

        return program;
    }

    private static CompiledProgram ReadIr(SourceText text, ITensorResolver tensors, VerbContext context)
    {
        var (graph, found) = IrReader.Read(text);
        context.Diagnostics.Report(found);
        if (graph is null)
        {
            throw new DiagnosticException(found);
        }

        var broken = IrVerifier.Verify(graph);
        return broken.Count > 0 ? throw new DiagnosticException(broken) : new CompiledProgram(text, [graph], [], tensors);
    }
}
