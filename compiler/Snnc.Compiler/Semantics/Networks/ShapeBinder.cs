using System.Collections.Generic;
using System.Globalization;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Symbols;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Tensors;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Semantics.Networks;

/// <summary>Binds a written shape: every extent a whole number of at least 1.</summary>
internal sealed class ShapeBinder(IExpressionScope scope, SourceText source, DiagnosticBag bag)
{
    /// <summary>The most elements that a value may have.</summary>
    public const long MostElements = int.MaxValue;

    private const int MostAxes = 8;

    /// <summary>Binds; null without syntax or when something was reported.</summary>
    public Shape? Bind(ShapeSyntax? syntax)
    {
        if (syntax is null)
        {
            return null;
        }

        if (syntax.Extents.Count > MostAxes)
        {
            bag.Add(Catalog.ShapeMismatch(new Location(source, syntax.Span),
                $"a shape has at most {MostAxes} axes, and this one has {syntax.Extents.Count}", null));
            return null;
        }

        var extents = new List<int>();
        foreach (var extent in syntax.Extents)
        {
            var value = new ExpressionBinder(scope, source, bag).BindReal(extent, "an extent");
            if (value.Type == BoundType.Error)
            {
                return null;
            }

            var number = value.Dimension.IsNone ? ConstantEvaluator.TryEvaluate(value, TimeScale.StepsOnly) : null;
            if (number is not (>= 1 and <= int.MaxValue) || number != System.Math.Floor(number.Value))
            {
                var shown = number?.ToString("R", CultureInfo.InvariantCulture) ?? "not a known number";
                bag.Add(Catalog.ArgumentOutOfRange(value.At, "an extent of a shape", "a whole number of at least 1", shown));
                return null;
            }

            extents.Add((int)number);
        }

        return Bounded(Shape.Of(extents), new Location(source, syntax.Span));
    }

    private Shape? Bounded(Shape shape, Location at)
    {
        var size = 1.0;
        foreach (var extent in shape)
        {
            size *= extent;
        }

        if (size <= MostElements)
        {
            return shape;
        }

        bag.Add(Catalog.TooLarge(at, shape.ToString(), size < long.MaxValue ? (long)size : long.MaxValue, MostElements));
        return null;
    }
}
