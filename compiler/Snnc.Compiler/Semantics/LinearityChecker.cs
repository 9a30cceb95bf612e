using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Diagnostics;

namespace Snnc.Compiler.Semantics;

/// <summary>
/// Checks that a method can integrate a clause. <c>exact</c>: each derivative is a sum of the clause's states times expressions of parameters, and of
/// something free of these states. <c>exp_euler</c>: each derivative is linear in its own state, with a coefficient free of it.
/// </summary>
internal sealed class LinearityChecker(DiagnosticBag bag)
{
    /// <summary>A propagator has an entry for each pair of states, so their number is bounded.</summary>
    private const int MostExact = 32;

    private enum Degree
    {
        /// <summary>Parameters and numbers alone.</summary>
        Constant,

        /// <summary>Free of the states in question.</summary>
        Free,

        /// <summary>Linear in them.</summary>
        Linear,
        Other,
    }

    public void Check(IReadOnlyList<BoundEquation> equations, IReadOnlyList<string> methods)
    {
        if (methods.Contains("exact") && equations.Count > MostExact)
        {
            bag.Add(Catalog.TooManyExact(equations[MostExact].At, MostExact));
            return;
        }

        var states = new HashSet<string>(equations.Select(equation => equation.State));
        foreach (var equation in equations)
        {
            var relaxes = DegreeOf(equation.Derivative, [equation.State], Degree.Free) != Degree.Other;
            if (methods.Contains("exact") && DegreeOf(equation.Derivative, states, Degree.Constant) == Degree.Other)
            {
                var each = equations.All(e => DegreeOf(e.Derivative, [e.State], Degree.Free) != Degree.Other);
                bag.Add(Catalog.NotLinear(equation.Derivative.At, equation.State, each ? "exp_euler, euler or rk4" : "euler or rk4"));
            }
            else if (methods.Contains("exp_euler") && !relaxes)
            {
                bag.Add(Catalog.NotLinearInItself(equation.Derivative.At, equation.State));
            }
        }
    }

    // coefficient: the highest degree that may stand before a state.
    private static Degree DegreeOf(BoundExpr expr, HashSet<string> states, Degree coefficient)
    {
        Degree Of(BoundExpr part) => DegreeOf(part, states, coefficient);
        switch (expr)
        {
            case BoundError:
                return Degree.Constant;
            case BoundState state when states.Contains(state.Name):
                return Degree.Linear;
            case BoundState or BoundPort or BoundLocal or BoundRand:
                return Degree.Free;
            case BoundUnary { Operator: "-" } unary:
                return Of(unary.Operand);
            case BoundBinary { Operator: "+" or "-" } sum:
                return Max(Of(sum.Left), Of(sum.Right));
            case BoundBinary { Operator: "*" } product:
                return Product(Of(product.Left), Of(product.Right), coefficient);
            case BoundBinary { Operator: "/" } quotient when Of(quotient.Right) < Degree.Linear:
                return Product(Of(quotient.Left), Of(quotient.Right), coefficient);
            case BoundSelect select when Of(select.Condition) <= coefficient:
                return Max(Max(Of(select.Condition), Of(select.WhenTrue)), Of(select.WhenFalse));
            default:
                var highest = BoundTree.Children(expr).Select(Of).DefaultIfEmpty(Degree.Constant).Max();
                return highest >= Degree.Linear ? Degree.Other : highest;
        }
    }

    private static Degree Product(Degree x, Degree y, Degree coefficient)
    {
        var (low, high) = x < y ? (x, y) : (y, x);
        return high != Degree.Linear || low <= coefficient ? high : Degree.Other;
    }

    private static Degree Max(Degree x, Degree y) => x > y ? x : y;
}
