using System.Collections.Generic;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Semantics;
using Snnc.Compiler.Symbols;
using Snnc.Compiler.Tensors;

namespace Snnc.Compiler.Lowering;

/// <summary>The parameters and choices of one use of a model, with defaults filled in.</summary>
internal sealed class ModelValues
{
    private readonly BoundModelUse _use;
    private readonly TimeScale _scale;
    private readonly Shape _population;
    private readonly Dictionary<string, LoadExpr> _parameters = [];

    public ModelValues(BoundModelUse use, TimeScale scale, Shape population, NodeConstants constants)
    {
        (_use, _scale, _population) = (use, scale, population);
        foreach (var parameter in use.Model.Parameters)
        {
            var value = use.Values.TryGetValue(parameter.Name, out var given) ? given : parameter.Default;
            if (value is not null)
            {
                _parameters[parameter.Name] = ToLoadExpr(value);
                constants.Name(_parameters[parameter.Name], parameter.Name);
            }
        }
    }

    /// <summary>The value of a parameter.</summary>
    public LoadExpr Parameter(string name) => _parameters[name];

    /// <summary>A number of the model, in steps and SI.</summary>
    public LoadNumber Number(BoundNumber number) => ConstantLowering.Number(number, _scale);

    /// <summary>Whether a choice test holds.</summary>
    public bool Holds(BoundChoiceTest test) => (Choice(test.Parameter) == test.Choice) != test.Negated;

    /// <summary>What a choice parameter is.</summary>
    public string Choice(string parameter)
    {
        if (_use.Choices.TryGetValue(parameter, out var given))
        {
            return given;
        }

        foreach (var declaration in _use.Model.Parameters)
        {
            if (declaration.Name == parameter)
            {
                return declaration.DefaultChoice ?? "";
            }
        }

        return "";
    }

    /// <summary>An expression of numbers, tensors and parameters.</summary>
    public LoadExpr ToLoadExpr(BoundExpr expr) => ConstantLowering.ToLoadExpr(expr, _scale, _population, part => part switch
    {
        BoundParameter parameter => _parameters[parameter.Name],
        BoundChoiceTest test => Holds(test) ? LoadMath.One : LoadMath.Zero,
        _ => null,
    });
}
