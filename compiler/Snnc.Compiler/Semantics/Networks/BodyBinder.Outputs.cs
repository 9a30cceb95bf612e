using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Symbols;
using Snnc.Compiler.Syntax;

namespace Snnc.Compiler.Semantics.Networks;

// Outputs, and the blocks that say something about nodes.
internal sealed partial class BodyBinder
{
    /// <summary>The value of an output: a node, a state, or an operator of such; null when something was reported.</summary>
    private ValueSource? BindOutput(ExprSyntax syntax)
    {
        switch (syntax)
        {
            case ParenthesizedSyntax parenthesized:
                return BindOutput(parenthesized.Inner);
            case NameExprSyntax name:
                return Readable(Follow(name.Ref), name.Ref).Source;
            case CallSyntax call when OperatorCatalog.Find(call.Name.Text) is { } symbol:
                return BindOutputCall(call, symbol);
            case CallSyntax { Name.IsMissing: false } call when _file.Find(call.Name.Text) is not null:
                Bag.Add(Catalog.NotAnOutput(At(call.Span)));
                return null;
            case CallSyntax { Name.IsMissing: false } call:
                Bag.Add(Catalog.UnknownName(At(call.Name.Span), call.Name.Text, Bag.Nearest(call.Name.Text, OperatorCatalog.Names)));
                return null;
            case ErrorExprSyntax:
                return null;
            default:
                Bag.Add(Catalog.NotAnOutput(At(syntax.Span)));
                return null;
        }
    }

    private ValueSource? BindOutputCall(CallSyntax call, OperatorSymbol symbol)
    {
        var operands = new List<ArgumentSyntax>();
        var rest = new List<ArgumentSyntax>();
        var most = symbol.Arity == Arity.One ? 1 : symbol.Arity == Arity.Two ? 2 : int.MaxValue;
        foreach (var argument in call.Arguments.Arguments)
        {
            (argument.Name is null && operands.Count < most ? operands : rest).Add(argument);
        }

        var sources = operands.Select(operand => BindOutput(operand.Value)).ToList();
        var node = AddOperator(symbol, rest, call.Span, null);
        foreach (var (source, operand) in sources.Zip(operands, (source, operand) => (source, operand)))
        {
            if (source is null)
            {
                node.IsBroken = true;
            }
            else
            {
                node.Connect(new NetEdge(source.Node, source.State, null, At(operand.Span)));
            }
        }

        return new ValueSource(node, null);
    }

    private void BindEntries()
    {
        foreach (var member in _members)
        {
            switch (member)
            {
                case ActivitySyntax activity when IsBlock:
                    Bag.Add(Catalog.NotInBlock(At(activity.Keyword.Span), "activity"));
                    break;
                case QuantizeSyntax quantize when IsBlock:
                    Bag.Add(Catalog.NotInBlock(At(quantize.Keyword.Span), "quantize"));
                    break;
                case ActivitySyntax activity:
                    activity.Entries.ToList().ForEach(BindActivity);
                    break;
                case QuantizeSyntax quantize:
                    quantize.Entries.ToList().ForEach(BindQuantize);
                    break;
            }
        }
    }

    private void BindActivity(RefEntrySyntax entry)
    {
        if (Entry(entry) is not { } found || IsRepeated(found.Node.Activity is not null, entry))
        {
            return;
        }

        if (found.Value is >= 0 and <= 1_000)
        {
            found.Node.Activity = found.Value;
            return;
        }

        Bag.Add(Catalog.EntryOutOfRange(At(entry.Value.Span), "an activity (expected spikes per neuron and step)", "from 0 to 1000"));
    }

    private void BindQuantize(RefEntrySyntax entry)
    {
        if (Entry(entry) is not { } found || IsRepeated(found.Node.Bits is not null, entry))
        {
            return;
        }

        if (found.Node.Symbol?.Family != OperatorFamily.Connection)
        {
            Bag.Add(Catalog.NothingToQuantize(At(entry.Target.Span), entry.Target.Name));
        }
        else if (found.Value is >= 2 and <= 24 && found.Value == System.Math.Floor(found.Value))
        {
            found.Node.Bits = (int)found.Value;
        }
        else
        {
            Bag.Add(Catalog.EntryOutOfRange(At(entry.Value.Span), "the bits of a weight", "a whole number from 2 to 24"));
        }
    }

    private bool IsRepeated(bool isGiven, RefEntrySyntax entry)
    {
        if (isGiven)
        {
            Bag.Add(Catalog.DuplicateArgument(At(entry.Target.Span), entry.Target.Name));
        }

        return isGiven;
    }

    private (NetNode Node, double Value)? Entry(RefEntrySyntax entry)
    {
        var end = Follow(entry.Target);
        var value = new ExpressionBinder(_scope, Source, Bag).BindReal(entry.Value, $"'{entry.Target.Name}'");
        if (end.Source is null || value.Type == BoundType.Error)
        {
            return null;
        }

        if (value.Dimension.IsNone && ConstantEvaluator.TryEvaluate(value, TimeScale.StepsOnly) is { } number)
        {
            return (end.Source.Node, number);
        }

        Bag.Add(Catalog.EntryOutOfRange(value.At, $"the entry of '{entry.Target.Name}'", "a known number without unit"));
        return null;
    }
}
