using System.Collections.Generic;
using System.Linq;

namespace Snnc.Compiler.Symbols;

/// <summary>The rules by which a <c>sparse</c> may say which synapses exist.</summary>
public static class SparseRules
{
    private static readonly Dictionary<string, OperatorSymbol> Rules = new OperatorSymbol[]
    {
        Rule("one_to_one"),
        Rule("probability", new OperatorParameter("p", ParameterKind.Number, null, true, true), Seed()),
        Rule("fixed_fan_in", new OperatorParameter("k", ParameterKind.Count, null, true, true), Seed()),
    }.ToDictionary(rule => rule.Name);

    /// <summary>Gets the rules.</summary>
    public static IEnumerable<OperatorSymbol> All => Rules.Values;

    /// <summary>The rule of that name, or null.</summary>
    public static OperatorSymbol? Find(string name) => Rules.TryGetValue(name, out var rule) ? rule : null;

    private static OperatorSymbol Rule(string name, params OperatorParameter[] parameters) =>
        new(name, OperatorFamily.Connection, Arity.One, Collections.EquatableArray.ToEquatableArray(parameters));

    private static OperatorParameter Seed() => new("seed", ParameterKind.Whole, null, true, true);
}
