using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Semantics;
using Snnc.Compiler.Semantics.Names;
using Snnc.Compiler.Symbols;
using Snnc.Compiler.Syntax;
using Snnc.LanguageServer.Queries.Texts;

namespace Snnc.LanguageServer.Queries.Completion;

/// <summary>Names as proposals: what is declared, and what is part of the language.</summary>
internal sealed class NameProposals(ProgramView view)
{
    /// <summary>Operators with places for the arguments that must be given.</summary>
    public static IEnumerable<Proposal> Operators() => OperatorCatalog.Names
        .Select(name => Callable(LanguageNames.Operator(name)!, ProposalKind.Operator, 3));

    /// <summary>The operators behind <c>encode.</c>.</summary>
    public static IEnumerable<Proposal> Encoders(string prefix) => OperatorCatalog.Names
        .Where(name => name.StartsWith(prefix + ".", System.StringComparison.Ordinal))
        .Select(name => Callable(LanguageNames.Operator(name)!, ProposalKind.Operator, 1))
        .Select(proposal => proposal with { Label = proposal.Label[(prefix.Length + 1)..], Snippet = proposal.Snippet?[(prefix.Length + 1)..] });

    /// <summary>The operators that bring values out of time, and others for outputs.</summary>
    public static IEnumerable<Proposal> Decoders() => OperatorCatalog.Names.Select(name => OperatorCatalog.Find(name)!)
        .Where(symbol => symbol.Family == OperatorFamily.Decoder || symbol.Name == "argmax")
        .Select(symbol => Callable(LanguageNames.Operator(symbol.Name)!, ProposalKind.Operator, 3) with { Snippet = $"{symbol.Name}($1)" });

    /// <summary>Functions of numbers and tensors.</summary>
    public static IEnumerable<Proposal> Functions() => FunctionTable.Names
        .Select(name => Callable(LanguageNames.Function(name)!, ProposalKind.Function, 6));

    /// <summary>Rules for synapses.</summary>
    public static IEnumerable<Proposal> Rules() => SparseRules.All.Select(rule => Callable(LanguageNames.Rule(rule.Name)!, ProposalKind.Function, 1));

    /// <summary>Units behind a number, those of time first.</summary>
    public static IEnumerable<Proposal> Units() => UnitTable.Names.Select(Unit);

    private static Proposal Unit(string name) => new(name, ProposalKind.Unit, UnitText.QuantityOf(UnitText.BaseOf(name)))
    {
        Documentation = UnitText.Of(name),
        Rank = name is "ms" or "step" ? 0 : UnitText.QuantityOf(UnitText.BaseOf(name)) == "time" ? 1 : 2,
    };

    /// <summary>Models and blocks that are visible in the file.</summary>
    public IEnumerable<Proposal> Models() => view.Names.Visible.Where(symbol => symbol.Kind is NameKind.Neuron or NameKind.Block)
        .Select(symbol => Callable(symbol, symbol.Kind == NameKind.Neuron ? ProposalKind.Model : ProposalKind.Block, 2));

    /// <summary>Nodes and inputs of a body.</summary>
    public IEnumerable<Proposal> Nodes(NameSymbol? body) => Members(body, member => member.IsNode)
        .Select(node => new Proposal(node.Name, ProposalKind.Node, TypeOf(node)) { Documentation = node.Documentation, Rank = 1 });

    /// <summary>Constants, weights and parameters of a body, and the constants of the file.</summary>
    public IEnumerable<Proposal> Values(NameSymbol? body) => Members(body, member => member.IsValue)
        .Concat(view.Names.Visible.Where(symbol => symbol.Kind == NameKind.Constant))
        .Select(value => new Proposal(value.Name, ProposalKind.Value, Source(value)) { Documentation = value.Documentation, Rank = 2 });

    /// <summary>Parameters, states and ports of a model, and the constants of the file.</summary>
    public IEnumerable<Proposal> InModel(NameSymbol? model) => Members(model, _ => true)
        .Select(member => new Proposal(member.Name, member.Kind == NameKind.State ? ProposalKind.State : ProposalKind.Value, Source(member)) { Rank = 1 })
        .Concat(Values(null));

    /// <summary>What stands behind a node and a dot: states and ports of its model, or what is in its block.</summary>
    /// <param name="isSink">Whether a chain leads to it, so that ports come first.</param>
    public static IEnumerable<Proposal> Inside(NameSymbol node, bool isSink) => node.Target?.Kind switch
    {
        NameKind.Neuron => Members(node.Target, member => member.Kind is NameKind.State or NameKind.Port).Select(member => new Proposal(
            member.Name, ProposalKind.State, member.Kind == NameKind.State ? "state" : "port") { Rank = (member.Kind == NameKind.Port) == isSink ? 0 : 1 }),
        NameKind.Block => Members(node.Target, member => member.IsNode || member.Kind == NameKind.Output).Select(member => new Proposal(
            member.Name, ProposalKind.Node, member.Kind.ToString().ToLowerInvariant()) { Rank = member.Kind == NameKind.Output ? 0 : 1 }),
        _ => [],
    };

    /// <summary>The arguments that can still be named.</summary>
    public static IEnumerable<Proposal> Arguments(NameSymbol callee, IReadOnlyList<string> given) =>
        SignatureText.Of(callee) is not { IsVariadic: false } signature ? []
        : signature.Parameters.Where(parameter => !given.Contains(parameter.Name)).Select((parameter, index) => new Proposal(
            $"{parameter.Name} =", ProposalKind.Argument, parameter.Label)
        {
            Documentation = Markdown.Sentence(parameter.Documentation), Snippet = $"{parameter.Name} = ", Rank = 0,
        });

    /// <summary>The choices of a parameter.</summary>
    public static IEnumerable<Proposal> Choices(NameSymbol parameter) =>
        parameter.Members.Select(choice => new Proposal(choice.Name, ProposalKind.Choice, $"of {parameter.Name}") { Rank = 0 });

    private static IEnumerable<NameSymbol> Members(NameSymbol? owner, System.Func<NameSymbol, bool> fits) =>
        (owner?.Members ?? []).Where(fits).GroupBy(member => (member.Name, member.Kind)).Select(group => group.First());

    private static Proposal Callable(NameSymbol symbol, ProposalKind kind, int rank)
    {
        var signature = SignatureText.Of(symbol)!;
        var required = signature.Parameters.Where(parameter => parameter.IsRequired)
            .Select((parameter, index) => $"${{{index + 1}:{parameter.Name}}}").ToList();
        var takesNone = signature.Parameters.Count == 0 && kind is not (ProposalKind.Model or ProposalKind.Block);
        return new Proposal(symbol.Name, kind, signature.Label)
        {
            Documentation = signature.Documentation ?? OperatorTexts.Of(symbol.Name),
            Snippet = takesNone || (required.Count == 0 && kind == ProposalKind.Operator) ? null
                : required.Count == 0 ? $"{symbol.Name}($1)" : $"{symbol.Name}({string.Join(", ", required)})",
            Rank = rank,
        };
    }

    private string? TypeOf(NameSymbol node) => view.NodesOf(node) is [var first, ..] ? first.Node.Type.ToString() : node.Target?.Name;

    private static string? Source(NameSymbol symbol) => symbol is { At: { } at, Syntax: { } syntax and not (BlockSyntax or NeuronSyntax or NetworkSyntax) }
        ? at.Source.ToString(syntax.Span) : null;
}
