using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Semantics.Networks;
using Snnc.Compiler.Symbols;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Semantics.Names;

/// <summary>Makes the symbols of what a file declares. What is inside of a declaration is looked at when it is first asked for.</summary>
internal sealed class DeclaredNames(ProgramFile file, ProgramNames names)
{
    /// <summary>The symbol of a definition.</summary>
    public NameSymbol Of(Definition definition)
    {
        var kind = definition.Syntax switch
        {
            NeuronSyntax => NameKind.Neuron,
            BlockSyntax => NameKind.Block,
            NetworkSyntax => NameKind.Network,
            _ => NameKind.Constant,
        };
        var symbol = new NameSymbol(kind, definition.Name, definition.At, definition.Syntax, null) { Documentation = definition.Syntax.Documentation };
        switch (definition.Syntax)
        {
            case NeuronSyntax neuron:
                symbol.Define(() => neuron.Members.SelectMany(member => OfModel(member, symbol)).ToList());
                break;
            case BlockSyntax block:
                symbol.Define(() => Parameters(block, symbol).Concat(OfBody(block.Members, symbol)).ToList());
                break;
            case NetworkSyntax network:
                symbol.Define(() => OfBody(network.Members, symbol).ToList());
                break;
        }

        return symbol;
    }

    private IEnumerable<NameSymbol> OfModel(NeuronMemberSyntax member, NameSymbol model) => member switch
    {
        ParamSyntax param => param.Declarations.Where(p => !p.Name.IsMissing).Select(p => Parameter(p, model)),
        StateSyntax state => state.Declarations.Where(s => !s.Name.IsMissing).Select(s => Symbol(NameKind.State, s.Name, s, model)),
        PortSyntax port => port.Declarations.Where(p => !p.Name.IsMissing).Select(p => Symbol(NameKind.Port, p.Name, p, model)),
        _ => [],
    };

    private NameSymbol Parameter(ParamDeclSyntax syntax, NameSymbol model)
    {
        var parameter = Symbol(NameKind.Parameter, syntax.Name, syntax, model);
        parameter.Define(() => (syntax.Choices ?? []).Where(c => !c.IsMissing).Select(c => Symbol(NameKind.Choice, c, syntax, parameter)).ToList());
        return parameter;
    }

    private IEnumerable<NameSymbol> Parameters(BlockSyntax block, NameSymbol owner) =>
        block.Parameters.Where(p => !p.Name.IsMissing).Select(p => Symbol(NameKind.BlockParameter, p.Name, p, owner));

    private IEnumerable<NameSymbol> OfBody(IEnumerable<MemberSyntax> members, NameSymbol owner) => members.SelectMany(member => OfBody(member, owner));

    private IEnumerable<NameSymbol> OfBody(MemberSyntax member, NameSymbol owner) => member switch
    {
        WeightsSyntax weights => [Symbol(NameKind.Weights, weights.Name, weights, owner, weights.Documentation)],
        InputSyntax input => [Symbol(NameKind.Input, input.Name, input, owner, input.Documentation)],
        OutputSyntax output => [Symbol(NameKind.Output, output.Name, output, owner, output.Documentation)],
        LocalConstSyntax constant => [Symbol(NameKind.LocalConstant, constant.Name, constant, owner, constant.Documentation)],
        ChainSyntax chain => Elements(chain).Where(element => element.Label is { IsMissing: false }).Select(element => Label(element, owner)),
        _ => [],
    };

    private static IEnumerable<ElementSyntax> Elements(ChainSyntax chain) =>
        chain.Source is ElementSourceSyntax head ? new[] { head.Element }.Concat(chain.Elements) : chain.Elements;

    private NameSymbol Label(ElementSyntax element, NameSymbol owner)
    {
        var isInstance = file.Find(element.Target.Name) is { Syntax: BlockSyntax };
        var kind = isInstance ? NameKind.Instance : NameKind.Node;
        var label = Symbol(kind, element.Label!, element, owner, element.Documentation);
        label.Aim(() => TargetOf(element.Target.Name, owner));
        return label;
    }

    /// <summary>What an element makes an instance of: a block's parameter, a model or block, or an operator.</summary>
    public NameSymbol? TargetOf(string name, NameSymbol? body) =>
        body?.Find(name, member => member.Kind == NameKind.BlockParameter)
        ?? (file.Find(name) is { Syntax: NeuronSyntax or BlockSyntax } definition ? names.Of(definition) : LanguageNames.Operator(name));

    private NameSymbol Symbol(NameKind kind, Token name, SyntaxNode syntax, NameSymbol owner, string? documentation = null) =>
        new(kind, name.Text, new Location(file.Tree.Text, name.Span), syntax, owner) { Documentation = documentation };
}
