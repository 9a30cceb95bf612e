using System.Linq;
using Snnc.Compiler.Syntax;

namespace Snnc.Compiler.Semantics.Names;

/// <content>Expressions and arguments.</content>
internal sealed partial class NameCollector
{
    private void Optional(ExprSyntax? syntax)
    {
        if (syntax is not null)
        {
            Expression(syntax);
        }
    }

    private void Expression(ExprSyntax syntax)
    {
        switch (syntax)
        {
            case NumberSyntax { Unit: { } unit }:
                Add(unit, LanguageNames.Unit(unit.Text));
                break;
            case NameExprSyntax name:
                Add(name.Span, Value(name.Ref.Name));
                break;
            case CallSyntax call:
                var function = LanguageNames.Function(call.Name.Text) ?? LanguageNames.Rule(call.Name.Text);
                Add(call.Name, function);
                Arguments(call.Arguments, function);
                break;
            case ParenthesizedSyntax parenthesized:
                Expression(parenthesized.Inner);
                break;
            case UnarySyntax unary:
                Expression(unary.Operand);
                break;
            case BinarySyntax binary:
                Binary(binary);
                break;
            case ConditionalSyntax conditional:
                Expression(conditional.Condition);
                Expression(conditional.WhenTrue);
                Expression(conditional.WhenFalse);
                break;
            case TensorSyntax tensor:
                Tensor(tensor);
                break;
        }
    }

    private NameSymbol? Value(string name) =>
        Local(name)
        ?? _model?.Find(name, member => member.Kind is NameKind.Parameter or NameKind.State or NameKind.Port)
        ?? _body?.Find(name, member => member.IsValue)
        ?? names.Find(file, name)
        ?? LanguageNames.Rule(name);

    // `reset == subtract`: the bare name is a choice of the parameter beside it.
    private void Binary(BinarySyntax binary)
    {
        var (left, right) = (Choosing(binary.Left), Choosing(binary.Right));
        Chosen(binary.Left, right);
        Chosen(binary.Right, left);
    }

    private NameSymbol? Choosing(ExprSyntax syntax) =>
        syntax is NameExprSyntax name && Value(name.Ref.Name) is { Kind: NameKind.Parameter, Members.Count: > 0 } parameter ? parameter : null;

    private void Chosen(ExprSyntax value, NameSymbol? parameter)
    {
        if (value is NameExprSyntax name && parameter?.Find(name.Ref.Name, member => member.Kind == NameKind.Choice) is { } choice)
        {
            Add(name.Span, choice);
        }
        else
        {
            Expression(value);
        }
    }

    private void Arguments(ArgumentListSyntax? list, NameSymbol? target)
    {
        for (var i = 0; i < list?.Arguments.Count; i++)
        {
            Argument(list.Arguments[i], i, target);
        }
    }

    private void Argument(ArgumentSyntax argument, int position, NameSymbol? target)
    {
        var parameters = target?.Parameters ?? [];
        var parameter = argument.Name is { } name ? parameters.FirstOrDefault(p => p.Name == name.Text)
            : position >= 0 && position < parameters.Count ? parameters[position] : null;
        if (argument.Name is not null)
        {
            Add(argument.Name, parameter);
        }

        Chosen(argument.Value, parameter);
    }

    private void Tensor(TensorSyntax tensor)
    {
        var container = tensor.Container.Kind == TokenKind.String ? Container(tensor.Container)
            : _body?.Find(tensor.Container.Text, member => member.Kind == NameKind.Weights);
        Add(tensor.Container, container);
        if (container is not null)
        {
            Add(tensor.Key, new NameSymbol(NameKind.Tensor, tensor.Key.StringValue, null, tensor, container));
        }
    }
}
