using Snnc.Compiler.Collections;
using Snnc.Compiler.Tensors;

namespace Snnc.Compiler.Ir.Interpretation;

/// <summary>A load-time expression that stands for itself, as the values of a test do.</summary>
public static class LoadedValue
{
    private const string Name = "value";

    /// <summary>Its elements as they stand in an array of this shape, in C order: computed in doubles, rounded once to single precision.</summary>
    /// <exception cref="TensorFormatException">A container or tensor is not what the expression says.</exception>
    public static double[] Evaluate(LoadExpr value, Shape shape, EquatableArray<Container> containers, ITensorResolver resolver)
    {
        var graph = new Graph
        {
            Name = Name,
            Time = new TimeBase(null, null, IsTimed: false),
            Containers = containers,
            Constants = [new Constant(Name, ElementType.Real, value.Shape, value)],
        };
        return new LoadedConstants(graph, resolver).Values(Name, shape);
    }
}
