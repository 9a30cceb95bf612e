using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Semantics.Names;

namespace Snnc.LanguageServer.Queries;

/// <summary>A tensor that a node finds by its label.</summary>
/// <param name="Role">What it is to the node: weight, bias.</param>
/// <param name="Key">Its name in the file.</param>
/// <param name="Weights">The name of the <c>weights</c> declaration.</param>
/// <param name="File">The file.</param>
internal sealed record LabelledTensor(string Role, string Key, string Weights, string File);

/// <summary>Finds the tensors whose names are the label of a node, or begin with the label of an instance.</summary>
internal static class LabelledTensors
{
    /// <summary>Those of a symbol; none of what is no label.</summary>
    public static IReadOnlyList<LabelledTensor> Of(ProgramView view, NameSymbol symbol)
    {
        var nodes = symbol.Kind switch
        {
            NameKind.Node => view.NodesOf(symbol),
            NameKind.Instance => Inside(view, symbol.Name),
            _ => [],
        };
        return
        [
            .. from found in nodes
               from tensor in NodeFacts.TensorsOf(found.Node)
               where tensor.Value.IsKnown && tensor.Value.At == found.Node.At
               let container = found.Network.Containers.First(container => container.Name == tensor.Value.Container)
               select new LabelledTensor(tensor.Key, tensor.Value.Key, container.Name, container.Path ?? ""),
        ];
    }

    private static IReadOnlyList<NetworkNode> Inside(ProgramView view, string instance) =>
    [
        .. view.Compilation.AllNetworks.SelectMany(network => network.Nodes.Select(node => new NetworkNode(network, node)))
            .Where(found => $".{found.Node.Name}".Contains($".{instance}.", System.StringComparison.Ordinal)),
    ];
}
