using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Syntax;
using Snnc.LanguageServer.Documents;
using Snnc.LanguageServer.Protocol;

namespace Snnc.LanguageServer.Features;

/// <summary>What a document declares, read off its tree: it is there also while the text is half typed.</summary>
internal sealed class SymbolTree(DocumentSnapshot document)
{
    /// <summary>The declarations of the file, with what is in them.</summary>
    public IReadOnlyList<DocumentSymbol> Symbols() => [.. document.Tree.Root.Declarations.Select(Of).OfType<DocumentSymbol>()];

    private DocumentSymbol? Of(DeclarationSyntax declaration) => declaration switch
    {
        ConstSyntax constant => Of(constant, constant.Name, SymbolKind.Constant, TextOf(constant.Value)),
        NetworkSyntax network => Of(network, network.Name, SymbolKind.Module, "network", network.Members.SelectMany(Of)),
        BlockSyntax block => Of(block, block.Name, SymbolKind.Function, "block", block.Parameters.Select(Of).Concat(block.Members.SelectMany(Of))),
        NeuronSyntax neuron => Of(neuron, neuron.Name, SymbolKind.Class, "neuron", neuron.Members.SelectMany(Of)),
        TestSyntax test => Of(test, test.Title, SymbolKind.Event, $"test for {test.Network.Text}"),
        _ => null,
    };

    private DocumentSymbol? Of(BlockParameterSyntax parameter) =>
        Of(parameter, parameter.Name, SymbolKind.TypeParameter, parameter.Default is { } value ? TextOf(value) : null);

    private IEnumerable<DocumentSymbol?> Of(MemberSyntax member) => member switch
    {
        WeightsSyntax weights => [Of(weights, weights.Name, SymbolKind.File, weights.Path.Text)],
        InputSyntax input => [Of(input, input.Name, SymbolKind.Field, TextOf(input.Type))],
        OutputSyntax output => [Of(output, output.Name, SymbolKind.Property, TextOf(output.Value))],
        LocalConstSyntax constant => [Of(constant, constant.Name, SymbolKind.Constant, TextOf(constant.Value))],
        TimeSyntax time => [Of(time, time.Keyword, SymbolKind.Object, null, time.Entries.Select(Of))],
        ActivitySyntax activity => [Of(activity, activity.Keyword, SymbolKind.Object, null)],
        QuantizeSyntax quantize => [Of(quantize, quantize.Keyword, SymbolKind.Object, null)],
        ChainSyntax chain => Elements(chain).Select(Of),
        _ => [],
    };

    private DocumentSymbol? Of(TimeEntrySyntax entry) => Of(entry, entry.Name, SymbolKind.Number, TextOf(entry.Value));

    private static IEnumerable<ElementSyntax> Elements(ChainSyntax chain) =>
        chain.Source is ElementSourceSyntax head ? chain.Elements.Prepend(head.Element) : chain.Elements;

    // Nodes without a label have no name to be found by.
    private DocumentSymbol? Of(ElementSyntax element) =>
        element.Label is { } label ? Of(element, label, SymbolKind.Variable, element.Target.Name) : null;

    private IEnumerable<DocumentSymbol?> Of(NeuronMemberSyntax member) => member switch
    {
        ParamSyntax param => param.Declarations.Select(p => Of(p, p.Name, SymbolKind.Property, p.Default is { } value ? $"= {TextOf(value)}" : null)),
        StateSyntax state => state.Declarations.Select(s => Of(s, s.Name, SymbolKind.Field, $"state = {TextOf(s.Initial)}")),
        PortSyntax port => port.Declarations.Select(p => Of(p, p.Name, SymbolKind.Interface, p.IsInt ? "input: int" : "input")),
        DynamicsSyntax dynamics => [Of(dynamics, dynamics.Keyword, SymbolKind.Method, dynamics.Method?.Text)],
        UpdateSyntax update => [Of(update, update.Keyword, SymbolKind.Method, null)],
        SpikeSyntax spike => [Of(spike, spike.Keyword, SymbolKind.Event, TextOf(spike.Condition))],
        EmitSyntax emit => [Of(emit, emit.Keyword, SymbolKind.Event, TextOf(emit.Value))],
        _ => [],
    };

    // Null for a name that is still to be typed.
    private DocumentSymbol? Of(SyntaxNode node, Token name, SymbolKind kind, string? detail, IEnumerable<DocumentSymbol?>? children = null)
    {
        if (name.IsMissing || name.Text.Length == 0)
        {
            return null;
        }

        var inside = children?.OfType<DocumentSymbol>().ToList();
        return new DocumentSymbol(name.Text, kind, document.RangeOf(node.Span), document.RangeOf(name.Span))
        {
            Detail = detail,
            Children = inside is { Count: > 0 } ? inside : null,
        };
    }

    // In one line, as it stands there.
    private string TextOf(SyntaxNode node) =>
        string.Join(' ', document.Text.ToString(node.Span).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
