using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using Snnc.Compiler;
using Snnc.Compiler.Semantics.Names;
using Snnc.Compiler.Semantics.Networks;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Tensors;
using Snnc.Compiler.Text;

namespace Snnc.LanguageServer.Queries;

/// <summary>A node of one of the program's networks.</summary>
/// <param name="Network">The network.</param>
/// <param name="Node">The node.</param>
internal sealed record NetworkNode(BoundNetwork Network, BoundNode Node);

/// <summary>A compilation as queries look at it: what stands where. May be used from several threads.</summary>
internal sealed class ProgramView
{
    private static readonly ConditionalWeakTable<Compilation, ProgramView> Views = [];

    // Made when a node is first asked for: what names mean is known without binding the program.
    private readonly Lazy<ILookup<(string Path, int Start), NetworkNode>> _nodes;
    private readonly Lazy<Dictionary<(string Network, string Node), BoundNode>> _byName;

    private ProgramView(Compilation compilation)
    {
        Compilation = compilation;
        _nodes = new(() => Nodes().ToLookup(node => (node.Node.At.Path, node.Node.At.Span.Start)));
        _byName = new(ByName);
    }

    /// <summary>Gets the compilation.</summary>
    public Compilation Compilation { get; }

    /// <summary>Gets the tree of the file itself.</summary>
    public SyntaxTree Tree => Compilation.Tree;

    /// <summary>Gets the text of the file itself.</summary>
    public SourceText Text => Tree.Text;

    /// <summary>Gets what the names of the file mean.</summary>
    public NameTable Names => Compilation.NamesOf(Tree);

    /// <summary>The view of a compilation: made once.</summary>
    public static ProgramView Of(Compilation compilation) => Views.GetValue(compilation, made => new ProgramView(made));

    /// <summary>The nodes that a place in the file makes: several where it is in a block of several instances, none where it could not be typed.</summary>
    public IReadOnlyList<NetworkNode> NodesAt(int start) => NodesAt(Text.Path, start);

    /// <summary>The nodes that a place makes.</summary>
    public IReadOnlyList<NetworkNode> NodesAt(string path, int start) => [.. _nodes.Value[(path, start)]];

    /// <summary>The nodes that a symbol stands for: of a label or an input.</summary>
    public IReadOnlyList<NetworkNode> NodesOf(NameSymbol symbol) => symbol is { IsNode: true, At: { } at } ? NodesAt(at.Path, at.Span.Start) : [];

    /// <summary>The node of that name, or null.</summary>
    public BoundNode? Find(BoundNetwork network, string name) => _byName.Value.GetValueOrDefault((network.Name, name));

    /// <summary>What an edge carries; null where the node that it comes from could not be typed.</summary>
    public NetType? TypeOf(BoundNetwork network, BoundEdge edge) => Find(network, edge.From) is not { } from ? null
        : edge.State is null ? from.Type
        : from.Type with { Kind = TimeKind.Signal };

    /// <summary>The network that a declaration makes, or null.</summary>
    public BoundNetwork? NetworkOf(SyntaxNode? syntax)
    {
        var index = Tree.Root.Declarations.OfType<NetworkSyntax>().TakeWhile(network => network.Span != syntax?.Span).Count();
        return index < Compilation.AllNetworks.Count ? Compilation.AllNetworks[index] : null;
    }

    /// <summary>What a file of tensors holds, or null where it cannot be read.</summary>
    public static IReadOnlyList<TensorInfo>? TensorsOf(ITensorResolver tensors, string sourcePath, string reference)
    {
        try
        {
            return tensors.Open(sourcePath, reference).Tensors;
        }
        catch (TensorFormatException)
        {
            return null;
        }
    }

    private IEnumerable<NetworkNode> Nodes() =>
        Compilation.AllNetworks.SelectMany(network => network.Nodes.Select(node => new NetworkNode(network, node)));

    private Dictionary<(string Network, string Node), BoundNode> ByName()
    {
        var nodes = new Dictionary<(string Network, string Node), BoundNode>();
        foreach (var (network, node) in Nodes())
        {
            nodes.TryAdd((network.Name, node.Name), node);
        }

        return nodes;
    }
}
