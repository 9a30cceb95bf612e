using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Symbols;
using Snnc.Compiler.Syntax;

namespace Snnc.Compiler.Semantics.Networks;

// Blocks: an element that names one is replaced by the block's body, once, or `repeat` times in a row.
internal sealed partial class BodyBinder
{
    private const int DeepestNesting = 64;
    private const int MostInstances = 10_000;

    private BodyItem MakeInstances(ElementSyntax element, Definition definition)
    {
        NoShape(element);
        var block = (BlockSyntax)definition.Syntax;
        var at = At(element.Target.Span);
        var path = _blockPath.Append(definition.Name).ToEquatableArray();
        if (_blockPath.Contains(definition.Name) || path.Count > DeepestNesting)
        {
            Bag.Add(Catalog.RecursiveBlock(at, path.Skip(System.Math.Max(0, path.ToList().IndexOf(definition.Name)))));
            return new BrokenItem();
        }

        var count = element.Repeat is null ? 1 : RepeatCount(element.Repeat);
        var scope = new BodyScope(definition.File, _network.Context.ConstantsOf(definition.File), _network.Containers, Bag, _scope);
        if (count is null || !BindBlockArguments(element, block, definition, scope))
        {
            return new BrokenItem();
        }

        var name = NameOf(element);
        var instances = new List<BodyBinder>();
        for (var i = 0; i < count && !_network.IsFull; i++)
        {
            var prefix = element.Repeat is null ? $"{name}." : $"{name}.{i}.";
            var body = new BodyBinder(_network, definition.File, Copy(scope, definition), prefix, path, block.Members, at);
            _network.Instances++;
            var before = Bag.ErrorCount;
            body.Bind();
            if (Bag.ErrorCount > before && element.Repeat is not null)
            {
                // The others would find the same again.
                body.Inputs.ForEach(input => input.IsBroken = true);
                return new BrokenItem();
            }

            instances.Add(body);
            if (i > 0)
            {
                Chain(instances[i - 1], body, element);
            }
        }

        return new InstanceItem(definition.Name, instances);
    }

    private BodyScope Copy(BodyScope arguments, Definition definition)
    {
        var scope = new BodyScope(definition.File, _network.Context.ConstantsOf(definition.File), _network.Containers, Bag, _scope);
        arguments.CopyTo(scope);
        return scope;
    }

    private void Chain(BodyBinder from, BodyBinder to, ElementSyntax element)
    {
        if (from.Outputs.Count == 0 || to.Inputs.Count == 0)
        {
            Bag.Add(Catalog.BlockWithoutEnd(At(element.Target.Span), element.Target.Name, from.Outputs.Count == 0 ? "output" : "input"));
            to.Inputs.ForEach(input => input.IsBroken = true);
        }
        else if (from.Outputs[0].Value is { } source)
        {
            to.Inputs[0].Connect(new NetEdge(source.Node, source.State, null, At(element.Target.Span)));
        }
        else
        {
            to.Inputs[0].IsBroken = true;
        }
    }

    private int? RepeatCount(ExprSyntax syntax)
    {
        var value = new ExpressionBinder(_scope, Source, Bag).BindReal(syntax, "`repeat`");
        if (value.Type == BoundType.Error)
        {
            return null;
        }

        var number = ConstantEvaluator.TryEvaluate(value, TimeScale.StepsOnly);
        if (number is >= 1 and <= MostInstances && number == System.Math.Floor(number.Value))
        {
            return (int)number;
        }

        var shown = number?.ToString("R", System.Globalization.CultureInfo.InvariantCulture) ?? "not a known number";
        Bag.Add(Catalog.ArgumentOutOfRange(value.At, "the number of repeats", $"a whole number from 1 to {MostInstances}", shown));
        return null;
    }

    private bool BindBlockArguments(ElementSyntax element, BlockSyntax block, Definition definition, BodyScope scope)
    {
        var parameters = block.Parameters.Where(p => !p.Name.IsMissing).ToList();
        var signature = $"{definition.Name}({string.Join(", ", parameters.Select(p => p.Name.Text))})";
        var given = new Dictionary<string, ArgumentSyntax>();
        var arguments = element.Arguments?.Arguments ?? EquatableArray<ArgumentSyntax>.Empty;
        var isGood = true;
        for (var i = 0; i < arguments.Count; i++)
        {
            var name = arguments[i].Name?.Text ?? (i < parameters.Count ? parameters[i].Name.Text : null);
            var problem = name is null ? Catalog.TooManyArguments(At(arguments[i].Span), definition.Name, signature)
                : !parameters.Any(p => p.Name.Text == name)
                    ? Catalog.UnknownArgument(At(arguments[i].Name!.Span), definition.Name, name,
                        EditDistance.Nearest(name, parameters.Select(p => p.Name.Text)), signature)
                : given.ContainsKey(name) ? Catalog.DuplicateArgument(At(arguments[i].Span), name) : null;
            if (problem is not null)
            {
                Bag.Add(problem);
                isGood = false;
                continue;
            }

            given.Add(name!, arguments[i]);
        }

        foreach (var parameter in parameters)
        {
            if (given.TryGetValue(parameter.Name.Text, out var argument))
            {
                isGood &= Give(scope, parameter.Name.Text, argument.Value, _scope, _file);
            }
            else if (parameter.Default is not null)
            {
                isGood &= Give(scope, parameter.Name.Text, parameter.Default, scope, definition.File);
            }
            else
            {
                Bag.Add(Catalog.MissingArgument(At(element.Target.Span), definition.Name, parameter.Name.Text, signature));
                isGood = false;
            }
        }

        return isGood;
    }

    private bool Give(BodyScope scope, string name, ExprSyntax value, BodyScope from, ProgramFile file)
    {
        if (value is NameExprSyntax { Ref.Name: var model })
        {
            if (from.Models.TryGetValue(model, out var passed))
            {
                scope.Models[name] = passed;
                return true;
            }

            if (!from.Declares(model) && file.Find(model) is { Syntax: NeuronSyntax } definition)
            {
                scope.Models[name] = _network.Context.Model(definition);
                return true;
            }
        }

        var bound = new ExpressionBinder(from, file.Tree.Text, Bag).Bind(value);
        scope.Declare(name, bound);
        return bound.Type != BoundType.Error || bound is BoundNone;
    }
}
