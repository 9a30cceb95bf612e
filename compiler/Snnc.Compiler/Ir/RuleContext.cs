using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Tensors;

namespace Snnc.Compiler.Ir;

/// <summary>What the rule of an operator looks at.</summary>
/// <param name="Inputs">The types of the operands; as many as the operator takes.</param>
/// <param name="Declared">The node's stated type, for operators whose result the operands do not fix (input, reshape, sparse, neurons).</param>
/// <param name="Constants">Finds a constant by its name; all that the operator names exist.</param>
/// <param name="Time">The graph's time base.</param>
public sealed record RuleContext(IReadOnlyList<ValueType> Inputs, ValueType Declared, Func<string, Constant> Constants, TimeBase Time)
{
    /// <summary>Gets the first operand.</summary>
    public ValueType X => Inputs[0];

    /// <summary>Gets the first operand's kind after an operator that does not keep events: a frame, or else a signal.</summary>
    public ValueKind LinearKind => X.Kind == ValueKind.Frame ? ValueKind.Frame : ValueKind.Signal;

    /// <summary>Gets a value indicating whether no operand is a frame while another varies in time.</summary>
    public bool IsOfOneTime => Inputs.All(x => x.Kind == ValueKind.Frame) || Inputs.All(x => x.Kind != ValueKind.Frame);

    /// <summary>Gets a value indicating whether all operands are events.</summary>
    public bool IsAllSpikes => Inputs.All(x => x.Kind == ValueKind.Spikes);

    /// <summary>Gets the elements of what only moves or adds operands: whole where all are whole (spikes are) and some are Int.</summary>
    public ElementType JoinedElement =>
        Inputs.Any(x => x.Element == ElementType.Int) && Inputs.All(IsWhole) ? ElementType.Int : ElementType.Real;

    /// <summary>Whether the values of a type are whole numbers.</summary>
    public static bool IsWhole(ValueType type) => type.Element == ElementType.Int || type.Kind == ValueKind.Spikes;

    /// <summary>Why a constant is not of this element and shape (or does not broadcast to it), or null.</summary>
    public string? Misfit(string? name, ElementType element, Shape shape, bool broadcasts = false)
    {
        if (name is null)
        {
            return null;
        }

        var constant = Constants(name);
        var fits = constant.Shape == shape || (broadcasts && Shape.Broadcast(constant.Shape, shape) == shape);
        var expected = $"{Text(element)}{shape}{(broadcasts ? " or broadcast to it" : "")}";
        return constant.Element == element && fits
            ? null
            : $"the constant '{name}' is {Text(constant.Element)}{constant.Shape}, and must be {expected}";
    }

    private static string Text(ElementType element) => element == ElementType.Int ? "int" : "real";
}
