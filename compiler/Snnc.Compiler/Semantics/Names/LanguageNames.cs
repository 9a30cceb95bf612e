using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Symbols;

namespace Snnc.Compiler.Semantics.Names;

/// <summary>The names that are part of the language itself.</summary>
public static class LanguageNames
{
    private static readonly Dictionary<string, NameSymbol> Operators =
        OperatorCatalog.Names.ToDictionary(name => name, name => WithParameters(NameKind.Operator, name, NamesOf(OperatorCatalog.Find(name)!)));

    private static readonly Dictionary<string, NameSymbol> Rules =
        SparseRules.All.ToDictionary(rule => rule.Name, rule => WithParameters(NameKind.Rule, rule.Name, NamesOf(rule)));

    private static readonly Dictionary<string, NameSymbol> Functions = FunctionTable.Names.ToDictionary(
        name => name, name => WithParameters(NameKind.Function, name, FunctionTable.Find(name)!.Parameters));

    private static readonly Dictionary<string, NameSymbol> Units = Named(NameKind.Unit, UnitTable.Names);

    private static readonly Dictionary<string, NameSymbol> TimeEntries = Named(NameKind.TimeEntry, ["step", "steps"]);

    private static readonly Dictionary<string, NameSymbol> Methods = Named(NameKind.Method, ["exact", "exp_euler", "euler", "rk4"]);

    /// <summary>Gets the methods of integration.</summary>
    public static IEnumerable<string> MethodNames => Methods.Keys;

    /// <summary>The operator of that name, or null.</summary>
    public static NameSymbol? Operator(string name) => Find(Operators, name);

    /// <summary>The rule for synapses of that name, or null.</summary>
    public static NameSymbol? Rule(string name) => Find(Rules, name);

    /// <summary>The function of that name, or null.</summary>
    public static NameSymbol? Function(string name) => Find(Functions, name);

    /// <summary>The unit of that name, or null.</summary>
    public static NameSymbol? Unit(string name) => Find(Units, name);

    /// <summary>The entry of a time block of that name, or null.</summary>
    public static NameSymbol? TimeEntry(string name) => Find(TimeEntries, name);

    /// <summary>The method of integration of that name, or null.</summary>
    public static NameSymbol? Method(string name) => Find(Methods, name);

    private static NameSymbol? Find(Dictionary<string, NameSymbol> symbols, string name) => symbols.TryGetValue(name, out var symbol) ? symbol : null;

    private static Dictionary<string, NameSymbol> Named(NameKind kind, IEnumerable<string> names) =>
        names.ToDictionary(name => name, name => new NameSymbol(kind, name, null, null, null));

    private static IEnumerable<string> NamesOf(OperatorSymbol symbol) => symbol.Parameters.Select(parameter => parameter.Name);

    private static NameSymbol WithParameters(NameKind kind, string name, IEnumerable<string> parameters)
    {
        var named = new NameSymbol(kind, name, null, null, null);
        named.Define(() => parameters.Select(parameter => new NameSymbol(NameKind.OperatorParameter, parameter, null, null, named)).ToList());
        return named;
    }
}
