using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Semantics.Networks;

namespace Snnc.LanguageServer.Queries;

/// <summary>Networks in words.</summary>
internal static class NetworkText
{
    private const int BytesOfFloat = 4;

    /// <summary>Its size and time in a line.</summary>
    public static string Summary(BoundNetwork network)
    {
        var nodes = network.Nodes.Where(node => !node.IsBlockInput).ToList();
        var parameters = nodes.Sum(NodeFacts.ParametersOf);
        var neurons = nodes.Where(node => node.Operation is BoundPopulation).Sum(node => node.Type.Shape.Size);
        List<string> facts = [$"{Quantity.Count(nodes.Count)} nodes"];
        if (neurons > 0)
        {
            facts.Add($"{Quantity.Count(neurons)} neurons");
        }

        if (parameters > 0)
        {
            facts.Add($"{Quantity.Count(parameters)} parameters ({Quantity.Bytes(parameters * BytesOfFloat)})");
        }

        facts.Add(NodeFacts.TimeOf(network));
        return string.Join(", ", facts);
    }
}
