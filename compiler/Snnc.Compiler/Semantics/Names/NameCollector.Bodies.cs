using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Symbols;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Semantics.Names;

/// <content>Members of networks and blocks.</content>
internal sealed partial class NameCollector
{
    private void Members(IEnumerable<MemberSyntax> members)
    {
        foreach (var member in members)
        {
            Member(member);
        }
    }

    private void Member(MemberSyntax member)
    {
        switch (member)
        {
            case TimeSyntax time:
                time.Entries.ToList().ForEach(entry => TimeEntry(entry));
                break;
            case WeightsSyntax weights:
                DeclareMember(_body, weights.Name, NameKind.Weights);
                Add(weights.Path, Container(weights.Path));
                break;
            case InputSyntax input:
                DeclareMember(_body, input.Name, NameKind.Input);
                Extents(input.Type.Shape);
                break;
            case OutputSyntax output:
                DeclareMember(_body, output.Name, NameKind.Output);
                Extents(output.Type?.Shape);
                Output(output.Value);
                break;
            case LocalConstSyntax constant:
                DeclareMember(_body, constant.Name, NameKind.LocalConstant);
                Expression(constant.Value);
                break;
            case ActivitySyntax activity:
                activity.Entries.ToList().ForEach(Entry);
                break;
            case QuantizeSyntax quantize:
                quantize.Entries.ToList().ForEach(Entry);
                break;
            case ChainSyntax chain:
                Chain(chain);
                break;
        }
    }

    private void TimeEntry(TimeEntrySyntax entry)
    {
        Add(entry.Name, LanguageNames.TimeEntry(entry.Name.Text));
        Expression(entry.Value);
    }

    private void Entry(RefEntrySyntax entry)
    {
        Reference(entry.Target, NameKind.State);
        Expression(entry.Value);
    }

    private void Extents(ShapeSyntax? shape)
    {
        foreach (var extent in shape?.Extents ?? [])
        {
            Expression(extent);
        }
    }

    private void Chain(ChainSyntax chain)
    {
        switch (chain.Source)
        {
            case TupleSourceSyntax tuple:
                tuple.Items.ToList().ForEach(item => Reference(item, NameKind.State));
                break;
            case ElementSourceSyntax head:
                Element(head.Element, NameKind.State);
                break;
        }

        foreach (var element in chain.Elements)
        {
            Element(element, NameKind.Port);
        }
    }

    private void Element(ElementSyntax element, NameKind preferred)
    {
        if (element.Label is { } label)
        {
            DeclareMember(_body, label, NameKind.Node, NameKind.Instance);
        }

        Extents(element.Shape);
        var first = element.Target.Parts.Count == 0 ? "" : element.Target.Parts[0].Text;
        var isReference = element.Label is null && Node(first) is not null;
        var target = isReference ? null : _declared.TargetOf(element.Target.Name, _body);
        if (isReference)
        {
            Reference(element.Target, preferred);
        }
        else
        {
            Add(element.Target.Span, target);
        }

        Arguments(element.Arguments, target);
        Optional(element.Repeat);
    }

    private NameSymbol? Node(string name) => _body?.Find(name, member => member.IsNode);

    // `o.v`, `x -> n.i_inh`, `r.0.c1`: each part belongs to what the part before it is an instance of.
    private void Reference(RefSyntax reference, NameKind preferred)
    {
        NameSymbol? symbol = null;
        for (var index = 0; index < reference.Parts.Count; index++)
        {
            var part = reference.Parts[index];
            if (index > 0 && part.Kind == TokenKind.Number)
            {
                continue;
            }

            symbol = index == 0 ? Node(part.Text) : Inner(symbol?.Target, part.Text, preferred);
            if (symbol is null)
            {
                return;
            }

            Add(part, symbol);
        }
    }

    private static NameSymbol? Inner(NameSymbol? target, string name, NameKind preferred) => target?.Kind switch
    {
        NameKind.Neuron => target.Find(name, member => member.Kind == preferred)
            ?? target.Find(name, member => member.Kind is NameKind.State or NameKind.Port),
        NameKind.Block => target.Find(name, member => member.Kind == NameKind.Output) ?? target.Find(name, member => member.IsNode),
        _ => null,
    };

    private void Output(ExprSyntax syntax)
    {
        switch (syntax)
        {
            case ParenthesizedSyntax parenthesized:
                Output(parenthesized.Inner);
                break;
            case NameExprSyntax name:
                Reference(name.Ref, NameKind.State);
                break;
            case CallSyntax call:
                OutputCall(call);
                break;
            default:
                Expression(syntax);
                break;
        }
    }

    private void OutputCall(CallSyntax call)
    {
        var symbol = LanguageNames.Operator(call.Name.Text);
        Add(call.Name, symbol);
        var most = OperatorCatalog.Find(call.Name.Text)?.Arity switch { Arity.Many => int.MaxValue, Arity.Two => 2, _ => 1 };
        foreach (var argument in call.Arguments.Arguments)
        {
            if (argument.Name is null && most-- > 0)
            {
                Output(argument.Value);
            }
            else
            {
                Argument(argument, -1, symbol);
            }
        }
    }

    private NameSymbol? Container(Token path) => path.IsMissing ? null : new NameSymbol(NameKind.File, path.StringValue, null, null, null);
}
