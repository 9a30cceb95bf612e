using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Symbols;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Semantics;

/// <summary>
/// Reports divisors of a model that one use of it makes zero: a time constant of 0, say. What the use's choices leave out may divide by anything.
/// </summary>
internal static class DivisorChecker
{
    // Zero is zero at any step.
    private static readonly TimeScale AnyScale = new(1m);

    // Of models with their choices at the defaults: what most uses are.
    private static readonly ConditionalWeakTable<BoundModel, (BoundExpr Divisor, BoundParameter Parameter)[]> Usual = new();

    public static void Check(BoundModelUse use, Location at, DiagnosticBag bag)
    {
        if (use.Model.HasErrors)
        {
            return;
        }

        var divisors = use.Choices.Count == 0 ? Usual.GetValue(use.Model, model => Divisors(use)) : Divisors(use);
        if (divisors.Length == 0)
        {
            return;
        }

        var values = Values(use);
        foreach (var (divisor, parameter) in divisors)
        {
            if (ConstantEvaluator.TryEvaluate(Substitute(divisor, values), AnyScale) == 0)
            {
                var place = use.Values.TryGetValue(parameter.Name, out var given) ? given.At : at;
                bag.Add(Catalog.ZeroDivisor(place, divisor.At.Source.ToString(divisor.At.Span), use.Model.Name, divisor.At));
            }
        }
    }

    // What is divided by, with the first parameter in it, which a use can set.
    private static (BoundExpr Divisor, BoundParameter Parameter)[] Divisors(BoundModelUse use) =>
        LiveExpressions.Of(use).OfType<BoundBinary>().Where(binary => binary.Operator is "/" or "%")
            .Select(quotient => (quotient.Right, BoundTree.All(quotient.Right).OfType<BoundParameter>().FirstOrDefault()!))
            .Where(found => found.Item2 is not null).ToArray();

    private static Dictionary<string, BoundExpr> Values(BoundModelUse use)
    {
        var values = new Dictionary<string, BoundExpr>();
        foreach (var parameter in use.Model.Parameters)
        {
            if (use.Values.TryGetValue(parameter.Name, out var given))
            {
                values[parameter.Name] = given;
            }
            else if (parameter.Default is { } value)
            {
                values[parameter.Name] = Substitute(value, values);
            }
        }

        return values;
    }

    private static BoundExpr Substitute(BoundExpr expr, Dictionary<string, BoundExpr> values)
    {
        BoundExpr In(BoundExpr part) => Substitute(part, values);
        return expr switch
        {
            BoundParameter parameter => values.TryGetValue(parameter.Name, out var value) ? value : parameter,
            BoundUnary unary => unary with { Operand = In(unary.Operand) },
            BoundBinary binary => binary with { Left = In(binary.Left), Right = In(binary.Right) },
            BoundSelect select => select with { Condition = In(select.Condition), WhenTrue = In(select.WhenTrue), WhenFalse = In(select.WhenFalse) },
            BoundCall call => call with { Arguments = call.Arguments.Select(In).ToEquatableArray() },
            _ => expr,
        };
    }
}
