using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Lowering;
using Snnc.Compiler.Semantics.Networks;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Tensors;
using Snnc.Compiler.Text;

namespace Snnc.Compiler;

/// <summary>
/// A program from text to graphs: the front end as one function. It exists for every text; what is wrong with the text is in
/// <see cref="Diagnostics"/>, and then there are no graphs.
/// </summary>
public sealed class Compilation
{
    private static readonly System.Lazy<SyntaxTree> Prelude = new(() => SyntaxTree.Parse(StandardLibrary.Prelude));

    private Compilation(
        SyntaxTree tree,
        IReadOnlyList<Diagnostic> diagnostics,
        IReadOnlyList<BoundNetwork> networks,
        IReadOnlyList<Graph> graphs,
        IReadOnlyList<TestCase> tests)
    {
        Tree = tree;
        Diagnostics = diagnostics;
        Networks = networks;
        Graphs = graphs;
        Tests = tests;
    }

    /// <summary>Gets the tree of the file itself.</summary>
    public SyntaxTree Tree { get; }

    /// <summary>Gets what was found in this file and those that it uses, by file and place.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    /// <summary>Gets a value indicating whether the program has no meaning.</summary>
    public bool HasErrors => Diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error);

    /// <summary>Gets each network of the file with its operators and models by name, before it is lowered; none when there are errors.</summary>
    public IReadOnlyList<BoundNetwork> Networks { get; }

    /// <summary>Gets a graph for each network of the file, in its order; none when there are errors.</summary>
    public IReadOnlyList<Graph> Graphs { get; }

    /// <summary>Gets the tests of the file; none when there are errors.</summary>
    public IReadOnlyList<TestCase> Tests { get; }

    /// <summary>Compiles a text.</summary>
    /// <param name="text">The program.</param>
    /// <param name="sources">Finds the files that it uses; the library is found without it.</param>
    /// <param name="tensors">Opens the containers that it names.</param>
    public static Compilation Create(SourceText text, ISourceResolver sources, ITensorResolver tensors)
    {
        var bag = new DiagnosticBag();
        var tree = SyntaxTree.Parse(text);
        var file = ProgramFile.Load(tree, Prelude.Value, StandardLibrary.Behind(sources), bag);
        var context = new ProgramContext(bag, tensors);
        foreach (var used in file.WithUses())
        {
            context.BindAll(used);
        }

        var networks = tree.Root.Declarations.OfType<NetworkSyntax>().Select(network => new NetworkBinder(file, context).Bind(network)).ToList();
        var binder = new TestBinder(file, context);
        var tests = tree.Root.Declarations.OfType<TestSyntax>().Select(test => binder.Bind(test, networks)).OfType<BoundTest>().ToList();
        return new Compilation(
            tree,
            InOrder(bag, text.Path),
            bag.HasErrors ? [] : networks,
            bag.HasErrors ? [] : networks.Select(NetworkLowering.Lower).ToList(),
            bag.HasErrors ? [] : tests.Select(TestLowering.Lower).ToList());
    }

    private static IReadOnlyList<Diagnostic> InOrder(DiagnosticBag bag, string path) =>
        bag.OrderBy(d => d.Location.Path == path ? 0 : 1)
            .ThenBy(d => d.Location.Path, System.StringComparer.Ordinal)
            .ThenBy(d => d.Location.Span.Start).ToList();
}
