using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Symbols;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Semantics.Networks;

/// <summary>Binds the arguments of an operator: by position, then by name; values are checked for kind and range.</summary>
internal sealed class OperatorArgumentBinder(BodyScope scope, SourceText source, NetworkTime time, DiagnosticBag bag)
{
    private readonly ExpressionBinder _expressions = new(scope, source, bag);
    private readonly SparsePatternBinder _patterns = new(scope, source, time, bag);

    private bool _isBroken;

    /// <summary>Binds; what was reported is left out, and the result says that it is broken.</summary>
    public OperatorArguments Bind(OperatorSymbol symbol, IReadOnlyList<ArgumentSyntax> arguments, Location at)
    {
        _isBroken = false;
        var values = new Dictionary<string, BoundExpr>();
        var variadic = new List<BoundExpr>();
        BoundPattern? pattern = null;
        var position = 0;
        foreach (var argument in arguments)
        {
            if (Parameter(symbol, argument, position++) is not { } parameter)
            {
                continue;
            }

            if (parameter.Kind == ParameterKind.Pattern)
            {
                pattern = _patterns.Bind(argument.Value);
                _isBroken |= pattern is null;
            }
            else if (symbol.IsVariadic)
            {
                variadic.Add(Value(symbol, parameter, argument));
            }
            else if (values.ContainsKey(parameter.Name))
            {
                Report(Catalog.DuplicateArgument(At(argument.Span), parameter.Name));
            }
            else
            {
                values.Add(parameter.Name, Value(symbol, parameter, argument));
            }
        }

        foreach (var parameter in symbol.Parameters.Where(parameter => parameter.IsRequired))
        {
            var given = parameter.Kind == ParameterKind.Pattern ? pattern is not null || arguments.Count > 0
                : symbol.IsVariadic ? variadic.Count > 0 : values.ContainsKey(parameter.Name);
            if (!given)
            {
                Report(Catalog.MissingArgument(at, symbol.Name, parameter.Name, symbol.Signature));
            }
        }

        return new OperatorArguments(values, variadic, pattern) { IsBroken = _isBroken || values.Values.Concat(variadic).Any(IsError) };
    }

    private static bool IsError(BoundExpr value) => value is not BoundNone && value.Type == BoundType.Error;

    private static bool InRange(ParameterKind kind, double value) => kind switch
    {
        ParameterKind.Size => value is >= 1 and <= int.MaxValue,
        ParameterKind.Count => value is >= 0 and <= int.MaxValue,
        ParameterKind.Axis => value is >= -64 and <= 64,
        _ => value is >= -(1L << 53) and <= 1L << 53,
    };

    private static string RangeOf(ParameterKind kind) => kind switch
    {
        ParameterKind.Size => "a whole number of at least 1",
        ParameterKind.Count => "a whole number of at least 0",
        ParameterKind.Axis => "an axis, a whole number",
        _ => "a whole number",
    };

    private OperatorParameter? Parameter(OperatorSymbol symbol, ArgumentSyntax argument, int position)
    {
        if (argument.Name is { } name)
        {
            var parameter = symbol.Parameters.FirstOrDefault(candidate => candidate.Name == name.Text);
            if (parameter is null || symbol.IsVariadic)
            {
                var nearest = EditDistance.Nearest(name.Text, symbol.Parameters.Select(candidate => candidate.Name));
                Report(Catalog.UnknownArgument(At(name.Span), symbol.Name, name.Text, nearest, symbol.Signature));
                return null;
            }

            return parameter;
        }

        if (symbol.IsVariadic)
        {
            return symbol.Parameters[0];
        }

        if (position < symbol.Parameters.Count && symbol.Parameters[position].IsPositional)
        {
            return symbol.Parameters[position];
        }

        Report(Catalog.TooManyArguments(At(argument.Span), symbol.Name, symbol.Signature));
        return null;
    }

    private BoundExpr Value(OperatorSymbol symbol, OperatorParameter parameter, ArgumentSyntax argument)
    {
        var at = At(argument.Value.Span);
        var value = argument.Value is NoneSyntax ? new BoundNone(at) : _expressions.BindReal(argument.Value, $"'{parameter.Name}'");
        switch (parameter.Kind)
        {
            case var _ when IsError(value):
            case ParameterKind.OptionalTensor:
                return value;
            case var _ when value is BoundNone:
                Report(Catalog.WrongArgument(at, symbol.Name, parameter.Name, "a value; `none` is for a bias"));
                return new BoundError(at);
            case ParameterKind.Tensor:
                return value;
            case ParameterKind.Delay:
                return Timed(symbol, parameter, value);
            case ParameterKind.Duration:
                return Known(symbol, parameter, Timed(symbol, parameter, value), "a time");
            case ParameterKind.Number:
                return Known(symbol, parameter, value, "a number");
            default:
                return Whole(symbol, parameter, Known(symbol, parameter, value, "a whole number"));
        }
    }

    private BoundExpr Timed(OperatorSymbol symbol, OperatorParameter parameter, BoundExpr value)
    {
        if (value.Dimension == Dimension.Time || IsError(value))
        {
            return value;
        }

        Report(Catalog.ArgumentUnit(value.At, symbol.Name, parameter.Name, "a time", value.Dimension.ToString()));
        return new BoundError(value.At);
    }

    private BoundExpr Known(OperatorSymbol symbol, OperatorParameter parameter, BoundExpr value, string what)
    {
        if (IsError(value) || ConstantEvaluator.TryEvaluate(value, time.Scale) is { } number && !double.IsNaN(number) && !double.IsInfinity(number))
        {
            return value;
        }

        if (value.Dimension == Dimension.Time && time.Scale.Exact is null)
        {
            time.ReportMissingStep(value.At, $"'{parameter.Name}' of '{symbol.Name}'", bag);
            _isBroken = true;
        }
        else
        {
            Report(Catalog.NotAConstant(value.At, symbol.Name, parameter.Name, what));
        }

        return new BoundError(value.At);
    }

    private BoundExpr Whole(OperatorSymbol symbol, OperatorParameter parameter, BoundExpr value)
    {
        if (IsError(value))
        {
            return value;
        }

        var number = ConstantEvaluator.TryEvaluate(value, time.Scale)!.Value;
        if (!value.Dimension.IsNone)
        {
            Report(Catalog.ArgumentUnit(value.At, symbol.Name, parameter.Name, "no unit", value.Dimension.ToString()));
            return new BoundError(value.At);
        }

        if (number == System.Math.Floor(number) && InRange(parameter.Kind, number))
        {
            return value;
        }

        var shown = number.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        Report(Catalog.ArgumentOutOfRange(value.At, $"the argument '{parameter.Name}' of '{symbol.Name}'", RangeOf(parameter.Kind), shown));
        return new BoundError(value.At);
    }

    private void Report(Diagnostic finding)
    {
        _isBroken = true;
        bag.Add(finding);
    }

    private Location At(TextSpan span) => new(source, span);
}
