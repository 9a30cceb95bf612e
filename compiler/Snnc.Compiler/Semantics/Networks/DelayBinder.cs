using System;
using System.Linq;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Symbols;

namespace Snnc.Compiler.Semantics.Networks;

/// <summary>Finds the delay of a connection or <c>delay</c> in whole steps, and its least value where it is a tensor.</summary>
internal static class DelayBinder
{
    private const double MostSteps = 1_000_000;

    /// <summary>Sets the node's delay from its arguments.</summary>
    public static void Bind(NetNode node, NetworkTime time, DiagnosticBag bag)
    {
        var scale = time.Scale;
        var name = node.Symbol!.Parameters.FirstOrDefault(parameter => parameter.Kind == ParameterKind.Delay)?.Name;
        if (name is null || !node.Arguments.Values.TryGetValue(name, out var value) || value.Type == BoundType.Error)
        {
            return;
        }

        if (ConstantEvaluator.TryEvaluate(value, scale) is { } steps)
        {
            var whole = Whole(node, value, steps, bag);
            node.Delay = new DelayRange(whole, null, whole, whole);
        }
        else if (scale.Exact is null && TensorBounds.NeedsStep(value))
        {
            time.ReportMissingStep(value.At, "this delay", bag);
            node.IsBroken = true;
        }
        else
        {
            var bounds = TensorBounds.Of(value, scale, node.Scope!);
            if (bounds is { Low: var low } && Math.Round(low) < 0)
            {
                bag.Add(Catalog.BadDelay(value.At, "a delay cannot be negative, and this tensor holds a negative one"));
                node.IsBroken = true;
            }

            node.Delay = new DelayRange(0, value, Bound(bounds?.Low ?? 0), Bound(bounds?.High ?? int.MaxValue));
        }
    }

    private static int Bound(double steps) => (int)Math.Min(int.MaxValue, Math.Max(0, Math.Round(steps, MidpointRounding.ToEven)));

    private static int Whole(NetNode node, BoundExpr value, double steps, DiagnosticBag bag)
    {
        var rounded = Math.Round(steps, MidpointRounding.ToEven);
        if (rounded is >= 0 and <= MostSteps)
        {
            return (int)rounded;
        }

        bag.Add(Catalog.BadDelay(value.At, rounded < 0 ? "a delay cannot be negative"
            : $"a delay has at most {MostSteps} steps, and this one has {rounded}"));
        node.IsBroken = true;
        return 0;
    }
}
