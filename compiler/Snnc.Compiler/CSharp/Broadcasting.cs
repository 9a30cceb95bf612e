using System.Collections.Generic;
using Snnc.Compiler.Tensors;

namespace Snnc.Compiler.CSharp;

/// <summary>Where an element of a result finds its operand under NumPy's broadcasting.</summary>
internal static class Broadcasting
{
    /// <summary>
    /// The index into an array of shape <paramref name="from"/> that belongs to element <paramref name="index"/> of shape <paramref name="to"/>.
    /// </summary>
    public static string Index(Shape from, Shape to, string index)
    {
        if (from.Size == to.Size)
        {
            return index;
        }

        var terms = new List<string>();
        long strideFrom = 1, strideTo = 1;
        for (var axis = 1; axis <= to.Rank; axis++)
        {
            var extent = axis <= from.Rank ? from[from.Rank - axis] : 1;
            if (extent > 1)
            {
                var place = strideTo == 1 ? index : $"{index} / {strideTo}";
                terms.Add(strideFrom == 1 ? $"{place} % {extent}" : $"{place} % {extent} * {strideFrom}");
            }

            strideFrom *= extent;
            strideTo *= to[to.Rank - axis];
        }

        return terms.Count == 0 ? "0" : string.Join(" + ", terms);
    }
}
