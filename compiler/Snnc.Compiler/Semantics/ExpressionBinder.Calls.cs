using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Symbols;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Tensors;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Semantics;

/// <summary>Functions: their arguments, and what they give.</summary>
public sealed partial class ExpressionBinder
{
    private BoundExpr BindCall(CallSyntax syntax)
    {
        var function = FunctionTable.Find(syntax.Name.Text);
        if (function is null)
        {
            ReportUnknownFunction(syntax);
            return new BoundError(At(syntax.Span));
        }

        return MatchArguments(function, syntax) is { } arguments ? BindCall(function, arguments, syntax.Span) : new BoundError(At(syntax.Span));
    }

    private void ReportUnknownFunction(CallSyntax syntax)
    {
        if (!syntax.Name.IsMissing)
        {
            var nearest = EditDistance.Nearest(syntax.Name.Text, FunctionTable.Names);
            bag.Add(Catalog.UnknownFunction(At(syntax.Name.Span), syntax.Name.Text, nearest));
        }

        foreach (var argument in syntax.Arguments.Arguments)
        {
            BindExpr(argument.Value);
        }
    }

    // By position, or by name as in uniform(0, 1, seed = 5); null once a wrong number or name is reported.
    private BoundExpr[]? MatchArguments(FunctionSignature function, CallSyntax syntax)
    {
        var slots = new BoundExpr?[function.Parameters.Count];
        var given = syntax.Arguments.Arguments;
        for (var i = 0; i < given.Count; i++)
        {
            var slot = given[i].Name is { } name ? function.Parameters.ToList().IndexOf(name.Text) : i;
            var value = BindExpr(given[i].Value);
            if (slot < 0 || slot >= slots.Length || slots[slot] is not null)
            {
                ReportArguments(function, syntax, slot < 0 ? $"an argument '{given[i].Name?.Text}'" : $"{given.Count} arguments");
                return null;
            }

            slots[slot] = value;
        }

        if (slots.Any(slot => slot is null))
        {
            ReportArguments(function, syntax, given.Count == 1 ? "1 argument" : $"{given.Count} arguments");
            return null;
        }

        return [.. slots.Select(slot => slot!)];
    }

    private void ReportArguments(FunctionSignature function, CallSyntax syntax, string found) =>
        bag.Add(Catalog.WrongFunctionArguments(At(syntax.Span), $"{function.Name}({string.Join(", ", function.Parameters)})", found));

    private BoundExpr BindCall(FunctionSignature function, BoundExpr[] arguments, TextSpan span)
    {
        var name = $"'{function.Name}'";
        return function.Kind switch
        {
            FunctionKind.Plain => Call(BoundType.Real, Dimension.None, function, span, WithoutUnit(ToReal(arguments[0], name), name)),
            FunctionKind.ToInt => Call(BoundType.Int, Dimension.None, function, span, WithoutUnit(ToNumber(arguments[0], name), name)),
            FunctionKind.Sign => Call(arguments[0].Type, Dimension.None, function, span, ToNumber(arguments[0], name)),
            FunctionKind.SquareRoot => SquareRoot(function, ToReal(arguments[0], name), span),
            FunctionKind.Integers => Call(BoundType.Int, Dimension.None, function, span, [.. arguments.Select(argument => ToInt(argument, name))]),
            FunctionKind.SameAsArguments => SameAsArguments(function, arguments, span),
            FunctionKind.Tensor => Tensor(function, ToReal(arguments[0], name), span),
            FunctionKind.Uniform => Uniform(arguments, span),
            _ => Random(arguments[0], span),
        };
    }

    private BoundExpr Call(BoundType type, Dimension dimension, FunctionSignature function, TextSpan span, params BoundExpr[] arguments) =>
        arguments.All(argument => argument.Type != BoundType.Error) && JoinShapes($"'{function.Name}'", span, arguments) is { } shape
            ? new BoundCall(type, dimension, shape, function.Name, arguments.ToEquatableArray(), At(span))
            : new BoundError(At(span));

    private BoundExpr ToNumber(BoundExpr value, string where) =>
        value.Type is BoundType.Int or BoundType.Real ? value : Refuse(value, where, "a number");

