using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Lowering;
using Snnc.Compiler.Semantics;
using Snnc.Compiler.Semantics.Names;
using Snnc.Compiler.Semantics.Networks;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Tensors;
using Snnc.Compiler.Text;

namespace Snnc.Compiler;

/// <summary>
/// A program from text to graphs: the front end as one function. It exists for every text; what is wrong with the text is in
/// <see cref="Diagnostics"/>, and then there are no graphs. May be used from several threads.
/// </summary>
public sealed class Compilation
{
    private static readonly Lazy<SyntaxTree> Prelude = new(() => SyntaxTree.Parse(StandardLibrary.Prelude));

    private readonly ProgramNames _names;
    private readonly ProgramContext _context;
    private readonly Lazy<BoundProgram> _bound;
    private readonly Lazy<IReadOnlyList<Graph>> _graphs;
    private readonly Lazy<IReadOnlyList<TestCase>> _tests;

    private Compilation(ProgramFile file, ProgramContext context)
    {
        Tree = file.Tree;
        _bound = new(() => Bind(file, context));
        _graphs = new(() => Networks.Select(NetworkLowering.Lower).ToList());
        _tests = new(() => HasErrors ? [] : _bound.Value.Tests.Select(TestLowering.Lower).ToList());
        _names = new ProgramNames(file);
        _context = context;
    }

    /// <summary>Gets the tree of the file itself.</summary>
    public SyntaxTree Tree { get; }

    /// <summary>Gets what was found in this file and those that it uses, by file and place.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics => _bound.Value.Diagnostics;

    /// <summary>Gets a value indicating whether the program has no meaning.</summary>
    public bool HasErrors => _bound.Value.HasErrors;

    /// <summary>Gets a value indicating whether types, shapes and diagnostics have been found already.</summary>
    public bool IsBound => _bound.IsValueCreated;

    /// <summary>Gets each network of the file with its operators and models by name, before it is lowered; none when there are errors.</summary>
    public IReadOnlyList<BoundNetwork> Networks => HasErrors ? [] : AllNetworks;

    /// <summary>Gets each network of the file with the nodes and outputs that could be typed: all of them unless there are errors.</summary>
    public IReadOnlyList<BoundNetwork> AllNetworks => _bound.Value.Networks;

    /// <summary>Gets the trees of the file, of those that it uses, and, last, of the prelude.</summary>
    public IEnumerable<SyntaxTree> Trees => _names.Trees;

    /// <summary>Gets a graph for each network of the file, in its order; none when there are errors.</summary>
    public IReadOnlyList<Graph> Graphs => _graphs.Value;

    /// <summary>Gets the tests of the file; none when there are errors.</summary>
    public IReadOnlyList<TestCase> Tests => _tests.Value;

    /// <summary>Compiles a text.</summary>
    /// <param name="text">The program.</param>
    /// <param name="sources">Finds the files that it uses; the library is found without it.</param>
    /// <param name="tensors">Opens the containers that it names.</param>
    public static Compilation Create(SourceText text, ISourceResolver sources, ITensorResolver tensors) =>
        Create(SyntaxTree.Parse(text), sources, tensors);

    /// <summary>Compiles a text that has been parsed.</summary>
    /// <param name="tree">The program.</param>
    /// <param name="sources">Finds the files that it uses; the library is found without it.</param>
    /// <param name="tensors">Opens the containers that it names.</param>
    public static Compilation Create(SyntaxTree tree, ISourceResolver sources, ITensorResolver tensors)
    {
        var compilation = Open(tree, sources, tensors);
        _ = compilation._bound.Value;
        return compilation;
    }

    /// <summary>
    /// A program whose files are read at once, and which is bound when something is first asked for that is more than what its names mean. What opens
    /// containers is used then, and must be there until then.
    /// </summary>
    /// <param name="tree">The program.</param>
    /// <param name="sources">Finds the files that it uses; the library is found without it.</param>
    /// <param name="tensors">Opens the containers that it names.</param>
    public static Compilation Open(SyntaxTree tree, ISourceResolver sources, ITensorResolver tensors)
    {
        var bag = new DiagnosticBag();
        var file = ProgramFile.Load(tree, Prelude.Value, StandardLibrary.Behind(sources), bag);
        return new Compilation(file, new ProgramContext(bag, tensors));
    }

    /// <summary>What the names in one of the <see cref="Trees"/> mean, also where the program has errors.</summary>
    public NameTable NamesOf(SyntaxTree tree) => _names.Of(tree);

    /// <summary>The model that a symbol stands for; null for one that is not of a neuron model of this program.</summary>
    public BoundModel? ModelOf(NameSymbol symbol)
    {
        _ = _bound.Value;
        lock (_context)
        {
            return _names.DefinitionOf(symbol) is { Syntax: NeuronSyntax } definition ? _context.Model(definition) : null;
        }
    }

    private static BoundProgram Bind(ProgramFile file, ProgramContext context)
    {
        foreach (var used in file.WithUses())
        {
            context.BindAll(used);
        }

        var declarations = file.Tree.Root.Declarations;
        var networks = declarations.OfType<NetworkSyntax>().Select(network => new NetworkBinder(file, context).Bind(network)).ToList();
        var binder = new TestBinder(file, context);
        var tests = declarations.OfType<TestSyntax>().Select(test => binder.Bind(test, networks)).OfType<BoundTest>().ToList();
        return new BoundProgram(networks, tests, InOrder(context.Bag, file.Tree.Text.Path), context.Bag.HasErrors);
    }

    private static IReadOnlyList<Diagnostic> InOrder(DiagnosticBag bag, string path) =>
        bag.OrderBy(d => d.Location.Path == path ? 0 : 1)
            .ThenBy(d => d.Location.Path, StringComparer.Ordinal)
            .ThenBy(d => d.Location.Span.Start).ToList();

    private sealed record BoundProgram(
        IReadOnlyList<BoundNetwork> Networks, IReadOnlyList<BoundTest> Tests, IReadOnlyList<Diagnostic> Diagnostics, bool HasErrors);
}
