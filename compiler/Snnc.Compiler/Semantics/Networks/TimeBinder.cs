using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Symbols;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Semantics.Networks;

/// <summary>Binds the time block: how long a step is, and how many an inference has.</summary>
internal static class TimeBinder
{
    private const int MostSteps = 100_000_000;

    /// <summary>Binds the time block of a network; the constants of the file may be used in it.</summary>
    public static NetworkTime Bind(NetworkSyntax network, SourceText source, FileConstants constants, DiagnosticBag bag)
    {
        var blocks = network.Members.OfType<TimeSyntax>().ToList();
        foreach (var second in blocks.Skip(1))
        {
            bag.Add(Catalog.SecondTimeBlock(new Location(source, second.Keyword.Span), "time"));
        }

        if (blocks.Count == 0)
        {
            return new NetworkTime(TimeScale.StepsOnly, null, null);
        }

        decimal? step = null;
        int? steps = null;
        var seen = new HashSet<string>();
        foreach (var entry in blocks[0].Entries.Where(entry => !entry.Name.IsMissing))
        {
            var at = new Location(source, entry.Name.Span);
            if (entry.Name.Text is not ("step" or "steps"))
            {
                bag.Add(Catalog.UnknownTimeEntry(at, entry.Name.Text, Collections.EditDistance.Nearest(entry.Name.Text, ["step", "steps"])));
                continue;
            }

            if (!seen.Add(entry.Name.Text))
            {
                bag.Add(Catalog.DuplicateArgument(at, entry.Name.Text));
                continue;
            }

            var value = new ExpressionBinder(constants, source, bag).BindReal(entry.Value, $"'{entry.Name.Text}'");
            if (entry.Name.Text == "step")
            {
                step = Step(value, bag);
            }
            else
            {
                steps = Steps(value, bag);
            }
        }

        return new NetworkTime(new TimeScale(step), steps, new Location(source, blocks[0].Keyword.Span));
    }

    private static decimal? Step(BoundExpr value, DiagnosticBag bag)
    {
        if (value.Type == BoundType.Error)
        {
            return 1e-3m;
        }

        // With a step of one second, times come out in seconds.
        var seconds = value.Dimension == Dimension.Time ? ConstantEvaluator.TryEvaluate(value, new TimeScale(1m)) : null;
        if (seconds is > 1e-12 and < 1e6 && value is not BoundNumber { InSteps: true })
        {
            return value is BoundNumber { Exact: { } exact } ? exact : (decimal)seconds.Value;
        }

        bag.Add(Catalog.TimeValue(value.At, "step", "a time in seconds between 1e-12 s and 1e6 s, for example `1 ms`"));
        return 1e-3m;
    }

    private static int? Steps(BoundExpr value, DiagnosticBag bag)
    {
        if (value.Type == BoundType.Error)
        {
            return 1;
        }

        var count = value.Dimension.IsNone ? ConstantEvaluator.TryEvaluate(value, TimeScale.StepsOnly) : null;
        if (count is >= 1 and <= MostSteps && count == System.Math.Floor(count.Value))
        {
            return (int)count;
        }

        bag.Add(Catalog.TimeValue(value.At, "steps", $"a whole number from 1 to {MostSteps} without unit"));
        return 1;
    }
}