    private BoundExpr WithoutUnit(BoundExpr value, string where)
    {
        if (value.Type == BoundType.Error || Same(value.Dimension, Dimension.None))
        {
            return value;
        }

        bag.Add(Catalog.WrongType(value.At, where, "a number without unit", $"of {value.Dimension}", "divide by a quantity of the unit (x / 1 mV)"));
        return new BoundError(value.At);
    }

    private BoundExpr SquareRoot(FunctionSignature function, BoundExpr value, TextSpan span)
    {
        if (value.Type != BoundType.Error && !value.Dimension.HasSquareRoot)
        {
            return WithoutUnit(value, "'sqrt'");
        }

        return Call(BoundType.Real, value.Dimension.SquareRoot(), function, span, value);
    }

    private BoundExpr SameAsArguments(FunctionSignature function, BoundExpr[] arguments, TextSpan span)
    {
        var name = $"'{function.Name}'";
        var all = arguments.Select(argument => ToNumber(argument, name)).ToArray();
        if (all.Any(argument => argument.Type == BoundType.Error))
        {
            return new BoundError(At(span));
        }

        if (all.Any(argument => argument.Type == BoundType.Int))
        {
            var whole = all.Select(WholeNumbers.TryToInt).ToList();
            all = [.. whole.Contains(null) ? all.Select(argument => ToReal(argument, name)) : whole.Select(argument => argument!)];
        }

        var fits = all.Skip(1).All(argument => SameDimension(all[0], argument, name, span));
        return fits ? Call(all[0].Type, all[0].Dimension, function, span, all) : new BoundError(At(span));
    }

    private BoundExpr Tensor(FunctionSignature function, BoundExpr operand, TextSpan span)
    {
        if (operand.Type == BoundType.Error || !AllowsTensorFunction(function.Name, span))
        {
            return new BoundError(At(span));
        }

        if (function.Name == "transpose")
        {
            return new BoundTranspose(operand.Type, operand.Dimension, Shape.Of(operand.Shape.Reverse()), operand, At(span));
        }

        var isKnown = BoundTree.HasKnownShape(operand);
        if (isKnown && operand.Shape.Rank != 1)
        {
            bag.Add(Catalog.WrongType(operand.At, "'per_channel'", "a tensor of one axis", $"of shape {operand.Shape}"));
            return new BoundError(At(span));
        }

        var shape = isKnown ? Shape.Of([operand.Shape[0], 1, 1]) : operand.Shape;
        return new BoundPerChannel(operand.Type, operand.Dimension, shape, operand, At(span));
    }

    private bool AllowsTensorFunction(string name, TextSpan span)
    {
        if (!scope.AllowsTensors)
        {
            bag.Add(Catalog.TensorNotAllowed(At(span), $"'{name}'"));
        }

        return scope.AllowsTensors;
    }

    private BoundExpr Uniform(BoundExpr[] arguments, TextSpan span)
    {
        var low = ToReal(arguments[0], "'uniform'");
        var high = ToReal(arguments[1], "'uniform'");
        var seed = Seed(arguments[2]);
        return AllowsTensorFunction("uniform", span) && low.Type != BoundType.Error && high.Type != BoundType.Error && seed is { } value
            && SameDimension(low, high, "'uniform'", span)
            ? new BoundUniform(low.Dimension, low, high, value, At(span))
            : new BoundError(At(span));
    }

    private BoundExpr Random(BoundExpr seed, TextSpan span)
    {
        if (!scope.AllowsRandom)
        {
            bag.Add(Catalog.RandomNotAllowed(At(span)));
            return new BoundError(At(span));
        }

        return Seed(seed) is { } value ? new BoundRand(value, At(span)) : new BoundError(At(span));
    }

    private long? Seed(BoundExpr seed)
    {
        if (WholeNumbers.TryToInt(seed) is { } whole && ConstantValue.TryInt(whole) is { } value && value >= 0)
        {
            return value;
        }

        if (seed is not BoundError)
        {
            bag.Add(Catalog.SeedNotConstant(seed.At));
        }

        return null;
    }
}
