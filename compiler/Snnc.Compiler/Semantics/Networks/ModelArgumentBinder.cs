using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Symbols;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Semantics.Networks;

/// <summary>Binds the arguments that a node gives a neuron model: values with their units, and choices by name.</summary>
internal sealed class ModelArgumentBinder(BodyScope scope, SourceText source, DiagnosticBag bag)
{
    private readonly ExpressionBinder _expressions = new(scope, source, bag);

    private bool _isBroken;

    /// <summary>Binds; null when something was reported.</summary>
    public BoundModelUse? Bind(BoundModel model, IReadOnlyList<ArgumentSyntax> arguments, Location at)
    {
        _isBroken = model.HasErrors;
        var values = new Dictionary<string, BoundExpr>();
        var choices = new Dictionary<string, string>();
        var position = 0;
        foreach (var argument in arguments)
        {
            if (Parameter(model, argument, position++) is not { } parameter)
            {
                continue;
            }

            if (values.ContainsKey(parameter.Name) || choices.ContainsKey(parameter.Name))
            {
                Report(Catalog.DuplicateArgument(At(argument.Span), parameter.Name));
            }
            else if (parameter.Choices.Count > 0)
            {
                choices.Add(parameter.Name, Choice(parameter, argument));
            }
            else
            {
                values.Add(parameter.Name, Value(model, parameter, argument));
            }
        }

        foreach (var parameter in model.Parameters.Where(p => p.IsRequired && !values.ContainsKey(p.Name) && !choices.ContainsKey(p.Name)))
        {
            Report(Catalog.MissingArgument(at, model.Name, parameter.Name, Signature(model)));
        }

        return _isBroken || values.Values.Any(value => value.Type == BoundType.Error) ? null : new BoundModelUse(model, values, choices);
    }

    private static string Signature(BoundModel model) => $"{model.Name}({string.Join(", ", model.Parameters.Select(p => p.Name))})";

    private BoundParamDecl? Parameter(BoundModel model, ArgumentSyntax argument, int position)
    {
        if (argument.Name is not { } name)
        {
            if (position < model.Parameters.Count)
            {
                return model.Parameters[position];
            }

            Report(Catalog.TooManyArguments(At(argument.Span), model.Name, Signature(model)));
            return null;
        }

        var parameter = model.Parameters.FirstOrDefault(candidate => candidate.Name == name.Text);
        if (parameter is null && !model.HasErrors)
        {
            var nearest = EditDistance.Nearest(name.Text, model.Parameters.Select(candidate => candidate.Name));
            Report(Catalog.UnknownArgument(At(name.Span), model.Name, name.Text, nearest, Signature(model)));
        }

        return parameter;
    }

    private string Choice(BoundParamDecl parameter, ArgumentSyntax argument)
    {
        var given = argument.Value is NameExprSyntax name ? name.Ref.Name : source.ToString(argument.Value.Span);
        if (!parameter.Choices.Contains(given))
        {
            Report(Catalog.UnknownArgumentChoice(At(argument.Value.Span), parameter.Name, given, string.Join(", ", parameter.Choices)));
        }

        return given;
    }

    private BoundExpr Value(BoundModel model, BoundParamDecl parameter, ArgumentSyntax argument)
    {
        var where = $"'{parameter.Name}' of '{model.Name}'";
        var value = parameter.Type == BoundType.Int ? _expressions.BindInt(argument.Value, where) : _expressions.BindReal(argument.Value, where);
        if (value.Type == BoundType.Error || value.Dimension == parameter.Dimension)
        {
            return value;
        }

        Report(Catalog.ArgumentUnit(value.At, model.Name, parameter.Name, parameter.Dimension.ToString(), value.Dimension.ToString())
            with { Related = [new RelatedPlace(parameter.At, "its unit is that of its default")] });
        return new BoundError(value.At);
    }

    private void Report(Diagnostic finding)
    {
        _isBroken = true;
        bag.Add(finding);
    }

    private Location At(TextSpan span) => new(source, span);
}
