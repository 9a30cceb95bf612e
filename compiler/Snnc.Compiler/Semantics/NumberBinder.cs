using System;
using System.Globalization;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Symbols;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Semantics;

/// <summary>Reads numbers with their units. The value is held as a decimal where that is exact, so that 5 ms at steps of 0.1 ms is exactly 50.</summary>
internal sealed class NumberBinder(SourceText source, DiagnosticBag bag)
{
    private static readonly double[] PowersOfTen = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9];

    public BoundExpr Bind(NumberSyntax syntax)
    {
        var at = new Location(source, syntax.Span);
        var text = syntax.Number.Text;
        var isWhole = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) || text.IndexOfAny(['.', 'e', 'E']) < 0;
        if (syntax.Number.IsMissing || text == "")
        {
            return new BoundError(at);
        }

        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) && (text = Hexadecimal(text, at)) == "")
        {
            return new BoundError(at);
        }

        if (syntax.Unit is not { IsMissing: false } token)
        {
            return Real(text, Dimension.None, 0, false, at) is BoundNumber number ? number with { IsFlexible = isWhole } : new BoundError(at);
        }

        if (UnitTable.Find(token.Text) is not { } unit)
        {
            bag.Add(Catalog.UnknownUnit(new Location(source, token.Span), token.Text, UnitTable.Nearest(token.Text)));
            return new BoundError(at);
        }

        return Real(text, unit.Dimension, unit.PowerOfTen, unit.IsStep, at);
    }

    private string Hexadecimal(string text, Location at)
    {
        if (ulong.TryParse(text.Substring(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
        {
            return value.ToString(CultureInfo.InvariantCulture);
        }

        bag.Add(Catalog.IntegerOverflow(at, text));
        return "";
    }

    // The prefix goes into the exponent, so that the value is rounded once.
    private BoundExpr Real(string text, Dimension dimension, int powerOfTen, bool inSteps, Location at)
    {
        if (Whole(text) is { } whole && powerOfTen is <= 0 and > -10)
        {
            // Both are exact in doubles, so their quotient is what reading the decimal would give.
            return new BoundNumber(
                BoundType.Real, dimension, new decimal(whole, 0, 0, false, (byte)-powerOfTen), whole / PowersOfTen[-powerOfTen], inSteps, at);
        }

        var parts = text.Split('e', 'E');
        var exponent = 0;
        if ((parts.Length == 2 && !int.TryParse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent))
            || !double.TryParse(FormattableString.Invariant($"{parts[0]}e{exponent + powerOfTen}"), NumberStyles.Float, CultureInfo.InvariantCulture,
                out var value)
            || double.IsInfinity(value))
        {
            bag.Add(Catalog.NumberOutOfRange(at, text));
            return new BoundError(at);
        }

        return new BoundNumber(BoundType.Real, dimension, Exact(parts[0], exponent + powerOfTen, value), value, inSteps, at);
    }

    // Most numbers are whole and short.
    private static int? Whole(string text)
    {
        var value = 0;
        foreach (var digit in text)
        {
            if (digit is < '0' or > '9')
            {
                return null;
            }

            value = (value * 10) + (digit - '0');
        }

        return text.Length <= 9 ? value : null;
    }

    private static decimal? Exact(string mantissa, int exponent, double value)
    {
        var text = FormattableString.Invariant($"{mantissa}e{exponent}");
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)
            && double.Parse(exact.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture).Equals(value)
            ? exact
            : null;
    }
}
