using System.Collections.Generic;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Tensors;

namespace Snnc.Compiler.Lowering;

/// <summary>Collects the constants of a graph. A tensor or formula that is asked for twice is one constant.</summary>
public sealed class ConstantPool
{
    private readonly Dictionary<(ElementType Element, Shape Shape, LoadExpr Value), string> _names = [];
    private readonly Dictionary<string, Constant> _byName = [];
    private readonly List<Constant> _constants = [];

    /// <summary>Gets the constants in the order of their first use.</summary>
    public IReadOnlyList<Constant> Constants => _constants;

    /// <summary>
    /// The name of a constant of this definition, which is made if there is none. Single numbers keep a name of their own, so that a graph reads
    /// well.
    /// </summary>
    /// <param name="name">What it should be called; a number is added where another constant has this name.</param>
    /// <param name="element">What it is rounded to.</param>
    /// <param name="shape">Its extents, to which the value broadcasts.</param>
    /// <param name="value">How it is computed.</param>
    public string Add(string name, ElementType element, Shape shape, LoadExpr value)
    {
        var isNumber = value is LoadNumber;
        if (!isNumber && _names.TryGetValue((element, shape, value), out var known))
        {
            return known;
        }

        var unique = Unique(name, new Constant(name, element, shape, value));
        if (!isNumber)
        {
            _names[(element, shape, value)] = unique;
        }

        return unique;
    }

    private string Unique(string name, Constant constant)
    {
        var unique = name;
        for (var i = 2; _byName.TryGetValue(unique, out var other); i++)
        {
            if (other == constant with { Name = unique })
            {
                return unique;
            }

            unique = $"{name}_{i}";
        }

        _byName[unique] = constant with { Name = unique };
        _constants.Add(_byName[unique]);
        return unique;
    }
}
