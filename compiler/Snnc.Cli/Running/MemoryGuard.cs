using System;
using System.Linq;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Ir.Interpretation;
using Snnc.Compiler.Text;

namespace Snnc.Cli.Running;

/// <summary>Turns running out of memory into a diagnostic about the network that needs so much.</summary>
internal static class MemoryGuard
{
    private const double BytesPerNumber = 4;

    /// <summary>Refuses a network whose values alone take more than there is, before anything is made for it.</summary>
    /// <exception cref="DiagnosticException">It is too large.</exception>
    public static void Check(Graph graph, Location place)
    {
        var byName = graph.Nodes.ToDictionary(node => node.Name);
        var given = graph.Nodes.Where(node => node.Op is InputOp).Concat(graph.Outputs.Select(output => byName[output.Value.Node]));
        var arrays = given.Select(node => (double)node.Type.Shape.Size * (node.Type.Kind == ValueKind.Frame ? 1 : graph.Time.Steps ?? 1)).ToList();
        var numbers = arrays.Sum() + graph.Nodes.Sum(node => (double)node.Type.Shape.Size) + graph.Constants.Sum(constant => (double)constant.Shape.Size);
        if (arrays.Any(length => length > Array.MaxLength) || numbers * BytesPerNumber > GC.GetGCMemoryInfo().TotalAvailableMemoryBytes)
        {
            throw new DiagnosticException(Catalog.TooLarge(place, graph.Name));
        }
    }

    /// <summary>Makes something that takes memory by the network's size.</summary>
    /// <exception cref="DiagnosticException">There is not enough, or an array cannot be so long.</exception>
    public static T Run<T>(string network, Location place, Func<T> make)
    {
        try
        {
            return make();
        }
        catch (Exception e) when (e is OutOfMemoryException or OverflowException or RunException)
        {
            throw new DiagnosticException(Catalog.TooLarge(place, network));
        }
    }
}
