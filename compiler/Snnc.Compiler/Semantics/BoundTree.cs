using System;
using System.Collections.Generic;
using System.Linq;

namespace Snnc.Compiler.Semantics;

/// <summary>Walks bound expressions.</summary>
public static class BoundTree
{
    /// <summary>The direct parts of an expression, in the order written.</summary>
    public static IReadOnlyList<BoundExpr> Children(BoundExpr expr) => expr switch
    {
        BoundUnary unary => new[] { unary.Operand },
        BoundBinary binary => new[] { binary.Left, binary.Right },
        BoundSelect select => new[] { select.Condition, select.WhenTrue, select.WhenFalse },
        BoundCall call => call.Arguments,
        BoundTranspose transpose => new[] { transpose.Operand },
        BoundPerChannel perChannel => new[] { perChannel.Operand },
        BoundUniform uniform => new[] { uniform.Low, uniform.High },
        _ => Array.Empty<BoundExpr>(),
    };

    /// <summary>The expression and all its parts.</summary>
    public static IEnumerable<BoundExpr> All(BoundExpr expr) => Children(expr).Count == 0 ? new[] { expr } : Walk(expr);

    /// <summary>Whether the shape is known: no tensor in it comes only when the network is loaded.</summary>
    public static bool HasKnownShape(BoundExpr expr) => expr is BoundNumber || All(expr).All(part => part is not BoundTensor { IsKnown: false });

    /// <summary>Whether an error was reported inside.</summary>
    public static bool HasError(BoundExpr expr) => All(expr).Any(part => part.Type == BoundType.Error);

    private static IEnumerable<BoundExpr> Walk(BoundExpr expr)
    {
        var open = new Stack<BoundExpr>();
        open.Push(expr);
        while (open.Count > 0)
        {
            var next = open.Pop();
            yield return next;
            var children = Children(next);
            for (var i = children.Count - 1; i >= 0; i--)
            {
                open.Push(children[i]);
            }
        }
    }
}
