using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Semantics.Networks;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Semantics.Names;

/// <summary>
/// Walks through a file and finds what each name in it means, by the rules of the binders, but without a need for the program to be right.
/// </summary>
internal sealed partial class NameCollector(ProgramFile file, ProgramNames names)
{
    private readonly List<NameUse> _uses = [];
    private readonly DeclaredNames _declared = new(file, names);

    // The network or block, or the model, that the walk is inside of.
    private NameSymbol? _body;
    private NameSymbol? _model;

    /// <summary>The names of the file.</summary>
    public IReadOnlyList<NameUse> Collect()
    {
        foreach (var declaration in file.Tree.Root.Declarations)
        {
            _body = _model = null;
            Declaration(declaration);
        }

        return _uses;
    }

    private void Declaration(DeclarationSyntax syntax)
    {
        switch (syntax)
        {
            case UseSyntax use:
                Add(use.Path, new NameSymbol(NameKind.File, use.Path.StringValue, names.Used(file, use.Path.StringValue), use, null));
                break;
            case ConstSyntax constant:
                Declare(constant.Name);
                Expression(constant.Value);
                break;
            case NeuronSyntax neuron:
                _model = Declare(neuron.Name);
                Model(neuron);
                break;
            case BlockSyntax block:
                _body = Declare(block.Name);
                Parameters(block);
                Members(block.Members);
                break;
            case NetworkSyntax network:
                _body = Declare(network.Name);
                Members(network.Members);
                break;
            case TestSyntax test:
                Test(test);
                break;
        }
    }

    // A second declaration of a name means nothing.
    private NameSymbol? Declare(Token name)
    {
        var symbol = name.IsMissing ? null : names.Find(file, name.Text);
        if (symbol?.At is { } at && at.Path == file.Tree.Text.Path && at.Span == name.Span)
        {
            Add(name, symbol, true);
            return symbol;
        }

        return null;
    }

    private void Parameters(BlockSyntax block)
    {
        foreach (var parameter in block.Parameters)
        {
            DeclareMember(_body, parameter.Name, NameKind.BlockParameter);
            if (parameter.Default is not null)
            {
                Expression(parameter.Default);
            }
        }
    }

    private void Test(TestSyntax test)
    {
        var network = names.Find(file, test.Network.Text);
        Add(test.Network, network?.Kind == NameKind.Network ? network : null);
        foreach (var step in test.Steps)
        {
            switch (step)
            {
                case GivenSyntax given:
                    Add(given.Name, network?.Find(given.Name.Text, member => member.Kind == NameKind.Input));
                    Expression(given.Value);
                    break;
                case ExpectSyntax expect:
                    Add(expect.Name, network?.Find(expect.Name.Text, member => member.Kind == NameKind.Output));
                    Expression(expect.Value);
                    Optional(expect.Within);
                    break;
            }
        }
    }

    private void Add(Token name, NameSymbol? symbol, bool isDeclaration = false) => Add(name.Span, symbol, isDeclaration);

    private void Add(TextSpan span, NameSymbol? symbol, bool isDeclaration = false)
    {
        if (symbol is not null && span.Length > 0)
        {
            _uses.Add(new NameUse(span, symbol, isDeclaration));
        }
    }

    private void DeclareMember(NameSymbol? owner, Token name, NameKind kind, NameKind? other = null)
    {
        var symbol = owner?.Find(name.Text, member => member.Kind == kind || member.Kind == other);
        if (symbol?.At?.Span == name.Span)
        {
            Add(name, symbol, true);
        }
    }
}
