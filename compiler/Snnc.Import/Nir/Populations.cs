using System.Linq;
using Snnc.Compiler.Tensors;

namespace Snnc.Import.Nir;

/// <summary>What the fields that have a value for each element say about a node's shape.</summary>
internal static class Populations
{
    /// <summary>The common shape of the fields.</summary>
    /// <exception cref="ImportException">They have none.</exception>
    public static Shape ParameterShape(NirPrimitive node)
    {
        var shape = Shape.Scalar;
        foreach (var field in NirSchema.ParametersOf(node.Type).Where(node.Fields.ContainsKey))
        {
            shape = Shape.Broadcast(shape, node[field].Shape) ?? throw new ImportException(
                $"the fields of '{node.Name}' ({node.Type}) have the shapes {List(node)}, which do not fit together");
        }

        return shape;
    }

    /// <summary>Whether values of this shape go with elements of that one, leading axes of size 1 aside.</summary>
    public static bool Fits(Shape values, Shape elements) => elements.Equals(Shape.Broadcast(Squeezed(values, elements.Rank), elements));

    /// <summary>The shape without leading axes of size 1 beyond a rank.</summary>
    public static Shape Squeezed(Shape shape, int rank)
    {
        var extra = shape.Take(System.Math.Max(0, shape.Rank - rank)).TakeWhile(extent => extent == 1).Count();
        return Shape.Of(shape.Skip(extra));
    }

    private static string List(NirPrimitive node) =>
        string.Join(", ", NirSchema.ParametersOf(node.Type).Where(node.Fields.ContainsKey).Select(field => $"{field} {node[field].Shape}"));
}
