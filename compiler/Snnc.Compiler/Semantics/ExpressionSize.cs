using System.Collections.Generic;

namespace Snnc.Compiler.Semantics;

/// <summary>Bounds expressions, into which the constants that they use are put: two uses in each of forty constants would be 2^40 parts.</summary>
internal static class ExpressionSize
{
    /// <summary>The greatest number of parts.</summary>
    public const int Greatest = 4096;

    /// <summary>The greatest number of parts inside each other.</summary>
    public const int Deepest = 512;

    public static bool IsTooLarge(BoundExpr expr)
    {
        if (BoundTree.Children(expr).Count == 0)
        {
            return false;
        }

        var count = 0;
        var open = new Stack<(BoundExpr Part, int Depth)>();
        open.Push((expr, 1));
        while (open.Count > 0)
        {
            var (part, depth) = open.Pop();
            if (++count > Greatest || depth > Deepest)
            {
                return true;
            }

            foreach (var child in BoundTree.Children(part))
            {
                open.Push((child, depth + 1));
            }
        }

        return false;
    }
}
