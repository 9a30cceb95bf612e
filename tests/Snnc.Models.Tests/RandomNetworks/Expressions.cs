using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;

namespace Snnc.Models.Tests.RandomNetworks;

/// <summary>Expressions of a neuron's clauses that stay finite where their names do.</summary>
internal static class Expressions
{
    public static Gen<string> Real(IReadOnlyList<string> names, int depth)
    {
        var leaf = Gen.OneOf(Gen.Elements(names.ToArray()), Gen.Elements("0.5", "1", "2", "0.1", "0.25", "3", "-0.75", "1e-3"));
        if (depth == 0)
        {
            return leaf;
        }

        var inner = Real(names, depth - 1);
        return Gen.Frequency((1, leaf), (4, Arithmetic(inner)), (3, Function(inner)), (1, Choice(names, inner, depth)));
    }

    public static Gen<string> Condition(IReadOnlyList<string> names, int depth)
    {
        var real = Real(names, depth);
        var comparison = from a in real
                         from op in Gen.Elements("<", "<=", ">", ">=", "==", "!=")
                         from b in real
                         select $"{a} {op} {b}";
        var logical = from a in comparison
                      from op in Gen.Elements("&&", "||")
                      from b in comparison
                      select $"({a} {op} !({b}))";
        return Gen.Frequency((3, comparison), (1, logical));
    }

    /// <summary>Of whole numbers.</summary>
    public static Gen<string> Whole(IReadOnlyList<string> names, int depth)
    {
        var leaf = Gen.OneOf(Gen.Elements(names.ToArray()), Gen.Elements("1", "3", "7", "100", "0x1F"));
        if (depth == 0)
        {
            return leaf;
        }

        var inner = Whole(names, depth - 1);
        var operation = from a in inner from op in Gen.Elements("+", "-", "*") from b in inner select $"({a} {op} {b})";

        // With a name in it: numbers alone would be fractions.
        var named = from a in Gen.Elements(names.ToArray()) from op in Gen.Elements("+", "-", "*") from b in inner select $"({a} {op} {b})";
        var byNumber = from a in named from op in Gen.Elements("/ 3", "% 7", "<< 2", ">> 1", "/ -5", "% -4") select $"({a} {op})";
        var function = from a in named
                       from b in inner
                       from f in Gen.Elements("asr0({0}, 2)", "abs({0})", "sign({0})", "min({0}, {1})", "max({0}, {1})", "clip({0}, -50, 60)", "-{0}",
                           "({0} > {1} ? {0} : 5)")
                       select string.Format(null, f, a, b);
        return Gen.OneOf(leaf, operation, byNumber, function);
    }

    private static Gen<string> Arithmetic(Gen<string> inner) =>
        from a in inner from op in Gen.Elements("+", "-", "*") from b in inner select $"({a} {op} {b})";

    private static Gen<string> Function(Gen<string> inner) =>
        from a in inner
        from b in inner
        from f in Gen.Elements("exp(min({0}, 2))", "expm1(-abs({0}))", "log(abs({0}) + 0.5)", "log1p(abs({0}))", "sqrt(abs({0}))", "abs({0})", "sign({0})",
            "min({0}, {1})", "max({0}, {1})", "floor({0})", "ceil({0})", "round({0})", "tanh({0})", "sigmoid({0})", "clip({0}, -1, 1.5)", "-{0}",
            "{0} / (1 + abs({1}))", "{0} % 1.5")
        select $"({string.Format(null, f, a, b)})";

    private static Gen<string> Choice(IReadOnlyList<string> names, Gen<string> inner, int depth) =>
        from c in Condition(names, depth - 1) from a in inner from b in inner select $"({c} ? {a} : {b})";
}
