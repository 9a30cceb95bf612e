using System.Globalization;
using System.Linq;
using Snnc.Import.Nir;

namespace Snnc.Import.Tests.Nir;

/// <summary>A graph as a text, to be compared: nodes by name, edges in order, numbers to nine digits.</summary>
internal static class GraphText
{
    public static string Of(NirGraph graph) => string.Join("\n", [
        .. graph.Nodes.OfType<NirPrimitive>().OrderBy(node => node.Name, System.StringComparer.Ordinal).Select(Of),
        .. graph.Edges.Select(edge => $"{edge.From} -> {edge.To}").Order(System.StringComparer.Ordinal),
    ]);

    private static string Of(NirPrimitive node) =>
        $"{node.Name}: {node.Type} " + string.Join(", ", node.Fields.OrderBy(field => field.Key, System.StringComparer.Ordinal).Select(field => $"{field.Key} {Of(field.Value)}"));

    private static string Of(NirField field) => field.IsText ? field.Text
        : $"{field.Shape} {string.Join(' ', field.Reals.Select(x => x.ToString("G9", CultureInfo.InvariantCulture)))}";
}
