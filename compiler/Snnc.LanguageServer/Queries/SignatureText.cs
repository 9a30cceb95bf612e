using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Snnc.Compiler.Semantics.Names;
using Snnc.Compiler.Symbols;
using Snnc.Compiler.Syntax;
using Snnc.LanguageServer.Queries.Texts;

namespace Snnc.LanguageServer.Queries;

/// <summary>How something is called.</summary>
/// <param name="Label">All of it: <c>conv2d(out, kernel, stride = 1)</c>.</param>
/// <param name="Parameters">The parameters, each a part of the label.</param>
/// <param name="Documentation">What it does, or null.</param>
/// <param name="IsVariadic">Whether the one parameter may be given many times.</param>
internal sealed record Signature(string Label, IReadOnlyList<SignatureParameter> Parameters, string? Documentation, bool IsVariadic = false);

/// <summary>A parameter of a signature.</summary>
internal sealed record SignatureParameter(string Name, string Label, string? Documentation, bool IsRequired);

/// <summary>Writes signatures.</summary>
internal static class SignatureText
{
    /// <summary>The signature of what can be called, or null.</summary>
    public static Signature? Of(NameSymbol symbol) => symbol.Kind switch
    {
        NameKind.Operator => OfOperator(OperatorCatalog.Find(symbol.Name)!),
        NameKind.Rule => OfOperator(SparseRules.Find(symbol.Name)!),
        NameKind.Function => Make(
            symbol.Name, symbol.Members.Select(p => new SignatureParameter(p.Name, p.Name, OperatorTexts.OfParameter(p.Name), true)),
            LanguageTexts.OfFunction(symbol.Name)),
        NameKind.Neuron => Make(
            symbol.Name, symbol.Members.Where(p => p.Kind == NameKind.Parameter).Select(OfParameter), symbol.Documentation),
        NameKind.Block => Make(
            symbol.Name, symbol.Members.Where(p => p.Kind == NameKind.BlockParameter).Select(OfParameter), symbol.Documentation),
        _ => null,
    };

    /// <summary>A signature with the value that it works on in front.</summary>
    public static Signature WithOperand(Signature signature)
    {
        var name = signature.Label[..signature.Label.IndexOf('(', System.StringComparison.Ordinal)];
        return Make(name, signature.Parameters.Prepend(new SignatureParameter("x", "x", "a node, or a neuron's state", true)), signature.Documentation);
    }

    private static Signature OfOperator(OperatorSymbol symbol) =>
        Make(
            symbol.Name,
            symbol.Parameters.Select(p => new SignatureParameter(p.Name, Show(symbol, p), OperatorTexts.OfParameter(p.Name), p.IsRequired)),
            OperatorTexts.Of(symbol.Name)) with { IsVariadic = symbol.IsVariadic };

    private static string Show(OperatorSymbol symbol, OperatorParameter parameter) =>
        symbol.IsVariadic ? $"{parameter.Name}, ..."
        : parameter.Default is { } value ? $"{parameter.Name} = {value.ToString("R", CultureInfo.InvariantCulture)}"
        : parameter.IsRequired ? parameter.Name
        : $"{parameter.Name}?";

    private static SignatureParameter OfParameter(NameSymbol symbol)
    {
        var (value, choices) = symbol.Syntax switch
        {
            ParamDeclSyntax parameter => (parameter.Default, parameter.Choices),
            BlockParameterSyntax parameter => (parameter.Default, null),
            _ => (null, null),
        };
        var label = value is null ? symbol.Name : $"{symbol.Name} = {symbol.At!.Source.ToString(value.Span)}";
        var documentation = choices is { } list ? $"one of {string.Join(", ", list.Select(choice => choice.Text))}" : null;
        return new SignatureParameter(symbol.Name, label, documentation, value is null);
    }

    private static Signature Make(string name, IEnumerable<SignatureParameter> parameters, string? documentation)
    {
        var all = parameters.ToList();
        return new Signature($"{name}({string.Join(", ", all.Select(parameter => parameter.Label))})", all, documentation);
    }
}
