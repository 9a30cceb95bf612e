using System.Linq;
using Snnc.LanguageServer.Documents;
using Snnc.LanguageServer.Protocol;
using Snnc.LanguageServer.Queries;
using Snnc.LanguageServer.Server;

namespace Snnc.LanguageServer.Features;

/// <summary>The network as a client draws it. While a text has errors, what could be typed of it.</summary>
internal sealed class GraphHandler()
    : DocumentHandler<GraphParams, GraphResult>("snn/graph", ProtocolJson.Default.GraphParams, ProtocolJson.Default.GraphResult)
{
    /// <inheritdoc/>
    protected override GraphResult Handle(DocumentSnapshot document, GraphParams parameters, RequestContext context)
    {
        var drawn = GraphQuery.Run(ProgramView.Of(document.Compilation), parameters.Network, RecordedRates.Beside(document.Path));
        var lines = new PlaceMap(document, context.Workspace);
        return new GraphResult(
            drawn.Networks, drawn.Name, drawn.Summary, [.. drawn.Nodes.Select(node => Node(node, lines))],
            [.. drawn.Edges.Select(edge => new GraphEdge(edge.From, edge.To, edge.Shape, edge.Kind, edge.Delay))]);
    }

    private static GraphNode Node(DrawnNode node, PlaceMap places)
    {
        var at = places.Of(node.At);
        return new GraphNode(node.Id, node.Name, node.Op, node.Kind, node.Shape, at.Uri, at.Range, node.Summary, node.Rate);
    }
}
