using System.Collections.Generic;

namespace Snnc.LanguageServer.Protocol;

/// <summary>Of <c>snn/graph</c>: draws a network of a document, the first where none is named.</summary>
public sealed record GraphParams(TextDocumentIdentifier TextDocument, string? Network = null) : IDocumentParams;

/// <summary>A drawn network, and the names of all networks of the document.</summary>
public sealed record GraphResult(
    IReadOnlyList<string> Networks, string? Name, string? Summary, IReadOnlyList<GraphNode> Nodes, IReadOnlyList<GraphEdge> Edges);

/// <summary>A node of a drawn network.</summary>
/// <param name="Kind"><c>ann</c>, <c>snn</c>, <c>convert</c>, <c>input</c> or <c>output</c>.</param>
/// <param name="Uri">The document that <see cref="Range"/> is of: another one for what is inside of a block of a used file.</param>
/// <param name="Rate">Spikes per neuron and step, recorded or expected.</param>
public sealed record GraphNode(
    string Id, string Name, string Op, string Kind, string Shape, string Uri, Range Range, string Summary, double? Rate = null);

/// <summary>An edge of a drawn network.</summary>
/// <param name="Kind"><c>frame</c>, <c>signal</c> or <c>spikes</c>.</param>
/// <param name="Delay">In words.</param>
public sealed record GraphEdge(string From, string To, string Shape, string Kind, string? Delay = null);
