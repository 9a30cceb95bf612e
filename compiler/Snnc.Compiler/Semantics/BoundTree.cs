using System.Collections.Generic;
using System.Linq;

namespace Snnc.Compiler.Semantics;

/// <summary>Walks bound expressions.</summary>
public static class BoundTree
{
    /// <summary>The direct parts of an expression, in the order written.</summary>
    public static IReadOnlyList<BoundExpr> Children(BoundExpr expr) => expr switch
    {
        BoundUnary unary => [unary.Operand],
        BoundBinary binary => [binary.Left, binary.Right],
        BoundSelect select => [select.Condition, select.WhenTrue, select.WhenFalse],
        BoundCall call => call.Arguments,
        BoundTranspose transpose => [transpose.Operand],
        BoundPerChannel perChannel => [perChannel.Operand],
        BoundUniform uniform => [uniform.Low, uniform.High],
        _ => [],
    };

    /// <summary>The expression and all its parts.</summary>
    public static IEnumerable<BoundExpr> All(BoundExpr expr)
    {
        var open = new Stack<BoundExpr>();
        open.Push(expr);
        while (open.Count > 0)
        {
            var next = open.Pop();
            yield return next;
            foreach (var child in Children(next).Reverse())
            {
                open.Push(child);
            }
        }
    }

    /// <summary>Whether the shape is known: no tensor in it comes only when the network is loaded.</summary>
    public static bool HasKnownShape(BoundExpr expr) => All(expr).All(part => part is not BoundTensor { IsKnown: false });

    /// <summary>Whether an error was reported inside.</summary>
    public static bool HasError(BoundExpr expr) => All(expr).Any(part => part.Type == BoundType.Error);
}
