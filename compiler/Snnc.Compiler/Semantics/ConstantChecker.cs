using System.Linq;
using Snnc.Compiler.Diagnostics;

namespace Snnc.Compiler.Semantics;

/// <summary>Reports what goes wrong in expressions of numbers: whole ones that overflow, and divisors that are zero.</summary>
internal static class ConstantChecker
{
    /// <summary>Reports the innermost place only: what holds it has no value and stays silent. True where nothing is wrong.</summary>
    public static bool Check(BoundExpr expr, DiagnosticBag bag)
    {
        if (expr is BoundNumber)
        {
            return true;
        }

        var isRight = true;
        foreach (var part in BoundTree.All(expr))
        {
            if (part is BoundBinary { Operator: "/" or "%" } quotient && IsZero(quotient.Right))
            {
                bag.Add(Catalog.DivisionByZero(quotient.Right.At));
                isRight = false;
            }
            else if (part is BoundBinary or BoundUnary && part.Type == BoundType.Int && Overflows(part))
            {
                bag.Add(Catalog.IntegerOverflow(part.At, part.At.Source.ToString(part.At.Span)));
                isRight = false;
            }
        }

        return isRight;
    }

    private static bool IsZero(BoundExpr divisor) =>
        divisor is BoundNumber number ? number.Value.Equals(0.0)
            : divisor.Type == BoundType.Int ? ConstantValue.TryInt(divisor) == 0 : ConstantValue.TryDecimal(divisor) == 0;

    private static bool Overflows(BoundExpr expr) =>
        ConstantValue.TryInt(expr) is null && BoundTree.Children(expr).All(child => ConstantValue.TryInt(child) is not null);
}
