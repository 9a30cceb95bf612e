using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Semantics.Names;
using Snnc.Compiler.Semantics.Networks;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Text;

namespace Snnc.LanguageServer.Queries;

/// <summary>What is shown inside a line.</summary>
/// <param name="Offset">Behind which character.</param>
/// <param name="Label">The text.</param>
/// <param name="Tooltip">Markdown, or null.</param>
internal sealed record Hint(int Offset, string Label, string? Tooltip = null);

/// <summary>Finds what follows from a program and is not in its text: types along chains, of outputs and of blocks' inputs, rates.</summary>
internal sealed class HintQuery(ProgramView view, RecordedRates rates)
{
    private const string Different = " ...";

    /// <summary>The hints in a span.</summary>
    public IEnumerable<Hint> Run(TextSpan span)
    {
        var bodies = view.Tree.Root.Declarations.Where(declaration => Touches(declaration, span))
            .SelectMany(declaration => SyntaxNavigation.Children(declaration).OfType<MemberSyntax>());
        return bodies.Where(member => Touches(member, span)).SelectMany(OfMember).Where(hint => hint.Offset >= span.Start && hint.Offset <= span.End);
    }

    private static bool Touches(SyntaxNode node, TextSpan span) => node.Span.Start <= span.End && span.Start <= node.Span.End;

    private IEnumerable<Hint> OfMember(MemberSyntax member) => member switch
    {
        ChainSyntax chain => OfChain(chain),
        OutputSyntax { Type: null, Name.IsMissing: false } output => OfOutput(output),
        InputSyntax { Type.Shape: null, Name.IsMissing: false } input => OfInput(input),
        _ => [],
    };

    // A type that goes on unchanged is said once.
    private IEnumerable<Hint> OfChain(ChainSyntax chain)
    {
        var elements = chain.Source is ElementSourceSyntax head ? chain.Elements.Prepend(head.Element) : chain.Elements;
        var before = chain.Source is ElementSourceSyntax { Element.Label: null, Element.Target: var source } ? TypeOf(source) : null;
        foreach (var element in elements)
        {
            var nodes = view.NodesAt(element.Span.Start);
            var type = TypesOf(nodes) ?? ExitOf(element);
            var rate = RateOf(nodes);
            if (type is not null && (type != before || rate is not null))
            {
                yield return new Hint(element.Span.End, rate is null ? type : $"{type} {rate}", Tooltip(nodes));
            }

            before = type ?? before;
        }
    }

    private string? ExitOf(ElementSyntax element) =>
        element.Label is { } label && view.Names.At(label.Span.Start) is { Symbol: { Kind: NameKind.Instance } instance }
            && InstanceEnds.Exit(view, instance) is { } type ? NodeFacts.TypeOf(type) : null;

    // What a chain that begins with a name goes on from.
    private string? TypeOf(RefSyntax source) => source.Parts.Count == 1 && view.Names.At(source.Span.Start) is { Symbol: var symbol }
        ? TypesOf(view.NodesOf(symbol)) : null;

    private IEnumerable<Hint> OfOutput(OutputSyntax output)
    {
        var found = view.Compilation.AllNetworks.Where(network => view.NetworkOf(Enclosing(output)) == network)
            .SelectMany(network => network.Outputs).FirstOrDefault(bound => bound.Name == output.Name.Text);
        return found is null ? [] : [new Hint(output.Name.Span.End, $": {NodeFacts.TypeOf(found.Type)}")];
    }

    private IEnumerable<Hint> OfInput(InputSyntax input)
    {
        var shapes = view.NodesAt(input.Name.Span.Start).Select(node => node.Node.Type.Shape.ToString()).Distinct().ToList();
        return shapes.Count == 0 ? [] : [new Hint(input.Type.Span.End, shapes[0] + (shapes.Count > 1 ? Different : ""))];
    }

    private NetworkSyntax? Enclosing(SyntaxNode node) =>
        view.Tree.Root.Declarations.OfType<NetworkSyntax>().FirstOrDefault(network => network.Span.Contains(node.Span.Start));

    private static string? TypesOf(IReadOnlyList<NetworkNode> nodes)
    {
        var types = nodes.Select(node => NodeFacts.TypeOf(node.Node.Type)).Distinct().Take(2).ToList();
        return types.Count == 0 ? null : types[0] + (types.Count > 1 ? Different : "");
    }

    // Spikes per neuron and step, of the node as a whole: of several instances, the mean.
    private string? RateOf(IReadOnlyList<NetworkNode> nodes)
    {
        var known = nodes.Select(node => rates.Of(node.Network.Name, node.Node.Name)
            ?? (node.Node.Type.Kind == TimeKind.Spikes ? node.Node.Activity : null)).OfType<double>().ToList();
        return known.Count == 0 ? null : $"at {Quantity.Percent(known.Average())}";
    }

    private static string? Tooltip(IReadOnlyList<NetworkNode> nodes) => nodes is [{ Node.Operation: BoundPopulation population } first, ..]
        ? Markdown.List(new DecayInference(population.Use, first.Network.Scale).Find().Select(decay => DecayText.Long(decay, first.Network.Scale)))
        : null;
}
